// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "run/simulation.hpp"

namespace mercato
{
namespace
{
float real(double x) { return static_cast<float>(x); }
} // namespace

PanelRecord panel_record(World const& world, std::uint32_t row, Laws const& laws)
{
    PanelRecord p;
    p.person = static_cast<std::int32_t>(row);
    if (row >= world.people.size() || world.people.line[row].lab == nowhere) return p;
    auto const& mind = world.people.mind[row];
    auto const dt = years(world.now - mind.at);
    p.lab = static_cast<std::int16_t>(world.people.line[row].lab);
    p.pay = mind.pay;
    p.alarm = real(mind.alarm * std::exp(-dt / laws.contagion.decay_time));
    p.trust = real(laws.climate.trust_mean + mind.trust * std::exp(-dt / laws.climate.trust_time));
    return p;
}

std::vector<std::uint32_t> followed_people(Researchers const& people, std::int64_t wanted)
{
    std::vector<std::uint32_t> present;
    for (std::uint32_t row = 0; wanted > 0 && row < people.size(); ++row)
    {
        if (people.line[row].lab != nowhere) present.push_back(row);
    }
    auto const panel = static_cast<std::size_t>(wanted);
    for (auto row = static_cast<std::uint32_t>(people.size()); present.size() < panel; ++row)
        present.push_back(row);
    std::vector<std::uint32_t> followed(panel);
    for (std::size_t k = 0; k < panel; ++k) followed[k] = present[k * present.size() / panel];
    return followed;
}

} // namespace mercato
