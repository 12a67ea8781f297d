// SPDX-License-Identifier: Apache-2.0
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "io/scenario_help.hpp"

namespace mercato
{
namespace
{
using Values = std::map<std::string, std::string>;

/// What the template sets; everything else is a comment.
Values values_of(std::string const& section)
{
    if (section.empty()) return {{"format", "1"}, {"title", "\"My scenario\""}};
    if (section == "run")
    {
        return {{"start", "2025-01-01T00:00:00Z"},
                {"end", "2026-01-01T00:00:00Z"},
                {"replicates", "10"},
                {"reference_slots", "10"}};
    }
    if (section == "labs")
        return {{"id", "\"first\""}, {"name", "\"First Lab\""}, {"headcount", "100"}, {"pay", "700"}};
    if (section == "groups") return {{"id", "\"first_staff\""}, {"lab", "\"first\""}, {"count", "100"}};
    return {};
}

/// The second lab and its people, without the comments.
constexpr std::string_view second_lab = R"([[labs]]
id = "second"
name = "Second Lab"
headcount = 100
pay = 600

)";
constexpr std::string_view second_staff = R"([[groups]]
id = "second_staff"
lab = "second"
count = 100

)";

std::string explanation(ParamRow const& p)
{
    auto text = p.meaning;
    if (!p.unit.empty()) text += fmt::format(" [{}]", p.unit);
    if (!p.choices.empty()) text += fmt::format(": {}", fmt::join(p.choices, ", "));
    if (!p.valid.empty()) text += fmt::format("; {}", p.valid);
    if (!p.plausible.empty()) text += fmt::format("; plausible {}", p.plausible);
    return text;
}

std::string example_of(ParamRow const& p)
{
    if (!p.standard.empty()) return p.standard;
    if (p.type == "date-time") return "2025-06-01T00:00:00Z";
    if (!p.choices.empty()) return fmt::format("\"{}\"", p.choices.front());
    if (p.type == "text") return "\"\"";
    return p.type == "numbers" ? "[0, 0]" : "0";
}

std::string entry(SectionRow const& s)
{
    auto const values = values_of(s.name);
    auto const is_comment = s.is_list && values.empty();
    std::string text;
    if (!s.name.empty())
    {
        text = fmt::format("{}{}{}{}\n", is_comment ? "# " : "", s.is_list ? "[[" : "[", s.name,
                           s.is_list ? "]]" : "]");
    }
    for (auto const& p : s.params)
    {
        auto const value = values.find(p.key);
        auto const line = value == values.end() ? fmt::format("# {} = {}", p.key, example_of(p))
                                                : fmt::format("{} = {}", p.key, value->second);
        text += fmt::format("# {}\n{}\n", explanation(p), line);
    }
    return text + "\n";
}
} // namespace

std::string template_toml()
{
    std::string text =
        "# A scenario of mercato: two labs that compete for two hundred people. It runs as it stands.\n"
        "# Keys behind # stand at their defaults, or show how a value is written; remove the # and change "
        "them.\n"
        "# Numbers may carry their unit, as in \"21 days\". docs/scenario.md explains base, overlays and "
        "series.\n\n";
    for (auto const& section : scenario_sections())
    {
        text += fmt::format("# ---- {}\n\n{}", section.meaning, entry(section));
        if (section.name == "labs") text += second_lab;
        if (section.name == "groups") text += second_staff;
    }
    return text;
}
} // namespace mercato
