// SPDX-License-Identifier: Apache-2.0
#include "acts/dated.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "acts/common/account.hpp"
#include "acts/common/works.hpp"

namespace mercato
{
namespace
{
void send(Office const& o, std::uint32_t row, What what, double value)
{
    Event e{o.now, 0, row, static_cast<float>(value)};
    e.lab = o.lab;
    e.what = what;
    o.out.push_back(e);
}

/// The lab buys equity from all of its staff: @p share of what each owns, or the lab's usual share.
void buy_equity(Office const& o, double share)
{
    auto const bought = share > 0 ? share : o.specs[o.lab].tender_share;
    for_members(o.books().teams, [&](std::uint32_t row, int) { send(o, row, What::tender, bought); });
}

/// Workload is read continuously: what changes it carries the reference to now first.
void change_workload(Office const& o, double crunch, bool resting)
{
    o.books().crunch = crunch;
    carry_reference(o);
    auto& f = o.face();
    f.resting = resting;
    f.workload = present_workload(o);
}

/// Publishes the pace at which offers are disclosed; what is pending is timed anew.
void publish_disclosure(Office const& o)
{
    auto const& p = o.laws.raid;
    auto& f = o.face();
    auto const before = f.disclosure;
    auto const at_work = f.resting ? p.rest_disclosure : 1 - o.books().off * (1 - p.rest_disclosure);
    f.disclosure = at_work * (o.books().urged ? p.memo_disclosure : 1);
    if (f.disclosure == before) return;
    for_members(o.books().teams,
                [&](std::uint32_t row, int) { send(o, row, What::hurry, before / f.disclosure); });
}

/// Rest is taken in turn: @p parts of the teams, each off for its share of the time, day by day.
void take_turns(Office const& o, DatedEvent const& e, std::int64_t parts)
{
    o.books().off = e.ends ? 0 : 1 / static_cast<double>(parts);
    if (e.ends || e.until <= o.now) return;
    Span const share{(e.until - o.now).us / parts};
    std::uint32_t team = 0;
    auto const& teams = o.books().teams;
    for (; team < teams.size(); ++team)
    {
        auto const first = o.now + share * (team % parts);
        for (Span gone; gone < share; gone = gone + day)
        {
            auto const length = std::min(day, share - gone);
            for (int k = 0; k < teams.count[team]; ++k)
            {
                send(o, teams.begin(team)[k], What::day_off, years(length));
                o.out.back().at = first + gone + length;
            }
        }
    }
}

/// The lab, or part of it after part, is off work.
void rest(Office const& o, DatedEvent const& e)
{
    auto const parts = std::llround(e.value);
    if (parts > 1) return take_turns(o, e, parts);
    change_workload(o, e.ends ? -1 : 0, !e.ends);
}

/// Compute comes online, or goes again.
void bring_online(Office const& o, double log_compute)
{
    carry_works(o);
    o.face().compute += log_compute;
}

/// A pledge is broken where all can see it: the priority falls, and staff take it as they weigh safety.
void breach(Office const& o, double fall)
{
    carry_reference(o);
    o.face().safety = std::max(-1.0, o.face().safety - fall);
    for_members(o.books().teams, [&](std::uint32_t row, int) { send(o, row, What::breach, fall); });
}

/// The lead who cares most for safety (@p value 1) or the most talented one; nobody if none is free to go.
std::uint32_t foremost_lead(Office const& o, double value)
{
    auto const& people = o.world.people;
    auto best = nobody;
    auto const merit = [&](std::uint32_t row) {
        auto const& line = people.line[row];
        return std::tuple{value > 0.5 ? line.safety_weight : 0.0F, line.talent, line.id.value};
    };
    for_members(o.books().teams, [&](std::uint32_t row, int seat) {
        if (seat != 0 || people.line[row].standing != Standing::settled) return;
        if (best == nobody || merit(row) > merit(best)) best = row;
    });
    return best;
}

/// That lead accepts a place elsewhere.
void lead_departs(Office const& o, double value, std::uint16_t to)
{
    auto const best = foremost_lead(o, value);
    if (best == nobody) return;
    ++o.world.labs.books[to].pending;
    o.world.labs.books[to].guests += 1;
    send(o, best, What::departs, 0);
    o.out.back().slot = to;
}

/// A team loses its task: its people are alarmed as if their lead had gone, and trust as after a lay-off.
void wind_up(Office const& o, double value)
{
    auto const lead = foremost_lead(o, value);
    if (lead == nobody) return;
    auto const& teams = o.books().teams;
    auto const team = o.world.people.line[lead].team;
    if (team == nobody) return; // on the first day, and not placed yet
    for (int k = 0; k < teams.count[team]; ++k)
    {
        send(o, teams.begin(team)[k], What::alarm, o.laws.contagion.lead_jump);
        o.out.back().flag = alarm_of_layoff;
        o.out.back().slot = nobody;
        o.out.back().lab = nowhere;
    }
}

/// The lab shuts: nobody is hired, everybody goes.
void close(Office const& o)
{
    o.books().frozen = o.books().closed = true;
    publish_recruiting(o, 1);
    for_members(o.books().teams, [&](std::uint32_t row, int) {
        send(o, row, What::laid_off, 0);
        o.out.back().flag = laid_off_by_closure;
    });
}

/// The leads fall out with one another.
void fall_out(Office const& o, double value)
{
    for_members(o.books().teams, [&](std::uint32_t row, int seat) {
        if (seat == 0) send(o, row, What::conflict, value);
    });
}

/// A change that is reached bit by bit, or on the next weekly grid; its end takes it back.
void shift(Office const& o, DatedEvent const& e, Lever lever)
{
    auto& all = o.books().shifts;
    auto const mine = [&](Shift const& s) { return s.luck == e.luck && s.lever == lever; };
    if (!e.ends)
    {
        Shift s{o.now, e.ramp, e.value, 0, 0, e.luck, lever};
        if (lever == Lever::workload) s = {o.now, e.ramp, 1, 0, e.value, e.luck, lever};
        all.push_back(s);
        return;
    }
    double added = 0;
    for (auto const& s : all) added += mine(s) ? s.done : 0;
    std::erase_if(all, mine);
    if (added != 0) all.push_back({o.now, {}, -added, 0, 0, mixed(e.luck, 1), lever});
}

/// Changes of a lab's columns: at once where they always were, bit by bit where a ramp is given.
void change(Office const& o, DatedEvent const& e)
{
    auto const bit_by_bit = e.ramp.us > 0;
    if (e.type == "amenity_change" && !bit_by_bit) o.books().amenity += e.ends ? -e.value : e.value;
    if (e.type == "amenity_change" && bit_by_bit) shift(o, e, Lever::amenity);
    if (e.type == "pay_change") shift(o, e, Lever::pay);
    if (e.type == "safety_change") shift(o, e, Lever::safety);
    if (e.type == "crunch" && bit_by_bit) shift(o, e, Lever::workload);
    if (e.type == "crunch" && (e.ends || !bit_by_bit)) change_workload(o, e.ends ? -1 : e.value, false);
}

/// What happens at its date and is over.
void strike(Office const& o, DatedEvent const& e)
{
    if (e.type == "tender") buy_equity(o, e.value);
    if (e.type == "lay_off") lay_off(o, e.value, e.luck);
    if (e.type == "breach") breach(o, e.value);
    if (e.type == "lead_departs") lead_departs(o, e.value, e.to);
    if (e.type == "team_wound_up") wind_up(o, e.value);
    if (e.type == "closure") close(o);
    if (e.type == "conflict") fall_out(o, e.value);
    if (e.type == "funding_round") raise_money(o, e.value, 1, e.scale);
    if (e.type == "valuation") revalue(o, e.value * unit::dollars_billion.factor);
}
} // namespace

std::int64_t lay_off(Office const& o, double share, std::uint64_t luck)
{
    std::int64_t people = 0;
    for_members(o.books().teams, [&](std::uint32_t row, int) {
        auto const id = o.world.people.line[row].id.value;
        auto const u = unit_open(o.draws.words(Domain::market, Kind::jump, mixed(luck, id), 0, 0).w[0]);
        if (u >= share) return;
        send(o, row, What::laid_off, 0);
        ++people;
    });
    return people;
}

void happens(Office const& o, DatedEvent const& e)
{
    auto& books = o.books();
    if (e.type == "hiring_freeze") books.frozen = !e.ends || books.closed || books.firm.wound_up != never;
    change(o, e);
    if (e.type == "recharge_week") rest(o, e);
    if (e.type == "memo") books.urged = !e.ends;
    if (e.type == "memo" || e.type == "recharge_week") publish_disclosure(o);
    if (e.type == "compute_online") bring_online(o, e.ends ? -e.value : e.value);
    if (!e.ends) strike(o, e);
}
} // namespace mercato
