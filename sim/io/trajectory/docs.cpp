// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "io/trajectory/layout.hpp"

namespace mercato
{
namespace
{
std::string_view name_of(ValueType type) { return value_type_names[static_cast<std::size_t>(type)]; }

/// "why: 0 offer, 1 quit" from a meaning and its codes.
std::string with_codes(std::string const& meaning, std::string const& flags)
{
    if (flags.empty()) return meaning;
    std::string text = meaning + ":";
    std::size_t from = 0;
    for (int code = 0; from < flags.size(); ++code)
    {
        auto const to = std::min(flags.find(' ', from), flags.size());
        text += fmt::format("{} {} {}", code == 0 ? "" : ",", code, flags.substr(from, to - from));
        from = to + 1;
    }
    return text;
}

std::string row(std::string const& name, ValueType type, std::vector<std::string> const& axes,
                std::string const& unit, std::string const& meaning)
{
    return fmt::format("| `{}` | {} | {} | {} | {} |\n", name, name_of(type), fmt::join(axes, ", "), unit,
                       meaning);
}
} // namespace

std::string trajectory_markdown()
{
    std::string text = "## Variables\n\n"
                       "| name | type | axes | unit | meaning |\n"
                       "|---|---|---|---|---|\n";
    TrajectoryContent const all{};
    for (auto const& axis : trajectory_axes(all))
        text += row(axis.name, axis.type, {axis.name}, axis.unit, axis.meaning);
    text += row("scenario", ValueType::text, {}, "1", "the whole scenario as one TOML text, as it was run");
    text += row("lab_id", ValueType::text, {"lab"}, "1", "id of the lab in the scenario");
    text += row("lab_name", ValueType::text, {"lab"}, "1", "public name of the lab");
    text += row("lab_kind", ValueType::text, {"lab"}, "1", "what sort of employer");
    for (auto const& v : trajectory_variables(all))
    {
        text += row(v.name, v.type, v.axes, v.unit, with_codes(v.meaning, v.flags));
    }
    return text;
}
} // namespace mercato
