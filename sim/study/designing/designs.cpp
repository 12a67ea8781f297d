// SPDX-License-Identifier: Apache-2.0
#include "study/designing/designs.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <boost/random/sobol.hpp>

#include "core/draws.hpp"

namespace mercato
{
namespace
{
/// Luck of designs hangs on their seed alone.
Luck luck_of_design(Draws const& draws, std::uint64_t what)
{
    return {draws, Domain::population, Kind::traits, mixed(named("design"), what)};
}

/// Numbers 0 .. count - 1 in random order.
std::vector<std::uint32_t> shuffled(std::uint32_t count, Luck& luck)
{
    std::vector<std::uint32_t> numbers(count);
    std::iota(numbers.begin(), numbers.end(), 0U);
    for (std::uint32_t i = count; i > 1; --i)
    {
        auto const j = static_cast<std::uint32_t>(luck.uniform() * i);
        std::swap(numbers[i - 1], numbers[std::min(j, i - 1)]);
    }
    return numbers;
}
} // namespace

UnitPoints grid_points(std::span<std::int64_t const> levels)
{
    UnitPoints points{{}};
    for (auto const count : levels)
    {
        UnitPoints more;
        for (auto const& point : points)
        {
            for (std::int64_t k = 0; k < count; ++k)
            {
                more.push_back(point);
                more.back().push_back(count == 1 ? 0.5
                                                 : static_cast<double>(k) / static_cast<double>(count - 1));
            }
        }
        points = std::move(more);
    }
    return points;
}

UnitPoints latin_hypercube(std::uint32_t count, std::size_t parameters, std::uint64_t seed)
{
    Draws const draws(seed, 0);
    UnitPoints points(count, std::vector<double>(parameters));
    for (std::size_t k = 0; k < parameters; ++k)
    {
        auto luck = luck_of_design(draws, k);
        auto const slices = shuffled(count, luck);
        for (std::uint32_t i = 0; i < count; ++i) points[i][k] = (slices[i] + luck.uniform()) / count;
    }
    return points;
}

UnitPoints sobol_sequence(std::uint32_t count, std::size_t parameters, std::uint64_t seed)
{
    Draws const draws(seed, 0);
    boost::random::sobol engine(parameters);
    std::vector<std::uint64_t> shifts;
    for (std::size_t k = 0; k < parameters; ++k)
    {
        auto luck = luck_of_design(draws, k);
        auto const high = std::uint64_t{luck()};
        shifts.push_back(high << 32U | luck());
    }
    UnitPoints points(count, std::vector<double>(parameters));
    for (std::uint32_t i = 0; i < count; ++i)
    {
        auto& point = points[i];
        for (std::size_t k = 0; k < parameters; ++k)
        {
            // Boost leaves out the first point, the origin, without which the net is not balanced
            auto const bits = (i == 0 ? 0 : static_cast<std::uint64_t>(engine())) ^ shifts[k];
            point[k] = unit_open(static_cast<std::uint32_t>(bits >> 32U), static_cast<std::uint32_t>(bits));
        }
    }
    return points;
}

UnitPoints morris_trajectories(std::uint32_t count, std::size_t parameters, std::uint64_t seed)
{
    constexpr double step = 2.0 / 3;
    Draws const draws(seed, 0);
    UnitPoints points;
    for (std::uint32_t t = 0; t < count; ++t)
    {
        auto luck = luck_of_design(draws, t);
        auto const order = shuffled(static_cast<std::uint32_t>(parameters), luck);
        std::vector<double> point(parameters);
        // Of the levels 0, 1/3, 2/3, 1 the lower two can go up by the step, the upper two down
        for (auto& x : point) x = std::min(3.0, std::floor(4 * luck.uniform())) / 3;
        points.push_back(point);
        for (auto const k : order)
        {
            point[k] = point[k] < 0.5 ? point[k] + step : point[k] - step;
            points.push_back(point);
        }
    }
    return points;
}

UnitPoints saltelli_points(std::uint32_t count, std::size_t parameters, std::uint64_t seed)
{
    UnitPoints points;
    for (auto const& both : sobol_sequence(count, 2 * parameters, seed))
    {
        auto const middle = both.begin() + static_cast<std::ptrdiff_t>(parameters);
        std::vector<double> const a(both.begin(), middle);
        std::vector<double> const b(middle, both.end());
        points.push_back(a);
        points.push_back(b);
        for (std::size_t k = 0; k < parameters; ++k)
        {
            points.push_back(a);
            points.back()[k] = b[k];
        }
    }
    return points;
}
} // namespace mercato
