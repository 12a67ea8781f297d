// SPDX-License-Identifier: Apache-2.0
#include "laws/firms/founding.hpp"

#include <algorithm>
#include <cmath>

namespace mercato
{
double founding_hazard(Urge const& u, FoundingParams const& p)
{
    auto const urge =
        p.talent_pull * u.talent + p.alarm_pull * u.alarm + p.misfit_pull * u.misfit + p.tie_pull * u.ties;
    return p.hazard * std::exp(std::min(urge, strongest_urge));
}

double founding_bound(FoundingParams const& p) { return p.hazard * std::exp(strongest_urge); }

double inherited(double founder, double parent, FoundingParams const& p)
{
    return (1 - p.inheritance) * founder + p.inheritance * parent;
}
} // namespace mercato
