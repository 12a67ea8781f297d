// SPDX-License-Identifier: Apache-2.0
// Recruiters on the news of a crisis: agencies and in-house ones, and what somebody looks into of both.
#include <cmath>

#include <gtest/gtest.h>

#include "engine/made_market.hpp"

namespace mercato
{
namespace
{
using testing::a_group;
using testing::a_lab;
using testing::run_of;

constexpr double staff = 600;
constexpr double most_answered = 0.25; // of the messages looked into, most_replies of the bounds

EventSpec an_event(std::string const& type, std::string const& lab, Time at)
{
    EventSpec e;
    e.id = type + "_" + lab;
    e.type = type;
    e.lab = lab;
    e.at = at;
    return e;
}

/// Messages a day to each of the staff of "upset", of agencies or of the recruiters of lab @p to.
void court(Scenario& s, double messages, std::string const& to, double from_day, double to_day)
{
    auto const on = [&](double days) { return s.run.start + span_of_years(days / 365.25); };
    auto e = an_event("courting", "upset", on(from_day));
    e.id += to;
    e.to = to;
    e.value = messages;
    e.until = on(to_day);
    s.events.push_back(e);
}

/// A badly paid lab in a crisis without end and three well paid ones with places, none of which calls anybody
/// but on that news. Whoever is asked answers as often as anybody does; nobody goes within the month.
Scenario in_crisis()
{
    auto s = testing::bare_market();
    s.run.end = s.run.start + day * 30;
    s.run.dt = 1 / 365.25;
    s.run.reference_slots = 100;
    s.labs = {a_lab("upset", 0.2, staff), a_lab("north", 1, 1000), a_lab("south", 1, 1000),
              a_lab("west", 1, 1000)};
    s.groups = {a_group("upset", staff)};
    for (auto const* id : {"north", "south", "west"}) s.groups.push_back(a_group(id, 100));
    s.laws.search.contact_rate = 0;
    s.laws.search.screening_time = 100;
    s.laws.utility.moving_cost = 0;
    BoardSpec board;
    board.id = "board";
    board.lab = "upset";
    board.pace = board.patience = 1000;
    s.boards = {board};
    s.events = {an_event("ouster", "upset", s.run.start + hour)};
    return s;
}

/// Calls that led to lab number @p lab of the four; the last record is of all of them at the end.
double calls_of(RunRecords const& r, std::size_t lab) { return r.labs[r.labs.size() - 4 + lab].contacts; }

/// The last reading of the crisis before a day.
CrisisRecord reading(Scenario const& s, RunRecords const& r, double before_day)
{
    CrisisRecord last;
    for (auto const& c : r.crises)
    {
        if (c.time <= s.run.start + span_of_years(before_day / 365.25)) last = c;
    }
    return last;
}

/// Replies in @p days of somebody who answers and looks into as much as may be.
double replies_in(Scenario const& s, double days)
{
    return staff * days / 365.25 * s.laws.search.messages_read * most_answered;
}

void expect_poisson(double count, double mean) { EXPECT_NEAR(count, mean, 5 * std::sqrt(mean)); }
} // namespace

TEST(Courting, OfAgenciesIsSpreadOverTheLabsThatRecruit)
{
    auto s = in_crisis();
    court(s, 30, "", 2, 30);
    auto const r = run_of(s);
    for (std::size_t lab = 1; lab <= 3; ++lab) expect_poisson(calls_of(r, lab), replies_in(s, 28) / 3);
    EXPECT_EQ(r.crises.back().messages_in_house, 0);
    EXPECT_EQ(r.crises.back().replies_in_house, 0);
}

TEST(Courting, OfInHouseRecruitersLeadsToTheirLabOnly)
{
    auto s = in_crisis();
    court(s, 30, "south", 2, 30);
    auto const r = run_of(s);
    EXPECT_EQ(calls_of(r, 1), 0);
    EXPECT_EQ(calls_of(r, 3), 0);
    expect_poisson(calls_of(r, 2), replies_in(s, 28));
    auto const& last = r.crises.back();
    EXPECT_EQ(last.replies, calls_of(r, 2));
    EXPECT_EQ(last.replies_in_house, last.replies);
    EXPECT_EQ(last.messages_in_house, last.messages);
    EXPECT_GT(last.conversations, 0);
}

TEST(Courting, SharesTheAttentionOfOneInboxInProportionToMessages)
{
    auto s = in_crisis();
    court(s, 10, "", 2, 30);
    court(s, 5, "north", 2, 30);
    court(s, 15, "south", 2, 30);
    auto const r = run_of(s);
    auto const all = replies_in(s, 28);
    expect_poisson(r.crises.back().replies, all);
    expect_poisson(r.crises.back().replies_in_house, all * 20 / 30);
    expect_poisson(calls_of(r, 1), all * (10.0 / 3 + 5) / 30);
    expect_poisson(calls_of(r, 2), all * (10.0 / 3 + 15) / 30);
    expect_poisson(calls_of(r, 3), all * (10.0 / 3) / 30);
    expect_poisson(r.crises.back().messages_in_house, staff * 28 * 20);
    expect_poisson(r.crises.back().messages, staff * 28 * 30);
}

TEST(Courting, OfFewMessagesIsAllLookedInto)
{
    auto s = in_crisis();
    court(s, 0.1, "", 2, 30);
    court(s, 0.1, "west", 2, 30);
    auto const r = run_of(s);
    expect_poisson(r.crises.back().replies_in_house, staff * 28 * 0.1 * most_answered);
    expect_poisson(r.crises.back().replies, staff * 28 * 0.2 * most_answered);
}

TEST(Courting, OfALabThatDoesNotHireBringsNoReply)
{
    auto s = in_crisis();
    s.events.push_back(an_event("hiring_freeze", "south", s.run.start + hour));
    s.events.back().until = s.run.start + day * 60;
    court(s, 30, "south", 8, 30); // a freeze is published with the next weekly plan
    auto const r = run_of(s);
    EXPECT_EQ(r.crises.back().replies, 0);
    EXPECT_EQ(r.crises.back().conversations, 0);
    expect_poisson(r.crises.back().messages_in_house, staff * 22 * 30);
}

TEST(Courting, LeadsToALabFromTheMomentItHires)
{
    // The potential calls are laid out when the news comes, while the lab does not hire
    auto s = in_crisis();
    s.events.push_back(an_event("hiring_freeze", "south", s.run.start + hour));
    s.events.back().until = s.run.start + week * 2;
    court(s, 30, "south", 8, 24);
    auto const r = run_of(s);
    EXPECT_EQ(reading(s, r, 14).replies, 0);
    expect_poisson(r.crises.back().replies, replies_in(s, 10));
}

TEST(Courting, EndsForEachStreamOnItsOwn)
{
    auto s = in_crisis();
    court(s, 29, "", 2, 10);
    court(s, 1, "north", 2, 20);
    auto const r = run_of(s);
    auto const both = reading(s, r, 10);
    auto const one = reading(s, r, 20);
    auto const none = reading(s, r, 30);
    expect_poisson(both.messages - both.messages_in_house, staff * 8 * 29);
    expect_poisson(both.replies_in_house, replies_in(s, 8) / 30);
    EXPECT_NEAR(one.messages - one.messages_in_house, both.messages - both.messages_in_house, staff);
    expect_poisson(one.messages_in_house - both.messages_in_house, staff * 10);
    expect_poisson(one.replies_in_house - both.replies_in_house, replies_in(s, 10));
    EXPECT_EQ(none.replies, one.replies);
    EXPECT_NEAR(none.messages, one.messages, staff);

    auto other = in_crisis();
    court(other, 29, "", 2, 20);
    court(other, 1, "north", 2, 10);
    auto const q = run_of(other);
    EXPECT_NEAR(q.crises.back().replies_in_house, reading(other, q, 10).replies_in_house, 1);
    expect_poisson(q.crises.back().replies, replies_in(other, 18));
}

TEST(Courting, ThatEndsLeavesItsAttentionToTheOthers)
{
    // Potential calls reach that far although one message of thirty was theirs when they were laid out
    auto s = in_crisis();
    court(s, 29, "north", 2, 10);
    court(s, 1, "south", 2, 20);
    auto const r = run_of(s);
    EXPECT_EQ(reading(s, r, 10).replies, reading(s, r, 10).replies_in_house);
    expect_poisson(calls_of(r, 1), replies_in(s, 8) * 29 / 30);
    expect_poisson(calls_of(r, 2), replies_in(s, 8) / 30 + replies_in(s, 10));
}

TEST(Courting, OfStreamsThatBeginTogetherIsOnePieceOfNews)
{
    auto const hash_with = [](double from_day) {
        auto s = in_crisis();
        court(s, 30, "", 2, 20);
        if (from_day > 0) court(s, 0, "north", from_day, 20);
        return run_of(s).state_hash.back();
    };
    EXPECT_EQ(hash_with(2), hash_with(0));
    EXPECT_NE(hash_with(3), hash_with(0)); // whoever hears of it a day later thinks again
}

TEST(Courting, IsAnnouncedWithTheLabWhoseRecruitersWrite)
{
    auto s = in_crisis();
    court(s, 29, "", 2, 10);
    court(s, 1, "north", 2, 20);
    std::vector<std::pair<News, int>> told;
    for (auto const& a : run_of(s).announcements)
    {
        auto const news = static_cast<News>(a.news);
        if (news == News::courting || news == News::courting_over) told.emplace_back(news, a.other);
    }
    std::vector<std::pair<News, int>> const expected{
        {News::courting, -1}, {News::courting, 1}, {News::courting_over, -1}, {News::courting_over, 1}};
    EXPECT_EQ(told, expected);
}
} // namespace mercato
