// SPDX-License-Identifier: Apache-2.0
// Joining and leaving: what ledger.hpp declares of job spells.
#include <algorithm>

#include "acts/common/judgement.hpp"
#include "acts/common/ledger.hpp"
#include "acts/common/promises.hpp"
#include "acts/common/ties.hpp"

namespace mercato
{
namespace
{
/// Own culture carried to another lab, as gaps to its reference; a newcomer's trust and alarm start afresh.
void settle_in(Desk const& desk, std::uint32_t row, Felt const& before, Reference const& ref, Time t)
{
    auto& mind = desk.mind(row);
    mind.at = t;
    mind.fatigue = static_cast<float>(before.fatigue - ref.load.fatigue);
    mind.exhaustion = static_cast<float>(before.exhaustion - ref.load.exhaustion);
    mind.trust = 0;
    mind.alarm = 0;
    mind.culture_x = static_cast<float>(before.culture_x - ref.culture_x);
    mind.culture_y = static_cast<float>(before.culture_y - ref.culture_y);
    mind.inequity = 0;
    mind.inequity_target = 0;
    mind.inequity_at = t;
}

/// What the records say of somebody who leaves, as far as the own row knows it.
Happening leaving(Desk const& desk, std::uint32_t row, Time t, std::uint16_t to)
{
    auto const& line = desk.line(row);
    auto const& mind = desk.mind(row);
    auto const& former = desk.world.people.former[row];
    Happening h;
    h.person = row;
    h.to = to;
    h.reunited = to != nowhere && ties_at(desk, row, to, t).former_lead > 0;
    h.returned = to != nowhere && (former[0] == to || former[1] == to);
    h.at = t;
    h.since = line.joined;
    h.team = line.team;
    h.from = line.lab;
    h.level = line.level;
    h.led = line.leads;
    h.pay_before = mind.pay;
    h.pay_start = mind.pay_start;
    h.talent = line.talent;
    h.safety_weight = line.safety_weight;
    return h;
}

/// Vested equity goes to the market at what an undiversified holder gets; the rest goes back to the lab.
void part_with_equity(Desk const& desk, std::uint32_t row, Time t)
{
    auto& purse = desk.purse(row);
    auto const& face = desk.face(desk.line(row).lab);
    std::int64_t promised = -purse.sold;
    for (auto const& h : purse.grants) promised += h.units;
    auto const owned = owned_units(purse, t);
    sell(desk, row, owned, face.unit_price * face.certainty);
    desk.tally(desk.line(row).lab).units_out -= promised - owned;
}

/// Those the leaver has a tie to hear of it; team-mates hear of it from the lab.
void alarm_ties(Desk const& desk, std::uint32_t row, Time t)
{
    for (auto const& tie : desk.world.people.ties[row])
    {
        if (tie.person == nobody) continue;
        Event e{t, desk.line(row).id.value, tie.person};
        e.value = static_cast<float>(desk.laws.contagion.tie_jump * weight_of(tie, t, desk.laws.search));
        e.slot = nobody;
        e.lab = nowhere;
        e.what = What::alarm;
        desk.later_for_another(e);
    }
}

double drawn_match(Desk const& desk, std::uint32_t row, std::uint16_t lab)
{
    auto const identity = mixed(desk.world.labs.luck[lab], desk.line(row).id.value);
    return desk.laws.utility.match_spread *
           Luck(desk.draws, Domain::population, Kind::match, identity).normal();
}
} // namespace

void join(Desk const& desk, std::uint32_t row, std::uint16_t lab, Time t, double pay)
{
    auto& line = desk.line(row);
    auto& mind = desk.mind(row);
    auto const& face = desk.face(lab);
    line.lab = lab;
    line.joined = t;
    line.standing = Standing::settled;
    line.team = nobody;
    line.leads = false;
    ++line.spell;
    line.cash = cents(pay * (1 - face.equity_share));
    mind.pay = static_cast<float>(pay);
    mind.pay_start = mind.pay;
    mind.match = static_cast<float>(drawn_match(desk, row, lab));
    mind.safety = static_cast<float>(face.reputation - reference_at(face, t, desk.laws).inside);
    auto& purse = desk.purse(row);
    purse.settled = t;
    purse.sold = 0;
    purse.grants.fill(Holding{});
    grant(desk, row, t, pay * face.equity_share * desk.laws.equity.vesting_time, false);
    count_in(desk, row, +1);
    ++desk.tally(lab).hires;
    desk.shelf.moved.push_back(row);
    desk.note(row, t, 2, static_cast<double>(lab));

    Mail m{t, line.id.value, 0, row};
    m.lab = lab;
    m.matter = Matter::joined;
    m.value = static_cast<float>(pay);
    desk.tell(m);
    Event review{t + year, 0, row};
    review.slot = line.spell;
    review.what = What::review;
    desk.later(review);
}

void leave(Desk const& desk, std::uint32_t row, Time t, std::uint16_t to, Reason reason, bool referred,
           double pay_after)
{
    auto& line = desk.line(row);
    auto& sum = desk.tally(line.lab);
    lapse_offers(desk, row, t);
    settle(desk, row, t);
    part_with_equity(desk, row, t);
    forfeit(desk, row, reason == Reason::layoff || reason == Reason::closure);
    count_in(desk, row, -1);
    ++sum.exits;
    if (line.standing == Standing::leaving) --sum.bound;
    if (desk.keep_moves)
    {
        auto h = leaving(desk, row, t, to);
        h.code = static_cast<std::int8_t>(reason);
        h.referred = referred;
        h.pay_after = static_cast<float>(pay_after);
        desk.shelf.happened.push_back(h);
    }
    Mail m{t, line.id.value, line.spell, row, line.team};
    m.lab = line.lab;
    m.matter = Matter::left;
    m.value = static_cast<float>(years(t - line.joined));
    m.pay = desk.mind(row).pay;
    m.flag = static_cast<std::uint8_t>(reason);
    desk.tell(m);
    alarm_ties(desk, row, t);
    if (desk.face(line.lab).employs)
    {
        auto& former = desk.world.people.former[row];
        former = {line.lab, former[0]};
    }
    if (to == nowhere)
    {
        line.lab = nowhere;
        desk.shelf.moved.push_back(row);
        return desk.note(row, t, 3, static_cast<int>(reason));
    }
    settle_in(desk, row, felt_at(desk, row, t), reference_at(desk.face(to), t, desk.laws), t);
}

void lose_job(Desk const& desk, std::uint32_t row, Time t, Reason reason)
{
    auto const to = desk.world.jobless; // nowhere if the scenario has none
    if (to == nowhere) return leave(desk, row, t, nowhere, reason, false, 0);
    auto const pay = band_pay(desk, desk.line(row), to);
    leave(desk, row, t, to, reason, false, pay);
    join(desk, row, to, t, pay);
    desk.shelf.stirred.push_back(row);
}
} // namespace mercato
