// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "study/designing/solving.hpp"

namespace mercato
{
namespace
{
/// A trial without noise, or with an error that only says how well one could know.
auto trials_of(double (*f)(double), double error = 0)
{
    return [=](double x) { return TuningTrial{x, f(x), error, 2 * error}; };
}
} // namespace

TEST(Tuning, FindsWhereAMeanReachesItsTarget)
{
    auto const r = tune({0, 4, false}, trials_of([](double x) { return x * x - 2; }));
    EXPECT_TRUE(r.is_reached);
    EXPECT_TRUE(r.is_monotone);
    EXPECT_NEAR(r.best.value, std::sqrt(2.0), 4e-4);
    EXPECT_EQ(r.crossings, 1);
    EXPECT_LE(r.trials.size(), static_cast<std::size_t>(most_trials));
}

TEST(Tuning, GoesByTheLogarithmWhereAsked)
{
    auto const r = tune({1e-3, 1e3, true}, trials_of([](double x) { return std::log(x) - 1; }));
    EXPECT_NEAR(std::log(r.best.value), 1, 2e-3);
}

TEST(Tuning, FindsAStepThatNoTrialHits)
{
    auto const r = tune({0, 1, false}, trials_of([](double x) { return x < 0.3 ? -5.0 : 7.0; }));
    EXPECT_TRUE(r.is_reached) << "the target lies between two values that hardly differ";
    EXPECT_NEAR(r.best.value, 0.3, 2e-4);
}

TEST(Tuning, SaysThatATargetIsOutOfReach)
{
    auto const r = tune({0, 1, false}, trials_of([](double x) { return x + 3; }, 0.1));
    EXPECT_FALSE(r.is_reached);
    EXPECT_EQ(r.crossings, 0);
    EXPECT_EQ(r.best.value, 0);
    EXPECT_EQ(r.trials.size(), 5U) << "no trial is wasted";
}

TEST(Tuning, SaysWhereAMeanTurnsRound)
{
    auto const r = tune({0, 4, false}, trials_of([](double x) { return 1 - (x - 2) * (x - 2); }, 0.01));
    EXPECT_TRUE(r.is_reached);
    EXPECT_FALSE(r.is_monotone);
    EXPECT_EQ(r.crossings, 2);
    EXPECT_NEAR(r.best.value, 1, 1e-2) << "the first of the two";
}

TEST(Tuning, TakesNoiseForNoTurn)
{
    auto const bumpy = [](double x) { return TuningTrial{x, x - 2 + 0.05 * std::sin(40 * x), 0.2, 0.4}; };
    auto const r = tune({0, 4, false}, bumpy);
    EXPECT_TRUE(r.is_reached);
    EXPECT_TRUE(r.is_monotone);
}

TEST(Tuning, StopsWhereNoiseHidesTheRest)
{
    auto const r = tune({0, 1, false}, trials_of([](double x) { return 3 * (x - 0.4321); }, 0.5));
    EXPECT_LE(std::abs(r.best.off), 0.05);
    EXPECT_LT(r.trials.size(), 10U);
    EXPECT_NEAR(r.low, 0.4321 - 1.0 / 3, 0.02) << "where the mean less half its interval reaches the target";
    EXPECT_NEAR(r.high, 0.4321 + 1.0 / 3, 0.02);
}

RC_GTEST_PROP(Tuning, ReachesAnythingBetweenTheEnds, ())
{
    auto const power = *rc::gen::element(0.3, 1.0, 3.0);
    auto const target = 0.001 * *rc::gen::inRange(1, 999);
    auto const sign = *rc::gen::element(-1.0, 1.0);
    auto const r = tune({0, 1, false}, [&](double x) {
        return TuningTrial{x, sign * (std::pow(x, power) - target), 0, 0};
    });
    RC_ASSERT(r.is_reached);
    RC_ASSERT(std::abs(r.best.value - std::pow(target, 1 / power)) < 2e-4);
}
} // namespace mercato
