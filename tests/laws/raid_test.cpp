// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "laws/raid.hpp"

namespace mercato
{
namespace
{
TEST(Raid, PaysFromTheTopToTheEndOfTheListGeometrically)
{
    EXPECT_DOUBLE_EQ(multiple_of(0, 101, 20, 5), 20);
    EXPECT_DOUBLE_EQ(multiple_of(50, 101, 20, 5), 10);
    EXPECT_DOUBLE_EQ(multiple_of(100, 101, 20, 5), 5);
    EXPECT_DOUBLE_EQ(multiple_of(0, 1, 20, 5), 20);
}

TEST(Raid, RanksByTalentLevelNameAndFit)
{
    RaidParams p;
    p.fit_weight = 0.5;
    p.brand_weight = 0.2;
    EXPECT_DOUBLE_EQ(poach_score(1, 3, 0.35, 2, 4, p), 1 + 0.7 + 0.4 - 2);
}

TEST(Raid, GainsPrestigeWithEveryDoublingOfColleagues)
{
    RaidParams const p;
    EXPECT_EQ(colleagues_prestige(0, p), 0);
    EXPECT_DOUBLE_EQ(colleagues_prestige(7, p) - colleagues_prestige(3, p), p.colleague_prestige);
}
} // namespace
} // namespace mercato
