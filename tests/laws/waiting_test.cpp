// SPDX-License-Identifier: Apache-2.0
// The value of waiting, against quadrature and against offers that are drawn one by one.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/draws.hpp"
#include "laws/waiting.hpp"
#include "support/generators.hpp"
#include "support/moments.hpp"

namespace mercato
{
namespace
{
using testing::across;
using testing::between;
using testing::Moments;

template <class F>
double integral(F&& f, double from, double to)
{
    return boost::math::quadrature::gauss_kronrod<double, 31>::integrate(f, from, to, 12, 1e-13);
}

double by_quadrature(double a)
{
    return integral([](double y) { return y == 0 ? 1.0 : -std::expm1(-y) / y; }, 0, a);
}

/// Worth of waiting for offers at exposure @p l whose utility is @p gap above the hand, tastes apart, each
/// with a Gumbel taste: P(best excess > x) = 1 - exp(-l (1 - exp(-e^(gap - x)))).
double for_gumbel_offers(double l, double gap)
{
    auto const beaten = [=](double x) { return -std::expm1(l * std::expm1(-std::exp(gap - x))); };
    return integral(beaten, 0, 5) + integral(beaten, 5, 50);
}

constexpr std::uint64_t tries = 400'000;
} // namespace

TEST(Ein, AgreesWithQuadrature)
{
    for (double const a : {1e-8, 1e-3, 0.04, 0.3, 0.75, 0.999, 1.0, 1.001, 2.0, 7.5, 30.0, 600.0})
    {
        EXPECT_NEAR(ein(a) / by_quadrature(a), 1, 1e-12) << a;
    }
    EXPECT_EQ(ein(0), 0);
}

TEST(Ein, IsAForLittleAndALogarithmForMuch)
{
    EXPECT_NEAR(ein(1e-5), 1e-5 - 1e-10 / 4, 1e-16);
    for (double const a : {50.0, 1e3, 1e100, 1e300}) // the rest, e^-a/a, is below 1e-23
    {
        EXPECT_DOUBLE_EQ(ein(a), std::log(a) + std::numbers::egamma);
    }
}

TEST(Ein, HasNoStepWhereItsTwoFormsMeet)
{
    auto const below = std::nextafter(1.0, 0.0);
    auto const above = std::nextafter(1.0, 2.0);
    EXPECT_NEAR(ein(above), ein(below), 1e-15);
}

RC_GTEST_PROP(Ein, Grows, ())
{
    auto const a = *across(1e-12, 1e12);
    RC_ASSERT(ein(a * 1.001) > ein(a));
}

// Offers above utility u come at rate Lambda e^(Ubar - u): those above the hand are Poisson(a) many, with
// unit exponential excess each.
TEST(Waiting, OffersDrawnFromTheirPlaneAreWorthEin)
{
    Draws const draws(7, 0);
    for (double const a : {0.05, 0.75, 2.0, 12.0})
    {
        Moments best;
        for (std::uint64_t i = 0; i < tries; ++i)
        {
            Luck luck(draws, Domain::market, Kind::offer, i);
            double excess = 0;
            for (auto left = luck.poisson(a); left > 0; --left) excess = std::max(excess, luck.exponential());
            best.add(excess);
        }
        EXPECT_NEAR(best.mean, ein(a), best.tolerance()) << a;
    }
}

TEST(Waiting, OffersWithGumbelTastesAreWorthLessByWhatTheHeaderSays)
{
    Draws const draws(8, 0);
    for (auto const& [exposure, gap] : {std::pair{0.42, -2.4}, std::pair{0.42, 3.0}, std::pair{7.5, -2.4}})
    {
        Moments best;
        for (std::uint64_t i = 0; i < tries; ++i)
        {
            Luck luck(draws, Domain::market, Kind::offer, i);
            double excess = 0;
            for (auto left = luck.poisson(exposure); left > 0; --left)
                excess = std::max(excess, gap + gumbel(luck()));
            best.add(excess);
        }
        EXPECT_NEAR(best.mean, for_gumbel_offers(exposure, gap), best.tolerance());
        EXPECT_GT(waiting_value(exposure, 1, gap), for_gumbel_offers(exposure, gap));
    }
    auto const overstated = [](double l, double gap) {
        return waiting_value(l, 1, gap) / for_gumbel_offers(l, gap);
    };
    EXPECT_NEAR(overstated(1.7 / 4, std::log(0.09)), 1.02, 0.005);
    EXPECT_NEAR(overstated(1.7 / 4, 3), 2.1, 0.05);
}

TEST(Waiting, PilotFiguresOfTheModelComeBack)
{
    // docs/model.md 3d: 1.7 offers a year over a quarter, 9 % acceptable: 0.04; thirty offers a year: 0.63
    EXPECT_NEAR(waiting_value(1.7, 0.25, std::log(0.09)), 0.04, 0.005);
    EXPECT_NEAR(waiting_value(30, 0.25, std::log(0.1)), 0.63, 0.005);
}

TEST(Waiting, NothingIsWorthWaitingForWhenNothingComes)
{
    EXPECT_EQ(waiting_value(0, 1, 5), 0);
    EXPECT_EQ(waiting_value(3, 0, 5), 0);
    EXPECT_EQ(waiting_value(3, -0.1, 5), 0);
    EXPECT_EQ(waiting_value(3, 1, -1e9), 0);
}

TEST(Waiting, IsFiniteHoweverBadTheHandIs) { EXPECT_TRUE(std::isfinite(waiting_value(1e6, 5, 1e9))); }

RC_GTEST_PROP(Waiting, GrowsWithRateTimeAndGap, ())
{
    auto const rate = *across(0.01, 100);
    auto const left = *across(0.001, 5);
    auto const gap = *between(-10, 10);
    auto const now = waiting_value(rate, left, gap);
    RC_ASSERT(waiting_value(rate * 1.1, left, gap) > now);
    RC_ASSERT(waiting_value(rate, left * 1.1, gap) > now);
    RC_ASSERT(waiting_value(rate, left, gap + 0.1) > now);
}

RC_GTEST_PROP(Waiting, AnUnlikelyHandBetterByOneUtilIsWaitedOnELessOften, ())
{
    // For small exposure O_w = a, and a falls by e with each util in hand
    auto const gap = *between(-30, -12);
    auto const ratio = waiting_value(1, 1, gap) / waiting_value(1, 1, gap - 1);
    RC_ASSERT(std::abs(ratio / std::numbers::e - 1) < 1e-5);
}

TEST(Waiting, StaysANumberForAlarmAndGapsBeyondAllSense)
{
    auto const most = ein(1e300);
    auto const infinite = std::numeric_limits<double>::infinity();
    EXPECT_EQ(waiting_value(std::exp(112), 1, 1200), most);
    EXPECT_EQ(waiting_value(infinite, 1, -1e6), most);
    EXPECT_EQ(waiting_value(2, 0.25, 1e6), ein(0.5 * std::exp(600)));
}
} // namespace mercato
