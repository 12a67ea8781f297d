// SPDX-License-Identifier: Apache-2.0
#include "world/timing/condition.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "core/quantity.hpp"

namespace mercato
{
namespace
{
constexpr GaugeInfo known[] = {
    {"headcount", unit::people},
    {"slots", unit::people},
    {"hires", unit::people, true},
    {"exits", unit::people, true},
    {"runway", unit::years},
    {"cash", unit::dollars_million},
    {"valuation", unit::dollars_billion},
    {"capability", unit::one},
    {"safety", unit::one},
    {"workload", unit::one},
    {"fatigue", unit::one},
    {"exhaustion", unit::one},
    {"climate", unit::one},
};

std::string trimmed(std::string_view text)
{
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return std::string(text);
}

/// The first word of @p text, taken off it.
std::string take_word(std::string_view& text)
{
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    auto const end = std::min(text.find(' '), text.size());
    auto word = std::string(text.substr(0, end));
    text.remove_prefix(end);
    return word;
}

/// A number in the unit @p u, or with a unit of its kind; in the internal unit.
std::optional<double> number(std::string_view text, Unit const& u)
{
    auto const quantity = parse_quantity(text);
    if (!quantity || !std::isfinite(quantity->value)) return {};
    auto const from = quantity->unit.empty() ? std::optional(u) : find_unit(quantity->unit);
    if (!from || !converts(*from, u)) return {};
    return to_internal(convert(quantity->value, *from, u), u);
}

/// A length of time, whose unit must be said.
std::optional<Span> length(std::string const& text)
{
    auto const quantity = parse_quantity(text);
    if (!quantity || quantity->unit.empty()) return {};
    auto const y = number(text, unit::days);
    if (!y || *y < 0 || *y > 1000) return {};
    return span_of_years(*y);
}

Condition wrong(Condition c, std::string error)
{
    c.error = std::move(error);
    return c;
}

/// What may stand behind the number: "of north in 30 days". Says what is wrong with it; empty if nothing is.
std::string take_clauses(std::string_view text, Condition& c)
{
    for (auto word = take_word(text); !word.empty(); word = take_word(text))
    {
        if (word == "of" && c.lab.empty())
        {
            c.lab = take_word(text);
            if (c.lab.empty()) return "does not say of which lab";
            continue;
        }
        if (word != "in")
            return fmt::format("has \"{}\" where only \"of LAB\" and \"in 30 days\" may stand", word);
        auto const span = length(trimmed(text));
        if (!span || span->us <= 0) return "does not say in how much time, such as \"in 30 days\"";
        c.window = *span;
        text = {};
    }
    return {};
}

/// What stands before the comparison: "exits of north in 30 days".
Condition parse_gauge(std::string_view text)
{
    Condition c;
    c.word = take_word(text);
    auto const found = std::ranges::find(known, c.word, &GaugeInfo::name);
    if (found == std::end(known)) return wrong(c, "begins with none of the numbers of a lab");
    c.word.clear();
    c.gauge = static_cast<Gauge>(found - std::begin(known));
    c.error = take_clauses(text, c);
    if (!c.error.empty()) return c;
    bool const has_window = c.window.us > 0;
    if (found->counts && !has_window)
        return wrong(c, fmt::format("does not say in how much time, such as \"{} in 30 days\"", found->name));
    if (!found->counts && has_window)
        return wrong(c, fmt::format("counts nothing in time: \"in\" goes with hires and exits, not with {}",
                                    found->name));
    return c;
}
} // namespace

std::span<GaugeInfo const> gauges() { return known; }

After parse_after(std::string_view text)
{
    After a;
    auto const plus = text.find('+');
    a.event = trimmed(text.substr(0, plus));
    if (a.event.empty() || a.event.find(' ') != std::string::npos)
    {
        a.error = "must be the id of another event and how long after it, such as \"ouster + 3 days\"";
    }
    else if (plus != std::string_view::npos)
    {
        auto const delay = length(trimmed(text.substr(plus + 1)));
        if (delay)
            a.delay = *delay;
        else
            a.error = "must say after the + how long, with its unit, such as \"3 days\"";
    }
    return a;
}

Condition parse_condition(std::string_view text)
{
    auto const sign = text.find_first_of("<>");
    if (sign == std::string_view::npos)
        return wrong({}, "compares nothing: must be such as \"headcount < 50\", with < or >");
    auto c = parse_gauge(text.substr(0, sign));
    if (!c.error.empty()) return c;
    c.below = text[sign] == '<';
    auto const& u = known[static_cast<std::size_t>(c.gauge)].unit;
    auto const bound = number(trimmed(text.substr(sign + 1)), u);
    if (!bound)
        return wrong(c, u.name == unit::one.name
                            ? std::string("must end with a number")
                            : fmt::format("must end with a number in {}, or one with its unit", u.name));
    c.bound = *bound;
    return c;
}
} // namespace mercato
