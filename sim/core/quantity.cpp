// SPDX-License-Identifier: Apache-2.0
#include "core/quantity.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include <fmt/format.h>

namespace mercato
{
namespace
{
std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

/// The word that unit::all uses, for one side of a "/".
std::string_view usual_word(std::string_view word)
{
    static constexpr std::pair<std::string_view, std::string_view> others[] = {
        {"minute", "minutes"}, {"min", "minutes"}, {"hour", "hours"},           {"h", "hours"},
        {"day", "days"},       {"d", "days"},      {"week", "weeks"},           {"wk", "weeks"},
        {"month", "months"},   {"mo", "months"},   {"year", "years"},           {"yr", "years"},
        {"y", "years"},        {"util", "utils"},  {"log point", "log points"}, {"person", "people"},
    };
    auto const* const found =
        std::ranges::find(others, word, &std::pair<std::string_view, std::string_view>::first);
    return found == std::ranges::end(others) ? word : found->second;
}

double neighbour(double x, int steps)
{
    auto const towards = steps < 0 ? -HUGE_VAL : HUGE_VAL;
    for (int i = 0; i < std::abs(steps); ++i) x = std::nextafter(x, towards);
    return x;
}

/// Of the doubles within two steps of @p x for which @p fits holds, the one with the shortest text.
template <class Fits>
double simplest_near(double x, Fits const& fits)
{
    auto best = x;
    auto shortest = fits(x) ? number_text(x).size() : std::string::npos;
    for (int const steps : {-2, -1, 1, 2})
    {
        auto const other = neighbour(x, steps);
        if (!fits(other)) continue;
        if (auto const length = number_text(other).size(); length < shortest)
        {
            best = other;
            shortest = length;
        }
    }
    return best;
}
} // namespace

std::optional<Quantity> parse_quantity(std::string_view text)
{
    text = trimmed(text);
    double value = 0;
    auto const [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{}) return {};
    auto const rest = trimmed(text.substr(static_cast<std::size_t>(stop - text.data())));
    return Quantity{value, std::string(rest)};
}

std::optional<Unit> find_unit(std::string_view text)
{
    auto const slash = text.find('/');
    auto name = std::string(usual_word(trimmed(text.substr(0, slash))));
    if (slash != std::string_view::npos) (name += '/') += usual_word(trimmed(text.substr(slash + 1)));
    auto const* const found = std::ranges::find(unit::all, name, &Unit::name);
    if (found == std::ranges::end(unit::all)) return {};
    return *found;
}

bool converts(Unit const& from, Unit const& to)
{
    // Plain numbers of different things (people, log points) do not stand for each other
    return from.dimension == to.dimension && (to.dimension != Dimension::none || from.name == to.name);
}

std::string units_like(Unit const& u)
{
    std::string names;
    for (auto const& other : unit::all)
    {
        if (converts(other, u)) (names += names.empty() ? "" : ", ") += other.name;
    }
    return names;
}

double convert(double value, Unit const& from, Unit const& to)
{
    if (from.name == to.name) return value;
    return simplest_near(value * from.factor / to.factor, [](double) { return true; });
}

double to_internal(double border, Unit const& u) { return border * u.factor; }

double to_border(double internal, Unit const& u)
{
    return simplest_near(internal / u.factor, [&](double b) { return to_internal(b, u) == internal; });
}

double rounded_border(double internal, Unit const& u)
{
    return simplest_near(internal / u.factor, [](double) { return true; });
}

std::string number_text(double value) { return fmt::format("{}", value + 0.0); }

std::string quantity_text(double border, Unit const& u)
{
    if (u.name == unit::one.name) return number_text(border);
    return fmt::format("{} {}", number_text(border), u.name);
}
} // namespace mercato
