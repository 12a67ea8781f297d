// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "laws/climate.hpp"
#include "laws/contagion.hpp"
#include "support/generators.hpp"

namespace mercato
{
namespace
{
using testing::between;
ContagionParams const p;
} // namespace

TEST(Contagion, JumpsAreTheMeasuredIncreasesOfTheHazard)
{
    EXPECT_NEAR(std::exp(p.peer_jump * team_factor(10)), 1.09, 0.005);
    EXPECT_NEAR(std::exp(p.peer_jump * team_factor(2)), 1.25, 0.02); // teams of two: 25.1 %
    EXPECT_NEAR(std::exp(p.lead_jump), 2.07, 0.01);
    EXPECT_NEAR(std::exp(p.layoff_jump), 1.077, 0.002);
}

TEST(Contagion, AlarmAfterALeadFallsAsMeasuredSixWeeksLater)
{
    EXPECT_NEAR(relaxed(p.lead_jump, 0, p.decay_time, 1.5 / 12), 0.44, 0.01);
}

TEST(Contagion, SmallTeamsFeelAnExitMoreButNotWithoutBound)
{
    EXPECT_EQ(team_factor(5), 1);
    EXPECT_EQ(team_factor(4), 1.25);
    EXPECT_EQ(team_factor(2), 2.5);
    EXPECT_EQ(team_factor(1), 2.5);
    EXPECT_EQ(team_factor(0), 2.5);
    EXPECT_EQ(team_factor(200), 1);
}

TEST(Contagion, AlarmDecaysTheSameInOneStepAsInMany)
{
    double in_steps = 1.3;
    for (int i = 0; i < 100; ++i) in_steps = relaxed(in_steps, 0, p.decay_time, 0.01);
    EXPECT_NEAR(in_steps, relaxed(1.3, 0, p.decay_time, 1), 1e-15);
}

TEST(Response, StartsAtNothingAndHasTwoThirdsOfItsLevelAfterTheHoneymoon)
{
    EXPECT_EQ(response(0, 0, p), 0);
    EXPECT_DOUBLE_EQ(response(p.honeymoon, 0, p), 1 - std::exp(-1.0));
    EXPECT_DOUBLE_EQ(response(50, 0, p), 1);
    // a minute into the job: tenure over honeymoon, to the digits that 1 - e^-x would lose
    auto const x = 1 / 525'960.0 / p.honeymoon;
    EXPECT_NEAR(response(x * p.honeymoon, 0, p), x - x * x / 2, x * x * x);
}

RC_GTEST_PROP(Response, AlarmMultipliesIt, ())
{
    auto const tenure = *between(0, 10);
    auto const alarm = *between(0, 5);
    auto const quiet = response(tenure, 0, p);
    RC_ASSERT(std::abs(response(tenure, alarm, p) - quiet * std::exp(alarm)) <= 1e-14 * std::exp(alarm));
    RC_ASSERT(quiet <= 1); // the bound on which calls are laid out
}
} // namespace mercato
