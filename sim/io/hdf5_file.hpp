// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// The only door to HDF5: files that every netCDF-4 reader opens, rule by rule as docs/trajectory.md lists
/// them.
///
/// A variable is a dataset whose dimensions all carry an axis; an axis is a dataset of its own with the
/// coordinates. Rows are along the first dimension, or, where several scenarios share a file, along the outer
/// axes and the one behind them, counted through. Every return code is checked; what fails is an IoError
/// with path and attempt. Equal calls give equal bytes: no time stamps, no order of threads, each chunk
/// written once.

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"

namespace mercato
{
class Threads;

/// What a value is; text is UTF-8 of any length.
enum class ValueType : std::uint8_t { int8, int16, int32, float32, float64, text };

inline constexpr std::array<std::string_view, 6> value_type_names{"int8",    "int16",   "int32",
                                                                  "float32", "float64", "text"};

/// Bytes of one number; not for text.
constexpr std::size_t size_of(ValueType type)
{
    constexpr std::array<std::size_t, 6> sizes{1, 2, 4, 4, 8, 0};
    return sizes[static_cast<std::size_t>(type)];
}

/// The type of @p Number.
template <class Number>
constexpr ValueType value_type_of()
{
    if constexpr (std::is_same_v<Number, std::int8_t>)
        return ValueType::int8;
    else if constexpr (std::is_same_v<Number, std::int16_t>)
        return ValueType::int16;
    else if constexpr (std::is_same_v<Number, std::int32_t>)
        return ValueType::int32;
    else if constexpr (std::is_same_v<Number, float>)
        return ValueType::float32;
    else if constexpr (std::is_same_v<Number, double>)
        return ValueType::float64;
    else
        static_assert(sizeof(Number) == 0, "not a type of the file");
}

using Bytes = std::vector<std::byte>;

/// Appends numbers as they lie in memory.
template <class Number>
void append(Bytes& bytes, Number value)
{
    auto const* const from = reinterpret_cast<std::byte const*>(&value);
    bytes.insert(bytes.end(), from, from + sizeof value);
}

/// Axes that may stand before all others: several scenarios in one file.
inline constexpr std::array<std::string_view, 2> outer_axes{"design", "arm"};

/// What is known of a variable or axis.
struct VariableInfo
{
    std::string name;
    ValueType type = ValueType::float64;
    std::vector<std::string> axes;    ///< one a dimension; none for a scalar; its own name for an axis
    std::vector<std::uint64_t> shape; ///< one a dimension

    std::size_t row_rank() const;      ///< dimensions that rows are counted along
    std::uint64_t rows() const;        ///< 1 for a scalar
    std::uint64_t rows_inside() const; ///< of one point along the outer axes
    std::size_t row_bytes() const;
};

/// Chunk of a packed variable: whole rows if they are small, at most the shape, never 0.
std::vector<std::uint64_t> chunk_of(VariableInfo const& variable);

/// Rows to read or write at once: whole chunks, some megabytes.
std::uint64_t rows_at_once(VariableInfo const& variable);

/// Are numbers checksummed and compressed (a result) or written as they are (a part)?
enum class Packing : std::uint8_t { raw, packed };

class Hdf5File
{
public:
    /// A new file; one that exists is refused.
    static Hdf5File create(std::filesystem::path const& path, Packing packing);
    /// An existing file, for reading.
    static Hdf5File open(std::filesystem::path const& path);

    Hdf5File(Hdf5File&&) noexcept;
    Hdf5File& operator=(Hdf5File&&) noexcept;
    ~Hdf5File(); ///< gives up what close() did not finish

    /// Lets @p threads pack and unpack, which outlive the file: the bytes are the same for any number.
    void work_on(Threads const& threads);

    /// Flushes and closes; until it returns nothing is certain.
    void close();

    // Making. An object is named by its path: "headcount", "entry/data", "" for the root.
    void create_axis(std::string const& name, ValueType type, std::uint64_t length);
    void create_variable(VariableInfo const& variable);
    void create_group(std::string const& name);
    void link(std::string const& existing, std::string const& name);
    void set_text(std::string const& object, std::string const& name, std::string const& text);
    void set_texts(std::string const& object, std::string const& name, std::span<std::string const> texts);
    void set_number(std::string const& object, std::string const& name, std::int32_t number);
    void set_codes(std::string const& object, std::string const& name, std::span<std::int8_t const> codes);

    // Writing. Rows of one variable are written in order, without gap.
    void write_rows(std::string const& name, std::uint64_t first, std::span<std::byte const> rows);
    void write_texts(std::string const& name, std::span<std::string const> texts);
    template <class Number>
    void write(std::string const& name, std::span<Number const> values)
    {
        require_type(name, value_type_of<Number>());
        write_rows(name, 0, std::as_bytes(values));
    }

    // Reading.
    std::vector<VariableInfo> variables() const; ///< of the root, in order of creation
    bool has(std::string const& name) const;
    VariableInfo info(std::string const& name) const;
    /// Gives back what was kept in memory of @p name for reading on.
    void forget(std::string const& name) const;

    void read_rows(std::string const& name, std::uint64_t first, std::uint64_t count, Bytes& rows) const;
    std::vector<std::string> read_texts(std::string const& name) const;
    template <class Number>
    std::vector<Number> read(std::string const& name) const
    {
        require_type(name, value_type_of<Number>());
        Bytes bytes;
        read_rows(name, 0, info(name).rows(), bytes);
        auto const* const from = reinterpret_cast<Number const*>(bytes.data());
        return {from, from + bytes.size() / sizeof(Number)};
    }
    std::optional<std::string> text_of(std::string const& object, std::string const& name) const;
    std::optional<std::int32_t> number_of(std::string const& object, std::string const& name) const;

    /// Fingerprint (16 hexadecimal digits) of names and values as they were handed over for writing.
    std::string written_hash() const;
    /// The same of what stands in the file, which is read through for it.
    std::string stored_hash() const;

    std::filesystem::path const& path() const;

private:
    struct Inside;
    explicit Hdf5File(std::unique_ptr<Inside> inside);
    void require_type(std::string const& name, ValueType type) const;

    std::unique_ptr<Inside> inside_;
};

/// Walks the file at @p path object by object and says which rules of docs/trajectory.md it breaks, and
/// where.
std::vector<std::string> broken_rules(std::filesystem::path const& path);
} // namespace mercato
