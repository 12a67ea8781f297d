// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "laws/equity.hpp"
#include "support/generators.hpp"

namespace mercato
{
namespace
{
using testing::between;

Grant four_years(Span cliff, std::int64_t units = 1'000'000)
{
    return {Time{}, Time{} + cliff, Time{} + year * 4, units};
}

Grant any_grant()
{
    Time const start{*rc::gen::inRange<std::int64_t>(-5 * year.us, 5 * year.us)};
    Span const length{*rc::gen::inRange<std::int64_t>(day.us, 8 * year.us)};
    Span const cliff{*rc::gen::inRange<std::int64_t>(0, length.us + 1)};
    return {start, start + cliff, start + length, *rc::gen::inRange<std::int64_t>(0, INT64_MAX)};
}

Time moment_near(Grant const& g)
{
    return Time{*rc::gen::inRange<std::int64_t>(g.start.us - year.us, g.end.us + year.us)};
}

EquityParams priced(double horizon, double discount)
{
    EquityParams p;
    p.horizon = horizon;
    p.discount = discount;
    return p;
}

/// Integral of e^(-rho u) over [from, to], numerically.
double discounted(double from, double to, double rho)
{
    if (to <= from) return 0;
    return boost::math::quadrature::gauss_kronrod<double, 31>::integrate(
        [=](double u) { return std::exp(-rho * u); }, from, to, 8, 1e-13);
}

/// E6 for one grant and one unit, term by term: the flow after the cliff, and the lump at it.
double share_by_quadrature(Grant const& g, Time t, EquityParams const& p)
{
    auto const length = years(g.end - g.start);
    auto const cliff = years(g.cliff - t);
    auto const end = years(g.end - t);
    auto sum = discounted(std::max(0.0, cliff), std::min(p.horizon, end), p.discount) / length;
    if (t < g.cliff && cliff <= p.horizon)
        sum += std::exp(-p.discount * cliff) * years(g.cliff - g.start) / length;
    return sum;
}
} // namespace

TEST(Vesting, NothingBeforeTheCliffAllThatIsDueAtIt)
{
    auto const g = four_years(year);
    EXPECT_EQ(vested_units(g, Time{} + year - Span{1}), 0);
    EXPECT_EQ(vested_units(g, Time{} + year), 250'000);
    EXPECT_EQ(vested_units(g, Time{} + year * 2), 500'000);
    EXPECT_EQ(vested_units(g, Time{} + year * 4 - Span{1}), 999'999);
    EXPECT_EQ(vested_units(g, Time{} + year * 4), 1'000'000);
    EXPECT_EQ(vested_units(g, never), 1'000'000);
}

TEST(Vesting, WithoutACliffStartsAtOnce)
{
    EXPECT_EQ(vested_units(four_years({}), Time{} + day), 1'000'000 / 1461);
}

TEST(Vesting, OfAllAtTheEndIsALump)
{
    auto const g = four_years(year * 4);
    EXPECT_EQ(vested_units(g, g.end - Span{1}), 0);
    EXPECT_EQ(vested_units(g, g.end), g.units);
}

RC_GTEST_PROP(Vesting, UnitsAreTheWholePartOfTheElapsedShareToTheLastUnit, ())
{
    auto const g = any_grant();
    auto const t = moment_near(g);
    auto const v = vested_units(g, t);
    if (t < g.cliff)
    {
        RC_ASSERT(v == 0);
        return;
    }
    if (t >= g.end)
    {
        RC_ASSERT(v == g.units);
        return;
    }
    using Wide = __int128;
    auto const due = static_cast<Wide>(g.units) * (t - g.start).us;
    auto const length = (g.end - g.start).us;
    RC_ASSERT(static_cast<Wide>(v) * length <= due);
    RC_ASSERT(static_cast<Wide>(v + 1) * length > due);
}

RC_GTEST_PROP(Vesting, NeverGoesBackAndLosesNoUnitHoweverOftenItIsAsked, ())
{
    auto const g = any_grant();
    auto const steps = *rc::gen::inRange(1, 40);
    std::int64_t paid = 0;
    for (int i = 0; i <= steps; ++i)
    {
        auto const now = vested_units(g, g.start + Span{(g.end - g.start).us / steps * i});
        RC_ASSERT(now >= paid);
        paid += now - paid;
    }
    paid += vested_units(g, g.end) - paid;
    RC_ASSERT(paid == g.units);
}

RC_GTEST_PROP(VestingShare, IsTheIntegralOfTheLawPlusTheLump, ())
{
    auto const g = any_grant();
    auto const t = moment_near(g);
    auto const p = priced(*between(0.05, 10), *between(0, 2));
    RC_ASSERT(std::abs(vesting_share(g, t, p) - share_by_quadrature(g, t, p)) < 1e-11);
}

RC_GTEST_PROP(VestingShare, UndiscountedIsWhatTheUnitsDo, ())
{
    auto g = any_grant();
    g.units = 1'000'000'000'000;
    auto const t = moment_near(g);
    auto const p = priced(*between(0.05, 10), 0);
    auto const units = vested_units(g, t + span_of_years(p.horizon)) - vested_units(g, t);
    // one unit on either side, and half a microsecond of a grant of at least a day
    RC_ASSERT(std::abs(vesting_share(g, t, p) - static_cast<double>(units) * 1e-12) < 1.2e-11);
}

RC_GTEST_PROP(VestingShare, LiesBetweenNothingAndAll, ())
{
    auto const g = any_grant();
    auto const share = vesting_share(g, moment_near(g), priced(*between(0.05, 10), *between(0, 2)));
    RC_ASSERT(share >= 0);
    RC_ASSERT(share <= 1 + 1e-12);
}

TEST(VestingShare, JustBeforeAOneYearCliffIsOneAndOneOverHorizonTimesThatJustAfter)
{
    // docs/model.md 3c: the bunching of quits after a cliff identifies the horizon
    for (double const horizon : {0.75, 1.0, 1.5, 2.0})
    {
        auto const p = priced(horizon, 0);
        auto const g = four_years(year);
        auto const before = vesting_share(g, g.cliff - Span{1}, p);
        auto const after = vesting_share(g, g.cliff, p);
        EXPECT_NEAR(before / after, 1 + 1 / horizon, 1e-12);
    }
}

TEST(VestingShare, OfAGrantThatIsOverIsNothing)
{
    EquityParams const p;
    EXPECT_EQ(vesting_share(four_years(year), Time{} + year * 4, p), 0);
    EXPECT_EQ(vesting_share(four_years(year), Time{} + year * 9, p), 0);
}

TEST(VestingShare, OfAGrantThatStartsBeyondTheHorizonIsNothing)
{
    EXPECT_EQ(vesting_share(four_years(year), Time{} - year * 2, EquityParams{}), 0);
}

TEST(Discounting, GoesOverIntoPlainTime)
{
    EXPECT_EQ(discounted_horizon(priced(1.5, 0)), 1.5);
    EXPECT_NEAR(discounted_horizon(priced(1.5, 1e-12)), 1.5, 2e-12);
    EXPECT_DOUBLE_EQ(discounted_horizon(priced(2, 0.05)), -std::expm1(-0.1) / 0.05);
}

TEST(CertaintyEquivalent, IsAboutTwoThirdsForLateStagePrivateEquity)
{
    EXPECT_NEAR(certainty_equivalent(0.6, 2, EquityParams{}), 0.65, 0.005); // docs/model.md 3c
    EXPECT_EQ(certainty_equivalent(0, 2, EquityParams{}), 1);
    EXPECT_EQ(certainty_equivalent(0.6, 0, EquityParams{}), 1);
}

RC_GTEST_PROP(CertaintyEquivalent, NeverExceedsTheDollarAndFallsWithRiskAndTime, ())
{
    auto const sigma = *between(0, 5);
    auto const wait = *between(0, 20);
    EquityParams const p;
    auto const ce = certainty_equivalent(sigma, wait, p);
    RC_ASSERT(ce <= 1);
    RC_ASSERT(ce > 0);
    RC_ASSERT(certainty_equivalent(sigma + 0.1, wait, p) <= ce);
    RC_ASSERT(certainty_equivalent(sigma, wait + 0.1, p) <= ce);
}
} // namespace mercato
