// SPDX-License-Identifier: Apache-2.0
#include "laws/contagion.hpp"

#include <algorithm>
#include <cmath>

namespace mercato
{
double team_factor(double team) { return std::clamp(5.0 / std::max(team, 1.0), 1.0, 2.5); }

double response(double tenure, double alarm, ContagionParams const& p)
{
    // Forty time constants of the honeymoon are beyond what a double can tell from forever.
    auto const listening = tenure > 40 * p.honeymoon ? 1.0 : -std::expm1(-tenure / p.honeymoon);
    return alarm == 0 ? listening : listening * std::exp(alarm);
}
} // namespace mercato
