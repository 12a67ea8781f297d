// SPDX-License-Identifier: Apache-2.0
#include "acts/common/countering.hpp"

#include <algorithm>
#include <cmath>

#include "acts/common/works.hpp"

namespace mercato
{
namespace
{
/// Share of the ordinary pace at which leads can answer: they are few when many offers are disclosed at once.
double capacity(LabBooks& books, Time now)
{
    std::erase_if(books.counters_end, [&](Time t) { return t <= now; });
    auto const open = static_cast<double>(books.counters_end.size() + 1);
    return std::min(1.0, static_cast<double>(books.teams.size()) / open);
}

/// The offers to members that the lab knows of and that are open still, this one among them.
OpenCase& remember(Office const& o, Mail const& m)
{
    auto& cases = o.books().cases;
    std::erase_if(cases, [&](OpenCase const& c) { return c.until <= o.now || c.person == m.person; });
    auto const& offer = o.world.shelf_of(m.person).offers[m.slot];
    auto const until = offer.luck == m.luck ? offer.deadline : o.now; // answered meanwhile
    return cases.emplace_back(OpenCase{until, m.person, m.pay, m.value, false});
}

/// What a member adds beyond the own pay [$M/yr].
double surplus_of(Office const& o, std::uint32_t row, double pay)
{
    return makes(o.world, o.lab) ? marginal_product(o, row, pay) - pay
                                 : (o.laws.counter.product_multiple - 1) * pay;
}

/// Who sees what a member is paid: the own team.
struct Unit
{
    std::vector<std::uint32_t> others;
    double payroll = 0;               // of all [$M/yr]
    std::vector<Contested> contested; // with offers that no counter has answered, the member's own too
    double asking = 0;                // share of the others with offers
};

Unit unit_of(Office const& o, Mail const& m)
{
    Unit unit;
    auto const& people = o.world.people;
    auto const team = people.line[m.person].team;
    if (team == nobody) return unit;
    auto const& teams = o.books().teams;
    unit.payroll = m.pay;
    for (int k = 0; k < teams.count[team]; ++k)
    {
        auto const row = teams.begin(team)[k];
        if (row == m.person) continue;
        unit.others.push_back(row);
        unit.payroll += people.mind[row].pay;
    }
    double open = 0;
    for (auto const& c : o.books().cases)
    {
        if (people.line[c.person].team != team || people.line[c.person].lab != o.lab) continue;
        open += c.person == m.person ? 0 : 1;
        if (!c.countered) unit.contested.push_back({surplus_of(o, c.person, c.pay), c.pay, c.match});
    }
    if (!unit.others.empty()) unit.asking = open / static_cast<double>(unit.others.size());
    return unit;
}

/// Pay of a counter to one person [$M/yr] as far as fairness goes; 0 if there is none.
double fair_counter(Office const& o, Mail const& m)
{
    auto const& p = o.laws.counter;
    auto const& peers = o.face().peers[static_cast<std::size_t>(m.level - 1)];
    auto const bound = peers.count > 0 ? fair_bound(peers.mean, m.talent, o.face().ways.bound, p)
                                       : static_cast<double>(m.value);
    if (m.value <= bound) return m.value;
    // As far as fairness goes: pay alone falls short, what comes with it may not
    return o.face().ways.recognition > 0 && bound > m.pay ? static_cast<float>(bound) : 0;
}

/// All of the team are raised alike: they hear of it when the answer is given.
void raise_unit(Office const& o, Unit const& unit, double raise, Time at)
{
    for (auto const row : unit.others)
    {
        Event e{o.now, 0, row};
        e.what = What::raised;
        e.lab = o.lab;
        e.at = at;
        e.value = static_cast<float>(raise);
        o.out.push_back(e);
    }
    for (auto& c : o.books().cases)
    {
        if (std::ranges::find(unit.others, c.person) != unit.others.end())
            c.pay *= static_cast<float>(std::exp(raise));
    }
    o.books().payroll += unit.payroll * std::expm1(raise);
}

void answer_offer(Office const& o, Mail const& m, double pay, Time at)
{
    Event e{at, m.luck, m.person, static_cast<float>(pay)};
    e.slot = m.slot;
    e.lab = o.lab;
    e.what = What::counter;
    o.out.push_back(e);
    o.books().counters_end.push_back(at);
    ++o.books().counters;
}
} // namespace

void disclosed(Office const& o, Mail const& m)
{
    auto const& p = o.laws.counter;
    auto const& ways = o.face().ways;
    if (ways.readiness <= 0 || p.readiness <= 0) return;
    auto& mine = remember(o, m);
    Words const w = o.draws.words(Domain::behaviour, Kind::answer, mixed(m.luck, m.id), 0, 1);
    if (unit_open(w.w[0]) >= p.readiness * ways.readiness) return;
    auto const unit = unit_of(o, m);
    auto const alone = fair_counter(o, m);
    auto const asked = precedent(ways.visibility, unit.asking, p);
    auto const gain = alone > 0 ? counter_gain(surplus_of(o, m.person, m.pay), m.pay, alone, asked) : 0;
    auto const raise = std::log(m.value / m.pay);
    auto const for_all = unit_open(w.w[2]) < p.unit_readiness && !unit.others.empty() && raise > 0 &&
                         unit_gain(unit.contested, unit.payroll, raise) > std::max(gain, 0.0) &&
                         o.books().payroll + unit.payroll * std::expm1(raise) <= o.books().budget;
    if (!for_all && gain <= 0) return;
    carry_works(o); // fights take effort from now on
    mine.countered = true;
    auto const wait = p.counter_time * exponential(w.w[1]) / capacity(o.books(), o.now);
    auto const at = std::max(o.now, m.at + span_of_years(wait));
    answer_offer(o, m, for_all ? m.value : alone, at);
    if (for_all) raise_unit(o, unit, raise, at);
}
} // namespace mercato
