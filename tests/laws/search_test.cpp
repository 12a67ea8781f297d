// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/draws.hpp"
#include "laws/search.hpp"
#include "support/generators.hpp"
#include "support/moments.hpp"

namespace mercato
{
namespace
{
using testing::across;
using testing::between;
SearchParams const p;
} // namespace

TEST(BaseRate, AveragesOneOverPeopleOfMeanTalent)
{
    Draws const draws(3, 0);
    testing::Moments m;
    for (std::uint64_t i = 0; i < 400'000; ++i)
    {
        Luck luck(draws, Domain::population, Kind::traits, i);
        auto const z = p.mobility_spread * luck.normal();
        m.add(base_rate(z, p.visibility_spread * luck.normal(), 0, p));
    }
    EXPECT_NEAR(m.mean, 1, m.tolerance());
}

TEST(BaseRate, GrowsWithMobilityVisibilityAndTalentAsDeclared)
{
    auto const here = base_rate(0.1, 0.2, 0.3, p);
    EXPECT_DOUBLE_EQ(base_rate(1.1, 0.2, 0.3, p) / here, std::exp(1.0));
    EXPECT_DOUBLE_EQ(base_rate(0.1, 1.2, 0.3, p) / here, std::exp(p.visibility_power));
    EXPECT_DOUBLE_EQ(base_rate(0.1, 0.2, 1.3, p) / here, std::exp(p.talent_pull));
}

TEST(BaseRate, HasTheBoundOnWhichLuckIsLaidOut)
{
    auto const most = base_rate(1e4, 0, 0, p);
    EXPECT_EQ(most, std::ldexp(1.0, highest_class));
    EXPECT_EQ(rate_class(most), highest_class);
    EXPECT_EQ(rate_class(base_rate(-1e4, 0, 0, p)), lowest_class);
}

RC_GTEST_PROP(RateClass, IsTheSmallestThatBoundsTheRate, ())
{
    auto const base = *across(1e-6, 2048);
    auto const c = rate_class(base);
    RC_ASSERT(c >= lowest_class);
    RC_ASSERT(c <= highest_class);
    RC_ASSERT(base <= std::ldexp(1.0, c));
    if (c > lowest_class) RC_ASSERT(base > std::ldexp(1.0, c - 1));
}

RC_GTEST_PROP(RateClass, NeverFallsAsTheRateRises, ())
{
    auto const base = *across(1e-6, 1024);
    RC_ASSERT(rate_class(base * *across(1, 2)) >= rate_class(base));
}

TEST(RateClass, PowersOfTwoBelongToTheClassTheyBound)
{
    for (int c = lowest_class; c <= highest_class; ++c)
    {
        auto const bound = std::ldexp(1.0, c);
        EXPECT_EQ(rate_class(bound), c);
        EXPECT_EQ(rate_class(std::nextafter(bound, 1e9)), std::min(c + 1, highest_class));
        EXPECT_EQ(rate_class(std::nextafter(bound, 0)), c);
        EXPECT_EQ(rate_class(static_cast<double>(static_cast<float>(bound))), c);
    }
    EXPECT_EQ(rate_class(0), lowest_class);
}

TEST(Fit, OnlyLowersRatesAndNeverBelowNothing)
{
    EXPECT_EQ(culture_fit(0, p), 1);
    EXPECT_DOUBLE_EQ(culture_fit(2, p), std::exp(-2 * p.fit_pull));
    EXPECT_GE(culture_fit(1e6, p), 0);
}

TEST(Recruiting, AtTheReferenceIsOneWhateverTheScale)
{
    EXPECT_EQ(recruiting(1000, 1000, p), 1);
    EXPECT_EQ(recruiting(0, 1000, p), 0);
    EXPECT_EQ(recruiting(-3, 1000, p), 0);
}

RC_GTEST_PROP(Recruiting, IsUnchangedWhenSlotsAndReferenceGrowAlike, ())
{
    auto const slots = *across(0.1, 1e5);
    auto const reference = *across(1, 1e5);
    SearchParams q;
    q.slots_power = *between(0, 3);
    auto const scale = *across(1e-3, 1e3);
    RC_ASSERT(std::abs(recruiting(slots * scale, reference * scale, q) / recruiting(slots, reference, q) -
                       1) < 1e-12);
}

RC_GTEST_PROP(LookedInto, IsAllUpToTheMostAndNeverMoreHoweverManyWrite, ())
{
    auto const streams = *rc::gen::container<std::vector<double>>(across(1e-3, 1e4));
    auto const most = *across(1e-3, 1e3);
    auto const all = std::accumulate(streams.begin(), streams.end(), 0.0);
    double sum = 0;
    for (auto const messages : streams)
    {
        auto const read = looked_into(messages, all, most);
        RC_ASSERT(read <=
                  looked_into(messages, messages, most) * (1 + 1e-12)); // most of it without the others
        if (all > most) RC_ASSERT(std::abs(read - most * messages / all) <= 1e-12 * most);
        sum += read;
    }
    RC_ASSERT(std::abs(sum - std::min(all, most)) <= 1e-9 * most);
}

RC_GTEST_PROP(LookedInto, OfOneStreamAloneIsTheSmallerOfBothExactly, ())
{
    auto const messages = *across(1e-3, 1e4);
    auto const most = *across(1e-3, 1e4);
    RC_ASSERT(looked_into(messages, messages, most) == std::min(messages, most));
}
} // namespace mercato
