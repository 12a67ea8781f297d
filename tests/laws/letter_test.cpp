// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "laws/letter.hpp"

namespace mercato
{
namespace
{
constexpr double hour_of_year = 1 / 8766.0;

Signing some()
{
    Signing s;
    s.belief = 0.4;
    s.gain = 2;
    s.cost = 0.5;
    s.team_share = 0.8;
    s.lab_share = 0.2;
    return s;
}
} // namespace

TEST(Letter, WeighsGainAgainstCostByBeliefAndAddsWhatOthersDid)
{
    LetterParams p;
    p.social_weight = 3;
    p.team_share = 0.7;
    p.social_reference = 0.1;
    p.constant = -1;
    EXPECT_NEAR(signing_utility(some(), p), 0.4 * 2 - 0.6 * 0.5 + 3 * (0.7 * 0.8 + 0.3 * 0.2 - 0.1) - 1,
                1e-12);
}

TEST(Letter, AnOutsideOptionCountsOnlyWhereTheBoardMayStay)
{
    LetterParams const p;
    auto sure = some();
    sure.belief = 1;
    auto risky = sure;
    risky.cost = 50;
    EXPECT_EQ(signing_utility(sure, p), signing_utility(risky, p));
    sure.belief = risky.belief = 0.5;
    EXPECT_GT(signing_utility(sure, p), signing_utility(risky, p));
}

TEST(Letter, IsSignedAtAThresholdWhenNobodyErrs)
{
    LetterParams p;
    p.steepness = 1e-6;
    EXPECT_NEAR(signing_chance(1e-3, p), 1, 1e-12);
    EXPECT_NEAR(signing_chance(-1e-3, p), 0, 1e-12);
    EXPECT_DOUBLE_EQ(signing_chance(0, p), 0.5);
}

TEST(Letter, IsLookedAtLessByNightAlsoWhereTheNightCrossesMidnight)
{
    LetterParams p;
    p.night_activity = 0.25;
    EXPECT_EQ(awake(3 * hour_of_year, p), 0.25);
    EXPECT_EQ(awake(23.5 * hour_of_year, p), 0.25);
    EXPECT_EQ(awake(12 * hour_of_year, p), 1);
    p.night_begins = 1 * hour_of_year;
    EXPECT_EQ(awake(0.5 * hour_of_year, p), 1);
    EXPECT_EQ(awake(3 * hour_of_year, p), 0.25);
}
} // namespace mercato
