// SPDX-License-Identifier: Apache-2.0
// What a dated event does to a lab's slow state is exact, whenever in the week it begins and ends.
#include <cmath>

#include <gtest/gtest.h>

#include "engine/made_market.hpp"

namespace mercato
{
namespace
{
/// Fatigue of the lab as last carried on, by day.
std::vector<float> fatigue_by_day(std::string const& type, double value, Span from, Span length)
{
    auto s = testing::bare_market();
    s.run.end = s.run.start + week * 10;
    s.run.dt = 1 / 365.25;
    s.labs = {testing::a_lab("a", 1, 50)};
    s.labs[0].workload = {{s.run.start, 0.6, ""}};
    s.groups = {testing::a_group("a", 50)};
    EventSpec e;
    e.id = e.type = type;
    e.lab = "a";
    e.at = s.run.start + from;
    e.until = e.at + length;
    e.value = value;
    s.events = {e};
    std::vector<float> all;
    for (auto const& lab : testing::run_of(s).labs) all.push_back(lab.fatigue);
    return all;
}

constexpr double to_float = 1e-6; // records keep seven digits
} // namespace

TEST(Dated, ARechargeWeekRestsTheLabAtThePaceOfRest)
{
    StrainParams const p;
    for (auto const begin : {day * 28, day * 31}) // on the weekly grid and off it
    {
        auto const f = fatigue_by_day("recharge_week", 0, begin, week);
        auto const first = static_cast<std::size_t>(begin.us / day.us);
        auto const rest = 0.6 * std::exp(-7 / 365.25 / p.recovery_time);
        EXPECT_NEAR(f[first - 1], 0.6, to_float);
        // back at work for three weeks and a day or so, on the grid again
        auto const later = (first + 7 + 21 + 6) / 7 * 7;
        auto const back =
            0.6 + (rest - 0.6) * std::exp(-static_cast<double>(later - first - 7) / 365.25 / p.fatigue_time);
        EXPECT_NEAR(f[later + 1], back, 2e-4); // an hour of the exchange on either side
    }
}

TEST(Dated, ACrunchFollowsItsWorkloadWheneverItBegins)
{
    StrainParams const p;
    for (auto const begin : {day * 28, day * 30, day * 34})
    {
        auto const f = fatigue_by_day("crunch", 0.9, begin, week * 2);
        auto const first = static_cast<std::size_t>(begin.us / day.us);
        auto const peak = 0.9 - 0.3 * std::exp(-14 / 365.25 / p.fatigue_time);
        auto const later = (first + 14 + 6) / 7 * 7;
        auto const expected =
            0.6 + (peak - 0.6) * std::exp(-static_cast<double>(later - first - 14) / 365.25 / p.fatigue_time);
        EXPECT_NEAR(f[later + 1], expected, 2e-4) << first;
    }
}
} // namespace mercato
