// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/made_market.hpp"
#include "run/starting/first_ties.hpp"

namespace mercato
{
namespace
{
std::vector<Circle> circles_with(std::vector<double> const& weights)
{
    std::vector<Circle> all;
    for (auto const w : weights) all.push_back({mixed(7, all.size()), 0, 100, w});
    return all;
}

/// Ties of all people of a market at its start.
std::vector<Ties> ties_of(Scenario const& s)
{
    auto const state = shared_start(s, Threads(1));
    return {state.world.people.ties.begin(), state.world.people.ties.end()};
}

std::size_t count_of(std::vector<Ties> const& all)
{
    std::size_t count = 0;
    for (auto const& ties : all)
        count += static_cast<std::size_t>(
            std::ranges::count_if(ties, [](Tie const& t) { return t.person != nobody; }));
    return count;
}

Scenario still_market(double people)
{
    auto s = testing::a_market(people);
    s.run.burn_in = 0;
    return s;
}
} // namespace

TEST(FirstTies, CirclesWinInProportionToTheirWeights)
{
    auto const circles = circles_with({1, 2, 0, 5});
    std::array<int, 4> won{};
    constexpr int races = 80'000;
    for (std::uint64_t tie = 0; tie < races; ++tie) ++won[winner(circles, mixed(1, tie))];
    for (std::size_t k = 0; k < circles.size(); ++k)
    {
        auto const share = circles[k].weight / 8;
        auto const four_errors = 4 * std::sqrt(share * (1 - share) / races);
        EXPECT_NEAR(won[k] / double{races}, share, four_errors) << k;
    }
    EXPECT_EQ(winner(circles_with({0, 0}), 1), 2U) << "nobody knows anybody";
}

TEST(FirstTies, ShuffledLeadElsewhereAndEverybodyHasAndIsKnownByAsMany)
{
    auto s = testing::a_market(600);
    s.run.burn_in = 0.5;
    auto const usual = ties_of(s);
    s.run.shuffle_ties = true;
    auto const shuffled = ties_of(s);
    ASSERT_EQ(usual.size(), shuffled.size());
    std::vector<int> known(usual.size()), known_then(usual.size());
    std::size_t changed = 0;
    for (std::size_t row = 0; row < usual.size(); ++row)
    {
        for (std::size_t k = 0; k < tie_count; ++k)
        {
            auto const was = usual[row][k];
            auto const is = shuffled[row][k];
            ASSERT_EQ(was.person == nobody, is.person == nobody);
            EXPECT_EQ(was.week, is.week);
            EXPECT_EQ(was.weight, is.weight);
            EXPECT_EQ(was.led, is.led);
            if (was.person == nobody) continue;
            EXPECT_NE(is.person, row) << "nobody knows oneself";
            ++known[was.person];
            ++known_then[is.person];
            changed += was.person != is.person ? 1 : 0;
        }
    }
    EXPECT_EQ(known, known_then);
    EXPECT_GT(changed, count_of(usual) * 9 / 10);
}

RC_GTEST_PROP(FirstTies, ACircleMoreTakesOverOnlyTheTiesThatLeadToIt, (std::uint64_t tie))
{
    auto circles = circles_with({1, 0.5, 3, 1});
    auto const before = winner(circles, tie);
    circles.push_back({mixed(7, 9), 0, 50, *rc::gen::element(0.0, 1.0, 10.0)});
    auto const after = winner(circles, tie);
    RC_ASSERT(after == before || (after == 4 && circles[4].weight > 0));
}

TEST(FirstTies, LeadFromTheOwnGroupToAllThatHaveTies)
{
    auto s = still_market(3000);
    auto const usual = ties_of(s);
    // Numbers below the next power of two that nobody has are no ties
    EXPECT_GT(count_of(usual), 3000U * 1.5);
    EXPECT_LT(count_of(usual), 3000U * 3.0);
    s.groups[1].ties = 0; // rows 900 to 1499
    auto const less = ties_of(s);
    for (std::size_t row = 0; row < usual.size(); ++row)
    {
        auto const is_alone = row >= 900 && row < 1500;
        for (std::size_t k = 0; k < tie_count; ++k)
        {
            auto const there = less[row][k].person;
            EXPECT_TRUE(there == nobody || (!is_alone && (there < 900 || there >= 1500)));
            auto const was = usual[row][k].person;
            auto const is_kept = !is_alone && was != nobody && (was < 900 || was >= 1500);
            EXPECT_TRUE(!is_kept || there == was);
        }
    }
}
} // namespace mercato
