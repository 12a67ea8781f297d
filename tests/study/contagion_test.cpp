// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "study/made_run.hpp"
#include "study/observables/contagion.hpp"

namespace mercato
{
namespace
{
struct Contagion : testing::Test, MadeRun
{
    Contagion()
    {
        name(fact.lab, "a");
        fact.horizon = 0.5;
    }

    void stays(std::int32_t person, std::int32_t team, double from = 0, double until = 4)
    {
        spell(person, a, from, until).team = team;
    }

    void quits(std::int32_t person, std::int32_t team, double when, bool leads = false)
    {
        ended(person, a, 0, when, Reason::quit).team = team;
        auto& m = move(person, when, a, d, Reason::quit);
        m.team = team;
        m.was_lead = leads ? 1 : 0;
    }
};

TEST_F(Contagion, ExitsAfterATeamMatesExitAreHeldAgainstQuietTimes)
{
    // Team 1: person 1 leaves at year 1, person 2 at 1.25, person 3 stays.
    quits(1, 1, 1.0);
    quits(2, 1, 1.25);
    stays(3, 1);
    // Exposed: person 2 for 0.25; person 3 from 1 to 1.75. One exit.
    // Quiet: 1 + 1 + (1 + 2.25) = 5.25 years, one exit.
    EXPECT_NEAR(*value("contagion_peer"), 1 / (1.0 * (1 / 5.25)) - 1, 1e-9);
}

TEST_F(Contagion, AnExitAtTheVeryMomentCountsAsBefore)
{
    quits(1, 1, 1.0);
    quits(2, 1, 1.0);
    stays(3, 1);
    EXPECT_NEAR(*value("contagion_peer"), -1, 1e-12);
}

TEST_F(Contagion, TheLeadsExitCoversThatOfAPeer)
{
    quits(1, 1, 1.0, true);
    quits(2, 1, 1.25);
    stays(3, 1);
    // After the lead: person 2 for 0.25 and one exit, person 3 for 0.5; after a peer: person 3 from 1.5 to
    // 1.75. Quiet: 1 + 1 + (1 + 2.25) years and the lead's own exit.
    EXPECT_NEAR(*value("contagion_lead"), 1 / (0.75 / 5.25) - 1, 1e-9);
    EXPECT_NEAR(*value("contagion_peer"), -1, 1e-12);
}

TEST_F(Contagion, OtherTeamsAndLayOffsAreNoTriggers)
{
    quits(1, 1, 1.0);
    auto& m = move(9, 1.0, a, d, Reason::layoff);
    m.team = 2;
    stays(2, 2);
    EXPECT_EQ(value("contagion_peer"), std::nullopt);
    EXPECT_EQ(value("contagion_lead"), std::nullopt);
}

TEST_F(Contagion, OnesOwnEarlierExitIsNoTrigger)
{
    quits(1, 1, 1.0);
    spell(1, a, 1.1, 4).team = 1; // back again
    EXPECT_EQ(value("contagion_peer"), std::nullopt);
}

TEST_F(Contagion, WhoJoinsAfterTheTriggerIsExposedToWhatIsLeftOfIt)
{
    quits(1, 1, 1.0);
    ended(2, a, 1.25, 1.375, Reason::quit).team = 1;
    stays(3, 2);
    // Exposed: 0.125 years and one exit; quiet: 1 + 4 years and one exit.
    EXPECT_NEAR(*value("contagion_peer"), 1 / (0.125 / 5) - 1, 1e-9);
}

TEST_F(Contagion, TheWindowCutsExposureButNotWhatCameBefore)
{
    fact.from = at(1.25);
    quits(1, 1, 1.0);
    quits(2, 1, 1.375);
    quits(3, 2, 2.25);
    // In the window: person 2 exposed for 0.125, one exit; person 3 quiet for a year, one exit.
    EXPECT_NEAR(*value("contagion_peer"), 1 / (0.125 / 1.0) - 1, 1e-9);
}

TEST_F(Contagion, ALabWithHighTurnoverDoesNotPassForAContagiousOne)
{
    name(fact.lab, "a b");
    // Lab a: nobody leaves after anybody. Lab b: exits at twice the quiet rate of a, in exposed and quiet
    // time alike.
    quits(1, 1, 2.0);
    stays(2, 1);
    auto const in_b = [&](std::int32_t person, std::int32_t team, double from, double until) {
        ended(person, b, from, until, Reason::quit).team = team;
        auto& m = move(person, until, b, d, Reason::quit);
        m.team = team;
    };
    in_b(11, 1, 0, 0.5);
    in_b(12, 1, 0.5, 1.0); // exposed for 0.5, leaves
    in_b(13, 2, 0, 0.5);
    // a: exposed 0.5, quiet 2 + 3.5 with 1 exit; b: exposed 0.5 with 1 exit, quiet 1 with 2 exits.
    EXPECT_NEAR(*value("contagion_peer"), 1 / (0.5 * (1 / 5.5) + 0.5 * 2) - 1, 1e-9);
}

TEST_F(Contagion, ReferredPeopleQuitAtTheirOwnRate)
{
    fact.horizon = 1;
    move(1, 0.5, b, a).referred = 1;
    spell(1, a, 0.5, 4);
    move(2, 0.5, b, a).referred = 1;
    ended(2, a, 0.5, 1.0, Reason::quit);
    move(3, 0.5, b, a);
    ended(3, a, 0.5, 1.0);
    move(4, 0.5, outside, a, Reason::outside_hire);
    ended(4, a, 0.5, 0.6);
    EXPECT_DOUBLE_EQ(*value("referred_quit_ratio"), (1 / 1.5) / (1 / 0.5));
}

TEST_F(Contagion, WhoQuitsAfterTheFirstYearsHasStayed)
{
    fact.horizon = 1;
    move(1, 0.5, b, a).referred = 1;
    ended(1, a, 0.5, 1.5, Reason::quit);
    move(3, 0.5, b, a);
    ended(3, a, 0.5, 1.0);
    EXPECT_DOUBLE_EQ(*value("referred_quit_ratio"), 0);
    run.moves.pop_back();
    EXPECT_EQ(value("referred_quit_ratio"), std::nullopt);
}
} // namespace
} // namespace mercato
