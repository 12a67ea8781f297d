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

double ties_at(Desk const& desk, std::uint32_t row, std::uint16_t lab, Time t)
{
    double sum = 0;
    for (auto const& tie : desk.world.people.ties[row])
    {
        if (tie.person == nobody) continue;
        if (desk.world.people.at_lab[tie.person] == lab) sum += weight_of(tie, t, desk.laws.search);
    }
    return sum;
}

double former_lead_at(Desk const& desk, std::uint32_t row, std::uint16_t lab, Time t)
{
    double most = 0;
    for (auto const& tie : desk.world.people.ties[row])
    {
        if (tie.person == nobody || tie.led == 0 || desk.world.people.at_lab[tie.person] != lab) continue;
        most = std::max(most, weight_of(tie, t, desk.laws.search));
    }
    return most;
}
} // namespace mercato
