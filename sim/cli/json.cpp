// SPDX-License-Identifier: Apache-2.0
#include "cli/json.hpp"

#include <cmath>

#include <fmt/format.h>

namespace mercato
{
namespace
{
std::string quoted(std::string_view text)
{
    std::string out = "\"";
    for (char const c : text)
    {
        auto const code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            out += fmt::format("\\{}", c);
        else if (c == '\n')
            out += "\\n";
        else if (code < 0x20U)
            out += fmt::format("\\u{:04x}", code);
        else
            out += c;
    }
    return out + '"';
}
} // namespace

void JsonWriter::break_line() { text_ += '\n' + std::string(2 * has_entries_.size(), ' '); }

void JsonWriter::separate()
{
    if (after_key_)
    {
        after_key_ = false;
        return;
    }
    if (has_entries_.empty()) return;
    if (has_entries_.back()) text_ += ',';
    has_entries_.back() = true;
    break_line();
}

JsonWriter& JsonWriter::raw(std::string_view text)
{
    separate();
    text_ += text;
    return *this;
}

JsonWriter& JsonWriter::open(char bracket)
{
    separate();
    text_ += bracket;
    has_entries_.push_back(false);
    return *this;
}

JsonWriter& JsonWriter::close(char bracket)
{
    bool const had_entries = has_entries_.back();
    has_entries_.pop_back();
    if (had_entries) break_line();
    text_ += bracket;
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name)
{
    raw(quoted(name));
    text_ += ": ";
    after_key_ = true;
    return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) { return raw(quoted(text)); }

JsonWriter& JsonWriter::value(double number)
{
    return raw(std::isfinite(number) ? fmt::format("{}", number) : "null");
}

JsonWriter& JsonWriter::value(std::optional<double> number) { return number ? value(*number) : raw("null"); }

JsonWriter& JsonWriter::value(std::int64_t number) { return raw(fmt::format("{}", number)); }

JsonWriter& JsonWriter::value(bool truth) { return raw(truth ? "true" : "false"); }
} // namespace mercato
