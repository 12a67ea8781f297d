// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "laws/growth.hpp"
#include "support/generators.hpp"

namespace mercato
{
namespace
{
using testing::across;
using testing::between;
GrowthParams const p;
} // namespace

TEST(OpenSlots, CountWhoIsOnTheWayAndWhoWillGo)
{
    EXPECT_EQ(open_slots(120, 100, 0, 0, 0, p), 20);
    EXPECT_EQ(open_slots(120, 100, 5, 0, 0, p), 15);
    EXPECT_EQ(open_slots(120, 100, 5, 10, 0, p), 15 - 10 * p.acceptance);
    EXPECT_EQ(open_slots(120, 100, 5, 10, 3, p), 18 - 10 * p.acceptance);
}

TEST(OpenSlots, AreNoneWhenTheLabIsFull)
{
    EXPECT_EQ(open_slots(100, 100, 0, 0, 0, p), 0);
    EXPECT_EQ(open_slots(80, 100, 0, 0, 0, p), 0);
}

TEST(Growth, IsBoundByTheCapAndByTheProduct)
{
    EXPECT_DOUBLE_EQ(grown(100, 1.6, 0.3, 1, p), 100 * std::exp(0.3));
    EXPECT_DOUBLE_EQ(grown(100, 1.1, 0.3, 1, p), 100 * std::exp(0.1));
    EXPECT_DOUBLE_EQ(grown(100, 0.9, 0.3, 1, p), 100 * std::exp(-0.1));
    EXPECT_EQ(grown(100, 1.6, 0, 1, p), 100);
    EXPECT_LT(grown(100, 1.6, -0.2, 1, p), 100);
}

RC_GTEST_PROP(Growth, OneSpanIsTheSameAsTwoPartsOfIt, ())
{
    auto const m = *between(0.5, 3);
    auto const cap = *between(-1, 1);
    auto const a = *across(1e-3, 3);
    auto const b = *across(1e-3, 3);
    auto const once = grown(100, m, cap, a + b, p);
    RC_ASSERT(std::abs(grown(grown(100, m, cap, a, p), m, cap, b, p) / once - 1) < 1e-13);
}

TEST(Quits, AreThoseOfQuietTimesUntilAlarmOrExhaustion)
{
    EXPECT_EQ(quit_hazard(0, 0.3, p), p.quit_hazard);
    EXPECT_EQ(quit_hazard(0, 0.5, p), p.quit_hazard);
    EXPECT_DOUBLE_EQ(quit_hazard(0, 1, p), p.quit_hazard * std::exp(1.0));
    EXPECT_DOUBLE_EQ(quit_hazard(0.73, 0.2, p), p.quit_hazard * std::exp(0.73));
}
} // namespace mercato
