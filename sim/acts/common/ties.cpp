// SPDX-License-Identifier: Apache-2.0
#include "acts/common/ties.hpp"

#include <algorithm>
#include <cmath>

namespace mercato
{
double weight_of(Tie const& tie, Time t, SearchParams const& p)
{
    auto const since = years(t - Time{week.us * tie.week});
    return tie.weight / 255.0 * std::exp(-std::max(0.0, since) / p.tie_decay_time);
}

TiesThere ties_at(Desk const& desk, std::uint32_t row, std::uint16_t lab, Time t)
{
    TiesThere there;
    for (auto const& tie : desk.world.people.ties[row])
    {
        if (tie.person == nobody || desk.world.people.at_lab[tie.person] != lab) continue;
        auto const weight = weight_of(tie, t, desk.laws.search);
        there.sum += weight;
        if (tie.led != 0) there.former_lead = std::max(there.former_lead, weight);
    }
    return there;
}
} // namespace mercato
