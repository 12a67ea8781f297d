// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/field.hpp"

namespace mercato
{
namespace
{
Series steps()
{
    return {
        {Time{} + week, 10, "first"}, {Time{} + week * 2, 40, "second"}, {Time{} + week * 4, 90, "third"}};
}

/// A dated plan: increasing moments, positive values.
Series any_plan()
{
    auto const count = *rc::gen::inRange(1, 6);
    Series plan;
    Time t{*rc::gen::inRange<std::int64_t>(-year.us, year.us)};
    for (int i = 0; i < count; ++i)
    {
        plan.push_back({t, *rc::gen::inRange(1, 100'000) * 0.01, ""});
        t = t + Span{*rc::gen::inRange<std::int64_t>(1, year.us)};
    }
    return plan;
}

struct Sample
{
    double speed = 2;
    std::string name;

    static constexpr auto fields()
    {
        return std::tuple{field("speed", &Sample::speed, unit::per_year, {0, 9}, {1, 3}, Status::assumed,
                                "how fast", "nobody"),
                          required(field("name", &Sample::name, "what it is called"))};
    }
};
} // namespace

TEST(StepSeries, HoldsTheLastEntryAtOrBefore)
{
    auto const s = steps();
    EXPECT_EQ(value_at(s, Time{} + week), 10);
    EXPECT_EQ(value_at(s, Time{} + week * 2 - Span{1}), 10);
    EXPECT_EQ(value_at(s, Time{} + week * 2), 40);
    EXPECT_EQ(value_at(s, never), 90);
}

TEST(StepSeries, HoldsTheFirstEntryBeforeItToo)
{
    EXPECT_EQ(value_at(steps(), Time{-year.us}), 10);
    EXPECT_EQ(value_at({{Time{}, 3, ""}}, Time{-1}), 3);
}

TEST(CurveSeries, IsGeometricBetweenEntriesAndConstantOutside)
{
    auto const s = steps();
    EXPECT_EQ(interpolated_at(s, Time{}), 10);
    EXPECT_EQ(interpolated_at(s, Time{} + week), 10);
    EXPECT_DOUBLE_EQ(interpolated_at(s, Time{} + hour * 252), 20); // half way from 10 to 40
    EXPECT_DOUBLE_EQ(interpolated_at(s, Time{} + week * 3), 60);   // half way from 40 to 90
    EXPECT_EQ(interpolated_at(s, Time{} + week * 4), 90);
    EXPECT_EQ(interpolated_at(s, never), 90);
}

TEST(CurveSeries, IsLinearFromAndToNothing)
{
    Series const closing{{Time{}, 8, ""}, {Time{} + week, 0, ""}, {Time{} + week * 2, 4, ""}};
    EXPECT_DOUBLE_EQ(interpolated_at(closing, Time{} + Span{week.us / 4}), 6);
    EXPECT_EQ(interpolated_at(closing, Time{} + week), 0);
    EXPECT_DOUBLE_EQ(interpolated_at(closing, Time{} + week + Span{week.us / 2}), 2);
}

RC_GTEST_PROP(CurveSeries, GoesThroughEveryEntryAndNeverBeyondItsNeighbours, ())
{
    auto const plan = any_plan();
    for (auto const& d : plan) RC_ASSERT(interpolated_at(plan, d.at) == d.value);
    Time const t{*rc::gen::inRange<std::int64_t>(-2 * year.us, 8 * year.us)};
    auto const [low, high] = std::ranges::minmax(plan, {}, &Dated::value);
    auto const x = interpolated_at(plan, t);
    // pow is right to one unit in the last place
    RC_ASSERT(x >= low.value * (1 - 1e-15));
    RC_ASSERT(x <= high.value * (1 + 1e-15));
}

RC_GTEST_PROP(CurveSeries, ALaterPlanChangesNothingBeforeItsLastOldEntry, ())
{
    auto const plan = any_plan();
    auto longer = plan;
    longer.push_back({plan.back().at + year, 7, ""});
    Time const t{*rc::gen::inRange<std::int64_t>(-2 * year.us, plan.back().at.us + 1)};
    RC_ASSERT(interpolated_at(plan, t) == interpolated_at(longer, t));
    RC_ASSERT(value_at(plan, t) == value_at(longer, t));
}

TEST(Fields, AreVisitedInDeclaredOrderWithAllThatAFileSaysOfThem)
{
    std::vector<std::string> seen;
    Sample sample;
    for_each_field<Sample>([&](auto const& f) {
        seen.emplace_back(f.info.key);
        if constexpr (std::is_same_v<std::decay_t<decltype(sample.*f.member)>, double>) sample.*f.member = 5;
    });
    EXPECT_EQ(seen, (std::vector<std::string>{"speed", "name"}));
    EXPECT_EQ(sample.speed, 5);
    constexpr auto all = Sample::fields();
    EXPECT_FALSE(std::get<0>(all).info.required);
    EXPECT_TRUE(std::get<1>(all).info.required);
    EXPECT_EQ(std::get<0>(all).info.unit.name, "1/years");
}

TEST(Units, OfOneDimensionAgreeWithTheCalendarOfTheModel)
{
    EXPECT_DOUBLE_EQ(365.25 * unit::days.factor, 1);
    EXPECT_DOUBLE_EQ(365.25 * 24 * unit::hours.factor, 1);
    EXPECT_DOUBLE_EQ(unit::weeks.factor, 7 * unit::days.factor);
    EXPECT_DOUBLE_EQ(12 * unit::months.factor, 1);
    EXPECT_DOUBLE_EQ(unit::per_day.factor * unit::days.factor, 1);
    EXPECT_DOUBLE_EQ(unit::dollars_billion.factor, 1000 * unit::dollars_million.factor);
    EXPECT_DOUBLE_EQ(1000 * unit::pay_thousands.factor, unit::pay.factor);
}

TEST(Units, HaveNamesOfTheirOwn)
{
    for (auto const& a : unit::all)
    {
        EXPECT_EQ(std::ranges::count(unit::all, a.name, &Unit::name), 1) << a.name;
        EXPECT_GT(a.factor, 0) << a.name;
    }
}
} // namespace mercato
