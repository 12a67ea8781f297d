// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/quantity.hpp"
#include "io/fields.hpp"
#include "io/scenario_help.hpp"
#include "io/scenario_layers.hpp"
#include "run/scenario.hpp"

namespace mercato
{
namespace
{
std::string type_name(bool) { return "true or false"; }
std::string type_name(std::int64_t) { return "whole number"; }
std::string type_name(double) { return "number"; }
std::string type_name(std::string const&) { return "text"; }
std::string type_name(Time) { return "date-time"; }
std::string type_name(std::vector<double> const&) { return "numbers"; }
std::string type_name(Series const&) { return "series"; }

template <class T>
std::string type_name(std::optional<T> const&)
{
    return type_name(T{});
}

std::string to_text(Status s)
{
    switch (s)
    {
    case Status::sourced: return "sourced";
    case Status::derived: return "derived";
    case Status::assumed: return "assumed";
    }
    return {};
}

/// "0 to 5", or one side of it.
std::string bounds(Range const& r)
{
    auto low = std::isfinite(r.low) ? number_text(r.low) : std::string();
    auto const high = std::isfinite(r.high) ? number_text(r.high) : std::string();
    if (low == high) return low;
    return low.empty() || high.empty() ? fmt::format("{}{}", low.empty() ? "<= " : ">= ", low + high)
                                       : fmt::format("{} to {}", low, high);
}

template <class P>
std::vector<ParamRow> rows_of(std::string const& section, P const& standard, bool is_behaviour)
{
    std::vector<ParamRow> rows;
    for_each_field<P>([&](auto const& f) {
        auto const& info = f.info;
        auto value = standard.*f.member;
        settle(value, info.unit);
        ParamRow row{section, std::string(info.key), type_name(value), {}, {}, {}, {}, {}, {}, {}, {}};
        auto const has_number = row.type != "text" && row.type != "true or false" && row.type != "date-time";
        if (!info.required) row.standard = value_text(value, info.unit);
        if (has_number && info.unit.name != unit::one.name) row.unit = info.unit.name;
        row.valid = bounds(info.valid);
        row.plausible = bounds(info.plausible);
        // Only numbers claim something about the world
        if (has_number && (is_behaviour || !info.source.empty())) row.status = to_text(info.status);
        row.meaning = info.meaning;
        row.source = info.source;
        row.choices.assign(info.choices.begin(), info.choices.end());
        row.low = info.valid.low;
        row.high = info.valid.high;
        row.required = info.required;
        row.is_behaviour = is_behaviour;
        rows.push_back(std::move(row));
    });
    return rows;
}

std::string_view meaning_of_section(std::string_view name)
{
    static constexpr std::pair<std::string_view, std::string_view> known[] = {
        {"utility", "what pay and a job are worth (E1, E2)"},
        {"waiting", "what other offers are worth while a deadline runs (E4)"},
        {"equity", "grants, vesting, staying against going (E6)"},
        {"counter", "counter-offers and what fairness allows (E5, E7)"},
        {"contagion", "how departures travel along teams and ties (E8)"},
        {"strain", "fatigue, exhaustion, recovery (E11)"},
        {"climate", "culture, safety priority, trust, reputation (E12)"},
        {"search", "contacts, screening, replies, notice, premiums (E3)"},
        {"growth", "plans, slots, entry, exits, reviews (E13)"},
        {"people", "how people differ when they are made"},
        {"letter", "who signs a letter, and what leaving as one of many costs (E10)"},
        {"belief", "what a board and its staff believe of each other (E10)"},
        {"raid", "whom raiders want, and what a coalition adds (E9, E13)"},
        {"funding", "rounds, lay-offs, take-overs and failure of labs that live on an account (E13)"},
        {"founding", "who founds a lab, and what it inherits (E13)"},
    };
    auto const* const found =
        std::ranges::find(known, name, &std::pair<std::string_view, std::string_view>::first);
    return found == std::ranges::end(known) ? "behaviour" : found->second;
}

std::string range_or_dash(std::string const& text) { return text.empty() ? "–" : text; }

/// A cell of a Markdown table: no bar may end it.
std::string cell(std::string text)
{
    for (auto at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2))
        text.insert(at, "\\");
    return text;
}

std::string markdown_row(ParamRow const& p)
{
    auto meaning = p.meaning;
    if (!p.choices.empty()) meaning += fmt::format(": {}", fmt::join(p.choices, ", "));
    if (!p.source.empty()) meaning += fmt::format(" ({})", p.source);
    auto const standard = p.required ? "**required**" : p.standard.empty() ? "–" : "`" + p.standard + "`";
    return fmt::format("| `{}` | {} | {} | {} | {} | {} | {} | {} |\n", p.key, p.type, cell(standard),
                       range_or_dash(p.unit), range_or_dash(p.valid), range_or_dash(p.plausible),
                       range_or_dash(p.status), cell(meaning));
}

std::string text_rows(ParamRow const& p)
{
    auto const standard = p.required ? "required" : p.standard.empty() ? "-" : p.standard;
    auto text = fmt::format("  {:<20} {:>12} {:<10} {}\n", p.key, standard, p.unit, p.meaning);
    if (!p.choices.empty()) text += fmt::format("  {:<44} one of {}\n", "", fmt::join(p.choices, ", "));
    auto facts = p.valid;
    if (!p.plausible.empty()) facts += fmt::format("; plausible {}", p.plausible);
    if (!p.status.empty()) facts += fmt::format("; {}", p.status);
    if (!p.source.empty()) facts += fmt::format(": {}", p.source);
    if (!facts.empty()) text += fmt::format("  {:<44} {}\n", "", facts);
    return text;
}

std::string heading(SectionRow const& s)
{
    if (s.name.empty()) return "the top of the file";
    return fmt::format("{0}{1}{2}", s.is_list ? "[[" : "[", s.name, s.is_list ? "]]" : "]");
}
} // namespace

