// SPDX-License-Identifier: Apache-2.0
#include "acts/money.hpp"

#include <algorithm>
#include <vector>

#include "acts/common/account.hpp"
#include "core/scatter.hpp"

namespace mercato
{
namespace
{
constexpr std::int64_t weeks_between_paydays = 4;

/// A potential event of the lab, and whose it is if another lab bids.
struct Chance
{
    Point point;
    Kind kind{};
    std::uint16_t buyer = nowhere;
};

/// Potential events of @p kind and @p identity since @p from, as far up as @p hazard reaches.
void add_chances(Office const& o, Kind kind, std::uint64_t identity, std::uint16_t buyer, double hazard,
                 Time from, std::vector<Chance>& all)
{
    if (!(hazard > 0)) return; // nor where parameters at the ends of their ranges leave no number
    auto const visit = [&](Point const& p) {
        if (p.y < hazard) all.push_back({p, kind, buyer});
    };
    for (int layer = 0; layer < layers_below(Layout::brief, hazard); ++layer)
    {
        for (auto page = page_of(Layout::brief, from); page_start(Layout::brief, page) < o.now; ++page)
            scatter(o.draws, {kind, identity, layer, page, Layout::brief}, from, o.now, visit);
    }
}

Prospect prospect_of(Office const& o)
{
    auto const& firm = o.books().firm;
    return {firm.runway, capability_of(o) - firm.capability_then, o.face().prestige, o.world.capital};
}

double mean_talent(Office const& o)
{
    auto const& sum = o.world.labs.total[o.lab];
    return sum.members > 0 ? unfixed(sum.talent) / static_cast<double>(sum.members) : 0;
}

/// All that was written for the week and is real at the hazards of its beginning, in order of time.
std::vector<Chance> chances_of(Office const& o, Time from)
{
    auto const& p = o.laws.funding;
    auto const luck = o.world.labs.luck[o.lab];
    auto const runway = o.books().firm.runway;
    std::vector<Chance> all;
    add_chances(o, Kind::funding, luck, nowhere, round_hazard(prospect_of(o), p), from, all);
    add_chances(o, Kind::failure, luck, nowhere, failure_hazard(runway, p), from, all);
    for (std::uint16_t buyer = 0; buyer < o.world.labs.size() && runway < p.need; ++buyer)
    {
        auto const chest = o.world.labs.books[buyer].firm.chest;
        if (chest <= 0 || buyer == o.lab || o.world.labs.books[buyer].closed) continue;
        // A bid belongs to the pair: what one buyer does leaves the others' bids alone
        add_chances(o, Kind::takeover, mixed(o.world.labs.luck[buyer], luck), buyer,
                    takeover_hazard(chest, mean_talent(o), runway, p), from, all);
    }
    std::ranges::sort(all, {}, [](Chance const& c) { return std::pair{c.point.at, c.point.luck}; });
    return all;
}

/// What came in and went out since @p from, in whole cents on both sides.
void keep_account(Office const& o, Time from, double scale)
{
    auto const& spec = o.specs[o.lab];
    auto const& sum = o.world.labs.total[o.lab];
    auto& firm = o.books().firm;
    auto const dt = years(o.now - from);
    auto const revenue = spec.revenue.empty() ? 0 : scale * value_at(spec.revenue, o.now);
    auto const other = (spec.costs.empty() ? 0 : scale * value_at(spec.costs, o.now)) +
                       spec.costs_a_head * static_cast<double>(sum.members);
    auto const earned = cents(revenue * dt);
    auto const spent = cents(other * dt);
    firm.earned += earned;
    firm.spent += spent;
    firm.cash += earned - spent;
    charge_wages(o);
    firm.burn = other + millions(sum.wages) - revenue;
    firm.runway = runway_of(millions(firm.cash), firm.burn);
}

void find_money(Office const& o, Chance const& c, double scale)
{
    auto const& p = o.laws.funding;
    auto const climate = o.world.capital;
    auto const sum = round_sum(o.books().firm.burn, climate, p) / scale;
    if (!(sum > 0)) return;
    Luck luck(o.draws, Domain::behaviour, Kind::funding, c.point.luck, 1);
    raise_money(o, sum, round_jump(climate, luck.normal(), p), scale);
}

/// Share of staff that the account no longer carries.
double cut_of(Office const& o)
{
    auto const& p = o.laws.funding;
    auto const& firm = o.books().firm;
    auto const wages = millions(o.world.labs.total[o.lab].wages);
    if (firm.runway >= p.cut_below) return 0;
    return share_to_cut(millions(firm.cash), wages, firm.burn - wages, p);
}
} // namespace

void open_account(Office const& o, double scale)
{
    auto& firm = o.books().firm;
    firm.cash = firm.cash_before = cents(o.specs[o.lab].cash.value_or(0) * scale);
    firm.earned = firm.spent = firm.raised = 0;
    firm.paid = o.world.labs.total[o.lab].paid;
    firm.capability_then = capability_of(o);
    keep_account(o, o.now, scale);
    firm.may_hire = firm.runway >= o.laws.funding.hire_above;
}

Want step_money(Office const& o, Time from, double scale)
{
    auto const chances = chances_of(o, from);
    keep_account(o, from, scale);
    auto& firm = o.books().firm;
    Want want;
    for (auto const& c : chances)
    {
        if (c.kind == Kind::funding) find_money(o, c, scale);
        if (c.kind == Kind::failure) want.fails = true;
        if (c.kind == Kind::takeover && firm.wound_up == never) want.buyer = c.buyer;
        if (want.fails || want.buyer != nowhere) return want;
    }
    want.insolvent = firm.cash <= 0;
    if (!want.insolvent) want.cut = cut_of(o);
    firm.may_hire = firm.runway >= o.laws.funding.hire_above;
    return want;
}

void charge_wages(Office const& o)
{
    auto& firm = o.books().firm;
    auto const paid = o.world.labs.total[o.lab].paid - firm.paid;
    firm.paid += paid;
    firm.cash -= paid;
}

void pay_wages(Office const& o)
{
    if (o.now.us / week.us % weeks_between_paydays != 0) return;
    for_members(o.books().teams, [&](std::uint32_t row, int) {
        Event e{o.now, 0, row};
        e.lab = o.lab;
        e.what = What::payday;
        o.out.push_back(e);
    });
}
} // namespace mercato
