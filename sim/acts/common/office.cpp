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
    auto const founded = !o.specs[o.lab].needs_founders || books.teams.size() > 0;
    auto const open = o.face().employs && !books.frozen && founded;
    o.face().hiring = open && books.slots >= 1;
    o.face().recruiting = open ? recruiting(books.slots, reference_slots, o.laws.search) : 0;
}
} // namespace mercato
