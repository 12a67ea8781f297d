// SPDX-License-Identifier: Apache-2.0
// Events that follow others, wait for a condition, or take hold bit by bit.
#include <cmath>

#include <gtest/gtest.h>

#include "engine/made_market.hpp"
#include "run/event_dates.hpp"
#include "world/timing/condition.hpp"

namespace mercato
{
namespace
{
using testing::a_lab;
using testing::bits_of;
using testing::run_of;

EventSpec an_event(std::string const& id, std::string const& type, double value)
{
    EventSpec e;
    e.id = id;
    e.type = type;
    e.lab = "a";
    e.value = value;
    return e;
}

/// One lab of fifty whose workload is 0.6, recorded every day for thirty weeks.
Scenario one_lab()
{
    auto s = testing::bare_market();
    s.run.end = s.run.start + week * 30;
    s.run.dt = 1 / 365.25;
    s.labs = {a_lab("a", 1, 50), a_lab("none", 0.03, 0)};
    s.labs[1].kind = "nonemployment";
    s.labs[1].headcount.clear();
    s.labs[0].workload = {{s.run.start, 0.6, ""}};
    s.groups = {testing::a_group("a", 50)};
    s.laws.search.contact_rate = 0;
    return s;
}

LabRecord on_day(RunRecords const& r, int day_number)
{
    return r.labs[static_cast<std::size_t>(day_number) * 2];
}

std::vector<LabEventRecord> conditions(RunRecords const& r)
{
    std::vector<LabEventRecord> all;
    for (auto const& e : r.lab_events)
    {
        if (e.deed == static_cast<std::int8_t>(Deed::condition)) all.push_back(e);
    }
    return all;
}
} // namespace

TEST(After, ReadsTheEventAndTheDelay)
{
    auto const a = parse_after("ouster + 3 days");
    EXPECT_EQ(a.event, "ouster");
    EXPECT_EQ(a.delay, day * 3);
    EXPECT_EQ(a.error, "");
    EXPECT_EQ(parse_after("ouster").delay, Span{});
    EXPECT_EQ(parse_after("ouster+36 hours").delay, hour * 36);
    for (auto const* const wrong :
         {"", "+ 3 days", "ouster + 3", "ouster + days", "ouster 3 days", "ouster + 3 $M", "ouster + -3 days",
          "ouster + nan days", "ouster + 1e9 years"})
        EXPECT_NE(parse_after(wrong).error, "") << wrong;
}

TEST(Conditions, ReadGaugeLabWindowAndBound)
{
    auto const c = parse_condition("exits of north in 30 days > 10");
    EXPECT_EQ(c.error, "");
    EXPECT_EQ(c.gauge, Gauge::exits);
    EXPECT_EQ(c.lab, "north");
    EXPECT_EQ(c.window, day * 30);
    EXPECT_FALSE(c.below);
    EXPECT_EQ(c.bound, 10);
    EXPECT_NEAR(parse_condition("runway < 6 months").bound, 0.5, 1e-12);
    EXPECT_EQ(parse_condition("valuation<2").bound, 2000) << "in billions";
    EXPECT_EQ(parse_condition("cash < 3 $B").bound, 3000);
    EXPECT_TRUE(parse_condition("headcount < 50").below);
    for (auto const* const wrong :
         {"", "headcount", "headcount 50", "headcont < 50", "headcount < ", "headcount < many",
          "headcount < 5 days", "exits > 3", "exits in 30 > 3", "headcount in 30 days > 3",
          "headcount of < 3", "exits of a of b in 3 days > 1", "runway < nan", "runway < inf years", "< 3"})
        EXPECT_NE(parse_condition(wrong).error, "") << wrong;
}

TEST(Dates, FollowTheEventsTheyComeAfter)
{
    auto first = an_event("first", "crunch", 0.9);
    first.at = time_of(2023, 2, 1, 0, 0, 0, 0);
    auto other = an_event("second", "crunch", 0.9);
    other.after = "first + 3 days";
    auto third = an_event("third", "crunch", 0.9);
    third.after = "second + 12 hours";
    third.lasts = 2 / 365.25;
    std::vector<EventSpec> all{third, other, first};
    EXPECT_EQ(date_of(all, third), first.at + day * 3 + hour * 12);
    EXPECT_EQ(end_of(third, first.at), first.at + day * 2);
    all[2].enabled = false;
    EXPECT_FALSE(date_of(all, third)) << "what it comes after does not happen";
    all[2].enabled = true;
    all[2].at = never;
    all[2].after = "third";
    EXPECT_FALSE(date_of(all, all[0])) << "a circle";
}

TEST(Timing, OfAnEventAfterAnotherIsThatOfItsDate)
{
    auto s = one_lab();
    auto crunch = an_event("crunch", "crunch", 0.9);
    crunch.at = s.run.start + day * 40;
    crunch.until = crunch.at + day * 14;
    auto marker = an_event("marker", "hiring_freeze", 0);
    marker.at = s.run.start + day * 30;
    marker.until = s.run.start + day * 31;
    s.events = {marker, crunch};
    auto const dated = run_of(s);
    s.events[1].at = never;
    s.events[1].until.reset();
    s.events[1].after = "marker + 10 days";
    s.events[1].lasts = 14 / 365.25;
    auto const relative = run_of(s);
    EXPECT_EQ(bits_of(dated.labs), bits_of(relative.labs));
    EXPECT_EQ(dated.state_hash, relative.state_hash);
    EXPECT_GT(on_day(dated, 60).fatigue, 0.61F);
}

TEST(When, HoldsAsLongAsItsConditionAndEndsWithIt)
{
    auto s = one_lab();
    s.capital.climate = {{s.run.start, 1e4, ""},
                         {s.run.start + day * 50, 2e3, ""},
                         {s.run.start + day * 100, 1e4, ""},
                         {s.run.start + day * 150, 2e3, ""}};
    auto freeze = an_event("squeeze", "crunch", 0.9);
    freeze.when = "climate < 0.5";
    s.events = {freeze};
    auto const r = run_of(s);
    auto const all = conditions(r);
    ASSERT_EQ(all.size(), 3U);
    for (std::size_t k = 0; k < 3; ++k)
    {
        auto const days = years(all[k].time - s.run.start) * 365.25;
        EXPECT_GE(days, 50.0 * static_cast<double>(k + 1) - 0.01);
        EXPECT_LE(days, 50.0 * static_cast<double>(k + 1) + 7.1);
        EXPECT_EQ(all[k].sum, k == 1 ? 0 : 1);
    }
    EXPECT_NEAR(on_day(r, 45).fatigue, 0.6, 1e-6);
    EXPECT_GT(on_day(r, 100).fatigue, 0.65F);
    EXPECT_LT(on_day(r, 145).fatigue, on_day(r, 100).fatigue);
}

TEST(When, StopsHiringWhileExitsAreMany)
{
    auto s = one_lab();
    s.laws.growth.quit_hazard = 3;
    s.laws.growth.outside_share = 20;
    auto freeze = an_event("freeze", "hiring_freeze", 0);
    freeze.when = "exits in 60 days > 5";
    s.events = {freeze};
    auto const frozen = run_of(s);
    s.events.clear();
    auto const free = run_of(s);
    ASSERT_FALSE(conditions(frozen).empty());
    EXPECT_LT(frozen.labs[frozen.labs.size() - 2].hires, free.labs[free.labs.size() - 2].hires);
    // Nobody is hired between its begin and its end
    Time from = never;
    for (auto const& e : conditions(frozen))
    {
        if (e.sum == 1) from = e.time;
        if (e.sum == 1) continue;
        for (auto const& m : frozen.moves) EXPECT_FALSE(m.to == 0 && m.time > from + day && m.time < e.time);
    }
}

TEST(When, IsMetOnceWhereItLastsForATimeAndBringsWhatComesAfter)
{
    auto s = one_lab();
    s.capital.climate = {{s.run.start, 1e4, ""},
                         {s.run.start + day * 50, 2e3, ""},
                         {s.run.start + day * 80, 1e4, ""},
                         {s.run.start + day * 110, 2e3, ""}};
    auto first = an_event("first", "amenity_change", 0.5);
    first.when = "climate < 0.5";
    first.lasts = 10 / 365.25;
    auto other = an_event("second", "valuation", 7);
    other.after = "first + 20 days";
    s.events = {other, first};
    auto const r = run_of(s);
    auto const met = conditions(r);
    ASSERT_EQ(met.size(), 1U);
    ASSERT_EQ(r.lab_events.size(), 2U);
    EXPECT_EQ(r.lab_events[1].deed, static_cast<std::int8_t>(Deed::valuation));
    EXPECT_NEAR(years(r.lab_events[1].time - met[0].time) * 365.25, 20, 0.1);
    EXPECT_FLOAT_EQ(r.lab_events[1].valuation, 7000);
}

TEST(When, NeverMetChangesNoBit)
{
    auto s = testing::a_market(500);
    auto const before = run_of(s);
    auto freeze = an_event("freeze", "hiring_freeze", 0);
    freeze.lab = "rich";
    freeze.when = "headcount < 1";
    s.events = {freeze};
    auto const after = run_of(s);
    EXPECT_EQ(bits_of(before.moves), bits_of(after.moves));
    EXPECT_EQ(before.state_hash, after.state_hash);
}

TEST(Ramp, ReachesAChangeEvenly)
{
    auto s = one_lab();
    auto e = an_event("drift", "safety_change", 0.4);
    e.at = s.run.start + day * 28;
    e.ramp = 70 / 365.25;
    s.events = {e};
    s.laws.climate.safety_pull = 0; // so that nothing else moves it
    auto const r = run_of(s);
    EXPECT_EQ(on_day(r, 27).safety, 0);
    EXPECT_NEAR(on_day(r, 28 + 35 + 1).safety, 0.2, 1e-6);
    EXPECT_NEAR(on_day(r, 28 + 70 + 8).safety, 0.4, 1e-6);
    EXPECT_NEAR(on_day(r, 200).safety, 0.4, 1e-6);
}

TEST(Ramp, OfWorkloadEndsWithTheCrunch)
{
    auto s = one_lab();
    auto e = an_event("crunch", "crunch", 1.0);
    e.at = s.run.start + day * 28;
    e.until = e.at + day * 56;
    s.events = {e};
    auto const steep = run_of(s);
    s.events[0].ramp = 56 / 365.25;
    auto const slow = run_of(s);
    EXPECT_GT(on_day(slow, 84).fatigue, 0.61F);
    EXPECT_LT(on_day(slow, 84).fatigue, on_day(steep, 84).fatigue - 0.02F);
    EXPECT_LT(on_day(slow, 200).fatigue, on_day(slow, 84).fatigue);
}

TEST(Ramp, OfPayIsPaidByTheBand)
{
    auto s = one_lab();
    auto e = an_event("raise", "pay_change", 0.3);
    e.at = s.run.start + day * 28;
    e.until = e.at + day * 140;
    e.ramp = 70 / 365.25;
    s.events = {e};
    s.run.end = s.run.start + day * 80;
    Threads const threads(1);
    Engine engine(s, Draws(1, 0), threads, shared_start(s, threads));
    engine.begin_replicate();
    auto const log_pay_at = [&](int days) {
        engine.advance(
            s.run.start + day * days, {}, [](Time) {}, [] {});
        return engine.state().world.labs.face[0].log_pay;
    };
    EXPECT_EQ(log_pay_at(28), 0);
    EXPECT_NEAR(log_pay_at(28 + 35), 0.15, 1e-9);
    EXPECT_NEAR(log_pay_at(28 + 77), 0.3, 1e-9);
    EXPECT_NEAR(log_pay_at(28 + 161), 0, 1e-9) << "over";
}
} // namespace mercato
