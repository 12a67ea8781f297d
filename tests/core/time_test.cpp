// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/time.hpp"

namespace mercato
{
namespace
{
Time at(char const* text)
{
    auto const t = parse_time(text);
    EXPECT_TRUE(t) << text;
    return t.value_or(never);
}
} // namespace

TEST(TimeText, IsReadAtKnownMoments)
{
    EXPECT_EQ(at("1970-01-01T00:00:00Z"), Time{0});
    EXPECT_EQ(at("2023-11-17T20:00:00Z"), Time{1'700'251'200'000'000}); // date -u -d ... +%s
    EXPECT_EQ(at("1969-12-31T23:59:59Z"), Time{-1'000'000});
    EXPECT_EQ(at("2023-11-17 20:00:00Z"), at("2023-11-17T20:00:00Z"));
}

TEST(TimeText, OffsetsEastAreEarlierInGreenwich)
{
    EXPECT_EQ(at("2023-11-17T20:00:00+01:00"), at("2023-11-17T19:00:00Z"));
    EXPECT_EQ(at("2023-11-17T12:00:00-08:00"), at("2023-11-17T20:00:00Z"));
    EXPECT_EQ(at("2024-01-01T03:15:00+05:45"), at("2023-12-31T21:30:00Z"));
    EXPECT_EQ(at("2024-01-01T00:00:00+14:00"), at("2023-12-31T10:00:00Z"));
}

TEST(TimeText, LeapDaysExistInLeapYearsOnly)
{
    EXPECT_EQ(at("2024-02-29T00:00:00Z") + day, at("2024-03-01T00:00:00Z"));
    EXPECT_EQ(at("2000-02-29T00:00:00Z") + day, at("2000-03-01T00:00:00Z"));
    EXPECT_FALSE(parse_time("2023-02-29T00:00:00Z"));
    EXPECT_FALSE(parse_time("1900-02-29T00:00:00Z"));
    EXPECT_EQ(at("2023-02-28T23:59:59Z") + second, at("2023-03-01T00:00:00Z"));
}

TEST(TimeText, WhatIsNoMomentIsRefused)
{
    for (auto const* text : {"",
                             "2023-11-17",
                             "2023-11-17T20:00:00",
                             "2023-11-17T20:00Z",
                             "2023-11-31T00:00:00Z",
                             "2023-00-10T00:00:00Z",
                             "2023-13-10T00:00:00Z",
                             "2023-11-17T24:00:00Z",
                             "2023-11-17T20:60:00Z",
                             "2023-11-17T20:00:60Z",
                             "2023-11-17T20:00:00+15:00",
                             "2023-11-17T20:00:00+14:01",
                             "2023-11-17T20:00:00+01:60",
                             "2023-11-17T20:00:00+0100",
                             "2023-11-17T20:00:00ZZ",
                             "2023-11-17T20:00:00Z ",
                             "2023/11/17T20:00:00Z",
                             "2023-11-17T-0:00:00Z",
                             "2023-11-17T+1:00:00Z",
                             "2023-11-17T 1:00:00Z",
                             "2023-11-17T20:00:00+-1:00",
                             "20231117T200000Z     "})
    {
        EXPECT_FALSE(parse_time(text)) << text;
    }
}

TEST(TimeText, IsWrittenInGreenwichToTheSecondBelow)
{
    EXPECT_EQ(to_text(at("2023-11-17T21:00:00+01:00")), "2023-11-17T20:00:00Z");
    EXPECT_EQ(to_text(Time{-1}), "1969-12-31T23:59:59Z");
    EXPECT_EQ(to_text(Time{999'999}), "1970-01-01T00:00:00Z");
    EXPECT_EQ(to_date(Time{-1}), "1969-12-31");
    EXPECT_EQ(to_date(at("0987-06-05T00:00:00Z")), "0987-06-05");
}

RC_GTEST_PROP(TimeText, ReadsBackWhatItWrote, ())
{
    // Years 0 to 9999
    auto const s = *rc::gen::inRange<std::int64_t>(-62'167'219'200, 253'402'300'800);
    Time const t{s * second.us};
    RC_ASSERT(parse_time(to_text(t)) == t);
    RC_ASSERT(to_text(t).substr(0, 10) == to_date(t));
}

RC_GTEST_PROP(TimeText, OrderOfTextsIsOrderOfMoments, ())
{
    auto const moment = rc::gen::inRange<std::int64_t>(0, 253'402'300'800);
    Time const a{*moment * second.us};
    Time const b{*moment * second.us};
    RC_ASSERT((a < b) == (to_text(a) < to_text(b)));
}

TEST(Calendar, MomentsOfADateAgreeWithItsText)
{
    EXPECT_EQ(time_of(2023, 11, 17, 20, 0, 0, 0), at("2023-11-17T20:00:00Z"));
    EXPECT_EQ(time_of(2023, 11, 17, 12, 30, 15, -8 * 60), at("2023-11-17T12:30:15-08:00"));
    EXPECT_EQ(time_of(1969, 12, 31, 23, 59, 59, 0), Time{-second.us});
}

TEST(Calendar, FourHundredYearsAre146097Days)
{
    EXPECT_EQ(time_of(2400, 3, 1, 0, 0, 0, 0) - time_of(2000, 3, 1, 0, 0, 0, 0), day * 146'097);
}

TEST(Grid, FloorGoesBackInTimeBeforeTheEpochToo)
{
    EXPECT_EQ(floor_to(Time{0}, hour), Time{0});
    EXPECT_EQ(floor_to(Time{1}, hour), Time{0});
    EXPECT_EQ(floor_to(Time{-1}, hour), Time{-hour.us});
    EXPECT_EQ(floor_to(Time{-hour.us}, hour), Time{-hour.us});
    EXPECT_EQ(floor_to(Time{-hour.us - 1}, hour), Time{-2 * hour.us});
}

RC_GTEST_PROP(Grid, FloorIsTheLastGridPointNotAfter, ())
{
    Time const t{*rc::gen::inRange<std::int64_t>(-1'000'000'000'000'000, 1'000'000'000'000'000)};
    Span const step{*rc::gen::inRange<std::int64_t>(1, year.us)};
    auto const f = floor_to(t, step);
    RC_ASSERT(f.us % step.us == 0);
    RC_ASSERT(f <= t);
    RC_ASSERT(t < f + step);
}

TEST(Years, AreJulianAndRoundToTheMicrosecond)
{
    EXPECT_EQ(years(year), 1.0);
    EXPECT_EQ(year, day * 365 + hour * 6);
    EXPECT_EQ(span_of_years(1), year);
    EXPECT_EQ(span_of_years(-0.5), Span{-year.us / 2});
    EXPECT_EQ(span_of_years(7 / 365.25), week);
    EXPECT_EQ(span_of_years(1.0 / 8766), hour);
    EXPECT_EQ(span_of_years(28 / 365.25), week * 4);
}

RC_GTEST_PROP(Years, WholeDaysSurviveTheWayThroughYears, ())
{
    // A double near 27 years is right to 1.8e-15 years, 0.06 us; two roundings stay below half a microsecond
    auto const days = *rc::gen::inRange<std::int64_t>(-10'000, 10'000);
    RC_ASSERT(span_of_years(static_cast<double>(days) / 365.25) == day * days);
    RC_ASSERT(span_of_years(years(day * days)) == day * days);
}
} // namespace mercato
