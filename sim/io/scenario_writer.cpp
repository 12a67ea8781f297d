// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "core/quantity.hpp"
#include "io/scenario_reader.hpp"

namespace mercato
{
namespace
{
// The text of a value; nothing for what is left out: unset, or empty

std::string value_text(bool b, Unit const&) { return b ? "true" : "false"; }
std::string value_text(std::int64_t i, Unit const&) { return fmt::format("{}", i); }
std::string value_text(double d, Unit const& u) { return number_text(to_border(d, u)); }
std::string value_text(std::string const& s, Unit const&) { return s.empty() ? s : in_quotes(s); }
std::string value_text(Time t, Unit const&) { return to_text(t); }

template <class T>
std::string value_text(std::optional<T> const& v, Unit const& u)
{
    return v ? value_text(*v, u) : std::string();
}

std::string value_text(std::vector<double> const& list, Unit const& u)
{
    std::string text;
    for (auto const d : list) text += (text.empty() ? "[" : ", ") + value_text(d, u);
    return text.empty() ? text : text + "]";
}

std::string value_text(Series const& series, Unit const& u)
{
    if (series.size() == 1 && series[0].at == Time{} && series[0].source.empty()) return value_text(series[0].value, u);
    std::string text;
    for (auto const& e : series)
    {
        auto const source = e.source.empty() ? "" : ", source = " + in_quotes(e.source);
        text += fmt::format("\n    {{ at = {}, value = {}{} }},", to_text(e.at), value_text(e.value, u), source);
    }
    return text.empty() ? text : "[" + text + "\n]";
}

template <class P>
std::string lines_of(P const& params, std::string_view leave_out = {})
{
    std::string text;
    for_each_field<P>([&](auto const& f) {
        auto const value = value_text(params.*f.member, f.info.unit);
        if (!value.empty() && f.info.key != leave_out) text += fmt::format("{} = {}\n", f.info.key, value);
    });
    return text;
}

template <class P>
std::string tables_of(std::string_view name, std::vector<P> const& entries)
{
    std::string text;
    for (auto const& entry : entries) text += fmt::format("\n[[{}]]\n{}", name, lines_of(entry));
    return text;
}
}  // namespace

std::string to_toml(Scenario const& s)
{
    auto text = fmt::format("format = {}\n", s.format) + lines_of(s, "roster_salt");
    text += "\n[run]\n" + lines_of(s.run) + "\n[record]\n" + lines_of(s.record);
    Laws::for_each_section(s.laws, [&](std::string_view name, auto const& params) {
        text += fmt::format("\n[{}]\n{}", name, lines_of(params));
    });
    return text + tables_of("labs", s.labs) + tables_of("groups", s.groups) + tables_of("events", s.events) +
           tables_of("sources", s.sources) + tables_of("facts", s.facts);
}
}  // namespace mercato
