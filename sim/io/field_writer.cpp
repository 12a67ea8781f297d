// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "core/quantity.hpp"
#include "io/fields.hpp"

namespace mercato
{
std::string value_text(bool value, Unit const&) { return value ? "true" : "false"; }
std::string value_text(std::int64_t value, Unit const&) { return fmt::format("{}", value); }
std::string value_text(double value, Unit const& u) { return number_text(to_border(value, u)); }
std::string value_text(std::string const& value, Unit const&)
{
    return value.empty() ? value : in_quotes(value);
}
std::string value_text(Time value, Unit const&) { return value == never ? std::string() : to_text(value); }

std::string value_text(std::vector<double> const& value, Unit const& u)
{
    std::string text;
    for (auto const number : value) text += (text.empty() ? "[" : ", ") + value_text(number, u);
    return text.empty() ? text : text + "]";
}

std::string value_text(Series const& value, Unit const& u)
{
    if (value.size() == 1 && value[0].at == Time{} && value[0].source.empty())
        return value_text(value[0].value, u);
    std::string text;
    for (auto const& entry : value)
    {
        auto const source = entry.source.empty() ? "" : ", source = " + in_quotes(entry.source);
        text += fmt::format("\n    {{ at = {}, value = {}{} }},", to_text(entry.at),
                            value_text(entry.value, u), source);
    }
    return text.empty() ? text : "[" + text + "\n]";
}
} // namespace mercato
