// SPDX-License-Identifier: Apache-2.0
#include "run/snapshot.hpp"

#include <tuple>

namespace mercato
{
namespace
{
/// All members that a specification declares.
template <class Archive, class Spec>
void walk_fields(Archive& a, Spec& spec)
{
    std::apply([&](auto const&... f) { (a(spec.*f.member), ...); }, std::remove_const_t<Spec>::fields());
}
} // namespace

// Members in the order of their declaration. Found through their arguments, so in no namespace without name.
template <class A>
static void walk(A& a, typename A::template Of<BoardSpec>& x)
{
    walk_fields(a, x);
}
template <class A>
static void walk(A& a, typename A::template Of<RaidSpec>& x)
{
    walk_fields(a, x);
}
template <class A>
static void walk(A& a, typename A::template Of<Crisis>& x)
{
    auto& [board, phase, began, ended, letter, at, letter_luck, leader_at, leader_out, demand, tender_at_risk,
           price_at_risk, tender_share, tender_at, agencies, in_house, promises, team_signatures, team_share,
           staff, signatures, resigned, lab_share, guesses, belief, believed_exits, hazard, next_point,
           points, next_reading, readings, replies_before, replies_in_house_before, conversations_before,
           next_census, announcements, course, intentions] = x;
    a(board, phase, began, ended, letter, at, letter_luck, leader_at, leader_out, demand, tender_at_risk,
      price_at_risk, tender_share, tender_at, agencies, in_house, promises, team_signatures, team_share,
      staff, signatures, resigned, lab_share, guesses, belief, believed_exits, hazard, next_point, points,
      next_reading, readings, replies_before, replies_in_house_before, conversations_before, next_census,
      announcements, course, intentions);
}
template <class A>
static void walk(A& a, typename A::template Of<Raid>& x)
{
    auto& [spec, luck, lab, targets, list, next, promised, accepted, leaning, rounds] = x;
    a(spec, luck, lab, targets, list, next, promised, accepted, leaning, rounds);
}
template <class A>
static void walk(A& a, typename A::template Of<PolicySpec>& x)
{
    walk_fields(a, x);
}
template <class A>
static void walk(A& a, typename A::template Of<Policy>& x)
{
    auto& [spec, labs, silent] = x;
    a(spec, labs, silent);
}
template <class A>
static void walk(A& a, typename A::template Of<Researchers>& x)
{
    auto& [line, mind, purse, ties, at_lab, former, craft, has_signed, pledges] = x;
    a(line, mind, purse, ties, at_lab, former, craft, has_signed, pledges);
}
template <class A>
static void walk(A& a, typename A::template Of<Teams>& x)
{
    auto& [width, seats, since, count, open] = x;
    a(width, seats, since, count, open);
}
template <class A>
static void walk(A& a, typename A::template Of<LabBooks>& x)
{
    auto& [target, target_ahead, price, dated_price, slots, ceiling, guests, payroll, budget, pending,
           counters, open_counters, counters_end, exit_rate, exits_seen, frozen, closed, urged, off, crunch,
           agreed_workload, amenity, leader_safety, cases, teams, firm, shifts] = x;
    a(target, target_ahead, price, dated_price, slots, ceiling, guests, payroll, budget, pending, counters,
      open_counters, counters_end, exit_rate, exits_seen, frozen, closed, urged, off, crunch, agreed_workload,
      amenity, leader_safety, cases, teams, firm, shifts);
}
template <class A>
static void walk(A& a, typename A::template Of<Works>& x)
{
    auto& [makes, at, capability, launched, first, labour, compute, weights, research, effort, usual_effort,
           value, product, launches, potential, coming, newcomers, record] = x;
    a(makes, at, capability, launched, first, labour, compute, weights, research, effort, usual_effort, value,
      product, launches, potential, coming, newcomers, record);
}
template <class A>
static void walk(A& a, typename A::template Of<Labs>& x)
{
    auto& [id, luck, face, total, books] = x;
    a(id, luck, face, total, books);
}
template <class A>
static void walk(A& a, typename A::template Of<Shelf>& x)
{
    auto& [offers, free_offer, tally, due_soon, due_later, mail, approaches, choices, happened, moved,
           stirred, restless, hash, wealth_in, spent, sales] = x;
    a(offers, free_offer, tally, due_soon, due_later, mail, approaches, choices, happened, moved, stirred,
      restless, hash, wealth_in, spent, sales);
}
template <class A>
static void walk(A& a, typename A::template Of<Cohort>& x)
{
    auto& [luck, rate_class, rows] = x;
    a(luck, rate_class, rows);
}
template <class A>
static void walk(A& a, typename A::template Of<World>& x)
{
    auto& [people, labs, market, crises, raids, policies, works, race, shelves, cohorts, singles, jobless,
           deeds, capital, backed, backs, frontier, wealth_before, origin, now] = x;
    a(people, labs, market, crises, raids, policies, works, race, shelves, cohorts, singles, jobless, deeds,
      capital, backed, backs, frontier, wealth_before, origin, now);
}
template <class A>
static void walk(A& a, typename A::template Of<OpenLayers>& x)
{
    auto& [blocks, singles, recruiting] = x;
    a(blocks, singles, recruiting);
}
template <class A>
static void walk(A& a, typename A::template Of<Agenda>& x)
{
    Agenda::walk_members(a, x);
}
template <class A>
static void walk(A& a, typename A::template Of<EventWatch>& x)
{
    auto& [holds, began, marks] = x;
    a(holds, began, marks);
}
template <class A>
static void walk(A& a, typename A::template Of<State>& x)
{
    auto& [world, agenda, open, births, last_grid, next_dated, coming, watches, hash, mail, recording] = x;
    a(world, agenda, open, births, last_grid, next_dated, coming, watches, hash, mail, recording);
}
template <class A>
static void walk(A& a, typename A::template Of<RunRecords>& x)
{
    auto& [times, labs, works, state_hash, panel, moves, offers, spells, announcements, crises, intentions,
           approaches, choices, accounts, lab_events, launches, people, failure] = x;
    a(times, labs, works, state_hash, panel, moves, offers, spells, announcements, crises, intentions,
      approaches, choices, accounts, lab_events, launches, people, failure);
}

void pack(Sink& sink, State const& state, Notes const& notes)
{
    Packer packer(sink);
    packer(state, notes.records, notes.followed);
}

void unpack(Source& source, State& state, Notes& notes)
{
    Unpacker unpacker(source);
    unpacker(state, notes.records, notes.followed);
}

void pack(Sink& sink, RunRecords const& records)
{
    Packer packer(sink);
    packer(records);
}

void unpack(Source& source, RunRecords& records)
{
    Unpacker unpacker(source);
    unpacker(records);
}
} // namespace mercato
