// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What an archive writes, as a text that goes from one process to another of the same build.

#include <cstring>
#include <string>

#include "run/archive.hpp"

namespace mercato
{
/// A message while it is written. A class of its own: of one that is Sink and Source, g++ 12 at -O3 leaves
/// out what follows the first read (with -fno-devirtualize it does not).
class Draft final : public Sink
{
public:
    void write(std::span<std::byte const> bytes) override
    {
        text_.append(reinterpret_cast<char const*>(bytes.data()), bytes.size());
    }
    std::string const& text() const { return text_; }

private:
    std::string text_;
};

/// A message that is read, from its beginning on.
class Message final : public Source
{
public:
    explicit Message(std::string text) : text_(std::move(text)) {}

    void read(std::span<std::byte> bytes) override
    {
        require(bytes.size() <= left());
        if (!bytes.empty()) std::memcpy(bytes.data(), text_.data() + next_, bytes.size());
        next_ += bytes.size();
    }
    std::size_t left() const override { return text_.size() - next_; }

private:
    std::string text_;
    std::size_t next_ = 0;
};

/// All of @p parts in one text.
template <class... T>
std::string packed(T const&... parts)
{
    Draft message;
    Packer{message}(parts...);
    return message.text();
}
} // namespace mercato
