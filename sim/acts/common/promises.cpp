// SPDX-License-Identifier: Apache-2.0
#include "acts/common/promises.hpp"

#include <algorithm>
#include <cmath>

namespace mercato
{
namespace
{
/// Held money becomes the person's own: as much of it is taxed and consumed as of any pay.
void release(Desk const& desk, std::uint32_t row, Cents amount)
{
    auto const used = amount - rounded(static_cast<double>(amount) * desk.laws.people.saving_rate);
    desk.purse(row).wealth -= used;
    desk.shelf.wealth_in -= used;
    desk.shelf.spent += used;
}
} // namespace

double pledged(Desk const& desk, std::uint32_t row, Time t)
{
    auto const& all = desk.world.people.pledges;
    if (all.empty()) return 0;
    auto const& p = desk.laws.equity;
    auto const& mine = all[row];
    auto lump = millions(mine[held_money].amount);
    auto const ahead = years(mine[owed_money].due - t);
    if (mine[owed_money].amount > 0 && ahead <= p.horizon)
        lump += millions(mine[owed_money].amount) * std::exp(-p.discount * std::max(0.0, ahead));
    return lump > 0 ? lump / discounted_horizon(p) : 0;
}

void receive(Desk const& desk, std::uint32_t row, Cents paid)
{
    auto const saved = rounded(static_cast<double>(paid) * desk.laws.people.saving_rate);
    desk.tally(desk.line(row).lab).paid += paid;
    desk.purse(row).wealth += saved;
    desk.shelf.wealth_in += saved;
    desk.shelf.spent += paid - saved;
}

void promise(Desk const& desk, std::uint32_t row, Time t, Cents amount, Time due, bool first)
{
    if (amount <= 0 || due <= t) return;
    auto const which = first ? held_money : owed_money;
    auto& pledge = desk.world.people.pledges[row][which];
    pledge.amount += amount;
    pledge.due = std::max(pledge.due, due);
    if (first)
    {
        desk.tally(desk.line(row).lab).paid += amount;
        desk.purse(row).wealth += amount;
        desk.shelf.wealth_in += amount;
    }
    Event e{pledge.due, 0, row};
    e.slot = which;
    e.what = What::pledge;
    desk.later(e);
    desk.note(row, t, 9, static_cast<double>(amount));
}

void fall_due(Desk const& desk, std::uint32_t row, std::uint32_t which, Time t)
{
    auto& pledge = desk.world.people.pledges[row][which];
    if (pledge.amount <= 0 || pledge.due != t) return;
    if (which == owed_money)
        receive(desk, row, pledge.amount);
    else
        release(desk, row, pledge.amount);
    pledge = {};
}

void forfeit(Desk const& desk, std::uint32_t row, bool dismissed)
{
    if (desk.world.people.pledges.empty()) return;
    auto& mine = desk.world.people.pledges[row];
    auto& sum = desk.tally(desk.line(row).lab);
    sum.bonuses -= mine[owed_money].amount;
    if (dismissed)
        release(desk, row, mine[held_money].amount);
    else
    {
        auto const back = mine[held_money].amount;
        sum.bonuses -= back;
        sum.paid -= back;
        desk.purse(row).wealth -= back;
        desk.shelf.wealth_in -= back;
    }
    mine = {};
}

double paid_leave(Desk const& desk, std::uint32_t row)
{
    auto const& line = desk.line(row);
    auto const& ways = desk.face(line.lab).ways;
    if (ways.garden <= 0 || ways.garden_share <= 0) return 0;
    auto const w = desk.draws.words(Domain::population, Kind::traits, line.id.value, line.spell, 63).w;
    return unit_open(w[0]) < ways.garden_share ? ways.garden : 0;
}

double reach_of(Desk const& desk, std::uint32_t row)
{
    return paid_leave(desk, row) > 0 ? 1 - desk.laws.search.bound_discount : 1;
}
} // namespace mercato
