// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/draws.hpp"
#include "laws/climate.hpp"
#include "support/generators.hpp"
#include "support/moments.hpp"

namespace mercato
{
namespace
{
using testing::across;
using testing::between;
using testing::Moments;

constexpr std::uint64_t paths = 100'000;
Draws const draws(31, 0);

/// Standard deviation that one step adds, read off the law itself.
double noise_of(double k, double s, double dt)
{
    return ornstein_uhlenbeck(0, 0, k, s, dt, 1) - ornstein_uhlenbeck(0, 0, k, s, dt, 0);
}
} // namespace

RC_GTEST_PROP(Relaxation, OneSpanIsTheSameAsTwoPartsOfIt, ())
{
    auto const x = *between(-3, 3);
    auto const target = *between(-3, 3);
    auto const tau = *across(1e-3, 50);
    auto const a = *across(1e-6, 10);
    auto const b = *across(1e-6, 10);
    auto const once = relaxed(x, target, tau, a + b);
    RC_ASSERT(std::abs(relaxed(relaxed(x, target, tau, a), target, tau, b) - once) < 1e-14);
}

TEST(Relaxation, IsTwoThirdsDoneAfterItsTime)
{
    EXPECT_DOUBLE_EQ(relaxed(1, 0, 0.7, 0.7), std::exp(-1.0));
    EXPECT_EQ(relaxed(1, 3, 0.7, 0), 1);
    EXPECT_EQ(relaxed(1, 3, 0.7, 1e9), 3);
}

RC_GTEST_PROP(OrnsteinUhlenbeck, TwoHalfStepsHaveTheLawOfOneStep, ())
{
    auto const k = *across(1e-4, 20);
    auto const s = *across(0.01, 5);
    auto const h = *across(1e-5, 5);
    auto const x = *between(-2, 2);
    auto const m = *between(-2, 2);
    auto const mean_once = ornstein_uhlenbeck(x, m, k, s, 2 * h, 0);
    auto const mean_twice = ornstein_uhlenbeck(ornstein_uhlenbeck(x, m, k, s, h, 0), m, k, s, h, 0);
    RC_ASSERT(std::abs(mean_once - mean_twice) < 1e-13);
    auto const half = noise_of(k, s, h);
    auto const variance = half * half * (1 + std::exp(-2 * k * h));
    RC_ASSERT(std::abs(variance / std::pow(noise_of(k, s, 2 * h), 2) - 1) < 1e-12);
}

TEST(OrnsteinUhlenbeck, ForgetsItsStartAndKeepsItsStationaryVariance)
{
    EXPECT_NEAR(ornstein_uhlenbeck(9, 0.4, 1.2, 0.1, 60, 0), 0.4, 1e-15);
    EXPECT_NEAR(std::pow(noise_of(1.2, 0.1, 60), 2), 0.1 * 0.1 / 2.4, 1e-15);
}

TEST(OrnsteinUhlenbeck, BecomesBrownianAsThePullVanishes)
{
    EXPECT_DOUBLE_EQ(ornstein_uhlenbeck(0.3, 5, 0, 0.2, 0.25, 1.5), 0.3 + 0.2 * 0.5 * 1.5);
    EXPECT_NEAR(ornstein_uhlenbeck(0.3, 5, 1e-12, 0.2, 0.25, 1.5), 0.45, 1e-11);
}

TEST(OrnsteinUhlenbeck, SimulatedPathsHaveItsMoments)
{
    constexpr double k = 1.2;
    constexpr double s = 0.3;
    Moments m;
    for (std::uint64_t i = 0; i < paths; ++i)
    {
        Luck luck(draws, Domain::market, Kind::grid, i);
        double x = 1;
        for (int step = 0; step < 26; ++step) x = ornstein_uhlenbeck(x, 0.2, k, s, 0.02, luck.normal());
        m.add(x);
    }
    auto const e = std::exp(-k * 0.52);
    EXPECT_NEAR(m.mean, 0.2 + 0.8 * e, m.tolerance());
    EXPECT_NEAR(m.variance(), s * s * (1 - e * e) / (2 * k), m.variance_tolerance(3));
}

RC_GTEST_PROP(GeometricBrownian, TwoHalfStepsAreOneStepWithTheSumOfTheirNoise, ())
{
    auto const mu = *between(-1, 1);
    auto const sigma = *between(0, 2);
    auto const h = *across(1e-4, 2);
    auto const a = *between(-3, 3);
    auto const b = *between(-3, 3);
    auto const twice = geometric_brownian(geometric_brownian(7, mu, sigma, h, a), mu, sigma, h, b);
    auto const once = geometric_brownian(7, mu, sigma, 2 * h, (a + b) / std::sqrt(2));
    RC_ASSERT(std::abs(twice / once - 1) < 1e-13);
}

TEST(GeometricBrownian, DriftIsThatOfTheMeanNotOfTheMedian)
{
    Moments price;
    Moments log_price;
    for (std::uint64_t i = 0; i < paths; ++i)
    {
        Luck luck(draws, Domain::market, Kind::jump, i);
        double p = 40;
        for (int step = 0; step < 52; ++step) p = geometric_brownian(p, 0.2, 0.6, 1.0 / 52, luck.normal());
        price.add(p);
        log_price.add(std::log(p));
    }
    EXPECT_NEAR(price.mean, 40 * std::exp(0.2), price.tolerance());
    EXPECT_NEAR(log_price.mean, std::log(40) + 0.2 - 0.18, log_price.tolerance());
    EXPECT_NEAR(log_price.variance(), 0.36, log_price.variance_tolerance(3));
}

TEST(GeometricBrownian, WithoutNoiseIsInterest)
{
    EXPECT_DOUBLE_EQ(geometric_brownian(2, 0.3, 0, 2, 1.7), 2 * std::exp(0.6));
}

TEST(Culture, RestsBetweenMembersAndLeaderByTheirPulls)
{
    ClimateParams p;
    p.culture_noise = 0;
    auto const rest = (p.member_pull * 1 + p.leader_pull * -2) / (p.member_pull + p.leader_pull);
    EXPECT_NEAR(next_culture(5, 1, -2, 50, 0, p), rest, 1e-14);
    EXPECT_NEAR(next_culture(rest, 1, -2, 0.02, 0, p), rest, 1e-15);
}

TEST(Culture, WithoutAnyPullOnlyDrifts)
{
    ClimateParams p;
    p.member_pull = p.leader_pull = 0;
    EXPECT_EQ(next_culture(0.7, 1, -2, 3, 0, p), 0.7);
    EXPECT_DOUBLE_EQ(next_culture(0.7, 1, -2, 4, 1, p), 0.7 + 2 * p.culture_noise);
}

TEST(Safety, RestsWhereLeaderStaffRaceAndCommerceBalance)
{
    ClimateParams p;
    p.safety_noise = 0;
    SafetyPull const pull{0.5, -0.2, 0.8, 0.6};
    // k_S ((S_L - S) + (sbar - S)/2) = r_race gap + r_com c
    auto const rest = (0.5 + 0.5 * -0.2 - (p.race * 0.8 + p.commerce * 0.6) / p.safety_pull) / 1.5;
    EXPECT_NEAR(next_safety(-1, pull, 80, 0, p), rest, 1e-14);
    EXPECT_NEAR(next_safety(rest, pull, 0.02, 0, p), rest, 1e-15);
}

TEST(Safety, OfALabOfOneMindIsThatMind)
{
    ClimateParams p;
    EXPECT_NEAR(next_safety(0.4, {0.4, 0.4, 0, 0}, 1, 0, p), 0.4, 1e-15);
    EXPECT_NEAR(next_safety(0.4, {0.4, 0.4, -3, 0}, 1, 0, p), 0.4,
                1e-15); // being ahead costs nothing and earns nothing
}

TEST(Safety, FallsWithTheRaceAndNeverLeavesItsScale)
{
    ClimateParams p;
    EXPECT_LT(next_safety(0.4, {0.4, 0.4, 1, 0}, 1, 0, p), 0.4);
    EXPECT_LT(next_safety(0.4, {0.4, 0.4, 0, 1}, 1, 0, p), 0.4);
    EXPECT_EQ(next_safety(0.9, {1, 1, 0, 0}, 4, 9, p), 1);
    EXPECT_EQ(next_safety(-0.9, {-1, -1, 0, 0}, 4, -9, p), -1);
    p.safety_pull = 0;
    EXPECT_DOUBLE_EQ(next_safety(0.4, {1, 1, 1, 1}, 0.5, 0, p), 0.4 - 0.5 * (p.race + p.commerce));
}

TEST(Stance, IsOneAtTheWeightOfTheCommitted)
{
    EXPECT_EQ(stance_of(2, 2), 1);
    EXPECT_EQ(stance_of(9, 2), 1);
    EXPECT_EQ(stance_of(0.2, 2), 0.1);
    EXPECT_EQ(stance_of(-9, 2), -1);
    EXPECT_EQ(stance_of(1, 0), 0);
}
} // namespace mercato
