// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <gtest/gtest.h>

#include "laws/firms/founding.hpp"
#include "laws/firms/funding.hpp"

namespace mercato
{
namespace
{
FundingParams const p;
}

TEST(Runway, IsCashOverBurnAndLongWhereNothingIsBurnt)
{
    EXPECT_DOUBLE_EQ(runway_of(30, 20), 1.5);
    EXPECT_DOUBLE_EQ(runway_of(30, 0), longest_runway);
    EXPECT_DOUBLE_EQ(runway_of(30, -5), longest_runway);
    EXPECT_DOUBLE_EQ(runway_of(1e6, 1), longest_runway);
    EXPECT_DOUBLE_EQ(runway_of(0, 20), 0);
    EXPECT_DOUBLE_EQ(runway_of(-3, 20), 0);
    EXPECT_DOUBLE_EQ(runway_of(0, 0), 0) << "nothing is left and nothing comes in";
}

TEST(Rounds, ComeOnceInAYearAndAHalfToAPlainLabInNeed)
{
    EXPECT_DOUBLE_EQ(round_hazard({1, 0, 0, 1}, p), 1 / 1.5);
    EXPECT_DOUBLE_EQ(round_hazard({1.49, 0, 0, 1}, p), 1 / 1.5);
    EXPECT_DOUBLE_EQ(round_hazard({1.5, 0, 0, 1}, p), p.opportunism / 1.5) << "who needs none seldom asks";
}

TEST(Rounds, FollowCapabilityPrestigeAndClimate)
{
    auto const plain = round_hazard({1, 0, 0, 1}, p);
    EXPECT_NEAR(round_hazard({1, 0.5, 0, 1}, p) / plain, std::exp(0.5 * p.capability_pull), 1e-12);
    EXPECT_NEAR(round_hazard({1, 0, 2, 1}, p) / plain, std::exp(2 * p.prestige_pull), 1e-12);
    EXPECT_NEAR(round_hazard({1, 0, 0, 3}, p) / plain, std::pow(3, p.climate_pull), 1e-12);
    EXPECT_EQ(round_hazard({1, 0, 0, 0}, p), 0) << "no money, no round";
}

TEST(Rounds, BringYearsOfBurnMoreInAHotMarket)
{
    EXPECT_DOUBLE_EQ(round_sum(20, 1, p), 20 * p.raised);
    EXPECT_NEAR(round_sum(20, 4, p), 20 * p.raised * std::pow(4, p.sum_climate), 1e-9);
    EXPECT_EQ(round_sum(-3, 1, p), 0);
    EXPECT_NEAR(std::log(round_jump(1, 0, p)), p.jump, 1e-12);
    EXPECT_NEAR(std::log(round_jump(1, 1, p)) - p.jump, p.jump_spread, 1e-12);
    EXPECT_NEAR(std::log(round_jump(2, 0, p)) - p.jump, p.jump_climate * std::log(2), 1e-12);
}

TEST(Failure, IsHalfAYearlyChanceWithoutRunwayAndFallsExponentially)
{
    EXPECT_DOUBLE_EQ(failure_hazard(0, p), 0.5);
    EXPECT_NEAR(failure_hazard(1, p) / failure_hazard(2, p), std::exp(p.failure_relief), 1e-12);
}

TEST(LayOffs, CutWagesToWhatTheAccountCarriesForAYear)
{
    // 8 $M on the account, 6 $M of other costs net of revenue, 10 $M of wages: 2 $M of wages last a year
    EXPECT_NEAR(share_to_cut(8, 10, 6, p), 0.8, 1e-12);
    auto const wages_left = 10 * (1 - share_to_cut(8, 10, 6, p));
    EXPECT_NEAR(runway_of(8, wages_left + 6), p.cut_to, 1e-12);
    EXPECT_EQ(share_to_cut(8, 10, 9, p), 1) << "other costs alone are too much";
    EXPECT_EQ(share_to_cut(8, 1, 6, p), 0) << "nothing need be cut";
    EXPECT_EQ(share_to_cut(8, 0, 6, p), 0);
}

TEST(TakeOver, IsLikelierForRichBuyersTalentAndWant)
{
    auto const plain = takeover_hazard(1000, 0, 0, p);
    EXPECT_DOUBLE_EQ(plain, p.takeover_hazard);
    EXPECT_DOUBLE_EQ(takeover_hazard(3000, 0, 0, p), 3 * plain);
    EXPECT_NEAR(takeover_hazard(1000, 0.3, 0, p) / plain, std::exp(0.3 * p.takeover_talent), 1e-12);
    EXPECT_NEAR(takeover_hazard(1000, 0, 1, p) / plain, std::exp(-p.failure_relief), 1e-12);
    EXPECT_EQ(takeover_hazard(0, 0, 0, p), 0);
}

TEST(Founding, GrowsWithTalentAlarmMisfitAndTies)
{
    FoundingParams const f;
    EXPECT_DOUBLE_EQ(founding_hazard({}, f), 0.01);
    EXPECT_NEAR(std::log(founding_hazard({1, 0, 0, 0}, f) / 0.01), 0.6, 1e-12);
    EXPECT_NEAR(std::log(founding_hazard({0, 1, 0, 0}, f) / 0.01), 0.5, 1e-12);
    EXPECT_NEAR(std::log(founding_hazard({0, 0, 1, 0}, f) / 0.01), 0.8, 1e-12);
    EXPECT_NEAR(std::log(founding_hazard({0, 0, 0, 1}, f) / 0.01), 0.3, 1e-12);
    EXPECT_EQ(founding_hazard({9, 9, 9, 9}, f), founding_bound(f)) << "never above what is laid out";
}

TEST(Founding, InheritsFromFounderAndParent)
{
    FoundingParams f;
    EXPECT_DOUBLE_EQ(inherited(1, -1, f), 1 - 2 * f.inheritance);
    f.inheritance = 0;
    EXPECT_EQ(inherited(0.7, -1, f), 0.7);
    f.inheritance = 1;
    EXPECT_EQ(inherited(0.7, -1, f), -1);
}
} // namespace mercato
