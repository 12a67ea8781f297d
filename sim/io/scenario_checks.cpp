// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <numeric>
#include <set>
#include <type_traits>

#include <fmt/format.h>

#include "core/quantity.hpp"
#include "io/scenario_reader.hpp"

namespace mercato
{
namespace
{
constexpr double most_people = 2e8;
constexpr double most_records = 1e6;

/// Where things stand, and what has been complained of.
struct Sense
{
    Scenario const& s;
    Table const& merged;
    Complaints& out;
    using Path = std::initializer_list<std::string_view>;

    /// The node of "labs", id, key ...; the nearest of its parents that is written if it is not.
    Node const* find(Path path, bool exactly) const
    {
        Node const* node = nullptr;
        for (auto const part : path)
        {
            Node const* next = nullptr;
            if (auto const* table = node ? node->as<Table>() : &merged) next = table->find(part);
            else if (auto const* list = node->as<List>()) next = entry_of(*list, part);
            if (!next) return exactly ? nullptr : node;
            node = next;
        }
        return node;
    }

    static Node const* entry_of(List const& list, std::string_view id)
    {
        auto const found = std::ranges::find_if(list, [&](Node const& n) {
            auto const* const entry = n.as<Table>();
            auto const* const name = entry ? entry->find("id") : nullptr;
            return name && *name->as<std::string>() == id;
        });
        return found == list.end() ? nullptr : &*found;
    }

