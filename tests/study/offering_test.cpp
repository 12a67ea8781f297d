// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "study/made_run.hpp"
#include "study/observables/offering.hpp"

namespace mercato
{
namespace
{
struct Offers : testing::Test, MadeRun
{
    Offers() { name(fact.lab, "a"); }
};

TEST_F(Offers, ContactsOfAllLabsCountPerYearOfAllEmployedPeople)
{
    record(0, 2);
    latest(a).contacts = 10;
    record(4, 2);
    latest(a).contacts = 14;
    latest(b).contacts = 12;
    spell(1, a, -2, 4);
    spell(2, b, 0, 4);
    spell(3, d, 0, 4);
    EXPECT_DOUBLE_EQ(*value("contacts_per_year"), 16.0 / 8);
}

TEST_F(Offers, CountPerYearOfThePeopleWhoGetThem)
{
    spell(1, a, 0, 2);
    spell(2, b, 0, 4);
    offer(1, 0.5, a, Answer::declined);
    offer(1, 1.5, a, Answer::pending);
    offer(2, 0.5, b, Answer::declined);
    EXPECT_DOUBLE_EQ(*value("offers_per_year"), 1);
    fact.until = at(1);
    EXPECT_DOUBLE_EQ(*value("offers_per_year"), 1);
    run.spells.clear();
    EXPECT_EQ(value("offers_per_year"), std::nullopt);
}

TEST_F(Offers, ReachAShareOfPeopleInEachPeriod)
{
    fact.horizon = 1;
    spell(1, a, 0, 4);
    ended(2, a, 0, 1.5);
    // Anchors 0, 1, 2, 3: two people, two, one, one
    offer(1, 0.0, a, Answer::declined);
    offer(1, 0.9, a, Answer::declined);
    offer(2, 1.2, a, Answer::declined);
    offer(1, 3.5, a, Answer::declined);
    EXPECT_DOUBLE_EQ(*value("share_with_offer"), 3.0 / 6);
    move(2, 1.5, a, b);
    EXPECT_DOUBLE_EQ(*value("share_offer_receivers_moving"), 1.0 / 3);
}

TEST_F(Offers, APeriodThatPassesTheWindowIsNotLookedAt)
{
    fact.horizon = 0.75;
    fact.until = at(1);
    spell(1, a, 0, 4);
    offer(1, 0.9, a, Answer::declined);
    EXPECT_DOUBLE_EQ(*value("share_with_offer"), 0);
    fact.until = at(0.5);
    EXPECT_EQ(value("share_with_offer"), std::nullopt);
}

TEST_F(Offers, AreAcceptedByThoseWhoSayYesAmongThoseWhoAnswer)
{
    EXPECT_EQ(value("offer_acceptance"), std::nullopt);
    for (auto const answer : {Answer::accepted, Answer::refused, Answer::declined, Answer::declined,
                              Answer::declined, Answer::countered, Answer::lapsed, Answer::pending})
    {
        offer(1, 1, a, answer);
    }
    EXPECT_DOUBLE_EQ(*value("offer_acceptance"), 2.0 / 6);
}

TEST_F(Offers, OfAWindowAreThoseMadeInIt)
{
    offer(1, 1, a, Answer::accepted);
    offer(1, 2, a, Answer::declined);
    fact.until = at(2);
    EXPECT_DOUBLE_EQ(*value("offer_acceptance"), 1);
    fact.until.reset();
    fact.from = at(1.5);
    EXPECT_DOUBLE_EQ(*value("offer_acceptance"), 0);
}

TEST_F(Offers, CountersCountAmongThoseWhoWouldHaveGone)
{
    offer(1, 1, a, Answer::declined).counter = 1;
    offer(2, 1, a, Answer::accepted);
    offer(3, 1, a, Answer::accepted).counter = 1;
    offer(4, 1, a, Answer::countered).counter = 1;
    offer(5, 1, a, Answer::refused);
    EXPECT_DOUBLE_EQ(*value("counter_share"), 0.5);
    EXPECT_DOUBLE_EQ(*value("counter_success"), 1.0 / 3);
}

TEST_F(Offers, WithoutCountersThereIsNoSuccess)
{
    offer(1, 1, a, Answer::declined);
    EXPECT_EQ(value("counter_share"), std::nullopt);
    EXPECT_EQ(value("counter_success"), std::nullopt);
}

TEST_F(Offers, AreAnsweredAfterSomeDaysAndCountersWhenTheyCome)
{
    EXPECT_EQ(value("decision_time"), std::nullopt);
    auto const waits = [&](OfferRecord& o, std::int64_t days) { o.answered = o.time + day * days; };
    waits(offer(1, 1, a, Answer::declined), 10);
    waits(offer(2, 1, a, Answer::accepted), 12);
    waits(offer(3, 1, a, Answer::pending), 100);
    waits(offer(4, 1, a, Answer::lapsed), 100);
    waits(offer(5, 1, b, Answer::declined), 100);
    EXPECT_EQ(value("counter_delay"), std::nullopt);
    auto& met = offer(6, 1, a, Answer::countered);
    waits(met, 3);
    met.counter = 1;
    EXPECT_DOUBLE_EQ(*value("decision_time"), 10);
    EXPECT_DOUBLE_EQ(*value("counter_delay"), 3);
}

TEST_F(Offers, ThroughATieAreHeldAgainstTheOthers)
{
    offer(1, 1, a, Answer::accepted).referred = 1;
    offer(2, 1, a, Answer::declined).referred = 1;
    EXPECT_EQ(value("referred_acceptance_ratio"), std::nullopt);
    for (int k = 0; k < 3; ++k) offer(3, 1, a, Answer::declined);
    EXPECT_EQ(value("referred_acceptance_ratio"), std::nullopt); // nobody else accepts
    offer(4, 1, a, Answer::accepted);
    EXPECT_DOUBLE_EQ(*value("referred_acceptance_ratio"), 2);
}
} // namespace
} // namespace mercato
