// SPDX-License-Identifier: Apache-2.0
#include "laws/contagion.hpp"

#include <algorithm>
#include <cmath>

namespace mercato
{
double team_factor(double team) { return std::clamp(5.0 / std::max(team, 1.0), 1.0, 2.5); }

double response(double tenure, double alarm, ContagionParams const& p)
{
    return -std::expm1(-tenure / p.honeymoon) * std::exp(alarm);
}
} // namespace mercato
