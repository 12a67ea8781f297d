// SPDX-License-Identifier: Apache-2.0
#include "acts/common/works.hpp"

#include <algorithm>

#include "acts/common/act.hpp"

namespace mercato
{
namespace
{
double crisis_loss(Office const& o)
{
    return o.world.crises[o.lab].open() ? o.laws.belief.attention_lost : 0;
}

double leads(LabBooks const& b) { return std::max(1.0, static_cast<double>(b.teams.size())); }

double exhaustion_at(Office const& o)
{
    return load_after(o.face(), years(o.now - o.face().at), o.laws.strain).exhaustion;
}

/// Counters being made, mean over [from, now): none has come to be made since then.
double mean_open_counters(LabBooks const& b, Time from, Time now)
{
    double sum = 0;
    for (auto const end : b.counters_end) sum += end > from ? years(std::min(end, now) - from) : 0;
    return sum / years(now - from);
}
} // namespace

double effort_at(Office const& o)
{
    auto const& b = o.books();
    auto const is_open = [&](Time end) { return end > o.now; };
    auto const open =
        makes(o.world, o.lab) ? static_cast<double>(std::ranges::count_if(b.counters_end, is_open)) : 0.0;
    return effort(exhaustion_at(o), crisis_loss(o), open / leads(b), o.laws.output);
}

double capability_at(World const& world, LabSpec const& spec, OutputParams const& p, std::uint16_t lab)
{
    auto const& w = world.works[lab];
    if (spec.productivity <= 0 || w.weights <= 0 || world.now <= w.at) return w.capability;
    return next_capability(w.capability, w.research, world.race.known, years(world.now - w.at), p);
}

void carry_works(Office const& o)
{
    if (!makes(o.world, o.lab)) return;
    auto& w = o.world.works[o.lab];
    if (o.now <= w.at) return;
    auto const& p = o.laws.output;
    auto const open = mean_open_counters(o.books(), w.at, o.now);
    auto const productivity = o.specs[o.lab].productivity;
    w.effort = effort(exhaustion_at(o), crisis_loss(o), open / leads(o.books()), p);
    w.research = product_of(w.effort * w.labour, w.compute, productivity, p).output;
    if (productivity > 0 && w.weights > 0) // nobody learns where nobody is
        w.capability = next_capability(w.capability, w.research, o.world.race.known, years(o.now - w.at), p);
    w.at = o.now;
}

double marginal_product(Office const& o, std::uint32_t row, double pay)
{
    if (!makes(o.world, o.lab) || o.world.works[o.lab].product <= 0)
        return o.laws.counter.product_multiple * pay;
    return o.world.works[o.lab].product * unfixed(o.world.people.craft[row].weight);
}

double mean_product_multiple(Office const& o)
{
    auto const pay = unfixed(o.world.labs.total[o.lab].pay);
    if (!makes(o.world, o.lab) || o.world.works[o.lab].product <= 0 || pay <= 0)
        return o.laws.counter.product_multiple;
    return o.world.works[o.lab].product * o.world.works[o.lab].weights / pay;
}

void welcome(Office const& o, std::uint32_t row)
{
    auto const& people = o.world.people;
    if (!makes(o.world, o.lab) || people.line[row].lab != o.lab) return;
    auto& w = o.world.works[o.lab];
    w.newcomers.push_back(row);
    auto const from = people.former[row][0];
    auto const learns = o.specs[o.lab].productivity > 0 && o.now >= w.at;
    if (!learns || from == nowhere || !makes(o.world, from)) return;
    carry_works(o);
    w.capability += brought_along(unfixed(people.craft[row].weight), w.weights,
                                  o.world.works[from].capability, w.capability, o.laws.output);
}
} // namespace mercato
