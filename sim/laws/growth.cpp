// SPDX-License-Identifier: Apache-2.0
#include "laws/growth.hpp"

#include <algorithm>
#include <cmath>

namespace mercato
{
double open_slots(double target_ahead, double headcount, double pending, double outstanding,
                  double quits_ahead, GrowthParams const& p)
{
    return std::max(0.0, target_ahead - headcount - pending - p.acceptance * outstanding + quits_ahead);
}

double grown(double headcount, double product_multiple, double cap, double dt, GrowthParams const& p)
{
    return headcount * std::exp(std::min(p.closing * (product_multiple - 1), cap) * dt);
}

double quit_hazard(double alarm, double exhaustion, GrowthParams const& p)
{
    return p.quit_hazard * std::exp(alarm + 2 * std::max(0.0, exhaustion - 0.5));
}
} // namespace mercato
