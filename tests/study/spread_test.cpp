// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "study/spread.hpp"

namespace mercato
{
namespace
{
TEST(Spread, OfOneValueIsThatValue)
{
    auto const s = spread_of({3.5});
    ASSERT_TRUE(s);
    EXPECT_EQ(s->low, 3.5);
    EXPECT_EQ(s->median, 3.5);
    EXPECT_EQ(s->high, 3.5);
    EXPECT_EQ(s->observed, 1u);
}

TEST(Spread, IsLinearBetweenValuesInAnyOrder)
{
    Sample sample;
    for (int i = 100; i >= 0; --i) sample.emplace_back(i);
    auto const s = spread_of(sample);
    ASSERT_TRUE(s);
    EXPECT_DOUBLE_EQ(s->low, 5);
    EXPECT_DOUBLE_EQ(s->median, 50);
    EXPECT_DOUBLE_EQ(s->high, 95);
    EXPECT_DOUBLE_EQ(spread_of({4.0, 1.0})->median, 2.5);
}

TEST(Spread, LeavesOutReplicatesWithNothingToObserve)
{
    auto const s = spread_of({std::nullopt, 2.0, std::nullopt, 4.0});
    ASSERT_TRUE(s);
    EXPECT_EQ(s->observed, 2u);
    EXPECT_DOUBLE_EQ(s->median, 3);
    EXPECT_FALSE(spread_of({std::nullopt, std::nullopt}));
    EXPECT_FALSE(spread_of({}));
}
} // namespace
} // namespace mercato
