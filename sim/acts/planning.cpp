// SPDX-License-Identifier: Apache-2.0
#include "acts/planning.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "acts/common/ledger.hpp"
#include "acts/common/works.hpp"

namespace mercato
{
namespace
{
constexpr double smallest_spread = 1e-3;
constexpr std::int64_t weeks_from(Time t) { return t.us / week.us; }

Luck noise(Office const& o)
{
    return {o.draws, Domain::market, Kind::grid, o.world.labs.luck[o.lab],
            static_cast<std::uint32_t>(weeks_from(o.now))};
}

/// Applies dated valuations that have come due, else lets the price diffuse.
void step_price(Office const& o, Plan const& plan, double xi)
{
    auto const& spec = o.specs[o.lab];
    auto& b = o.books();
    if (o.now > plan.start) b.price = geometric_brownian(b.price, spec.drift, spec.volatility, plan.dt, xi);
    while (b.dated_price < spec.valuation.size() && spec.valuation[b.dated_price].at <= o.now)
    {
        b.price = spec.valuation[b.dated_price++].value;
    }
    o.face().unit_price = b.price / b.firm.issued;
}

/// Log capability behind the frontier: of those who race, or as the scenario says.
double behind(Office const& o)
{
    if (makes(o.world, o.lab)) return o.world.race.ahead - o.world.works[o.lab].capability;
    return o.world.frontier - o.specs[o.lab].capability;
}

/// Culture and safety; reference solutions are carried to now first.
void step_climate(Office const& o, Plan const& plan, Luck& luck)
{
    auto const& spec = o.specs[o.lab];
    auto const& p = o.laws.climate;
    auto& f = o.face();
    auto const& sum = o.world.labs.total[o.lab];
    auto const n = static_cast<double>(std::max<std::int64_t>(sum.members, 1));
    carry_reference(o); // from the last grid or dated event, whichever came later
    std::array<Fixed, 2> const gaps{sum.culture_x, sum.culture_y};
    for (std::size_t d = 0; d < 2; ++d)
    {
        // Gaps were carried back to the origin of time by at most twelve e-folds.
        auto const folds = std::min(p.socialisation * years(o.now - o.world.origin), 12.0);
        auto const members = f.member_culture[d] + unfixed(gaps[d]) * std::exp(-folds) / n;
        if (o.now <= plan.start) continue; // what the file says of a lab holds at the start
        f.culture[d] =
            next_culture(f.culture[d], members, o.books().firm.leader_culture[d], plan.dt, luck.normal(), p);
    }
    SafetyPull const pull{o.books().leader_safety, unfixed(sum.safety_weight) / n, behind(o),
                          spec.commercial};
    if (o.now > plan.start) f.safety = next_safety(f.safety, pull, plan.dt, luck.normal(), p);
    for (auto& s : o.books().shifts)
    {
        if (s.lever != Lever::safety) continue;
        auto const added = part_of(s, o.now) - s.done;
        f.safety = std::clamp(f.safety + added, -1.0, 1.0);
        s.done += added;
    }
}

void step_workload(Office const& o)
{
    auto const usual = usual_workload(o);
    for (auto const& s : o.books().shifts)
    {
        if (s.lever == Lever::workload) o.books().crunch = usual + (s.level - usual) * part_of(s, o.now);
    }
    o.face().workload = present_workload(o);
}

double planned(Office const& o, Plan const& plan, Time t, double now)
{
    auto const& spec = o.specs[o.lab];
    if (o.books().closed || o.books().firm.dormant) return 0;
    if (spec.headcount.empty()) return now;
    return plan.scale * interpolated_at(spec.headcount, std::max(t, plan.start));
}

void step_plan(Office const& o, Plan const& plan)
{
    auto const& spec = o.specs[o.lab];
    auto const& p = o.laws.growth;
    auto& b = o.books();
    auto const& sum = o.world.labs.total[o.lab];
    auto const n = static_cast<double>(sum.members);
    if (spec.headcount.empty() && o.now > plan.start)
    {
        b.target = grown(b.target, mean_product_multiple(o), spec.growth_cap, plan.dt, p);
    }
    b.target = planned(o, plan, o.now, b.target);
    b.target_ahead = planned(o, plan, o.now + span_of_years(p.lead_time), b.target);

    // Exits of the last weeks, smoothed over a quarter, tell how many to replace.
    auto const rate =
        n > 0 && plan.dt > 0 ? static_cast<double>(sum.exits - b.exits_seen) / n / plan.dt : b.exit_rate;
    b.exit_rate = relaxed(b.exit_rate, rate, 0.25, plan.dt);
    b.exits_seen = sum.exits;
    auto const staying = n - static_cast<double>(sum.bound);
    auto const quits = std::max(0.0, b.exit_rate * p.lead_time * n - static_cast<double>(sum.bound));
    b.slots = open_slots(b.target_ahead, staying, static_cast<double>(b.pending),
                         static_cast<double>(sum.offers - sum.answered), quits, p);
    if (!b.firm.may_hire)
    {
        b.slots = 0;
        b.target = std::min(b.target, n); // growth begins anew from who is left
    }
    b.ceiling = std::max(b.target_ahead * (1 + p.overbooking), 1.0) + b.guests;
    b.payroll = unfixed(sum.pay) + static_cast<double>(b.pending) * (n > 0 ? unfixed(sum.pay) / n : 0);
    b.budget = spec.budget.empty() ? std::numeric_limits<double>::infinity()
                                   : plan.scale * value_at(spec.budget, o.now);
}

void step_pay(Office const& o)
{
    auto const& spec = o.specs[o.lab];
    auto& f = o.face();
    auto const& sum = o.world.labs.total[o.lab];
    f.log_pay = std::log(value_at(spec.pay, o.now)) + shifted(o, Lever::pay);
    publish_ways(o);
    f.amenity = o.books().amenity + shifted(o, Lever::amenity);
    for (std::size_t k = 0; k < level_count; ++k)
    {
        auto const n = static_cast<double>(sum.level[k]);
        if (n <= 0)
        {
            f.peers[k] = {};
            continue;
        }
        auto const mean = unfixed(sum.v[k]) / n;
        auto const variance = unfixed(sum.v2[k]) / n - mean * mean;
        f.peers[k] = {n, mean, std::sqrt(std::max(variance, smallest_spread * smallest_spread))};
    }
}
} // namespace

void plan_week(Office const& o, Plan const& plan)
{
    auto luck = noise(o);
    step_price(o, plan, luck.normal());
    step_climate(o, plan, luck);
    step_workload(o);
    step_pay(o);
    step_plan(o, plan);
    publish_recruiting(o, plan.reference_slots);
}

void first_face(Office const& o, Plan const& plan)
{
    auto const& spec = o.specs[o.lab];
    auto& f = o.face();
    auto& b = o.books();
    f.at = o.now;
    f.equity_share = spec.equity_share;
    f.certainty = certainty_equivalent(spec.volatility, spec.liquidity, o.laws.equity);
    f.prestige = spec.prestige;
    f.compute = spec.compute;
    f.agility = agility(spec.layers, spec.team_size);
    f.safety = f.inside = f.reputation = spec.safety;
    f.culture = f.member_culture = {spec.culture[0], spec.culture[1]};
    f.employs = spec.kind != "nonemployment";
    b.amenity = spec.amenity;
    b.leader_safety = spec.leader_safety.value_or(spec.safety);
    auto const& leader = spec.leader_culture.empty() ? spec.culture : spec.leader_culture;
    b.firm.leader_culture = {leader[0], leader[1]};
    b.price = value_at(spec.valuation, plan.start);
    b.teams.width = static_cast<std::uint32_t>(std::clamp(spec.team_size, 1.0, 200.0));
    while (b.dated_price < spec.valuation.size() && spec.valuation[b.dated_price].at <= plan.start)
        ++b.dated_price;
    f.unit_price = b.price / b.firm.issued;
    step_workload(o);
    f.fatigue = f.exhaustion = f.workload;
    step_pay(o);
}

Market average_market(Labs const& labs)
{
    Market m;
    for (auto const& f : labs.face)
    {
        auto const r = f.employs ? f.recruiting : 0;
        m.recruiting += r;
        m.largest_recruiting = std::max(m.largest_recruiting, r);
        m.log_pay += r * f.log_pay;
        m.amenity += r * f.amenity;
        m.prestige += r * f.prestige;
        m.compute += r * f.compute;
        m.agility += r * f.agility;
        m.reputation += r * f.reputation;
        m.strain += r * strain_of({f.fatigue, f.exhaustion});
    }
    if (m.recruiting <= 0) return m;
    for (auto* x : {&m.log_pay, &m.amenity, &m.prestige, &m.compute, &m.agility, &m.reputation, &m.strain})
    {
        *x /= m.recruiting;
    }
    return m;
}
} // namespace mercato
