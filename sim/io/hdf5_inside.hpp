// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// The inside of the door to HDF5: owned identifiers and checked return codes. Only io/hdf5_*.cpp include it.

#include <cstring>
#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <hdf5.h>

#include "core/draws.hpp"
#include "io/hdf5_file.hpp"

namespace mercato
{
/// What stands for an empty text: an element of length zero cannot be told from one that was never written,
/// and those crash readers.
inline constexpr char const* empty_text = " ";

/// An identifier of the library that closes itself.
class Handle
{
public:
    using Close = herr_t (*)(hid_t);

    Handle() = default;
    Handle(hid_t id, Close closer) : id_(id), close_(closer) {}
    ~Handle() { static_cast<void>(close()); }
    Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), close_(other.close_) {}
    Handle& operator=(Handle&& other) noexcept
    {
        if (this != &other)
        {
            static_cast<void>(close());
            id_ = std::exchange(other.id_, -1);
            close_ = other.close_;
        }
        return *this;
    }

    hid_t id() const { return id_; }

    /// Closes and says how that went: what was written may fail only here.
    herr_t close() { return id_ < 0 ? 0 : close_(std::exchange(id_, -1)); }

private:
    hid_t id_ = -1;
    Close close_ = nullptr;
};

/// What is being attempted, so that a refused call can say so: sure(H5Dopen2(...)).
struct Attempt
{
    Attempt(std::string what, std::filesystem::path where);

    /// The code itself if the call went well, else IoError.
    template <class Code>
    Code operator()(Code code) const
    {
        if (code < 0) fail();
        return code;
    }

    /// Throws what the library's error stack and the system say.
    [[noreturn]] void fail() const;

    std::string what;
    std::filesystem::path where;
};

/// A fingerprint of values in their order, the same however they were cut into blocks.
class ContentHash
{
public:
    /// Takes in elements of @p size bytes (1, 2, 4 or 8).
    void values(std::span<std::byte const> bytes, std::size_t size)
    {
        switch (size)
        {
        case 1: return words_in<std::uint8_t>(bytes);
        case 2: return words_in<std::uint16_t>(bytes);
        case 4: return words_in<std::uint32_t>(bytes);
        default: return words_in<std::uint64_t>(bytes);
        }
    }

    void text(std::string_view text)
    {
        word_in(text.size());
        values(std::as_bytes(std::span(text)), 1);
    }

    std::uint64_t value() const { return mixed(state_, 0); }

private:
    /// The size is known when this is compiled: copying so many bytes is then one load and no call.
    template <class Word>
    void words_in(std::span<std::byte const> bytes)
    {
        for (std::size_t at = 0; at + sizeof(Word) <= bytes.size(); at += sizeof(Word))
        {
            Word word = 0;
            std::memcpy(&word, bytes.data() + at, sizeof word);
            word_in(word);
        }
    }

    /// One multiplication a word, so that checking a file costs less than reading it.
    void word_in(std::uint64_t word)
    {
        state_ = (state_ ^ word) * 0x9e3779b97f4a7c15ULL;
        state_ ^= state_ >> 29;
    }

    std::uint64_t state_ = 0x243f6a8885a308d3ULL;
};

struct Hdf5File::Inside
{
    std::filesystem::path path;
    Packing packing = Packing::raw;
    Threads const* threads = nullptr; // that pack and unpack
    Handle file;
    std::map<std::string, VariableInfo> known;
    std::map<std::string, std::uint64_t> rows_written;
    std::map<std::string, ContentHash> hashes;
    std::map<std::string, Handle> datasets; // kept open while reading, with their chunk caches

    Attempt attempt(std::string what) const { return {std::move(what), path}; }
    hid_t dataset(std::string const& name);
};

/// Do chunks of shape @p chunk hold whole rows, so that they lie in memory as they lie in the file?
bool hold_whole_rows(std::vector<std::uint64_t> const& chunk, VariableInfo const& variable);

/// Calls @p body(chunk, begin, end) for chunks of @p bytes of [0, size), on @p threads if there are any.
void share_chunks(Threads const* threads, std::size_t size, std::size_t bytes,
                  std::function<void(std::size_t, std::size_t, std::size_t)> const& body);

/// A chunk of numbers of @p size bytes as it lies in a packed variable: shuffled, deflated, with its
/// checksum.
Bytes packed_chunk(std::span<std::byte const> values, std::size_t size);

/// The numbers of such a chunk into @p values, all of it; false if they are not those that were packed.
bool unpack_chunk(std::span<std::byte const> packed, std::size_t size, std::span<std::byte> values);

/// How files are opened, the same everywhere: closing one closes all that belongs to it.
Handle file_access(Attempt const& sure);

/// The library's type for @p type as it lies in memory and in the file.
Handle hdf5_type(ValueType type);

/// Which of our types @p dataset has; IoError if none.
ValueType type_in(hid_t dataset, Attempt const& sure);

/// The names of the axes of @p dataset, "" where there is none; its own if it is an axis.
std::vector<std::string> axes_in(hid_t dataset, std::string const& name, Attempt const& sure);

/// A space of so many values.
Handle space_of(std::vector<std::uint64_t> const& shape, Attempt const& sure);

/// Rows of one point along the outer axes: where they lie in the file and in memory.
struct Slab
{
    Handle there;
    Handle here;
    std::size_t offset = 0; ///< of the first one from where all begin in memory [bytes]
};

/// Calls @p each for the slabs that make up @p count rows of @p variable from @p first.
void for_slabs(VariableInfo const& variable, std::uint64_t first, std::uint64_t count, Attempt const& sure,
               std::function<void(Slab const&)> const& each);

/// The lengths of @p dataset's dimensions.
std::vector<std::uint64_t> shape_in(hid_t dataset, Attempt const& sure);
} // namespace mercato
