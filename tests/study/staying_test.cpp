// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <gtest/gtest.h>

#include "study/made_run.hpp"
#include "study/observables/staying.hpp"

namespace mercato
{
namespace
{
struct Staying : testing::Test, MadeRun
{
    Staying() { name(fact.lab, "a"); }
};

TEST_F(Staying, OfThreeHiresOneStaysTwoYearsOneLeavesAndOneIsTooYoungToTell)
{
    fact.horizon = 2;
    spell(1, a, 0.5, 4);    // stays
    ended(2, a, 1.0, 2.9);  // leaves within two years
    spell(3, a, 2.5, 4);    // began too late for its two years to be seen
    ended(4, a, -1.0, 3.5); // began before the run
    spell(5, b, 0.5, 4);    // elsewhere
    EXPECT_DOUBLE_EQ(*value("retention"), 0.5);
}

TEST_F(Staying, WhoLeavesAfterTheHorizonHasStayed)
{
    fact.horizon = 2;
    ended(1, a, 0.5, 2.5);
    ended(2, a, 0.5, 2.4999);
    EXPECT_DOUBLE_EQ(*value("retention"), 0.5);
}

TEST_F(Staying, RetentionOfNobodyHasNoValue)
{
    fact.horizon = 2;
    EXPECT_EQ(value("retention"), std::nullopt);
    spell(1, a, 3, 4);
    EXPECT_EQ(value("retention"), std::nullopt);
    EXPECT_EQ(observed("retention").remark, "nothing to observe in the window");
}

TEST_F(Staying, TheWindowChoosesTheCohort)
{
    fact.horizon = 1;
    spell(1, a, 0.5, 4);
    ended(2, a, 1.5, 2.0);
    fact.from = at(1);
    EXPECT_DOUBLE_EQ(*value("retention"), 0);
    fact.until = at(2.4);
    EXPECT_EQ(value("retention"), std::nullopt);
}

TEST_F(Staying, ExitsCountAgainstTheYearsSpentInTheWindow)
{
    ended(1, a, -3, 1);
    spell(2, a, 0, 4);
    spell(3, b, 0, 4);
    move(1, 1, a, b);
    EXPECT_DOUBLE_EQ(*value("exit_rate"), 1.0 / 5);
    fact.until = at(2);
    EXPECT_DOUBLE_EQ(*value("exit_rate"), 1.0 / 3);
    fact.from = at(1.5);
    EXPECT_DOUBLE_EQ(*value("exit_rate"), 0);
}

TEST_F(Staying, AMoveBetweenPooledLabsIsNoExit)
{
    spell(1, a, 0, 4);
    move(1, 1, a, b);
    move(2, 1, a, c);
    name(fact.lab, "a b");
    EXPECT_DOUBLE_EQ(*value("exit_rate"), 0.25);
    name(fact.lab, "");
    EXPECT_DOUBLE_EQ(*value("exit_rate"), 0.5);
}

TEST_F(Staying, PeopleWithoutAJobAreNoStaff)
{
    name(fact.lab, "");
    spell(1, a, 0, 4);
    spell(2, d, 0, 4);
    move(2, 1, d, b, Reason::entry);
    EXPECT_DOUBLE_EQ(*value("exit_rate"), 0);
}

TEST_F(Staying, OnlyOffersBetweenEmployersAreJobToJob)
{
    spell(1, a, 0, 4);
    move(1, 1, a, b);
    move(1, 1, a, d, Reason::quit);
    move(1, 1, a, outside, Reason::left_field);
    move(1, 1, b, a);
    EXPECT_DOUBLE_EQ(*value("job_to_job_rate"), 0.25);
    EXPECT_DOUBLE_EQ(*value("job_to_job_share_of_exits"), 1.0 / 3);
    fact.horizon = 0.5;
    EXPECT_DOUBLE_EQ(*value("job_to_job_share"), 1 - std::exp(-0.125));
}

TEST_F(Staying, WithoutPeopleOrExitsThereIsNoRate)
{
    EXPECT_EQ(value("exit_rate"), std::nullopt);
    EXPECT_EQ(value("job_to_job_rate"), std::nullopt);
    EXPECT_EQ(value("job_to_job_share"), std::nullopt);
    EXPECT_EQ(value("job_to_job_share_of_exits"), std::nullopt);
}

TEST_F(Staying, WithoutATableThereIsNoValueAndTheRemarkSaysWhich)
{
    spell(1, a, 0, 4);
    axes.recorded.moves = false;
    EXPECT_EQ(value("exit_rate"), std::nullopt);
    EXPECT_EQ(observed("exit_rate").remark, "the run has no moves (record.moves)");
}

TEST_F(Staying, ALabThatIsNotThereIsNamed)
{
    name(fact.lab, "a nowhere");
    EXPECT_EQ(observed("exit_rate").remark, "the run has no lab nowhere");
}

/// Ten people a month of tenure; in month @p month so many of them leave at its middle.
void leave_in_month(MadeRun& made, int month, int leavers)
{
    for (int k = 0; k < leavers; ++k) made.ended(k, a, 0, (month - 0.5) / 12, Reason::quit);
}

TEST_F(Staying, TheHazardPeaksInItsMonth)
{
    for (int k = 0; k < 100; ++k) spell(k, a, 0, 4);
    leave_in_month(*this, 4, 3);
    leave_in_month(*this, 5, 9);
    leave_in_month(*this, 6, 4);
    leave_in_month(*this, 9, 9);
    EXPECT_EQ(value("tenure_hazard_peak_month"), 5);
}

TEST_F(Staying, TheCliffAtTwelveMonthsIsNoPeak)
{
    for (int k = 0; k < 100; ++k) spell(k, a, 0, 4);
    leave_in_month(*this, 3, 2);
    leave_in_month(*this, 13, 50);
    EXPECT_EQ(value("tenure_hazard_peak_month"), 2); // 2, 3 and 4 tie
}

TEST_F(Staying, AHazardThatIsNeverMetHasNoPeak)
{
    for (int k = 0; k < 100; ++k) spell(k, a, 0, 4);
    EXPECT_EQ(value("tenure_hazard_peak_month"), std::nullopt);
    run.spells.clear();
    spell(1, a, 0, 0.5);
    EXPECT_EQ(value("tenure_hazard_peak_month"), std::nullopt);
}

TEST_F(Staying, LayOffsAreNoVoluntaryExits)
{
    for (int k = 0; k < 100; ++k) spell(k, a, 0, 4);
    leave_in_month(*this, 8, 2);
    for (int k = 0; k < 30; ++k) ended(k, a, 0, 0.2, Reason::layoff);
    EXPECT_EQ(value("tenure_hazard_peak_month"), 7); // 7, 8 and 9 tie
}

TEST_F(Staying, TheFirstYearIsHeldAgainstTheFourthAndTenureBeforeTheRunCounts)
{
    // In their first year: 1 exit in 1 + 0.5 person-years. In their fourth: 1 in 1 + 0.5, of people who came
    // earlier.
    spell(1, a, 3, 4);
    ended(2, a, 0, 0.5, Reason::quit);
    spell(3, a, -3, 1);
    ended(4, a, -3, 0.5);
    EXPECT_DOUBLE_EQ(*value("tenure_hazard_ratio"), 1);
    ended(5, a, 0, 0.5);
    EXPECT_DOUBLE_EQ(*value("tenure_hazard_ratio"), (2 / 2.0) / (1 / 1.5));
}

TEST_F(Staying, WithoutExitsInTheFourthYearThereIsNoRatio)
{
    spell(1, a, 3, 4);
    spell(3, a, -3, 1);
    EXPECT_EQ(value("tenure_hazard_ratio"), std::nullopt);
}

TEST_F(Staying, VestingBunchesExitsAfterTheCliff)
{
    fact.horizon = 0.5;
    ended(1, a, 0, 0.75); // before the cliff of a year: 1 exit in 0.25 + 3 * 0.5
    ended(2, a, 0, 1.25);
    ended(3, a, 0, 1.25); // after: 2 exits in 2 * 0.25 + 0.5
    spell(4, a, 0, 4);
    EXPECT_NEAR(*value("vesting_jump"), (2 / 1.0) / (1 / 1.75) - 1, 1e-12);
}

TEST_F(Staying, TheCliffIsTheOneInForceAtTheStartAndNoneLeavesOut)
{
    fact.horizon = 0.5;
    axes.cliffs[0] = {{axes.start, 1.0, {}}, {at(1), 0.5, {}}, {at(2), 0.0, {}}};
    ended(1, a, 1.5, 1.9); // cliff at 0.5: before it, 0.4
    ended(2, a, 1.5, 2.4); // after it, 0.5 and 0.4
    ended(3, a, 2.5, 2.6); // no cliff
    EXPECT_NEAR(*value("vesting_jump"), (1 / 0.4) / (1 / 0.9) - 1, 1e-9);
}

TEST_F(Staying, SpellsBegunBeforeTheRunTellNothingOfTheCliff)
{
    fact.horizon = 0.5;
    ended(1, a, -0.5, 0.25);
    ended(2, a, -0.5, 0.75);
    EXPECT_EQ(value("vesting_jump"), std::nullopt);
}
} // namespace
} // namespace mercato
