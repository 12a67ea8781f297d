// SPDX-License-Identifier: Apache-2.0
#include "laws/strain.hpp"

#include <algorithm>
#include <cmath>

namespace mercato
{
namespace
{
/// Fatigue follows @p target at rate @p a, exhaustion follows fatigue at rate @p b [1/yr].
Load followed(Load now, double target, double a, double b, double dt)
{
    auto const above = now.fatigue - target;
    // (e^(-b dt) - e^(-a dt))/(a - b), without subtracting near equals nor raising a power that overflows
    auto const apart = std::abs(a - b);
    auto const mixed_in =
        std::exp(-std::min(a, b) * dt) * (apart == 0 ? dt : -std::expm1(-apart * dt) / apart);
    return {target + above * std::exp(-a * dt),
            target + (now.exhaustion - target) * std::exp(-b * dt) + above * b * mixed_in};
}
} // namespace

Load loaded(Load now, double workload, double dt, StrainParams const& p)
{
    return followed(now, workload, 1 / p.fatigue_time, 1 / p.exhaustion_time, dt);
}

Load rested(Load now, double dt, StrainParams const& p)
{
    return followed(now, 0, 1 / p.recovery_time, 1 / p.exhaustion_time, dt);
}

double burnout_hazard(double exhaustion, StrainParams const& p)
{
    return p.burnout_hazard * std::exp(3 * (exhaustion - 0.5));
}
} // namespace mercato
