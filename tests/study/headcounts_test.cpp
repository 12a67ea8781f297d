// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <gtest/gtest.h>

#include "study/made_run.hpp"
#include "study/observables/headcounts.hpp"

namespace mercato
{
namespace
{
struct Headcounts : testing::Test, MadeRun
{
    Headcounts()
    {
        record(0, 100, 50, 10, 5);
        record(1, 200, 50, 10, 5);
        record(2, 400, 50, 10, 5);
        record(4, 800, 50, 10, 5);
    }
};

TEST_F(Headcounts, AreThoseOfTheLastRecordedTimeAtOrBeforeTheDate)
{
    name(fact.lab, "a");
    fact.from = at(1);
    EXPECT_EQ(value("headcount_at"), 200);
    fact.from = at(1.99);
    EXPECT_EQ(value("headcount_at"), 200);
    fact.from = at(4);
    EXPECT_EQ(value("headcount_at"), 800);
}

TEST_F(Headcounts, PoolTheLabsNamedAndAllEmployersWhenNoneIs)
{
    fact.from = at(0);
    EXPECT_EQ(value("headcount_at"), 160);
    name(fact.lab, " b  c ");
    EXPECT_EQ(value("headcount_at"), 60);
    name(fact.lab, "d");
    EXPECT_EQ(value("headcount_at"), 5);
}

TEST_F(Headcounts, HaveNoValueOutsideOfTheRun)
{
    name(fact.lab, "a");
    fact.from = at(-0.1);
    EXPECT_EQ(value("headcount_at"), std::nullopt);
    fact.from = at(4.1);
    EXPECT_EQ(value("headcount_at"), std::nullopt);
    EXPECT_EQ(observed("headcount_at").remark, "the run lasts from 2022-01-01 to 2026-01-01");
}

TEST_F(Headcounts, GrowByTheYear)
{
    name(fact.lab, "a");
    fact.from = at(0);
    fact.until = at(2);
    EXPECT_NEAR(*value("growth_rate"), 1.0, 1e-12);
    fact.until = at(4);
    EXPECT_NEAR(*value("growth_rate"), std::pow(8, 0.25) - 1, 1e-12);
}

TEST_F(Headcounts, FromNobodyHaveNoGrowth)
{
    run.labs.front().headcount = 0;
    name(fact.lab, "a");
    EXPECT_EQ(value("growth_rate"), std::nullopt);
}

TEST_F(Headcounts, WeighPay)
{
    run.labs[0].pay = 1.0F;
    run.labs[1].pay = 2.5F;
    name(fact.lab, "a b");
    fact.from = at(0);
    EXPECT_DOUBLE_EQ(*value("pay_mean_at"), 1.5);
    run.labs[1].headcount = 0;
    run.labs[1].pay = NAN;
    EXPECT_DOUBLE_EQ(*value("pay_mean_at"), 1);
    run.labs[0].headcount = run.labs[1].headcount = 0;
    EXPECT_EQ(value("pay_mean_at"), std::nullopt);
}

TEST_F(Headcounts, WeighFatigueAndExhaustion)
{
    run.labs[0].fatigue = 0.25F;
    run.labs[1].fatigue = 1.0F;
    run.labs[0].exhaustion = 0.75F;
    name(fact.lab, "a b");
    fact.from = at(0);
    EXPECT_DOUBLE_EQ(*value("fatigue_at"), 0.5);
    EXPECT_DOUBLE_EQ(*value("exhaustion_at"), 0.5);
}

TEST_F(Headcounts, SpendPayOverTheWindowAndSignOns)
{
    for (auto& lab : run.labs) lab.pay = 0.5F;
    name(fact.lab, "a");
    fact.from = at(0);
    // 100 people grow to 200 in the first year, to 400 in the second, to 800 in the last two
    EXPECT_NEAR(*value("spending"), 0.5 * (150 + 300 + 2 * 600), 1e-9);
    fact.until = at(2);
    EXPECT_NEAR(*value("spending"), 0.5 * (150 + 300), 1e-9);
    ApproachRecord call;
    call.to = a;
    call.answered = at(1.5);
    call.sign_on = 40;
    call.answer = static_cast<std::int8_t>(Answer::accepted);
    run.approaches.push_back(call);
    call.answer = static_cast<std::int8_t>(Answer::declined);
    run.approaches.push_back(call);
    call.answer = static_cast<std::int8_t>(Answer::accepted);
    call.to = b;
    run.approaches.push_back(call);
    EXPECT_NEAR(*value("spending"), 0.5 * (150 + 300) + 40, 1e-9);
    run.labs[0].headcount = 0;
    run.labs[0].pay = NAN;
    EXPECT_NEAR(*value("spending"), 0.5 * (100 + 300) + 40, 1e-9) << "of nobody there is nothing to pay";
    axes.recorded.approaches = false;
    EXPECT_EQ(value("spending"), std::nullopt) << "sign-ons are not known";
}

TEST_F(Headcounts, APlaceStandsOpenForItsDaysPerHire)
{
    name(fact.lab, "a");
    for (std::size_t time = 0; time < 4; ++time) run.labs[time * 4].slots = 10;
    // 10 places for four years, 40 hires; moves inside and to others are none
    for (int k = 0; k < 40; ++k) move(k, 0.05 * k, b, a);
    move(50, 0.5, a, b);
    EXPECT_NEAR(*value("vacancy_duration"), 365.25, 1e-9);
    fact.until = at(1);
    EXPECT_NEAR(*value("vacancy_duration"), 365.25 * 10 / 20, 1e-9);
    run.moves.clear();
    EXPECT_EQ(value("vacancy_duration"), std::nullopt);
}
} // namespace
} // namespace mercato
