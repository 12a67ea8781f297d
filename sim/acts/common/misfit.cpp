// SPDX-License-Identifier: Apache-2.0
#include "acts/common/misfit.hpp"

#include <cmath>

namespace mercato
{
double misfit_of(World const& world, Laws const& laws, std::uint32_t row, Time t)
{
    auto const& line = world.people.line[row];
    auto const& mind = world.people.mind[row];
    auto const kept = std::exp(-laws.climate.socialisation * years(t - line.joined));
    auto const dx = mind.culture_x * kept;
    auto const dy = mind.culture_y * kept;
    auto const missed = line.safety_weight * (1 - world.labs.face[line.lab].safety);
    return laws.utility.culture_weight * (dx * dx + dy * dy) + missed;
}
} // namespace mercato
