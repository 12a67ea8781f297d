// SPDX-License-Identifier: Apache-2.0
#include "acts/common/office.hpp"

#include <algorithm>
#include <cmath>

#include "acts/common/act.hpp"

namespace mercato
{
void carry_reference(Office const& o)
{
    auto const& p = o.laws.climate;
    auto& f = o.face();
    auto const dt = years(o.now - f.at);
    auto const load = load_after(f, dt, o.laws.strain);
    f.fatigue = load.fatigue;
    f.exhaustion = load.exhaustion;
    f.inside = relaxed(f.inside, f.safety, p.inside_time, dt);
    f.reputation = relaxed(f.reputation, f.safety, p.outside_time, dt);
    auto const kept = std::exp(-p.socialisation * dt);
    for (std::size_t d = 0; d < 2; ++d)
    {
        f.member_culture[d] = f.culture[d] + (f.member_culture[d] - f.culture[d]) * kept;
    }
    f.at = o.now;
}

double usual_workload(Office const& o)
{
    auto const& series = o.specs[o.lab].workload;
    auto const planned = series.empty() ? o.laws.strain.ordinary_workload : value_at(series, o.now);
    return std::min(planned, o.books().agreed_workload);
}

void publish_ways(Office const& o)
{
    auto const& spec = o.specs[o.lab];
    auto& f = o.face();
    auto cliff = value_at(spec.cliff, o.now);
    Ways w{0,
           o.laws.growth.refresh_share,
           o.laws.counter.visibility,
           spec.counter_factor,
           o.laws.counter.bound,
           spec.recognition,
           -1,
           std::exp(0.5 * spec.believed_growth * o.laws.equity.horizon),
           spec.noncompete,
           spec.noncompete_share};
    for (auto const& policy : o.world.policies)
    {
        if (!policy.holds(o.now) || std::ranges::find(policy.labs, o.lab) == policy.labs.end()) continue;
        auto const& p = policy.spec;
        cliff = p.cliff.value_or(cliff);
        w.least_deadline = p.least_deadline.value_or(w.least_deadline);
        w.refresh = p.refresh.value_or(w.refresh);
        w.visibility = p.visibility.value_or(w.visibility);
        w.readiness = p.never_match ? 0 : p.counter_factor.value_or(w.readiness);
        w.bound = p.counter_bound.value_or(w.bound);
        w.recognition = p.recognition.value_or(w.recognition);
        w.successor = p.successor.value_or(w.successor);
        if (!p.garden_leave) continue;
        w.garden = *p.garden_leave;
        w.garden_share = p.garden_share;
    }
    f.ways = w;
    f.cliff = span_of_years(cliff);
    Grant const fresh{o.now, o.now + f.cliff, o.now + span_of_years(o.laws.equity.vesting_time), 1};
    f.new_grant = annual_vesting(fresh, o.now, o.laws.equity);
    f.deadline = std::max(value_at(spec.deadline, o.now), w.least_deadline);
}

double shifted(Office const& o, Lever lever)
{
    double sum = 0;
    for (auto const& s : o.books().shifts)
    {
        if (s.lever == lever) sum += part_of(s, o.now);
    }
    return sum;
}

double present_workload(Office const& o)
{
    auto const dated = o.books().crunch;
    auto const planned = dated >= 0 ? dated : usual_workload(o);
    auto const launching = !o.world.works.empty() && !o.world.works[o.lab].coming.empty();
    if (!launching || o.face().resting) return planned;
    return std::max(planned, o.laws.output.crunch_workload);
}

void publish_recruiting(Office const& o, double reference_slots)
{
    auto const& books = o.books();
    auto const founded = !books.firm.dormant && (!o.specs[o.lab].needs_founders || books.teams.size() > 0);
    auto const open = o.face().employs && !books.frozen && founded;
    o.face().hiring = open && books.slots >= 1;
    o.face().recruiting = open ? recruiting(books.slots, reference_slots, o.laws.search) : 0;
}
} // namespace mercato
