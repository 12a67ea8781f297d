// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/fixed.hpp"

namespace mercato
{
TEST(Money, OneMillionIsAHundredMillionCents)
{
    EXPECT_EQ(cents(1), 100'000'000);
    EXPECT_EQ(cents(0.3), 30'000'000);
    EXPECT_EQ(cents(-0.3), -30'000'000);
    EXPECT_EQ(cents(4e-9), 0);
    EXPECT_EQ(cents(6e-9), 1);
    EXPECT_EQ(millions(100'000'000), 1);
}

RC_GTEST_PROP(Money, CentsSurviveTheWayThroughMillions, ())
{
    // Whole cents up to $90 trillion have less than 53 bits
    auto const c = *rc::gen::inRange<Cents>(-9'000'000'000'000'000, 9'000'000'000'000'000);
    // the way there and back rounds twice, at most 2 parts in 2^53 of 9e15: less than one cent up to 2e15
    auto const back = cents(millions(c));
    RC_ASSERT(std::abs(back - c) <= (std::abs(c) < 2'000'000'000'000'000 ? 0 : 2));
}

TEST(FixedPoint, IsRightToHalfAMillionth)
{
    for (double const x : {0.0, 1.0, -1.0, 0.1, -0.7, 3.14159265, -1e6 / 3})
    {
        EXPECT_NEAR(unfixed(fixed(x)), x, 0x1p-21);
    }
    EXPECT_EQ(unfixed(fixed(0.25)), 0.25);
}

RC_GTEST_PROP(FixedPoint, SumsDoNotDependOnOrderAndTakeBackWhatWasAdded, ())
{
    auto const values = *rc::gen::container<std::vector<double>>(
        rc::gen::map(rc::gen::inRange(-1'000'000, 1'000'000), [](int n) { return n * 1.2345e-3; }));
    Fixed there = 0;
    for (auto const v : values) there += fixed(v);
    Fixed back = 0;
    for (auto v = values.rbegin(); v != values.rend(); ++v) back += fixed(*v);
    RC_ASSERT(there == back);
    for (auto const v : values) there -= fixed(v);
    RC_ASSERT(there == 0);
}

TEST(FixedPoint, EightMillionOfTheLargestTermsFit)
{
    auto const largest = fixed(0x1p20 - 1);
    EXPECT_GT(INT64_MAX / largest, 8'000'000);
}
} // namespace mercato
