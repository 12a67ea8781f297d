// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/quantity.hpp"

namespace mercato
{
namespace
{
TEST(Quantity, IsANumberAndWhatFollowsIt)
{
    auto const q = parse_quantity("  21.5   1/years ");
    ASSERT_TRUE(q);
    EXPECT_DOUBLE_EQ(q->value, 21.5);
    EXPECT_EQ(q->unit, "1/years");
    EXPECT_DOUBLE_EQ(parse_quantity("-3e2$M")->value, -300);
    EXPECT_EQ(parse_quantity("7")->unit, "");
    for (auto const* const text : {"", "days", "$ 3", "one day", ".", "-"})
        EXPECT_FALSE(parse_quantity(text)) << text;
}

TEST(Unit, IsFoundInSingularPluralAndShort)
{
    for (auto const* const text : {"days", "day", "d"}) EXPECT_EQ(find_unit(text)->name, "days") << text;
    for (auto const* const text : {"1/years", "1/year", "1/yr", "1 / y"})
        EXPECT_EQ(find_unit(text)->name, "1/years") << text;
    for (auto const* const text : {"$k/yr", "$k/year"}) EXPECT_EQ(find_unit(text)->name, "$k/years") << text;
    for (auto const* const text : {"", "fortnights", "1/", "$M/day", "years/1", "$m"})
        EXPECT_FALSE(find_unit(text)) << text;
}

TEST(Unit, ConvertsInsideItsDimensionOnly)
{
    EXPECT_TRUE(converts(unit::weeks, unit::days));
    EXPECT_TRUE(converts(unit::dollars_billion, unit::dollars_million));
    EXPECT_FALSE(converts(unit::dollars_million, unit::pay));
    EXPECT_FALSE(converts(unit::days, unit::per_day));
    EXPECT_FALSE(converts(unit::people, unit::log_points)) << "both are plain numbers, of different things";
    EXPECT_EQ(units_like(unit::per_day), "1/years, 1/days");
}

TEST(Conversion, LeavesNoDust)
{
    EXPECT_EQ(convert(3, unit::weeks, unit::days), 21);
    EXPECT_EQ(convert(12, unit::months, unit::years), 1);
    EXPECT_EQ(convert(15, unit::minutes, unit::hours), 0.25);
    EXPECT_EQ(convert(1, unit::days, unit::hours), 24);
    EXPECT_EQ(convert(0.9, unit::pay, unit::pay_thousands), 900);
    EXPECT_EQ(convert(1, unit::per_day, unit::per_year), 365.25);
    EXPECT_EQ(convert(1.5, unit::dollars_billion, unit::dollars_million), 1500);
}

TEST(BorderValue, OfADefaultIsWhatAnAuthorWouldWrite)
{
    EXPECT_EQ(number_text(rounded_border(21 / 365.25, unit::days)), "21");
    EXPECT_EQ(number_text(rounded_border(28 / 365.25, unit::days)), "28");
    EXPECT_EQ(number_text(rounded_border(1 / 8766.0, unit::hours)), "1");
    EXPECT_EQ(number_text(rounded_border(0.7, unit::pay_thousands)), "700");
}

RC_GTEST_PROP(BorderValue, ReturnsTheBitsThatWereRead, (double any, std::uint32_t pick))
{
    RC_PRE(std::isfinite(any) && std::abs(any) < 1e300 && (any == 0 || std::abs(any) > 1e-300));
    auto const& u = unit::all[pick % std::size(unit::all)];
    auto const internal = to_internal(any, u);
    auto const text = number_text(to_border(internal, u));
    RC_ASSERT(to_internal(std::stod(text), u) == internal);
}

TEST(Number, IsWrittenShortAndWithoutASignOfZero)
{
    EXPECT_EQ(number_text(0.1), "0.1");
    EXPECT_EQ(number_text(3.0), "3");
    EXPECT_EQ(number_text(-0.0), "0");
    EXPECT_EQ(quantity_text(2, unit::days), "2 days");
    EXPECT_EQ(quantity_text(2, unit::one), "2");
}
} // namespace
} // namespace mercato
