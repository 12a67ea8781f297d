// SPDX-License-Identifier: Apache-2.0
#include "acts/common/ledger.hpp"

#include <algorithm>
#include <cmath>

#include "acts/common/craft.hpp"
#include "acts/common/judgement.hpp"
#include "acts/common/promises.hpp"
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
    sum.wages += sign * line.cash;
    sum.v[level] += sign * fixed(v);
    sum.v2[level] += sign * fixed(v * v);
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
    if (o.pursuit.any()) end_pursuit(desk, o, t, outcome);
}

ApproachRecord approach_of(World const& world, OpenOffer const& o, Time t, Outcome outcome)
{
    auto const& line = world.people.line[o.person];
    auto const& purse = world.people.purse[o.person];
    auto const& raid = world.raids[o.pursuit.raid()];
    ApproachRecord r;
    r.time = o.made;
    r.answered = t;
    r.person = static_cast<std::int32_t>(o.person);
    r.from = line.lab == nowhere ? std::int16_t{-1} : static_cast<std::int16_t>(line.lab);
    r.to = static_cast<std::int16_t>(o.lab);
    r.raid = static_cast<std::int8_t>(o.pursuit.raid());
    r.rank = static_cast<std::int32_t>(o.pursuit.place() + 1);
    r.personal = static_cast<double>(o.pursuit.place()) < raid.spec.personal ? 1 : 0;
    r.answer = static_cast<std::int8_t>(outcome);
    r.disclosed = o.disclosed ? 1 : 0;
    r.counter = o.counter > 0 ? 1 : 0;
    r.extended = o.extended ? 1 : 0;
    r.pay_now = world.people.mind[o.person].pay;
    r.pay_offered = o.pay;
    r.sign_on = o.sign_on;
    r.pay_counter = o.counter;
    std::int64_t unvested = 0;
    for (auto const& h : purse.grants)
    {
        if (h.units > 0) unvested += h.units - vested_units(grant_of(h), t);
    }
    if (line.lab != nowhere)
        r.stake = static_cast<float>(static_cast<double>(unvested) * world.labs.face[line.lab].unit_price);
    r.wealth = static_cast<float>(millions(purse.wealth));
    r.gap = o.gap;
    r.talent = line.talent;
    return r;
}

void end_pursuit(Desk const& desk, OpenOffer const& o, Time t, Outcome outcome)
{
    if (desk.keep_approaches) desk.shelf.approaches.push_back(approach_of(desk.world, o, t, outcome));
    if (outcome == Outcome::accepted) return;
    auto const& line = desk.line(o.person);
    Mail m{t, line.id.value, o.luck, o.person, o.pursuit.packed};
    m.lab = o.lab;
    m.matter = Matter::turned_down;
    m.value = o.pay + o.sign_on;
    m.flag = o.leaning ? 1 : 0;
    desk.tell(m);
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

void pay_once(Desk const& desk, std::uint32_t row, double amount) { receive(desk, row, cents(amount)); }

void compare_pay(Desk const& desk, std::uint32_t row, Time t, double package)
{
    auto const& line = desk.line(row);
    auto& mind = desk.mind(row);
    auto const& p = desk.laws.counter;
    auto const& face = desk.face(line.lab);
    auto const& peers = face.peers[static_cast<std::size_t>(line.level - 1)];
    mind.inequity = static_cast<float>(
        relaxed(mind.inequity, mind.inequity_target, p.fairness_time, years(t - mind.inequity_at)));
    mind.inequity_at = t;
    auto const v = std::log(static_cast<double>(mind.pay)) - p.talent_seen * line.talent;
    auto const gap = peers.count < 2 ? 0 : better_paid_gap(v, peers.mean, peers.spread);
    auto felt = p.fairness_weight * face.ways.visibility * gap;
    if (package > 0)
    {
        // One more among the peers one sees, known to all; no cap, for what is told is what counts
        auto const above = std::max(0.0, std::log(package) - v);
        felt = (p.visible_peers * felt + p.fairness_weight * above) / (p.visible_peers + 1);
    }
    mind.inequity_target = static_cast<float>(felt);
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
    count_craft(desk, row, sign);
}

void change_pay(Desk const& desk, std::uint32_t row, Time t, double pay)
{
    settle(desk, row, t);
    count_pay(desk, row, -1);
    auto& mind = desk.mind(row);
    auto& cash = desk.line(row).cash;
    auto const paid = std::max(pay, mind.pay - millions(cash));
    cash = std::max(Cents{0}, cash + cents(paid - mind.pay));
    mind.pay = static_cast<float>(paid);
    count_pay(desk, row, +1);
    desk.note(row, t, 1, paid);
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

Cents worth_of_units(std::int64_t units, double price)
{
    constexpr double most = 1e6; // [$M] beyond it sums in cents do not hold
    return cents(std::min(static_cast<double>(units) * price, most));
}

void sell(Desk const& desk, std::uint32_t row, std::int64_t units, double price)
{
    if (units <= 0) return;
    auto& purse = desk.purse(row);
    auto& sum = desk.tally(desk.line(row).lab);
    auto const proceeds = worth_of_units(units, price);
    purse.sold += units;
    purse.wealth += proceeds;
    desk.shelf.sales += proceeds;
    sum.units_out -= units;
    sum.units_sold += units;
}

} // namespace mercato
