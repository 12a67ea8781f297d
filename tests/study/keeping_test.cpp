// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <gtest/gtest.h>

#include "study/made_run.hpp"

namespace mercato
{
namespace
{
struct Keeping : testing::Test, MadeRun
{
    /// Two recorded states, at the start and the end.
    LabRecord& state(std::size_t number, std::int16_t lab)
    {
        if (run.times.empty())
        {
            run.times = {at(0), at(2)};
            run.labs.resize(2 * axes.labs.size());
        }
        auto& r = run.labs[number * axes.labs.size() + static_cast<std::size_t>(lab)];
        r.headcount = std::max(r.headcount, 1);
        return r;
    }

    MoveRecord& lead_goes(std::int32_t person, double when, std::int16_t to, std::int32_t team)
    {
        auto& m = move(person, when, a, to);
        m.team = team;
        m.was_lead = 1;
        return m;
    }

    OfferRecord& stayed(std::int32_t person, double when, bool countered)
    {
        auto& o = offer(person, when, a, Answer::declined);
        o.disclosed = 1;
        o.counter = countered ? 1 : 0;
        return o;
    }
};

TEST_F(Keeping, CostsGrowOverTheWindow)
{
    name(fact.lab, "a");
    state(0, a).counter_cost = 1;
    state(1, a).counter_cost = 4;
    state(1, b).counter_cost = 50;
    state(1, a).raise_cost = 2;
    state(1, a).raised = 12;
    state(1, a).bonuses = -3;
    EXPECT_EQ(value("counter_cost"), 3);
    EXPECT_EQ(value("raise_cost"), 2);
    EXPECT_EQ(value("unit_raises"), 12);
    EXPECT_EQ(value("bonus_cost"), -3);
    fact.until = at(1); // before the second state
    EXPECT_EQ(value("counter_cost"), 0);
}

TEST_F(Keeping, SpendingHoldsWhatPoliciesPromised)
{
    name(fact.lab, "a");
    for (auto const n : {0U, 1U}) state(n, a).pay = 2;
    fact.until = at(2);
    auto const before = value("spending");
    EXPECT_NEAR(*before, 4, 1e-6);
    state(1, a).bonuses = 7;
    EXPECT_NEAR(*value("spending") - *before, 7, 1e-6);
}

TEST_F(Keeping, SpreadOfPayIsTheRootOfTheMeanSquareOverPeople)
{
    state(0, a).pay_spread = 0.3F;
    state(0, b).pay_spread = 0.4F;
    state(0, b).headcount = 3;
    EXPECT_NEAR(*value("pay_spread_at"), std::sqrt((0.09 + 3 * 0.16) / 4), 1e-6);
    name(fact.lab, "b");
    EXPECT_NEAR(*value("pay_spread_at"), 0.4, 1e-6);
}

TEST_F(Keeping, TalentLostCountsVoluntaryExitsByTheirTalent)
{
    state(0, a);
    name(fact.lab, "a");
    move(1, 1, a, b).talent = 1;
    move(2, 1, a, d, Reason::quit).talent = 0;
    move(3, 1, a, d, Reason::layoff).talent = 5;
    move(4, 1, b, a).talent = 5;
    EXPECT_NEAR(*value("talent_lost"), std::exp(1.0) + 1, 1e-6);
}

TEST_F(Keeping, SecondWaveAreThoseNoCounterCameForAndWhoGoWithinTheHorizon)
{
    name(fact.lab, "a");
    fact.horizon = 0.5;
    stayed(1, 1, false);
    stayed(2, 1, false);
    stayed(3, 1, false);
    stayed(4, 1, false);
    stayed(5, 1, true);               // countered
    offer(6, 1, a, Answer::declined); // never disclosed
    EXPECT_EQ(value("second_wave_share"), 0);
    move(1, 1.4, a, b);
    move(2, 1.6, a, b); // too late
    move(3, 0.9, a, b); // before
    move(5, 1.1, a, b);
    move(6, 1.1, a, b);
    EXPECT_EQ(value("second_wave_share"), 0.25);
}

TEST_F(Keeping, FollowersLeaveTheLeadsTeamSoonAfter)
{
    name(fact.lab, "a");
    fact.horizon = 0.25;
    EXPECT_EQ(value("followers_per_lead"), std::nullopt);
    lead_goes(1, 1, b, 7);
    lead_goes(2, 1, b, 8);
    for (double const when : {0.9, 1.1, 1.2, 1.3}) move(3, when, a, c).team = 7;
    move(4, 1.1, a, c).team = 9;
    EXPECT_EQ(value("followers_per_lead"), 1);
}

TEST_F(Keeping, LeadsLeaveTogetherWhenThreeGoTheSameWayWithinTheHorizon)
{
    state(0, a);
    name(fact.lab, "a");
    fact.horizon = 0.1;
    lead_goes(1, 1, b, 1);
    lead_goes(2, 1.05, b, 2);
    lead_goes(3, 1.05, c, 3);
    EXPECT_EQ(value("leads_leaving_together"), 0);
    lead_goes(4, 1.15, b, 4);
    EXPECT_EQ(value("leads_leaving_together"), 0); // too late for the first
    lead_goes(5, 1.09, b, 5);
    EXPECT_EQ(value("leads_leaving_together"), 1);
}
} // namespace
} // namespace mercato