std::vector<SectionRow> scenario_sections()
{
    Scenario const s;
    std::vector<SectionRow> all;
    auto top = rows_of("", FileKeys{}, false);
    auto const own = rows_of("", s, false);
    top.insert(top.end(), own.begin(), own.end());
    all.push_back({"", "what the file is, and what it builds on", false, std::move(top)});
    all.push_back({"run", "window, exchange, luck, size", false, rows_of("run", s.run, false)});
    all.push_back({"record", "what is written; recording never changes a run", false,
                   rows_of("record", s.record, false)});
    all.push_back({"capital", "the market for capital, and whom it backs", false,
                   rows_of("capital", s.capital, false)});
    Laws::for_each_section(s.laws, [&](std::string_view name, auto const& params) {
        auto const section = std::string(name);
        all.push_back(
            {section, std::string(meaning_of_section(name)), false, rows_of(section, params, true)});
    });
    all.push_back({"labs", "labs and outside sectors", true, rows_of("labs", LabSpec{}, false)});
    all.push_back({"groups", "people at the start, by lab", true, rows_of("groups", GroupSpec{}, false)});
    all.push_back({"events", "what happens on a date", true, rows_of("events", EventSpec{}, false)});
    all.push_back({"boards", "who governs a lab in a crisis", true, rows_of("boards", BoardSpec{}, false)});
    all.push_back(
        {"raids", "who is after whom, with which packages", true, rows_of("raids", RaidSpec{}, false)});
    all.push_back({"policies", "ways that a lab adopts, or a law orders", true,
                   rows_of("policies", PolicySpec{}, false)});
    all.push_back({"sources", "what notes and rows cite", true, rows_of("sources", SourceSpec{}, false)});
    all.push_back(
        {"facts", "what is documented, held against a run", true, rows_of("facts", FactSpec{}, false)});
    return all;
}

std::string params_text()
{
    std::string text;
    for (auto const& section : scenario_sections())
    {
        text += fmt::format("\n{}: {}\n", heading(section), section.meaning);
        for (auto const& p : section.params) text += text_rows(p);
    }
    return text.substr(1);
}

std::string params_markdown()
{
    auto text = scenario_guide();
    for (auto const& section : scenario_sections())
    {
        text +=
            fmt::format("\n## {}\n\n{}{}.\n\n", section.name.empty() ? "Top of the file" : heading(section),
                        static_cast<char>(section.meaning[0] - 'a' + 'A'), section.meaning.substr(1));
        text += "| key | type | default | unit | allowed | plausible | status | meaning "
                "|\n|---|---|---|---|---|---|---|---|\n";
        for (auto const& p : section.params) text += markdown_row(p);
    }
    return text;
}
} // namespace mercato
