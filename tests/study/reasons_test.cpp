// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "study/reasons.hpp"

namespace mercato
{
namespace
{
ChoiceRecord a_choice(float pay, float luck)
{
    ChoiceRecord c;
    c.answer = 1;
    c.from = 2;
    c.going_pay = pay;
    c.going_luck = luck;
    c.instead_moving = 1;
    c.gap = gap_of(c);
    return c;
}

TEST(ReasonsOf, CallPivotalWhatTurnsTheChoice)
{
    auto const shares = reasons_of({a_choice(2, 0.5F), a_choice(0.4F, 3)});
    ASSERT_EQ(shares.size(), terms_of_choice.size());
    for (auto const& s : shares)
    {
        if (s.term == "pay") { EXPECT_DOUBLE_EQ(s.pivotal, 0.5); }
        if (s.term == "luck") { EXPECT_DOUBLE_EQ(s.pivotal, 0.5); }
        if (s.term == "moving") { EXPECT_DOUBLE_EQ(s.difference, -1); }
        if (s.term == "moving") { EXPECT_DOUBLE_EQ(s.in_favour, 0); }
        if (s.term == "safety") { EXPECT_DOUBLE_EQ(s.pivotal, 0); }
    }
    EXPECT_TRUE(reasons_of({}).empty());
}

TEST(ReasonsOf, AreAskedByLabAndWindow)
{
    auto const c = a_choice(2, 0);
    ReasonQuestion q;
    EXPECT_TRUE(q.asks_for(c));
    q.from = std::int16_t{1};
    EXPECT_FALSE(q.asks_for(c));
    q.from = std::int16_t{2};
    q.end = c.time;
    EXPECT_FALSE(q.asks_for(c));
}

TEST(ReasonsOf, CountThoseWhomNoOfferDrewAway)
{
    MoveRecord m;
    m.from = 2;
    m.reason = static_cast<std::int8_t>(Reason::quit);
    ReasonQuestion q;
    EXPECT_EQ(q.left_without_offer(m), "quit");
    q.from = std::int16_t{2};
    EXPECT_EQ(q.left_without_offer(m), "quit");
    q.from = std::int16_t{1};
    EXPECT_EQ(q.left_without_offer(m), "");
    q.from.reset();
    q.to = std::int16_t{1}; // who left for nowhere did not go there
    EXPECT_EQ(q.left_without_offer(m), "");
    q.to.reset();
    m.reason = static_cast<std::int8_t>(Reason::offer);
    EXPECT_EQ(q.left_without_offer(m), "");
    m.reason = static_cast<std::int8_t>(Reason::entry);
    m.from = -1;
    EXPECT_EQ(q.left_without_offer(m), "");
}
} // namespace
} // namespace mercato
