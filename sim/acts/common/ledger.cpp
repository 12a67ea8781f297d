// SPDX-License-Identifier: Apache-2.0
#include "acts/common/ledger.hpp"

#include <algorithm>
#include <cmath>

#include "acts/common/judgement.hpp"
#include "core/check.hpp"

namespace mercato
{
namespace
{
/// What carries a gap back to the origin of time, where it is a constant that sums can keep.
double carrying(Time joined, Desk const& desk)
{
    // Twelve e-folds bound the sums; beyond them a gap has long ceased to matter to anybody.
    return std::exp(std::min(desk.laws.climate.socialisation * years(joined - desk.world.origin), 12.0));
}

/// Adds or removes what the sums hold of pay.
void count_pay(Desk const& desk, std::uint32_t row, int sign)
{
    auto const& line = desk.line(row);
    auto const pay = desk.mind(row).pay;
    auto& sum = desk.tally(line.lab);
    auto const level = static_cast<std::size_t>(line.level - 1);
    auto const v = std::log(static_cast<double>(pay)) - desk.laws.counter.talent_seen * line.talent;
    sum.pay += sign * fixed(pay);
    sum.v[level] += sign * fixed(v);
    sum.v2[level] += sign * fixed(v * v);
}

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
Happening leaving(Line const& line, Mind const& mind, Time t)
{
    Happening h;
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

void unlink_offer(Desk const& desk, std::uint32_t row, std::uint32_t slot)
{
    auto* link = &desk.line(row).offers;
    while (*link != slot) link = &desk.shelf.offers[*link].next;
    *link = desk.shelf.offers[slot].next;
    close_offer(desk.shelf, slot);
}

void record_answer(Desk const& desk, OpenOffer const& o, Time t, Outcome outcome)
{
    Happening h;
    h.kind = Happening::Kind::answered;
    h.at = t;
    h.since = o.made;
    h.person = o.person;
    h.from = desk.line(o.person).lab;
    h.to = o.lab;
    h.code = static_cast<std::int8_t>(outcome);
    h.referred = o.referred;
    h.disclosed = o.disclosed;
    h.countered = o.counter > 0;
    h.pay_before = desk.mind(o.person).pay;
    h.pay_after = o.pay;
    h.pay_counter = o.counter;
    h.days = static_cast<float>(years(o.deadline - o.made) * 365.25);
    h.gap = o.gap;
    h.waiting = o.waiting;
    if (desk.keep_offers) desk.shelf.happened.push_back(h);
    ++desk.tally(o.lab).answered;
}

void lapse_offers(Desk const& desk, std::uint32_t row, Time t)
{
    while (desk.line(row).offers != nobody)
    {
        auto const slot = desk.line(row).offers;
        record_answer(desk, desk.shelf.offers[slot], t, Outcome::lapsed);
        unlink_offer(desk, row, slot);
    }
}

void settle(Desk const& desk, std::uint32_t row, Time t)
{
    auto const& line = desk.line(row);
    auto& purse = desk.purse(row);
    auto const paid = rounded(static_cast<double>(line.cash) * years(t - purse.settled));
    auto const saved = rounded(static_cast<double>(paid) * desk.laws.people.saving_rate);
    desk.tally(line.lab).paid += paid;
    purse.wealth += saved;
    purse.settled = t;
    desk.shelf.wealth_in += saved;
    desk.shelf.spent += paid - saved;
}

void count_in(Desk const& desk, std::uint32_t row, int sign)
{
    auto const& line = desk.line(row);
    auto const& mind = desk.mind(row);
    auto& sum = desk.tally(line.lab);
    auto const back = carrying(line.joined, desk);
    sum.members += sign;
    sum.culture_x += sign * fixed(mind.culture_x * back);
    sum.culture_y += sign * fixed(mind.culture_y * back);
    sum.safety_weight += sign * fixed(stance_of(line.safety_weight, desk.laws.utility.safety_committed));
    sum.talent += sign * fixed(line.talent);
    sum.level[static_cast<std::size_t>(line.level - 1)] += sign;
    count_pay(desk, row, sign);
}

void change_pay(Desk const& desk, std::uint32_t row, Time t, double pay)
{
    settle(desk, row, t);
    count_pay(desk, row, -1);
    auto& mind = desk.mind(row);
    desk.line(row).cash += cents(pay - mind.pay);
    mind.pay = static_cast<float>(pay);
    count_pay(desk, row, +1);
    desk.note(row, t, 1, pay);
}

void grant(Desk const& desk, std::uint32_t row, Time t, double value, bool without_cliff)
{
    auto const& line = desk.line(row);
    auto const& face = desk.face(line.lab);
    if (!(value > 0)) return;
    // Nobody is promised more than the whole: what a price near nothing would ask for fits no integer
    auto const units = static_cast<std::int64_t>(std::min(value / face.unit_price, all_units));
    if (units <= 0) return;
    auto& grants = desk.purse(row).grants;
    auto* place = std::ranges::find(grants, std::int64_t{0}, &Holding::units);
    // Without a free place the oldest grant is nearly vested: what it still holds starts anew with this one.
    if (place == grants.end()) place = std::ranges::min_element(grants, {}, &Holding::start);
    auto const old = place->units > 0 ? place->units - vested_units(grant_of(*place), t) : 0;
    desk.purse(row).sold -= place->units > 0 ? place->units - old : 0;
    auto const length = desk.laws.equity.vesting_time * 365.25;
    *place = {t, units + old, static_cast<std::uint16_t>(without_cliff ? 0 : face.cliff.us / day.us),
              static_cast<std::uint16_t>(length)};
    place->cliff_days = std::min(place->cliff_days, place->days);
    desk.tally(line.lab).units_out += units;
}

void sell(Desk const& desk, std::uint32_t row, std::int64_t units, double price)
{
    if (units <= 0) return;
    auto& purse = desk.purse(row);
    auto& sum = desk.tally(desk.line(row).lab);
    auto const proceeds = cents(static_cast<double>(units) * price);
    purse.sold += units;
    purse.wealth += proceeds;
    desk.shelf.sales += proceeds;
    sum.units_out -= units;
    sum.units_sold += units;
}

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

void leave(Desk const& desk, std::uint32_t row, Time t, std::uint16_t to, int reason, bool referred,
           double pay_after)
{
    auto& line = desk.line(row);
    auto& sum = desk.tally(line.lab);
    lapse_offers(desk, row, t);
    settle(desk, row, t);
    part_with_equity(desk, row, t);
    count_in(desk, row, -1);
    ++sum.exits;
    if (line.standing == Standing::leaving) --sum.bound;
    if (desk.keep_moves)
    {
        auto h = leaving(line, desk.mind(row), t);
        h.person = row;
        h.to = to;
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
    if (to == nowhere)
    {
        line.lab = nowhere;
        desk.shelf.moved.push_back(row);
        return desk.note(row, t, 3, reason);
    }
    settle_in(desk, row, felt_at(desk, row, t), reference_at(desk.face(to), t, desk.laws), t);
}

void lose_job(Desk const& desk, std::uint32_t row, Time t, int reason)
{
    auto const to = desk.world.jobless; // nowhere if the scenario has none
    if (to == nowhere) return leave(desk, row, t, nowhere, reason, false, 0);
    auto const pay = band_pay(desk, desk.line(row), to);
    leave(desk, row, t, to, reason, false, pay);
    join(desk, row, to, t, pay);
    desk.shelf.stirred.push_back(row);
}
} // namespace mercato
