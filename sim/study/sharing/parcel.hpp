// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Values one after another in a text, from one process to another of the same build.

#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/check.hpp"

namespace mercato
{
class Parcel
{
public:
    Parcel() = default;
    explicit Parcel(std::string text) : text_(std::move(text)) {}

    template <class T>
        requires std::is_trivially_copyable_v<T>
    void put(T const& value)
    {
        text_.append(reinterpret_cast<char const*>(&value), sizeof value);
    }
    void put(std::string const& text)
    {
        put(text.size());
        text_ += text;
    }
    template <class T>
    void put(std::vector<T> const& values)
    {
        put(values.size());
        for (auto const& value : values) put(value);
    }

    /// Values come out in the order and with the types they were put in.
    template <class T>
    void get(T& value)
    {
        if constexpr (std::is_same_v<T, std::string>)
        {
            std::size_t size = 0;
            get(size);
            require(size <= text_.size() - next_);
            value = text_.substr(next_, size);
            next_ += size;
        }
        else if constexpr (requires { value.push_back(value.front()); })
        {
            std::size_t size = 0;
            get(size);
            value.resize(size);
            for (auto& v : value) get(v);
        }
        else
        {
            static_assert(std::is_trivially_copyable_v<T>);
            require(sizeof value <= text_.size() - next_);
            std::memcpy(static_cast<void*>(&value), text_.data() + next_, sizeof value);
            next_ += sizeof value;
        }
    }
    template <class T>
    T get()
    {
        T value{};
        get(value);
        return value;
    }

    std::string const& text() const { return text_; }

private:
    std::string text_;
    std::size_t next_ = 0;
};
} // namespace mercato
