// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "core/quantity.hpp"
#include "io/scenario_reader.hpp"

namespace mercato
{
namespace
{
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
                   fmt::format("{}.id = {} (must be {}, at most 64 characters)", list,
                               in_quotes_briefly(entry.id),
                               rows ? "letters, digits, _ and -, a letter first"
                                    : "lower-case letters, digits and _, a letter first"));
    }
}

void check_reference(Sense const& c, std::string_view list, std::string const& id, std::string_view key,
                     std::string const& lab)
{
    if (lab.empty() || std::ranges::find(c.s.labs, lab, &LabSpec::id) != c.s.labs.end()) return;
    std::vector<std::string> ids;
    ids.reserve(c.s.labs.size());
    for (auto const& l : c.s.labs) ids.push_back(l.id);
    c.complain({list, id, key}, fmt::format("{}.{}.{} = {} (there is no such lab{})", list, id, key,
                                            in_quotes_briefly(lab), did_you_mean(lab, ids)));
}

// ---- entries

void check_lab(Sense const& c, LabSpec const& lab)
{
    auto const two = [&](std::string_view key, std::vector<double> const& x, bool may_lack) {
        if (x.size() == 2 || (may_lack && x.empty())) return;
        c.complain({"labs", lab.id, key},
                   fmt::format("labs.{}.{} has {} numbers (must have two)", lab.id, key, x.size()));
    };
    auto const same = [&](LabSpec const& other) { return other.id != lab.id && other.alias == lab.alias; };
    if (!lab.alias.empty() && std::ranges::any_of(c.s.labs, same))
    {
        c.complain({"labs", lab.id, "alias"}, fmt::format("labs.{}.alias = {} (another lab has the same)",
                                                          lab.id, in_quotes_briefly(lab.alias)));
    }
    two("culture", lab.culture, false);
    two("leader_culture", lab.leader_culture, true);
    check_money(c, lab);
}

