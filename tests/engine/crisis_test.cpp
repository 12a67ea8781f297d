// SPDX-License-Identifier: Apache-2.0
// The letter and the board in whole runs: laws of the letter, same bits, and that each mechanism matters.
#include <algorithm>
#include <cmath>

#include <boost/math/distributions/normal.hpp>
#include <gtest/gtest.h>

#include "engine/made_market.hpp"

namespace mercato
{
namespace
{
using testing::a_market;
using testing::bits_of;
using testing::run_of;
using testing::runs_of;

EventSpec an_event(std::string const& type, Time at)
{
    EventSpec e;
    e.id = e.type = type;
    e.lab = "rich";
    e.at = at;
    return e;
}

Time ouster_of(Scenario const& s) { return s.run.start + week; }

/// Puts a crisis into a market: ouster after a week, a letter a day later.
void upset(Scenario& s)
{
    auto const t = ouster_of(s);
    s.run.end = s.run.start + week * 8;
    BoardSpec board;
    board.id = "board";
    board.lab = "rich";
    s.boards = {board};
    auto letter = an_event("letter", t + day);
    letter.value = 0.1;
    auto promise = an_event("blanket_offer", t + hour * 12);
    promise.to = "large";
    promise.form = "verbal";
    promise.until = t + week * 5;
    auto risk = an_event("equity_at_risk", t);
    risk.value = 0.5;
    s.events = {an_event("ouster", t), letter, promise, risk};
}

Scenario in_crisis(double people = 3000)
{
    auto s = a_market(people);
    s.run.burn_in = 0;
    upset(s);
    return s;
}

/// A lab of @p people in which nothing but loyalty, the number of signatures and a constant decide who signs.
Scenario only_letter(double people, double social_weight, double constant)
{
    auto s = testing::bare_market();
    s.labs = {testing::a_lab("rich", 1, people), testing::a_lab("large", 1, 10)};
    s.groups = {testing::a_group("rich", people), testing::a_group("large", 10)};
    upset(s);
    s.events.resize(2); // ouster and letter
    s.events[1].value = 0;
    s.boards[0].organisation = s.boards[0].funds = s.boards[0].authority = s.boards[0].candour = 0;
    s.boards[0].safety_weight = s.boards[0].guess_spread = 0;
    s.boards[0].pace = 1000;     // h_concede = 1/2000 a year
    s.boards[0].patience = 2000; // h_hold the same: belief 1/2, and no end within the run
    auto& p = s.laws.letter;
    p.loyalty_weight = 2; // pi G = L, standard normal
    p.retaliation = 0;
    p.team_share = 0;
    p.steepness = 1e-3;
    p.night_activity = 1;
    p.social_weight = social_weight;
    p.constant = constant;
    s.laws.belief.search_time = 0;
    s.laws.contagion.ouster_jump = 0;
    return s;
}

std::vector<CrisisRecord> course_of(Scenario const& s, std::uint32_t replicate = 0)
{
    return run_of(s, replicate).crises;
}

double share_signed(RunRecords const& r, Time t)
{
    auto const after = [&](CrisisRecord const& c) { return c.time > t; };
    auto const end = std::ranges::find_if(r.crises, after);
    return end == r.crises.begin() ? 0
                                   : std::prev(end)->signatures / static_cast<double>(r.crises.front().staff);
}

double mean_share(Scenario const& s, Span after_letter, std::uint32_t replicates)
{
    double sum = 0;
    for (auto const& r : runs_of(s, replicates)) sum += share_signed(r, ouster_of(s) + day + after_letter);
    return sum / replicates;
}
} // namespace

TEST(Letter, EndsAtTheFirstFixedPointOfItsThresholds)
{
    // Signs if L > -b - J s: s = Phi(b + J s), from below.
    boost::math::normal const normal;
    for (auto const& [social, constant] : {std::pair{2.0, -1.5}, std::pair{0.0, 0.3}, std::pair{3.0, -0.5}})
    {
        double fixed_point = 0;
        for (int k = 0; k < 1000; ++k) fixed_point = cdf(normal, constant + social * fixed_point);
        auto const people = 4000.0;
        auto const course = course_of(only_letter(people, social, constant));
        auto const share = course.back().signatures / people;
        auto const slope = social * pdf(normal, constant + social * fixed_point);
        auto const error = std::sqrt(fixed_point * (1 - fixed_point) / people) / std::max(0.2, 1 - slope);
        EXPECT_NEAR(share, fixed_point, 5 * error + 2 / people) << social;
    }
}

TEST(Letter, IsSignedAtThePaceOfAttention)
{
    // Everybody signs at the first look: the share after t is 1 - exp(-t/attention).
    auto s = only_letter(4000, 0, 50);
    auto const share = mean_share(s, hour, 4);
    EXPECT_NEAR(share, 1 - std::exp(-1.0), 5 * std::sqrt(0.25 / 16000));
}

TEST(Crisis, GivesTheSameBitsForAnyThreadsStepAndRecording)
{
    auto s = in_crisis();
    auto const one = run_of(s, 1, 1);
    ASSERT_FALSE(one.crises.empty());
    auto const eight = run_of(s, 1, 8);
    EXPECT_EQ(bits_of(one.crises), bits_of(eight.crises));
    EXPECT_EQ(bits_of(one.intentions), bits_of(eight.intentions));
    EXPECT_EQ(one.state_hash, eight.state_hash);
    s.run.dt = 0.3 / 365.25;
    s.record.intentions = 3 / 365.25;
    auto const fine = run_of(s, 1, 1);
    EXPECT_EQ(bits_of(one.crises), bits_of(fine.crises));
    EXPECT_EQ(bits_of(one.moves), bits_of(fine.moves));
    EXPECT_EQ(one.state_hash.back(), fine.state_hash.back());
}

TEST(Crisis, LeavesOthersAloneUntilItBegins)
{
    auto const with = run_of(in_crisis());
    auto s = in_crisis();
    for (auto& e : s.events) e.enabled = false;
    auto const without = run_of(s);
    EXPECT_TRUE(without.crises.empty());
    auto const before = [&](MoveRecord const& m) { return m.time < ouster_of(s); };
    auto const count = std::ranges::count_if(with.moves, before);
    ASSERT_GT(count, 0);
    for (std::int64_t k = 0; k < count; ++k)
    {
        EXPECT_EQ(with.moves[static_cast<std::size_t>(k)].person,
                  without.moves[static_cast<std::size_t>(k)].person);
        EXPECT_EQ(with.moves[static_cast<std::size_t>(k)].time,
                  without.moves[static_cast<std::size_t>(k)].time);
    }
}

TEST(Crisis, ConvergesInTheExchange)
{
    auto s = in_crisis(2000);
    s.boards[0].pace = 100; // nothing ends meanwhile
    s.boards[0].patience = 100;
    s.run.end = s.run.start + week * 2;
    std::vector<double> shares;
    for (double const minutes : {1.0, 5.0, 15.0})
    {
        s.run.crisis_exchange = minutes / 525960;
        shares.push_back(mean_share(s, hour * 2, 10));
    }
    EXPECT_GT(shares[0], 0.05);
    EXPECT_NEAR(shares[1], shares[0], 0.02);
    EXPECT_NEAR(shares[2], shares[0], 0.05);
}

TEST(Crisis, EachMechanismMatters)
{
    auto const base = in_crisis();
    auto const at = hour * 3;
    auto const share = mean_share(base, at, 6);
    auto other = base;
    other.laws.letter.social_weight = 0;
    EXPECT_NE(mean_share(other, at, 6), share);
    other = base;
    std::erase_if(other.events, [](EventSpec const& e) { return e.type == "blanket_offer"; });
    EXPECT_LT(mean_share(other, at, 6), share) << "less to fall back on";
    other = base;
    std::erase_if(other.events, [](EventSpec const& e) { return e.type == "equity_at_risk"; });
    EXPECT_LT(mean_share(other, at, 6), share) << "less to lose if the board stays";
    other = base;
    other.laws.letter.retaliation = 0;
    EXPECT_GE(mean_share(other, at, 6), share) << "nothing to fear";
}

TEST(Crisis, ABoardThatNeverConcedesHoldsAndLosesMorePeople)
{
    auto s = in_crisis();
    s.run.end = s.run.start + week * 30;
    auto const leavers = [&](Phase ending) {
        std::int64_t sum = 0;
        for (auto const& r : runs_of(s, 4))
        {
            EXPECT_EQ(r.crises.back().phase, static_cast<std::int8_t>(ending));
            sum += std::ranges::count_if(r.moves,
                                         [](MoveRecord const& m) { return m.from == 0 && m.reason <= 1; });
        }
        return sum;
    };
    s.boards[0].pace = 1e4;
    s.boards[0].patience = 2 / 365.25;
    auto const held = leavers(Phase::held);
    s.boards[0].pace = 0.1 / 8766;
    s.boards[0].patience = 100;
    s.boards[0].authority = s.boards[0].candour = 0;
    EXPECT_GT(held, leavers(Phase::conceded) + 20);
}

TEST(Crisis, WrittenOffersAreTakenAndVerbalOnesAreNot)
{
    auto s = in_crisis();
    s.boards[0].pace = 1e4;
    auto const moved = [&](RunRecords const& r) {
        auto const goes = [&](MoveRecord const& m) {
            return m.from == 0 && m.to == 2 && m.time > ouster_of(s);
        };
        return std::ranges::count_if(r.moves, goes);
    };
    auto const verbal = moved(run_of(s));
    s.events[2].form = "written";
    EXPECT_GT(moved(run_of(s)), verbal + 20);
}
} // namespace mercato
