// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "study/made_run.hpp"
#include "study/observables/upheaval.hpp"

namespace mercato
{
namespace
{
constexpr std::int8_t opened = 1;
constexpr std::int8_t conceded = 2;

/// A crisis of lab a that begins at year 1 with 100 people; the letter comes a day later.
struct Upheaval : testing::Test, MadeRun
{
    Upheaval()
    {
        name(fact.lab, "a");
        record(0, 100);
        reading(0, 0, opened);
        reading(1, 10, opened);
        reading(1.1, 60, opened);
        reading(4, 80, conceded);
        AnnouncementRecord letter;
        letter.time = day_in(1);
        letter.lab = a;
        letter.news = 2;
        run.announcements.push_back(letter);
    }

    Time day_in(double days) const { return at(1) + span_of_years(days / 365.25); }

    void reading(double days, int signatures, std::int8_t phase)
    {
        CrisisRecord r;
        r.time = day_in(days);
        r.lab = a;
        r.staff = 100;
        r.signatures = signatures;
        r.messages = 10 * signatures;
        r.replies = signatures / 2;
        r.phase = phase;
        run.crises.push_back(r);
    }

    void intend(double days, std::int16_t to, float staff, float signers)
    {
        run.intentions.push_back({day_in(days), a, to, staff, signers});
    }
};

TEST_F(Upheaval, CountsSignaturesUpToADateOverTheStaffOfTheStart)
{
    fact.from = day_in(1.05);
    EXPECT_EQ(value("letter_share"), 0.1);
    fact.from = day_in(100);
    EXPECT_EQ(value("letter_share"), 0.8);
    fact.from = day_in(-1);
    EXPECT_EQ(value("letter_share"), 0);
}

TEST_F(Upheaval, CountsSignaturesSoLongAfterTheLetter)
{
    fact.horizon = 0.12 / 365.25;
    EXPECT_EQ(value("letter_share_after"), 0.6);
    run.announcements.clear();
    EXPECT_EQ(value("letter_share_after"), std::nullopt);
}

TEST_F(Upheaval, LastsUntilItEnds)
{
    EXPECT_NEAR(*value("crisis_length"), 4, 1e-6);
    EXPECT_EQ(value("ended_by_concession"), 1);
    run.crises.pop_back();
    EXPECT_EQ(value("crisis_length"), std::nullopt);
    EXPECT_EQ(value("ended_by_concession"), 0);
}

TEST_F(Upheaval, HasNoValueWhereTheLabHadNoCrisis)
{
    name(fact.lab, "b");
    for (auto const* const of :
         {"letter_share", "crisis_length", "ended_by_concession", "reply_share", "intention_share"})
        EXPECT_EQ(value(of), std::nullopt) << of;
}

TEST_F(Upheaval, TakesTheLastCensusOfTheWindow)
{
    intend(2, b, 10, 8);
    intend(2, c, 30, 24);
    intend(3, b, 50, 40);
    name(fact.lab_to, "b");
    fact.until = day_in(2.5);
    EXPECT_EQ(value("intention_share"), 0.25);
    EXPECT_NEAR(*value("intended_of_signers"), 32.0 / 60, 1e-12);
    fact.until = day_in(3.5);
    EXPECT_EQ(value("intention_share"), 1);
}

TEST_F(Upheaval, CountsWhoLeavesOfTheirOwnWill)
{
    move(1, 1.1, a, b);
    move(2, 1.1, a, d, Reason::quit);
    move(3, 1.1, a, d, Reason::layoff);
    move(4, 1.9, a, b);
    move(5, 1.1, b, a);
    fact.from = at(1);
    fact.until = at(1.5);
    EXPECT_EQ(value("voluntary_exits"), 2);
    EXPECT_EQ(value("exits_per_signature"), 2.0 / 80);
    name(fact.lab_to, "b");
    EXPECT_EQ(value("voluntary_exits"), 1);
    move(2, 1.2, d, b); // had resigned without a job
    EXPECT_EQ(value("voluntary_exits"), 2);
    move(2, 1.7, d, c);
    name(fact.lab_to, "c");
    EXPECT_EQ(value("voluntary_exits"), 0) << "after the window";
}

TEST_F(Upheaval, SharesRepliesOverMessages) { EXPECT_EQ(value("reply_share"), 40.0 / 800); }
} // namespace
} // namespace mercato
