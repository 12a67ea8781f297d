// SPDX-License-Identifier: Apache-2.0
#include "laws/strain.hpp"

#include <cmath>

namespace mercato
{
Load loaded(Load now, double workload, double dt, StrainParams const& p)
{
    auto const a = 1 / p.fatigue_time;
    auto const b = 1 / p.exhaustion_time;
    auto const ea = std::exp(-a * dt);
    auto const eb = std::exp(-b * dt);
    auto const above = now.fatigue - workload;
    // Equal rates: the limit of (eb - ea)/(a - b).
    auto const mixed_in = std::abs(a - b) < 1e-9 * a ? dt * eb : (eb - ea) / (a - b);
    return {workload + above * ea, workload + (now.exhaustion - workload) * eb + above * b * mixed_in};
}

double burnout_hazard(double exhaustion, StrainParams const& p)
{
    return p.burnout_hazard * std::exp(3 * (exhaustion - 0.5));
}
}  // namespace mercato
