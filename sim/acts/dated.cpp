// SPDX-License-Identifier: Apache-2.0
#include "acts/dated.hpp"

#include <algorithm>
#include <tuple>

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
/// Publishes the pace at which offers are disclosed; what is pending is timed anew.
void publish_disclosure(Office const& o)
{
    auto const& p = o.laws.raid;
    auto& f = o.face();
    auto const before = f.disclosure;
    f.disclosure = (f.resting ? p.rest_disclosure : 1) * (o.books().urged ? p.memo_disclosure : 1);
    if (f.disclosure == before) return;
    for_members(o.books().teams,
                [&](std::uint32_t row, int) { send(o, row, What::hurry, before / f.disclosure); });
}

/// A pledge is broken where all can see it: the priority falls, and staff take it as they weigh safety.
void breach(Office const& o, double fall)
{
    carry_reference(o);
    o.face().safety = std::max(-1.0, o.face().safety - fall);
    for_members(o.books().teams, [&](std::uint32_t row, int) { send(o, row, What::breach, fall); });
}

/// The lead who cares most for safety, or the most talented one, accepts a place elsewhere.
void lead_departs(Office const& o, double value, std::uint16_t to)
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
    if (best == nobody) return;
    ++o.world.labs.books[to].pending;
    o.world.labs.books[to].guests += 1;
    send(o, best, What::departs, 0);
    o.out.back().slot = to;
}
} // namespace

void happens(Office const& o, DatedEvent const& e)
{
    auto const& [type, value, luck, to, ends] = e;
    auto& books = o.books();
    if (type == "hiring_freeze") books.frozen = !ends;
    if (type == "crunch") books.crunch = ends ? -1 : value;
    if (type == "recharge_week") books.crunch = ends ? -1 : 0;
    if (type == "amenity_change") books.amenity += ends ? -value : value;
    if (type == "tender" && !ends)
    {
        auto const share = value > 0 ? value : o.specs[o.lab].tender_share;
        for_members(books.teams, [&](std::uint32_t row, int) { send(o, row, What::tender, share); });
    }
    if (type == "lay_off" && !ends)
    {
        for_members(books.teams, [&](std::uint32_t row, int) {
            auto const id = o.world.people.line[row].id.value;
            auto const u = unit_open(o.draws.words(Domain::market, Kind::jump, mixed(luck, id), 0, 0).w[0]);
            if (u < value) send(o, row, What::laid_off, 0);
        });
    }
    if (type == "memo") o.books().urged = !ends;
    if (type == "breach" && !ends) breach(o, value);
    if (type == "lead_departs" && !ends) lead_departs(o, value, to);
    // Workload is read continuously: what changes it carries the reference to now first.
    if (type == "crunch" || type == "recharge_week")
    {
        carry_reference(o);
        auto& f = o.face();
        auto const usual = o.laws.strain.ordinary_workload;
        auto const& series = o.specs[o.lab].workload;
        f.workload = books.crunch >= 0 ? books.crunch : series.empty() ? usual : value_at(series, o.now);
        f.resting = type == "recharge_week" && !ends;
    }
    if (type == "memo" || type == "recharge_week") publish_disclosure(o);
}
} // namespace mercato