void check_group(Sense const& c, GroupSpec const& g)
{
    check_reference(c, "groups", g.id, "lab", g.lab);
    auto const sum = std::accumulate(g.levels.begin(), g.levels.end(), 0.0);
    if (g.levels.size() != 4 || std::abs(sum - 1) > 1e-9)
    {
        c.complain(
            {"groups", g.id, "levels"},
            fmt::format("groups.{}.levels: {} shares that add up to {} (must be four that add up to 1)", g.id,
                        g.levels.size(), number_text(sum)));
    }
    auto const& u = c.s.laws.utility;
    auto const shares =
        g.committed.value_or(u.share_committed) + g.capability_first.value_or(u.share_capability);
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

void check_board(Sense const& c, BoardSpec const& b)
{
    check_reference(c, "boards", b.id, "lab", b.lab);
    auto const rival = [&](BoardSpec const& other) { return other.lab == b.lab && other.id != b.id; };
    if (std::ranges::any_of(c.s.boards, rival))
    {
        c.complain(
            {"boards", b.id, "lab"},
            fmt::format(
                "boards.{}.lab = {} (another board governs it too; a variant replaces the values of one, "
                "or drops it)",
                b.id, in_quotes_briefly(b.lab)));
    }
}

void check_raid(Sense const& c, RaidSpec const& r)
{
    check_reference(c, "raids", r.id, "lab", r.lab);
    check_reference(c, "raids", r.id, "target", r.target);
    auto const wrong = [&](std::string_view key, std::string const& what) {
        c.complain({"raids", r.id, key}, fmt::format("raids.{}.{}", r.id, what));
    };
    if (r.until <= r.at)
        wrong("until", fmt::format("until = {} (must come after at = {})", to_text(r.until), to_text(r.at)));
    if (r.target == r.lab) wrong("target", fmt::format("target = {} (a lab does not raid itself)", r.target));
    if (r.mode != "list" && r.target.empty())
        wrong("mode", fmt::format("target is missing (a {} is that of one lab; say which)", r.mode));
}

void check_policy(Sense const& c, PolicySpec const& p)
{
    auto const wrong = [&](std::string_view key, std::string const& what) {
        c.complain({"policies", p.id, key}, fmt::format("policies.{}.{}", p.id, what));
    };
    if (p.lab != every_lab) check_reference(c, "policies", p.id, "lab", p.lab);
    if (p.until && *p.until <= p.at)
        wrong("until", fmt::format("until = {} (must come after at = {})", to_text(*p.until), to_text(p.at)));
    auto const under = [&](LabSpec const& lab) { return lab.jurisdiction == p.jurisdiction; };
    if (!p.jurisdiction.empty() && std::ranges::none_of(c.s.labs, under))
    {
        std::vector<std::string> laws;
        laws.reserve(c.s.labs.size());
        for (auto const& lab : c.s.labs) laws.push_back(lab.jurisdiction);
        wrong("jurisdiction",
              fmt::format("jurisdiction = {} (no lab is under such a law{})",
                          in_quotes_briefly(p.jurisdiction), did_you_mean(p.jurisdiction, laws)));
    }
    if (p.existing_grants && !p.cliff)
        wrong("cliff", "cliff is missing (existing_grants get a cliff of which length?)");
    if (p.never_match && p.counter_factor)
        wrong("counter_factor", "counter_factor stands beside never_match (which of the two?)");
}

void lacks(Sense const& c, EventSpec const& e, std::string_view key, std::string_view why)
{
    c.complain({"events", e.id}, fmt::format("events.{}.{} is missing ({})", e.id, key, why));
}

/// An offer to all says who makes it and how firmly.
void check_offer_to_all(Sense const& c, EventSpec const& e)
{
    if (e.to.empty()) lacks(c, e, "to", "the lab that makes the offer");
    if (e.form == "none") lacks(c, e, "form", "verbal, pledged or written");
    if (e.value >= 0 && (e.to != e.lab || e.to.empty())) return;
    c.complain({"events", e.id, e.value < 0 ? "value" : "to"},
               fmt::format("events.{}: an offer to all comes from another lab, for at least nothing", e.id));
}

/// A crisis of a board opens where there is one.
void check_opening(Sense const& c, EventSpec const& e)
{
    auto const governed = std::ranges::find(c.s.boards, e.lab, &BoardSpec::lab) != c.s.boards.end();
    if (!opens_crisis(e.type) || governed) return;
    lacks(c, e, "lab",
          fmt::format("write [[boards]] with lab = {}: what its board values", in_quotes_briefly(e.lab)));
}

std::string_view allowed_value(bool of_money, bool counts, double value)
{
    if (of_money) return "more than 0 for a";
    if (!counts) return "between -20 and 20 for a";
    return value < 0 ? "at least 0 for" : "at most 1000 for";
}

/// What an event of a crisis must say besides.
void check_crisis_event(Sense const& c, EventSpec const& e)
{
    if (e.type == "blanket_offer" || e.type == "full_match") check_offer_to_all(c, e);
    check_opening(c, e);
    if (e.type == "dispute" && (e.value < 0 || e.value > 1))
    {
        c.complain(
            {"events", e.id, "value"},
            fmt::format("events.{}.value = {} (must be the workload that staff demand, between 0 and 1)",
                        e.id, number_text(e.value)));
        return;
    }
    if (e.type == "courting" && e.to == e.lab)
    {
        c.complain({"events", e.id, "to"},
                   fmt::format("events.{}.to = {} (in-house recruiters court the staff of another lab)", e.id,
                               in_quotes_briefly(e.to)));
    }
    auto const of_money = e.type == "funding_round" || e.type == "valuation";
    auto const counts = e.type == "courting" || e.type == "leak"; // messages a day, M$ a year
    if (of_money ? e.value > 0 : counts && e.value >= 0 && e.value <= 1000) return;
    if (of_money || counts || std::abs(e.value) > 20)
    {
        c.complain({"events", e.id, "value"},
                   fmt::format("events.{}.value = {} (must be {} {})", e.id, number_text(e.value),
                               allowed_value(of_money, counts, e.value), e.type));
    }
}

void check_event(Sense const& c, EventSpec const& e)
{
    check_reference(c, "events", e.id, "lab", e.lab);
    check_reference(c, "events", e.id, "to", e.to);
    check_crisis_event(c, e);
    check_timing(c, e);
    check_making_event(c, e);
    auto const lasts = e.type == "hiring_freeze" || e.type == "crunch" || e.type == "recharge_week" ||
                       e.type == "courting" || e.type == "memo";
    if (lasts && !e.until && !e.lasts && e.when.empty())
    {
        c.complain({"events", e.id},
                   fmt::format("events.{}.until is missing (a {} lasts; say until when)", e.id, e.type));
    }
    if (e.type == "lead_departs" && (e.to.empty() || e.to == e.lab))
        lacks(c, e, "to", "another lab, where the lead goes");
    if (e.type == "leak" && e.value <= 0) lacks(c, e, "value", "the package as it is told, M$ a year");
    auto const is_share = e.type == "tender" || e.type == "lay_off" || e.type == "crunch" ||
                          e.type == "letter" || e.type == "equity_at_risk" || e.type == "conflict";
    if (is_share && (e.value < 0 || e.value > 1))
    {
        c.complain({"events", e.id, "value"},
                   fmt::format("events.{}.value = {} (must be between 0 and 1 for a {})", e.id,
                               number_text(e.value), e.type));
    }
}

void check_fact(Sense const& c, FactSpec const& f)
{
    // A facts file is shared by scenarios: a row on a lab that this one lacks is not observable, which its
    // verdict says
    auto const& shared = c.layers.facts_files;
    auto const is_shared = [&](std::string_view key) {
        return std::ranges::find(shared, c.layers.place_of({"facts", f.id, key}).file) != shared.end();
    };
    for (std::string_view const key : {"lab", "lab_to"})
    {
        if (is_shared(key)) continue;
        for (auto const& lab : words_of(key == "lab" ? f.lab : f.lab_to))
            check_reference(c, "facts", f.id, key, lab);
    }
    if (f.from && f.until && *f.until <= *f.from)
    {
        c.complain({"facts", f.id, "until"}, fmt::format("facts.{}.until = {} (must come after from = {})",
                                                         f.id, to_text(*f.until), to_text(*f.from)));
    }
    if (f.low && f.high && *f.low > *f.high)
    {
        c.complain({"facts", f.id, "low"}, fmt::format("facts.{}.low = {} (must not exceed high = {})", f.id,
                                                       number_text(*f.low), number_text(*f.high)));
    }
}
} // namespace

void check_entries(Sense const& c)
{
    check_ids(c, "labs", c.s.labs, false);
    check_ids(c, "groups", c.s.groups, false);
    check_ids(c, "events", c.s.events, false);
    check_ids(c, "boards", c.s.boards, false);
    check_ids(c, "raids", c.s.raids, false);
    check_ids(c, "policies", c.s.policies, false);
    check_ids(c, "sources", c.s.sources, true);
    check_ids(c, "facts", c.s.facts, true);
    for (auto const& lab : c.s.labs) check_lab(c, lab);
    for (auto const& group : c.s.groups) check_group(c, group);
    for (auto const& event : c.s.events) check_event(c, event);
    for (auto const& board : c.s.boards) check_board(c, board);
    for (auto const& raid : c.s.raids) check_raid(c, raid);
    for (auto const& policy : c.s.policies) check_policy(c, policy);
    for (auto const& fact : c.s.facts) check_fact(c, fact);
}
} // namespace mercato
