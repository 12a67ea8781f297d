// SPDX-License-Identifier: Apache-2.0
// Designs are balanced, and indices are those of functions for which they are known.
#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

#include <gtest/gtest.h>

#include "study/designing/sensitivity.hpp"

namespace mercato
{
namespace
{
/// Ishigami and Homma (1990) with a = 7, b = 0.1 on [-pi, pi]^3.
double ishigami(std::vector<double> const& u)
{
    auto const x = [&](std::size_t k) { return std::numbers::pi * (2 * u[k] - 1); };
    return std::sin(x(0)) + 7 * std::pow(std::sin(x(1)), 2) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

/// Sobol's g-function with a = 0, 1, 4.5, 9.
constexpr double g_weights[] = {0, 1, 4.5, 9};

double g_function(std::vector<double> const& u)
{
    double product = 1;
    for (std::size_t k = 0; k < 4; ++k)
        product *= (std::abs(4 * u[k] - 2) + g_weights[k]) / (1 + g_weights[k]);
    return product;
}

template <class Function>
std::vector<double> values_at(UnitPoints const& points, Function&& f)
{
    std::vector<double> values;
    for (auto const& point : points) values.push_back(f(point));
    return values;
}

void expect_inside(Estimate const& e, double truth, double most_error)
{
    EXPECT_NEAR(e.value, truth, most_error);
    EXPECT_LE(e.low - 0.5 * (e.high - e.low), truth);
    EXPECT_GE(e.high + 0.5 * (e.high - e.low), truth);
}
} // namespace

TEST(Designs, AGridHoldsAllCombinations)
{
    std::int64_t const levels[] = {3, 1, 2};
    auto const points = grid_points(levels);
    ASSERT_EQ(points.size(), 6U);
    EXPECT_EQ(points.front(), (std::vector<double>{0, 0.5, 0}));
    EXPECT_EQ(points[1], (std::vector<double>{0, 0.5, 1}));
    EXPECT_EQ(points.back(), (std::vector<double>{1, 0.5, 1}));
}

TEST(Designs, ALatinHypercubeHasOnePointInEachSlice)
{
    auto const points = latin_hypercube(50, 4, 3);
    for (std::size_t k = 0; k < 4; ++k)
    {
        std::set<int> slices;
        for (auto const& point : points) slices.insert(static_cast<int>(point[k] * 50));
        EXPECT_EQ(slices.size(), 50U);
    }
    EXPECT_EQ(points, latin_hypercube(50, 4, 3));
    EXPECT_NE(points, latin_hypercube(50, 4, 4));
}

TEST(Designs, ASobolSequenceIsBalancedInEveryHalfAndPair)
{
    auto const points = sobol_sequence(64, 5, 9);
    for (std::size_t k = 0; k < 5; ++k)
    {
        std::set<int> slices;
        for (auto const& point : points)
        {
            EXPECT_GT(point[k], 0);
            EXPECT_LT(point[k], 1);
            slices.insert(static_cast<int>(point[k] * 64));
        }
        EXPECT_EQ(slices.size(), 64U) << "one point in each slice";
    }
    double sum = 0;
    for (auto const& p : sobol_sequence(4096, 2, 1)) sum += p[0] * p[1] / 4096;
    EXPECT_NEAR(sum, 0.25, 2e-4) << "far better than 0.004 of random points";
}

TEST(Designs, MorrisTrajectoriesChangeOneParameterAtATime)
{
    auto const points = morris_trajectories(10, 6, 2);
    ASSERT_EQ(points.size(), 70U);
    for (std::size_t i = 0; i < points.size(); ++i)
    {
        for (auto const x : points[i]) EXPECT_TRUE(x > -1e-9 && x < 1 + 1e-9) << x;
        if (i % 7 == 6) continue;
        int changed = 0;
        for (std::size_t k = 0; k < 6; ++k)
        {
            if (points[i][k] == points[i + 1][k]) continue;
            ++changed;
            EXPECT_NEAR(std::abs(points[i][k] - points[i + 1][k]), 2.0 / 3, 1e-9);
        }
        EXPECT_EQ(changed, 1);
    }
}

TEST(Sensitivity, ScreeningFindsWhatMattersInALinearFunctionExactly)
{
    auto const points = morris_trajectories(20, 3, 5);
    auto const found = screen(points, values_at(points, [](auto const& u) { return 3 * u[0] - 2 * u[1]; }));
    EXPECT_NEAR(found[0].strength.value, 3, 1e-9);
    EXPECT_NEAR(found[1].strength.value, 2, 1e-9);
    EXPECT_NEAR(found[2].strength.value, 0, 1e-9);
    EXPECT_NEAR(found[0].spread, 0, 1e-9) << "no interaction, no curve";
}

TEST(Sensitivity, ScreeningSeesInteractions)
{
    auto const points = morris_trajectories(40, 3, 5);
    auto const found = screen(points, values_at(points, [](auto const& u) { return 4 * u[0] * u[1]; }));
    EXPECT_GT(found[0].spread, 0.5);
    EXPECT_EQ(found[2].strength.value, 0);
    EXPECT_LT(found[0].strength.low, 2);
    EXPECT_GT(found[0].strength.high, 1.5);
}

TEST(Sensitivity, SobolIndicesOfTheIshigamiFunction)
{
    // Variance a^2/8 + b pi^4/5 + b^2 pi^8/18 + 1/2
    auto const pi4 = std::pow(std::numbers::pi, 4);
    auto const all = 49.0 / 8 + 0.1 * pi4 / 5 + 0.01 * pi4 * pi4 / 18 + 0.5;
    auto const first = 0.5 * std::pow(1 + 0.1 * pi4 / 5, 2) / all;
    auto const second = 49.0 / 8 / all;
    auto const interaction = 8 * 0.01 * pi4 * pi4 / 225 / all;
    auto const points = saltelli_points(4096, 3, 7);
    auto const found = sobol_indices(values_at(points, ishigami), 3);
    expect_inside(found[0].first, first, 0.02);
    expect_inside(found[1].first, second, 0.02);
    expect_inside(found[2].first, 0, 0.02);
    expect_inside(found[0].total, first + interaction, 0.02);
    expect_inside(found[1].total, second, 0.02);
    expect_inside(found[2].total, interaction, 0.02);
}

TEST(Sensitivity, SobolIndicesOfTheGFunction)
{
    double partial[4];
    double product = 1;
    for (std::size_t k = 0; k < 4; ++k)
    {
        partial[k] = 1.0 / 3 / std::pow(1 + g_weights[k], 2);
        product *= 1 + partial[k];
    }
    auto const points = saltelli_points(4096, 4, 11);
    auto const found = sobol_indices(values_at(points, g_function), 4);
    for (std::size_t k = 0; k < 4; ++k)
    {
        expect_inside(found[k].first, partial[k] / (product - 1), 0.02);
        expect_inside(found[k].total, partial[k] * product / (1 + partial[k]) / (product - 1), 0.02);
    }
}

TEST(Sensitivity, OfAConstantIsNothing)
{
    auto const found = sobol_indices(std::vector<double>(5 * 16, 3.0), 3);
    EXPECT_EQ(found[0].first.value, 0);
    EXPECT_EQ(found[0].total.high, 0);
}
} // namespace mercato
