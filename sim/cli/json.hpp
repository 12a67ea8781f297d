// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// JSON text (RFC 8259), written value by value.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mercato
{
/// Writes one value; who calls keeps keys and values in turn.
class JsonWriter
{
public:
    JsonWriter& begin_object() { return open('{'); }
    JsonWriter& end_object() { return close('}'); }
    JsonWriter& begin_list() { return open('['); }
    JsonWriter& end_list() { return close(']'); }
    JsonWriter& key(std::string_view name);
    JsonWriter& value(std::string_view text);
    JsonWriter& value(char const* text) { return value(std::string_view(text)); }
    /// Shortest text that reads back equal; null for what is not finite.
    JsonWriter& value(double number);
    JsonWriter& value(std::optional<double> number);
    JsonWriter& value(std::int64_t number);
    JsonWriter& value(bool truth);

    /// key() and value() at once.
    template <class T>
    JsonWriter& member(std::string_view name, T const& what)
    {
        return key(name).value(what);
    }

    /// The text, with a line end.
    std::string text() const { return text_ + '\n'; }

private:
    JsonWriter& open(char bracket);
    JsonWriter& close(char bracket);
    JsonWriter& raw(std::string_view text);
    void separate();
    void break_line();

    std::string text_;
    std::vector<bool> has_entries_;
    bool after_key_ = false;
};
} // namespace mercato
