// SPDX-License-Identifier: Apache-2.0
#include "study/designing/rows.hpp"

#include <cmath>

#include "core/check.hpp"
#include "core/quantity.hpp"
#include "study/designing/designs.hpp"

namespace mercato
{
namespace
{
UnitPoints unit_points(DesignSpec const& spec)
{
    auto const count = static_cast<std::uint32_t>(spec.points);
    auto const seed = static_cast<std::uint64_t>(spec.seed);
    auto const size = spec.parameters.size();
    if (spec.method == "solve") return UnitPoints(1, std::vector<double>(size, 0.5)); // until it is solved
    if (spec.method == "latin_hypercube") return latin_hypercube(count, size, seed);
    if (spec.method == "sobol") return sobol_sequence(count, size, seed);
    if (spec.method == "morris") return morris_trajectories(count, size, seed);
    if (spec.method == "sobol_indices") return saltelli_points(count, size, seed);
    std::vector<std::int64_t> levels;
    levels.reserve(spec.parameters.size());
    for (auto const& p : spec.parameters)
        levels.push_back(p.values.empty() ? p.levels : static_cast<std::int64_t>(p.values.size()));
    return grid_points(levels);
}

double value_at(DesignParameter const& p, double u)
{
    if (!p.values.empty())
    {
        auto const last = static_cast<double>(p.values.size() - 1);
        return p.values[p.values.size() == 1 ? 0 : static_cast<std::size_t>(std::lround(u * last))];
    }
    require(p.low && p.high);
    auto const low = *p.low;
    auto const high = *p.high;
    if (p.scale == "log") return low * std::pow(high / low, u);
    return low + u * (high - low);
}

} // namespace

void fill_rows(Design& design)
{
    if (design.spec.method == "table") return;
    for (auto const& point : unit_points(design.spec))
    {
        auto& row = design.rows.emplace_back();
        for (std::size_t k = 0; k < point.size(); ++k)
            row.push_back(number_text(value_at(design.spec.parameters[k], point[k])));
    }
}
} // namespace mercato
