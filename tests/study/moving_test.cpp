// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <gtest/gtest.h>

#include "study/made_run.hpp"
#include "study/observables/moving.hpp"

namespace mercato
{
namespace
{
struct Moves : testing::Test, MadeRun
{
    MoveRecord& paid(std::int16_t from, std::int16_t to, double before, double after)
    {
        auto& m = move(next_++, 1, from, to);
        m.pay_before = static_cast<float>(before);
        m.pay_after = static_cast<float>(after);
        return m;
    }

    /// Person leaves team 7 of a for b.
    MoveRecord& from_team(std::int32_t person, double when, std::int16_t to = b, std::int32_t team = 7)
    {
        auto& m = move(person, when, a, to);
        m.team = team;
        return m;
    }

private:
    std::int32_t next_ = 0;
};

TEST_F(Moves, FlowBothWaysWithHalvesThatKeepTheRatioFinite)
{
    name(fact.lab, "a");
    name(fact.lab_to, "b");
    EXPECT_EQ(value("flow_ratio"), std::nullopt);
    for (int k = 0; k < 8; ++k) move(k, 1, a, b);
    EXPECT_DOUBLE_EQ(*value("flow_ratio"), 17);
    move(9, 1, b, a);
    move(9, 1, b, c);
    move(9, 1, a, b, Reason::layoff);
    EXPECT_DOUBLE_EQ(*value("flow_ratio"), 8.5 / 1.5);
    name(fact.lab, "b");
    name(fact.lab_to, "a");
    EXPECT_DOUBLE_EQ(*value("flow_ratio"), 1.5 / 8.5);
}

TEST_F(Moves, OutsideOfTheWindowAreNotSeen)
{
    name(fact.lab, "a");
    name(fact.lab_to, "b");
    move(1, 1, a, b);
    fact.from = at(1);
    fact.until = at(1.5);
    EXPECT_EQ(value("flow_ratio"), 3);
    fact.from = at(1.01);
    EXPECT_EQ(value("flow_ratio"), std::nullopt);
    fact.from = at(0.5);
    fact.until = at(1);
    EXPECT_EQ(value("flow_ratio"), std::nullopt);
}

TEST_F(Moves, BringHiresFromOneLabOrFromOutsideTheField)
{
    name(fact.lab_to, "b");
    move(1, 1, a, b);
    move(2, 1, c, b);
    move(3, 1, outside, b, Reason::outside_hire);
    move(4, 1, d, b);
    move(5, 1, b, a);
    name(fact.lab, "a");
    EXPECT_DOUBLE_EQ(*value("hire_share"), 0.25);
    name(fact.lab, "a c");
    EXPECT_DOUBLE_EQ(*value("hire_share"), 0.5);
    name(fact.lab, "");
    EXPECT_DOUBLE_EQ(*value("hire_share"), 0.5);
    name(fact.lab_to, "c");
    EXPECT_EQ(value("hire_share"), std::nullopt);
    name(fact.lab_to, "b c");
    name(fact.lab, "a");
    EXPECT_DOUBLE_EQ(*value("hire_share"), 1.0 / 3) << "from one of the labs to another nobody is hired";
}

TEST_F(Moves, GainPayInLogPoints)
{
    name(fact.lab, "a");
    EXPECT_EQ(value("move_pay_gain_median"), std::nullopt);
    EXPECT_EQ(value("move_pay_gain_mean"), std::nullopt);
    EXPECT_EQ(value("share_pay_cut"), std::nullopt);
    paid(a, b, 1, 2);
    paid(a, b, 1, 1);
    paid(a, c, 1, 0.5);
    paid(a, c, 1, 4);
    paid(b, a, 1, 100);
    EXPECT_NEAR(*value("move_pay_gain_median"), std::log(2) / 2, 1e-12);
    EXPECT_NEAR(*value("move_pay_gain_mean"), std::log(4) / 4, 1e-12);
    EXPECT_DOUBLE_EQ(*value("share_pay_cut"), 0.25);
}

struct Panel : testing::Test, MadeRun
{
    /// Three people followed at two recorded times a year apart.
    void follow(std::initializer_list<PanelRecord> before, std::initializer_list<PanelRecord> after)
    {
        record(0, 3);
        record(1, 3);
        run.panel = before;
        run.panel.insert(run.panel.end(), after);
        axes.end = at(1);
    }
};

TEST_F(Panel, MoversGrowMoreThanStayersByTheDifferenceOfMedians)
{
    follow({{a, 1}, {a, 1}, {a, 1}}, {{b, 2}, {a, 1.5F}, {a, 1.25F}});
    EXPECT_NEAR(*value("pay_growth_movers_minus_stayers"), std::log(2) - (std::log(1.5) + std::log(1.25)) / 2,
                1e-7);
}

TEST_F(Panel, WhoHasNoEmployerAtAnEndIsLeftOut)
{
    follow({{a, 1}, {d, 1}, {a, 1}}, {{b, 2}, {a, 9}, {outside, 9}});
    EXPECT_EQ(value("pay_growth_movers_minus_stayers"), std::nullopt);
    axes.recorded.panel = 0;
    EXPECT_EQ(observed("pay_growth_movers_minus_stayers").remark, "the run has no panel (record.panel)");
}

TEST_F(Moves, AreJointWhenATeamMateGoesToTheSameLabWithinTheHorizon)
{
    fact.horizon = 0.1;
    from_team(1, 1.0);
    from_team(2, 1.05);
    from_team(3, 1.5);        // too late
    from_team(4, 1.0, c);     // elsewhere
    from_team(5, 1.0, b, 8);  // another team
    from_team(6, 1.0, b, -1); // of no team: not counted
    EXPECT_DOUBLE_EQ(*value("joint_move_share"), 2.0 / 5);
}

TEST_F(Moves, AreJointBeyondChanceIfTeamsGoAndLabsDoNot)
{
    fact.horizon = 0.1;
    // Two pairs of team-mates leave together, the pairs years apart: each of the four has one other near, who
    // of three others would be a mate with a chance of a third
    from_team(1, 1.0);
    from_team(2, 1.05);
    from_team(3, 3.0, b, 8);
    from_team(4, 3.05, b, 8);
    EXPECT_DOUBLE_EQ(*value("joint_move_excess"), 1 - 1.0 / 3);
    // A whole team at once from a lab that nobody else leaves says nothing
    run.moves.clear();
    for (int person = 1; person <= 3; ++person) from_team(person, 1.0);
    EXPECT_DOUBLE_EQ(*value("joint_move_share"), 1);
    EXPECT_DOUBLE_EQ(*value("joint_move_excess"), 0);
    // Two who would be mates by chance and are not: of three near none is
    run.moves.clear();
    for (int person = 1; person <= 2; ++person) from_team(person, 1.0, b, person);
    from_team(3, 3.0, b, 1);
    EXPECT_DOUBLE_EQ(*value("joint_move_excess"), -(0.5 + 0 + 0) / 3);
}

TEST_F(Moves, GapsLieBetweenLeavingAndTheNextJob)
{
    EXPECT_EQ(value("job_gap"), std::nullopt);
    auto const days = [](double n) { return n / 365.25; };
    move(1, 1, a, d, Reason::quit);
    move(2, 1, b, d, Reason::layoff);
    move(3, 1, a, b); // without a gap
    move(4, 1, a, outside, Reason::left_field);
    move(1, 1 + days(30), d, b);
    move(4, 1 + days(40), outside, b, Reason::outside_hire); // was out of the field, not without a job
    move(2, 1 + days(90), d, a);
    EXPECT_NEAR(*value("job_gap"), 60, 1e-6);
    name_labs("a");
    EXPECT_NEAR(*value("job_gap"), 30, 1e-6);
    name_labs("", "a");
    EXPECT_NEAR(*value("job_gap"), 90, 1e-6);
    name_labs("");
    fact.from = at(1.1); // the second is hired in the window, the first before
    EXPECT_NEAR(*value("job_gap"), 90, 1e-6);
}

TEST_F(Moves, TheSamePersonTwiceIsNotTogether)
{
    fact.horizon = 1;
    from_team(1, 1.0);
    from_team(1, 1.5);
    EXPECT_DOUBLE_EQ(*value("joint_move_share"), 0);
    run.moves.clear();
    EXPECT_EQ(value("joint_move_share"), std::nullopt);
}

TEST_F(Moves, ATeamMateJustOutsideTheWindowStillMakesAMoveJoint)
{
    fact.horizon = 0.1;
    fact.from = at(1);
    from_team(1, 0.95);
    from_team(2, 1.0);
    EXPECT_DOUBLE_EQ(*value("joint_move_share"), 1);
}
} // namespace
} // namespace mercato
