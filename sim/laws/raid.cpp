// SPDX-License-Identifier: Apache-2.0
#include "laws/raid.hpp"

#include <cmath>

namespace mercato
{
double poach_score(double seen, int level, double level_step, double prestige, double distance2,
                   RaidParams const& p)
{
    return seen + level_step * (level - 1) + p.brand_weight * prestige - p.fit_weight * distance2;
}

double multiple_of(std::size_t place, std::size_t length, double top, double low)
{
    auto const q = length > 1 ? static_cast<double>(place) / static_cast<double>(length - 1) : 0.0;
    return std::pow(top, 1 - q) * std::pow(low, q);
}

double colleagues_prestige(double accepted, RaidParams const& p)
{
    return p.colleague_prestige * std::log2(1 + accepted);
}
} // namespace mercato
