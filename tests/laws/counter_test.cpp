// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/draws.hpp"
#include "laws/counter.hpp"
#include "laws/utility.hpp"
#include "support/generators.hpp"
#include "support/moments.hpp"

namespace mercato
{
namespace
{
using testing::across;
using testing::between;
constexpr auto infinity = std::numeric_limits<double>::infinity();
} // namespace

RC_GTEST_PROP(MatchingPay, RestoresIndifference, ())
{
    auto const pay = *across(0.01, 100);
    auto const unearned = *rc::gen::element(0.0, 0.001, 0.4, 30.0);
    auto const beta = *between(0.2, 10);
    auto const g = *between(0, 5);
    auto const reference = *across(0.1, 10);
    auto const gap = *across(1e-6, 3);
    auto const felt = [&](double y) { return beta * value_of_pay((y + unearned) / reference, g); };
    auto const match = matching_pay(pay, unearned, gap, beta, g, reference);
    RC_ASSERT(match > pay);
    if (match == infinity)
    {
        // v rises by at most c^(1-g)/(g-1) more
        auto const c = (pay + unearned) / reference;
        RC_ASSERT(gap / beta >= std::pow(c, 1 - g) / (g - 1) * (1 - 1e-12));
        return;
    }
    // The answer is right to a few ulps, so its value is wrong by as much times the slope beta c^(1-g), and v
    // itself carries an ulp of its own size
    auto const c = (match + unearned) / reference;
    auto const slack =
        1e-13 * beta * (std::pow(c, 1 - g) * (1 + std::abs(std::log(c))) + std::abs(value_of_pay(c, g)));
    RC_ASSERT(std::abs(felt(match) - felt(pay) - gap) <= slack + 1e-13 * std::abs(felt(pay)));
}

TEST(MatchingPay, IsAnExponentialForLogarithmicPay)
{
    EXPECT_DOUBLE_EQ(matching_pay(0.8, 0, 1.25, 2.5, 1, 1), 0.8 * std::exp(0.5));
    // income from wealth counts on both sides: the raise makes up for what it does not buy
    EXPECT_DOUBLE_EQ(matching_pay(0.8, 0.2, 1.25, 2.5, 1, 1), std::exp(0.5) - 0.2);
}

TEST(MatchingPay, DoesNotDependOnTheUnitOfPayWhenItIsLogarithmic)
{
    EXPECT_DOUBLE_EQ(matching_pay(0.8, 0.1, 0.7, 2.5, 1, 1), matching_pay(0.8, 0.1, 0.7, 2.5, 1, 17));
}

TEST(MatchingPay, KeepsItsDigitsWhereFeltPayIsFlat)
{
    // g = 5 at 1000 times the reference: v is within 1e-12 of its bound of 1/4, a raise of 1 % is 1e-14 of
    // it. c'^-4 = c^-4 - 4 gap: choose the gap that asks for exactly 1 %.
    auto const gap = 1e-12 * (1 - std::pow(1.01, -4)) / 4;
    EXPECT_NEAR(matching_pay(1000, 0, gap, 1, 5, 1), 1010, 1e-9);
}

TEST(MatchingPay, NoPayKeepsWhomNoPayIsWorthThatMuch)
{
    EXPECT_EQ(matching_pay(10, 0, 2.5 * 0.2, 2.5, 2, 1), infinity); // v = 0.9 now, and 1 at most
    EXPECT_EQ(matching_pay(1, 0, 2.5 * 1.1, 2.5, 2, 1), infinity);
    EXPECT_NEAR(matching_pay(1, 0, 2.5 * 0.5, 2.5, 2, 1), 2, 1e-12); // v = 1 - 1/c
}

TEST(MatchingPay, NoPayKeepsWhoeverDoesNotCareForPay)
{
    EXPECT_EQ(matching_pay(1, 0, 0.5, 0, 1.5, 1), infinity);
}

TEST(MatchingPay, IsFiniteFromNoPayAtAll)
{
    // equity that vests beyond the horizon can be all of somebody's pay
    for (double const g : {0.0, 0.5, 1.0, 2.0, 5.0})
    {
        auto const match = matching_pay(0, 0, 0.5, 2.5, g, 1);
        EXPECT_TRUE(std::isfinite(match)) << g;
        EXPECT_NEAR(2.5 * (value_of_pay(match, g) - value_of_pay(least_pay, g)), 0.5,
                    1e-13 * std::abs(value_of_pay(least_pay, g)) + 1e-12)
            << g;
    }
}

TEST(FairBound, LetsALabPaySoMuchMoreThanToPeersOfTheSameTalent)
{
    CounterParams const p;
    auto const peers = std::log(0.9) - p.talent_seen * 0.4; // v of peers with 0.9 $M/yr and talent 0.4
    EXPECT_DOUBLE_EQ(fair_bound(peers, 0.4, p.bound, p), p.bound * 0.9);
    EXPECT_DOUBLE_EQ(fair_bound(peers, 1.4, p.bound, p), p.bound * 0.9 * std::exp(p.talent_seen));
}

RC_GTEST_PROP(FairBound, RaisesEverybodysBoundWithPeersPay, ())
{
    auto const v = *between(-5, 5);
    auto const theta = *between(-2, 5);
    CounterParams const p;
    RC_ASSERT(std::abs(fair_bound(v + std::log(2), theta, p.bound, p) / fair_bound(v, theta, p.bound, p) -
                       2) < 1e-13);
}

TEST(BetterPaid, GapIsTheMeanExcessOfThePeersAbove)
{
    Draws const draws(12, 0);
    for (double const v : {-0.4, 0.1, 0.6})
    {
        testing::Moments above;
        for (std::uint64_t i = 0; i < 200'000; ++i)
        {
            Luck luck(draws, Domain::population, Kind::history, i);
            auto const peer = 0.1 + 0.3 * luck.normal();
            if (peer > v) above.add(peer - v);
        }
        EXPECT_NEAR(better_paid_gap(v, 0.1, 0.3), above.mean, above.tolerance()) << v;
    }
}

TEST(BetterPaid, GapIsThatToTheMeanForTheWorstPaidAndVanishesForTheBest)
{
    EXPECT_NEAR(better_paid_gap(-20, 0, 1), 20, 1e-12);
    EXPECT_NEAR(better_paid_gap(0, 0, 1), std::sqrt(2 / 3.14159265358979), 1e-12);
    EXPECT_NEAR(better_paid_gap(10, 0, 1), 0.098093, 1e-6); // 1/z - 2/z^3 + 10/z^5 - 74/z^7 + 706/z^9
    EXPECT_NEAR(better_paid_gap(24.9, 0, 1), better_paid_gap(25.1, 0, 1), 4e-4);
    EXPECT_NEAR(better_paid_gap(100, 0, 1), 0.01, 1e-5);
    EXPECT_EQ(better_paid_gap(1, 3, 0), 2);
    EXPECT_EQ(better_paid_gap(3, 1, 0), 0);
}

RC_GTEST_PROP(BetterPaid, GapShrinksAsOneRises, ())
{
    auto const spread = *across(1e-3, 3);
    auto const z = *between(-30, 60);
    auto const here = better_paid_gap(z * spread, 0, spread);
    auto const higher = better_paid_gap((z + 0.1) * spread, 0, spread);
    RC_ASSERT(here > 0);
    RC_ASSERT(higher < here);
    RC_ASSERT(higher > here - 0.1001 * spread); // slope between -1 and 0
}

TEST(CounterGain, IsNothingWhereTheRaiseAndItsPrecedentEatTheSurplus)
{
    CounterParams p;
    auto const asked = precedent(p.visibility, 0, p);
    auto const most = 1 + (p.product_multiple - 1) / (1 + asked);
    auto const surplus = (p.product_multiple - 1) * 0.8;
    EXPECT_GT(counter_gain(surplus, 0.8, 0.8 * most * 0.999, asked), 0);
    EXPECT_LT(counter_gain(surplus, 0.8, 0.8 * most * 1.001, asked), 0);
    EXPECT_NEAR(most, 1.375, 1e-12); // with the defaults
}

TEST(CounterGain, IsLargerInSecrecyAndNothingAtAnInfiniteMatch)
{
    CounterParams const p;
    EXPECT_LT(counter_gain(0.6, 1, 1.5, precedent(p.visibility, 0, p)), 0);
    EXPECT_GT(counter_gain(0.6, 1, 1.5, precedent(0, 0, p)), 0);
    EXPECT_LT(counter_gain(0.6, 1, infinity, precedent(0, 0, p)), 0);
    EXPECT_LT(counter_gain(0, 1, 1.0001, precedent(0, 0, p)), 0);
}

TEST(CounterGain, ShrinksWhereMorePeersHaveOffersThanUsual)
{
    CounterParams const p;
    EXPECT_EQ(precedent(0.5, p.peer_offer_chance / 2, p), precedent(0.5, 0, p));
    EXPECT_NEAR(precedent(0.5, 1, p), p.visible_peers * 0.5, 1e-12);
}

TEST(UnitGain, CountsAllWhomTheRaiseKeepsAndPaysAllOfTheUnit)
{
    std::vector<Contested> const cases{{0.6, 1, 1.1}, {0.9, 1.5, 1.6}, {0.6, 1, 1.5}};
    auto const raise = std::log(1.1);
    // The second needs 6.7 %, the third 50 %
    EXPECT_NEAR(unit_gain(cases, 8, raise), 0.6 + 0.9 - 0.8, 1e-12);
    EXPECT_NEAR(unit_gain(cases, 8, std::log(1.5)), 2.1 - 4, 1e-12);
    EXPECT_NEAR(unit_gain({}, 8, raise), -0.8, 1e-12);
}

TEST(UnitGain, BeatsCountersOneByOneOnceEnoughOfTheUnitAreWanted)
{
    CounterParams const p;
    auto const all = 8.0;
    auto const raise = std::log(1.05);
    int first = 0;
    for (int wanted = 1; wanted <= 8; ++wanted)
    {
        std::vector<Contested> const cases(static_cast<std::size_t>(wanted), {0.6, 1, 1.05});
        auto const asked = precedent(p.visibility, (wanted - 1) / 7.0, p);
        if (first == 0 && unit_gain(cases, all, raise) > wanted * counter_gain(0.6, 1, 1.05, asked))
            first = wanted;
    }
    // Alone, one counter costs 1.6 raises and the unit eight; the more ask, the dearer one by one
    EXPECT_EQ(first, 4);
}
} // namespace mercato