    /// Complains at the value, unless it has been complained of already: one mistake, one complaint.
    void complain(Path path, std::string text) const
    {
        auto const* node = find(path, false);
        auto const file = merged.entries.empty() ? std::string() : merged.entries.front().place.file;
        auto const place = node ? node->place : Place{file, 0, 0};
        auto const there = [&](Complaint const& c) {
            return c.place.file == place.file && c.place.line == place.line && c.place.column == place.column;
        };
        if (!node || std::ranges::none_of(out, there)) out.push_back({place, std::move(text)});
    }
};

/// @pre both ends are given
void check_ends(Sense const& c)
{
    auto const& run = c.s.run;
    auto const earliest = time_of(1990, 1, 1, 0, 0, 0, 0);
    auto const latest = time_of(2200, 1, 1, 0, 0, 0, 0);
    if (run.start < earliest || run.start > latest)
    {
        c.complain({"run", "start"}, fmt::format("run.start = {} (must be between {} and {})", to_text(run.start),
                                                 to_date(earliest), to_date(latest)));
    }
    if (run.end <= run.start)
    {
        c.complain({"run", "end"}, fmt::format("run.end = {} (must come after run.start = {})", to_text(run.end),
                                               to_text(run.start)));
    }
    else if (run.end > latest)
    {
        c.complain({"run", "end"}, fmt::format("run.end = {} (must not come after {})", to_text(run.end),
                                               to_date(latest)));
    }
    else if (years(run.end - run.start) / run.dt > most_records)
    {
        c.complain({"run", "dt"}, fmt::format("run.dt: the window has {:.0f} recorded times (at most {:.0f}; record less "
                                              "often)",
                                              years(run.end - run.start) / run.dt, most_records));
    }
}

void check_window(Sense const& c)
{
    if (c.find({"run", "start"}, true) && c.find({"run", "end"}, true)) check_ends(c);
    auto const& run = c.s.run;
    auto const step = span_of_years(run.exchange);
    if (step.us <= 0 || (week * 4).us % step.us != 0)
    {
        c.complain({"run", "exchange"}, fmt::format("run.exchange = {} (must divide four weeks evenly, such as 15 minutes, "
                                                    "1 hour, 6 hours, 1 day)",
                                                    quantity_text(to_border(run.exchange, unit::hours), unit::hours)));
    }
}

/// Of two numbers of a section, in one unit, the first must not exceed the second.
template <class P>
void check_order(Sense const& c, std::string_view section, P const& params, double P::*low, double P::*high)
{
    if (params.*low <= params.*high) return;
    std::string_view key;
    std::string low_text;
    std::string high_text;
    for_each_field<P>([&](auto const& f) {
        if constexpr (std::is_same_v<decltype(f.member), double P::*>)
        {
            auto const text = fmt::format("{}.{} = {}", section, f.info.key,
                                          quantity_text(to_border(params.*f.member, f.info.unit), f.info.unit));
            if (f.member == low) key = f.info.key;
            if (f.member == low) low_text = text;
            if (f.member == high) high_text = text;
        }
    });
    c.complain({section, key}, fmt::format("{} (must not exceed {})", low_text, high_text));
}

void check_behaviour(Sense const& c)
{
    auto const& u = c.s.laws.utility;
    check_order(c, "utility", u, &UtilityParams::curvature_low, &UtilityParams::curvature_high);
    check_order(c, "search", c.s.laws.search, &SearchParams::notice_low, &SearchParams::notice_high);
    if (u.share_committed + u.share_capability > 1)
    {
        c.complain({"utility", "share_committed"},
                   fmt::format("utility.share_committed + utility.share_capability = {} (must not exceed 1)",
                               number_text(u.share_committed + u.share_capability)));
    }
}

// ---- ids and references

bool is_plain_id(std::string const& id)
{
    auto const lower = [](char ch) { return ch >= 'a' && ch <= 'z'; };
    auto const digit = [](char ch) { return ch >= '0' && ch <= '9'; };
    return !id.empty() && id.size() <= 64 && lower(id[0]) &&
           std::ranges::all_of(id, [&](char ch) { return lower(ch) || digit(ch) || ch == '_'; });
}

/// Rows of facts and sources have capitals and hyphens too: E5-08.
bool is_row_id(std::string id)
{
    for (auto& ch : id)
    {
        if (ch >= 'A' && ch <= 'Z') ch = 'a';
        if (ch == '-') ch = '_';
    }
    return is_plain_id(id);
}

template <class Entries>
void check_ids(Sense const& c, std::string_view list, Entries const& entries, bool rows)
{
    for (auto const& entry : entries)
    {
        if (rows ? is_row_id(entry.id) : is_plain_id(entry.id)) continue;
        c.complain({list, entry.id, "id"},
                   fmt::format("{}.id = {} (must be {}, at most 64 characters)", list, in_quotes_briefly(entry.id),
                               rows ? "letters, digits, _ and -, a letter first"
                                    : "lower-case letters, digits and _, a letter first"));
    }
}

bool has_lab(Scenario const& s, std::string const& id)
{
    return std::ranges::any_of(s.labs, [&](LabSpec const& lab) { return lab.id == id; });
}

void check_reference(Sense const& c, std::string_view list, std::string const& id, std::string_view key,
                     std::string const& lab)
{
    if (lab.empty() || has_lab(c.s, lab)) return;
    std::vector<std::string> ids;
    for (auto const& l : c.s.labs) ids.push_back(l.id);
    c.complain({list, id, key}, fmt::format("{}.{}.{} = {} (there is no such lab{})", list, id, key, in_quotes_briefly(lab),
                                            did_you_mean(lab, ids)));
}

// ---- entries

void check_lab(Sense const& c, LabSpec const& lab)
{
    auto const two = [&](std::string_view key, std::vector<double> const& x, bool may_lack) {
        if (x.size() == 2 || (may_lack && x.empty())) return;
        c.complain({"labs", lab.id, key},
                   fmt::format("labs.{}.{} has {} numbers (must have two)", lab.id, key, x.size()));
    };
    two("culture", lab.culture, false);
    two("leader_culture", lab.leader_culture, true);
}

void check_group(Sense const& c, GroupSpec const& g)
{
    check_reference(c, "groups", g.id, "lab", g.lab);
    auto const sum = std::accumulate(g.levels.begin(), g.levels.end(), 0.0);
    if (g.levels.size() != 4 || std::abs(sum - 1) > 1e-9)
    {
        c.complain({"groups", g.id, "levels"},
                   fmt::format("groups.{}.levels: {} shares that add up to {} (must be four that add up to 1)", g.id,
                               g.levels.size(), number_text(sum)));
    }
    auto const& u = c.s.laws.utility;
    auto const shares = g.committed.value_or(u.share_committed) + g.capability_first.value_or(u.share_capability);
    if ((g.committed || g.capability_first) && shares > 1)
    {
        c.complain({"groups", g.id, g.committed ? "committed" : "capability_first"},
                   fmt::format("groups.{}: committed + capability_first = {} (must not exceed 1)", g.id,
                               number_text(shares)));
    }
    if (g.tenure > g.tenure_limit)
    {
        c.complain({"groups", g.id, "tenure"},
                   fmt::format("groups.{}.tenure = {} years (must not exceed tenure_limit = {} years)", g.id,
                               number_text(g.tenure), number_text(g.tenure_limit)));
    }
}

void check_event(Sense const& c, EventSpec const& e)
{
    check_reference(c, "events", e.id, "lab", e.lab);
    if (e.until && *e.until <= e.at)
    {
        c.complain({"events", e.id, "until"}, fmt::format("events.{}.until = {} (must come after at = {})", e.id,
                                                          to_text(*e.until), to_text(e.at)));
    }
    auto const lasts = e.type == "hiring_freeze" || e.type == "crunch" || e.type == "recharge_week";
    if (lasts && !e.until)
    {
        c.complain({"events", e.id}, fmt::format("events.{}.until is missing (a {} lasts; say until when)", e.id, e.type));
    }
    auto const is_share = e.type == "tender" || e.type == "lay_off" || e.type == "crunch";
    if (is_share && (e.value < 0 || e.value > 1))
    {
        c.complain({"events", e.id, "value"}, fmt::format("events.{}.value = {} (must be between 0 and 1 for a {})", e.id,
                                                          number_text(e.value), e.type));
    }
}

/// A fact may name several labs with spaces between.
std::vector<std::string> words_of(std::string const& text)
{
    std::vector<std::string> words(1);
    for (char const ch : text)
    {
        if (ch != ' ') words.back() += ch;
        else if (!words.back().empty()) words.emplace_back();
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

void check_fact(Sense const& c, FactSpec const& f)
{
    for (auto const& lab : words_of(f.lab)) check_reference(c, "facts", f.id, "lab", lab);
    for (auto const& lab : words_of(f.lab_to)) check_reference(c, "facts", f.id, "lab_to", lab);
    if (f.from && f.until && *f.until <= *f.from)
    {
        c.complain({"facts", f.id, "until"}, fmt::format("facts.{}.until = {} (must come after from = {})", f.id,
                                                         to_text(*f.until), to_text(*f.from)));
    }
    if (f.low && f.high && *f.low > *f.high)
    {
        c.complain({"facts", f.id, "low"}, fmt::format("facts.{}.low = {} (must not exceed high = {})", f.id,
                                                       number_text(*f.low), number_text(*f.high)));
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
    // A group that names no lab may be the one that is missed
    if (!std::ranges::all_of(c.s.groups, [&](GroupSpec const& g) { return has_lab(c.s, g.lab); })) return;
    auto const somewhere = peopled(c.s);
    for (auto const& lab : c.s.labs)
    {
        auto const planned = std::ranges::any_of(lab.headcount, [](Dated const& d) { return d.value > 0; });
        if (planned || somewhere.contains(lab.id) || lab.kind == "nonemployment") continue;
        c.complain({"labs", lab.id},
                   fmt::format("labs.{} is empty: nobody works there and no headcount is planned (give it a group or a "
                               "headcount, or drop = true)",
                               lab.id));
    }
}

void check_people(Sense const& c)
{
    if (c.s.labs.empty()) return c.complain({"labs"}, "there is no lab (write [[labs]] with id and pay)");
    check_empty_labs(c);
    auto total = static_cast<double>(c.s.roster.size());
    for (auto const& g : c.s.groups) total += g.count * c.s.run.scale;
    double planned = 0;
    for (auto const& lab : c.s.labs)
    {
        auto const most = std::ranges::max_element(lab.headcount, {}, &Dated::value);
        if (most != lab.headcount.end()) planned += most->value * c.s.run.scale;
    }
    auto const roster = !c.s.roster_path.empty();
    if (!roster && total < 1)
    {
        c.complain({"groups"}, fmt::format("there are {} people at the start (must be at least 1: write [[groups]] with id, "
                                           "lab and count, or roster = \"people.csv\")",
                                           number_text(total)));
    }
    if (total > most_people || planned > most_people)
    {
        c.complain({total > most_people ? "groups" : "labs"},
                   fmt::format("{} people {} (must be at most {}; run.scale multiplies all)",
                               number_text(std::max(total, planned)), total > most_people ? "at the start" : "are planned",
                               number_text(most_people)));
    }
    if (roster && !c.s.groups.empty())
    {
        c.complain({"groups"}, "groups beside a roster (a roster replaces generated people: write groups = [] below it)");
    }
}
}  // namespace

void check_sense(Scenario const& scenario, Table const& merged, Complaints& out)
{
    Sense const c{scenario, merged, out};
    check_window(c);
    check_behaviour(c);
    check_ids(c, "labs", scenario.labs, false);
    check_ids(c, "groups", scenario.groups, false);
    check_ids(c, "events", scenario.events, false);
    check_ids(c, "sources", scenario.sources, true);
    check_ids(c, "facts", scenario.facts, true);
    for (auto const& lab : scenario.labs) check_lab(c, lab);
    for (auto const& group : scenario.groups) check_group(c, group);
    for (auto const& event : scenario.events) check_event(c, event);
    for (auto const& fact : scenario.facts) check_fact(c, fact);
    check_people(c);
}
}  // namespace mercato
