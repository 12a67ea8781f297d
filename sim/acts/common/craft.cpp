// SPDX-License-Identifier: Apache-2.0
#include "acts/common/craft.hpp"

#include <algorithm>
#include <cmath>

namespace mercato
{
namespace
{
/// Ten half-lives and more: beyond them sums would grow without bound, and next to nothing is missing.
constexpr double most_folds = 10;

double folds(Time t, World const& world, OutputParams const& p)
{
    return std::min(settling_rate(p) * years(t - world.origin), most_folds);
}
} // namespace

double carried_back(Time joined, World const& world, OutputParams const& p)
{
    return std::exp(folds(joined, world, p));
}

double carried_forward(Time now, World const& world, OutputParams const& p)
{
    return std::exp(-folds(now, world, p));
}

void count_craft(Desk const& desk, std::uint32_t row, int sign)
{
    if (desk.world.works.empty()) return;
    auto const& line = desk.line(row);
    auto& craft = desk.world.people.craft[row];
    auto& sum = desk.tally(line.lab);
    if (sign > 0)
    {
        auto const& p = desk.laws.output;
        auto const weight =
            weight_of_person(line.talent, line.level, desk.mind(row).match, desk.laws.growth.level_step, p);
        auto const missing = craft.whole == line.spell ? 0 : missing_at_first(p);
        craft.weight = fixed(weight);
        craft.missing = fixed(weight * missing * carried_back(line.joined, desk.world, p));
    }
    sum.craft += sign * craft.weight;
    sum.craft_missing += sign * craft.missing;
}

void team_came(Desk const& desk, Event const& e)
{
    auto const& line = desk.line(e.person);
    if (line.lab != e.lab) return;
    count_craft(desk, e.person, -1);
    desk.world.people.craft[e.person].whole = line.spell;
    count_craft(desk, e.person, +1);
    desk.note(e.person, e.at, 9, static_cast<double>(line.spell));
}
} // namespace mercato
