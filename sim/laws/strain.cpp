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
    // At rest nothing moves, to the last bit; labs of constant workload and people who grew with them are
    if (now.fatigue == target && now.exhaustion == target) return now;
    auto const above = now.fatigue - target;
    auto const left_of_fatigue = std::exp(-a * dt);
    auto const left_of_exhaustion = std::exp(-b * dt);
    // (e^(-b dt) - e^(-a dt))/(a - b), without subtracting near equals nor raising a power that overflows
    auto const apart = std::abs(a - b);
    auto const mixed_in =
        (b < a ? left_of_exhaustion : left_of_fatigue) * (apart == 0 ? dt : -std::expm1(-apart * dt) / apart);
    return {target + above * left_of_fatigue,
            target + (now.exhaustion - target) * left_of_exhaustion + above * b * mixed_in};
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
