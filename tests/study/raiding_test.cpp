// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "study/made_run.hpp"
#include "study/observables/raiding.hpp"

namespace mercato
{
namespace
{
struct Raids : testing::Test, MadeRun
{
    Raids()
    {
        record(0, 100);
        name_labs("a");
    }

    void packages(ApproachRecord& r, double pay, double sign_on, double stake)
    {
        r.pay_offered = static_cast<float>(pay);
        r.sign_on = static_cast<float>(sign_on);
        r.stake = static_cast<float>(stake);
    }
};

TEST_F(Raids, AreCountedByAnswerAndByLab)
{
    approach(1, 1, a, Answer::accepted);
    approach(2, 1, a, Answer::declined);
    approach(3, 1, a, Answer::countered).counter = 1;
    approach(4, 1, a, Answer::unheard);
    approach(5, 1, b, Answer::accepted);
    approach(6, 1, outside, Answer::accepted); // of no lab
    EXPECT_EQ(value("raid_hires"), 1);
    EXPECT_DOUBLE_EQ(*value("raid_acceptance"), 1.0 / 3);
    EXPECT_DOUBLE_EQ(*value("raid_hire_share"), 0.5);
    EXPECT_DOUBLE_EQ(*value("raid_approach_share"), 4.0 / 5);
    EXPECT_DOUBLE_EQ(*value("raid_counter_share"), 0.5);
    name_labs("a", "b"); // who raids nobody
    EXPECT_EQ(value("raid_hires"), 0);
    EXPECT_EQ(value("raid_acceptance"), std::nullopt);
}

TEST_F(Raids, OfAWindowAreThoseAnsweredInIt)
{
    approach(1, 1, a, Answer::accepted, 10);
    fact.until = at(1.01); // before the tenth day
    EXPECT_EQ(value("raid_hires"), 0);
    fact.until.reset();
    fact.from = at(1.01);
    EXPECT_EQ(value("raid_hires"), 1);
}

TEST_F(Raids, ComeFurtherDownTheListWhenTheTopRefuses)
{
    approach(1, 1, a, Answer::declined);
    approach(5, 1, a, Answer::countered);
    approach(5, 1, a, Answer::accepted);
    approach(9, 1, a, Answer::accepted);
    approach(2, 1, a, Answer::unheard);
    EXPECT_DOUBLE_EQ(*value("raid_rank_of_hires"), (1 + 0.5 + 1 + 1) / 4);
}

TEST_F(Raids, TakeDaysUntilTheFirstHireFromTheLabs)
{
    EXPECT_EQ(value("raid_first_hire"), std::nullopt);
    approach(1, 1, b, Answer::accepted, 5); // the first call, of another lab
    approach(2, 1, a, Answer::declined, 3);
    approach(3, 1, a, Answer::accepted, 40);
    approach(4, 1, a, Answer::accepted, 20);
    EXPECT_NEAR(*value("raid_first_hire"), 20, 1e-9);
}

TEST_F(Raids, OfferSumsOfWhichSomeAreTakenAgainstWhatIsLeftBehind)
{
    packages(approach(1, 1, a, Answer::declined), 1, 2, 12);  // 6 M$, twice that at stake
    packages(approach(2, 1, a, Answer::accepted), 2, 2, 5);   // 10, half
    packages(approach(3, 1, a, Answer::accepted), 10, 0, 40); // 40, as much
    packages(approach(4, 1, a, Answer::unheard), 100, 0, 1);
    packages(approach(5, 1, b, Answer::accepted), 100, 0, 1);
    EXPECT_DOUBLE_EQ(*value("raid_offer_median"), 10);
    EXPECT_DOUBLE_EQ(*value("raid_taken_median"), 25);
    EXPECT_DOUBLE_EQ(*value("raid_stake_ratio"), 1);
}

TEST_F(Raids, AreAnsweredAfterSomeDaysAndCountersWhenTheyCome)
{
    approach(1, 1, a, Answer::declined, 3);
    approach(2, 1, a, Answer::accepted, 5);
    approach(3, 1, a, Answer::unheard, 50);
    EXPECT_EQ(value("raid_counter_delay"), std::nullopt);
    approach(4, 1, a, Answer::countered, 2).counter = 1;
    EXPECT_DOUBLE_EQ(*value("raid_decision_time"), 3);
    EXPECT_DOUBLE_EQ(*value("raid_counter_delay"), 2);
}
} // namespace
} // namespace mercato
