// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// State on its way into bytes and back, for the same program on the same kind of machine.
///
/// One walk serves both ways: `walk(archive, object)` names every member of a type in one structured binding,
/// so that a member nobody names does not compile, and hands them to the archive. Plain data goes as it lies
/// in memory. What comes back must be what went in: who keeps the bytes keeps a fingerprint of them.

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/check.hpp"

namespace mercato
{
/// Where bytes go.
class Sink
{
public:
    virtual ~Sink() = default;
    virtual void write(std::span<std::byte const> bytes) = 0;
};

/// Where they come from.
class Source
{
public:
    virtual ~Source() = default;
    /// Fills @p bytes. @throws IoError if there are not so many
    virtual void read(std::span<std::byte> bytes) = 0;
    /// How many bytes are left at most: no list can be longer.
    virtual std::size_t left() const { return SIZE_MAX; }
};

/// Text and lists are not plain data, nor is what points elsewhere.
template <class T>
concept PlainData = std::is_trivially_copyable_v<T> && !std::is_pointer_v<T>;

/// Writes what it is given.
class Packer
{
public:
    template <class T>
    using Of = T const;

    explicit Packer(Sink& sink) : sink_(sink) {}

    template <class... T>
    void operator()(T const&... parts)
    {
        (one(parts), ...);
    }

private:
    template <PlainData T>
    void one(T const& x)
    {
        sink_.write(std::as_bytes(std::span(&x, 1)));
    }
    void one(std::string const& text)
    {
        one(std::uint64_t{text.size()});
        sink_.write(std::as_bytes(std::span(text)));
    }
    template <class T, class A>
    void one(std::vector<T, A> const& list)
    {
        one(std::uint64_t{list.size()});
        if constexpr (PlainData<T>)
            sink_.write(std::as_bytes(std::span(list)));
        else
        {
            for (auto const& x : list) one(x);
        }
    }
    template <class T>
    void one(std::deque<T> const& list)
    {
        one(std::uint64_t{list.size()});
        for (auto const& x : list) one(x);
    }
    void one(std::pair<std::string, std::string> const& both)
    {
        one(both.first);
        one(both.second);
    }
    void one(std::filesystem::path const& path) { one(path.string()); }
    template <class T>
    void one(T const& object)
    {
        walk(*this, object);
    }

    Sink& sink_;
};

/// Fills what it is given, whatever was there.
class Unpacker
{
public:
    template <class T>
    using Of = T;

    explicit Unpacker(Source& source) : source_(source) {}

    template <class... T>
    void operator()(T&... parts)
    {
        (one(parts), ...);
    }

private:
    template <PlainData T>
    void one(T& x)
    {
        source_.read(std::as_writable_bytes(std::span(&x, 1)));
    }
    void one(std::string& text)
    {
        text.resize(count());
        source_.read(std::as_writable_bytes(std::span(text)));
    }
    template <class T, class A>
    void one(std::vector<T, A>& list)
    {
        list.resize(count());
        if constexpr (PlainData<T>)
            source_.read(std::as_writable_bytes(std::span(list)));
        else
        {
            for (auto& x : list) one(x);
        }
    }
    template <class T>
    void one(std::deque<T>& list)
    {
        list.resize(count());
        for (auto& x : list) one(x);
    }
    void one(std::pair<std::string, std::string>& both)
    {
        one(both.first);
        one(both.second);
    }
    void one(std::filesystem::path& path)
    {
        std::string text;
        one(text);
        path = text;
    }
    template <class T>
    void one(T& object)
    {
        walk(*this, object);
    }
    std::size_t count()
    {
        std::uint64_t n = 0;
        one(n);
        require(n <= source_.left());
        return n;
    }

    Source& source_;
};
} // namespace mercato
