// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

#include "core/quantity.hpp"
#include "io/scenario_reader.hpp"

namespace mercato
{
namespace
{
constexpr double most_people = 2e8;
constexpr double most_records = 1e6;
constexpr std::size_t most_labs = 10'000;

/// @pre both ends are given
void check_ends(Sense const& c)
{
    auto const& run = c.s.run;
    auto const earliest = time_of(1990, 1, 1, 0, 0, 0, 0);
    auto const latest = time_of(2200, 1, 1, 0, 0, 0, 0);
    if (run.start < earliest || run.start > latest)
    {
        c.complain({"run", "start"}, fmt::format("run.start = {} (must be between {} and {})",
                                                 to_text(run.start), to_date(earliest), to_date(latest)));
    }
    if (run.end <= run.start)
    {
        c.complain({"run", "end"}, fmt::format("run.end = {} (must come after run.start = {})",
                                               to_text(run.end), to_text(run.start)));
    }
    else if (run.end > latest)
    {
        c.complain({"run", "end"},
                   fmt::format("run.end = {} (must not come after {})", to_text(run.end), to_date(latest)));
    }
    else if (years(run.end - run.start) / run.dt > most_records)
    {
        c.complain({"run", "dt"},
                   fmt::format("run.dt: the window has {:.0f} recorded times (at most {:.0f}; record less "
                               "often)",
                               years(run.end - run.start) / run.dt, most_records));
    }
}

void check_window(Sense const& c)
{
    if (c.layers.find({"run", "start"}) && c.layers.find({"run", "end"})) check_ends(c);
    auto const& run = c.s.run;
    auto const step = span_of_years(run.exchange);
    if (step.us <= 0 || (week * 4).us % step.us != 0)
    {
        c.complain({"run", "exchange"},
                   fmt::format("run.exchange = {} (must divide four weeks evenly, such as 15 minutes, "
                               "1 hour, 6 hours, 1 day)",
                               quantity_text(to_border(run.exchange, unit::hours), unit::hours)));
    }
}

/// A crisis has close instants, which must fall on all others.
void check_crisis_step(Sense const& c)
{
    auto const& run = c.s.run;
    auto const step = span_of_years(run.crisis_exchange);
    if (step.us > 0 && span_of_years(run.exchange).us % step.us == 0) return;
    c.complain({"run", "crisis_exchange"},
               fmt::format("run.crisis_exchange = {} (must divide run.exchange = {} evenly)",
                           quantity_text(to_border(run.crisis_exchange, unit::minutes), unit::minutes),
                           quantity_text(to_border(run.exchange, unit::hours), unit::hours)));
}

/// Key of a parameter of a section, and its value as a user writes it.
template <class P>
std::pair<std::string_view, std::string> said(P const& params, double P::*member)
{
    std::pair<std::string_view, std::string> found;
    for_each_field<P>([&](auto const& f) {
        if constexpr (std::is_same_v<decltype(f.member), double P::*>)
        {
            if (f.member != member) return;
            found = {f.info.key, quantity_text(to_border(params.*f.member, f.info.unit), f.info.unit)};
        }
    });
    return found;
}

/// Of two numbers of a section, in one unit, the first must not exceed the second. The complaint is about the
/// one that was given.
template <class P>
void check_order(Sense const& c, std::string_view section, P const& params, double P::*low, double P::*high)
{
    if (params.*low <= params.*high) return;
    auto const [low_key, low_text] = said(params, low);
    auto const [high_key, high_text] = said(params, high);
    if (c.layers.find({section, low_key}))
    {
        return c.complain({section, low_key}, fmt::format("{}.{} = {} (must not exceed {}.{} = {})", section,
                                                          low_key, low_text, section, high_key, high_text));
    }
    c.complain({section, high_key}, fmt::format("{}.{} = {} (must be at least {}.{} = {})", section, high_key,
                                                high_text, section, low_key, low_text));
}

void check_behaviour(Sense const& c)
{
    auto const& u = c.s.laws.utility;
    check_order(c, "utility", u, &UtilityParams::curvature_low, &UtilityParams::curvature_high);
    check_order(c, "search", c.s.laws.search, &SearchParams::notice_low, &SearchParams::notice_high);
    if (u.share_committed + u.share_capability > 1)
    {
        auto const given =
            c.layers.find({"utility", "share_committed"}) ? "share_committed" : "share_capability";
        c.complain({"utility", given},
                   fmt::format("utility.share_committed + utility.share_capability = {} (must not exceed 1)",
                               number_text(u.share_committed + u.share_capability)));
    }
}

/// Nothing of a grant is left to vest at a cliff beyond its end.
void check_cliffs(Sense const& c)
{
    auto const [key, vesting] = said(c.s.laws.equity, &EquityParams::vesting_time);
    for (auto const& lab : c.s.labs)
    {
        auto const longest = std::ranges::max_element(lab.cliff, {}, &Dated::value);
        if (longest == lab.cliff.end() || longest->value <= c.s.laws.equity.vesting_time) continue;
        auto text =
            fmt::format("labs.{}.cliff = {} (must not exceed equity.{} = {})", lab.id,
                        quantity_text(to_border(longest->value, unit::months), unit::months), key, vesting);
        if (c.layers.find({"labs", lab.id, "cliff"}))
            c.complain({"labs", lab.id, "cliff"}, std::move(text));
        else
            c.complain({"equity", key}, std::move(text));
    }
}

// ---- people

/// Labs where somebody works at the start.
std::set<std::string> peopled(Scenario const& s)
{
    std::set<std::string> labs;
    for (auto const& g : s.groups)
    {
        if (g.count > 0) labs.insert(g.lab);
    }
    for (auto const& row : s.roster) labs.insert(s.labs.at(row.lab).id);
    return labs;
}

void check_empty_labs(Sense const& c)
{
    // A group that names no lab may be the one that is missed, and so may a row of a roster that could not be
    // read
    if (!c.s.roster_path.empty() && c.s.roster.empty()) return;
    auto const has_lab = [&](GroupSpec const& g) {
        return std::ranges::find(c.s.labs, g.lab, &LabSpec::id) != c.s.labs.end();
    };
    if (!std::ranges::all_of(c.s.groups, has_lab)) return;
    auto const somewhere = peopled(c.s);
    for (auto const& lab : c.s.labs)
    {
        auto const planned = std::ranges::any_of(lab.headcount, [](Dated const& d) { return d.value > 0; });
        if (planned || somewhere.contains(lab.id) || lab.kind == "nonemployment" || lab.dormant) continue;
        c.complain(
            {"labs", lab.id},
            fmt::format(
                "labs.{} is empty: nobody works there and no headcount is planned (give it a group or a "
                "headcount, or drop = true)",
                lab.id));
    }
}

/// People if every lab were as large as it ever plans to be.
double most_planned(Scenario const& s)
{
    double planned = 0;
    for (auto const& lab : s.labs)
    {
        auto const most = std::ranges::max_element(lab.headcount, {}, &Dated::value);
        if (most != lab.headcount.end()) planned += most->value * s.run.scale;
    }
    return planned;
}

void check_people(Sense const& c)
{
    if (c.s.labs.empty()) return c.complain({"labs"}, "there is no lab (write [[labs]] with id and pay)");
    if (c.s.labs.size() > most_labs)
    {
        c.complain({"labs"}, fmt::format("{} labs (must be at most {})", c.s.labs.size(), most_labs));
    }
    check_empty_labs(c);
    auto total = static_cast<double>(c.s.roster.size());
    for (auto const& g : c.s.groups) total += g.count * c.s.run.scale;
    auto const planned = most_planned(c.s);
    auto const roster = !c.s.roster_path.empty();
    if (!roster && total < 1)
    {
        c.complain(
            {"groups"},
            fmt::format("there are {} people at the start (must be at least 1: write [[groups]] with id, "
                        "lab and count, or roster = \"people.csv\")",
                        number_text(total)));
    }
    if (total > most_people || planned > most_people)
    {
        c.complain({total > most_people ? "groups" : "labs"},
                   fmt::format("{} people {} (must be at most {}; run.scale multiplies all)",
                               number_text(std::max(total, planned)),
                               total > most_people ? "at the start" : "are planned",
                               number_text(most_people)));
    }
    if (roster && !c.s.groups.empty())
    {
        c.complain({"groups"},
                   "groups beside a roster (a roster replaces generated people: write groups = [] below it)");
    }
}
} // namespace

void Sense::complain(Layers::Path path, std::string text) const
{
    auto const place = layers.place_of(path);
    auto const there = [&](Complaint const& c) {
        return c.place.file == place.file && c.place.line == place.line && c.place.column == place.column;
    };
    auto const is_a_value = place.line > 0 || place.file.starts_with("--set");
    if (!is_a_value || std::ranges::none_of(out, there)) out.push_back({place, std::move(text)});
}

void check_whole(Sense const& c)
{
    check_window(c);
    check_crisis_step(c);
    check_behaviour(c);
    check_cliffs(c);
    check_people(c);
    check_capital(c);
}
} // namespace mercato
