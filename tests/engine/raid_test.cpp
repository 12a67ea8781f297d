// SPDX-License-Identifier: Apache-2.0
// Raids and lift-outs in whole runs: lists, budgets, deadlines, coalitions; same bits for any threads.
#include <algorithm>
#include <map>
#include <numeric>
#include <set>

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

constexpr double days = 1 / 365.25;

bool is(ApproachRecord const& a, Answer answer) { return a.answer == static_cast<std::int8_t>(answer); }

/// "large" goes after the best of everybody for two months.
Scenario raided(double people = 3000)
{
    auto s = a_market(people);
    s.run.burn_in = 0;
    s.run.end = s.run.start + week * 20;
    RaidSpec raid;
    raid.id = "raid";
    raid.lab = "large";
    raid.at = s.run.start + week;
    raid.until = raid.at + week * 8;
    raid.people = 120;
    raid.budget = 1e6;
    raid.pace = 5 * 365.25;
    s.raids = {raid};
    return s;
}

/// A lead of "rich" is asked, and those with strong ties to the lead.
Scenario lifted(double pull)
{
    auto s = raided();
    auto& raid = s.raids[0];
    raid.mode = "coalition";
    raid.target = "rich";
    raid.people = 8;
    raid.top_multiple = raid.low_multiple = 1.5;
    raid.sign_on = 0;
    raid.deadline = 20 * days;
    s.laws.raid.coalition_pull = pull;
    s.laws.raid.heed_personal = 1;
    s.laws.raid.tie_threshold = 0.3;
    return s;
}

double accepted(Scenario const& s, std::uint32_t replicates = 8)
{
    double count = 0;
    for (auto const& run : runs_of(s, replicates))
    {
        for (auto const& a : run.approaches) count += is(a, Answer::accepted) ? 1 : 0;
    }
    return count;
}

/// When each person of the list had a firm offer.
std::map<std::int32_t, ApproachRecord> firm_offers(Scenario const& s)
{
    std::map<std::int32_t, ApproachRecord> all;
    for (auto const& a : run_of(s).approaches)
    {
        if (!is(a, Answer::unheard)) all.emplace(a.person, a);
    }
    return all;
}

TEST(Raid, BringsOffersSoonerToThoseWhomTheChiefExecutiveCalls)
{
    auto s = raided();
    s.raids[0].personal = 60;
    s.raids[0].screening = 10 * days;
    s.laws.raid.personal_screening = 1;
    auto const usual = firm_offers(s);
    s.laws.raid.personal_screening = 0.2;
    std::map<bool, std::vector<double>> sooner; // [d], by whether the call was personal
    for (auto const& [person, offer] : firm_offers(s))
    {
        if (auto const before = usual.find(person); before != usual.end())
            sooner[offer.personal != 0].push_back(years(before->second.time - offer.time) / days);
    }
    ASSERT_GT(sooner[true].size(), 30U);
    ASSERT_GT(sooner[false].size(), 15U);
    // Eight days of ten in the mean, whose error is eight over the root of their number
    auto const called = sooner[true];
    auto const mean = std::reduce(called.begin(), called.end()) / static_cast<double>(called.size());
    EXPECT_NEAR(mean, 8, 4);
    EXPECT_NEAR(std::ranges::max(sooner[false]), 0, 1e-6);
}

TEST(Raid, IsTheSameForAnyNumberOfThreadsAndAnyRecording)
{
    auto s = raided();
    auto const one = run_of(s);
    ASSERT_GT(one.approaches.size(), 50U);
    for (int const threads : {2, 3, 8})
    {
        auto const many = run_of(s, 0, threads);
        EXPECT_EQ(bits_of(many.approaches), bits_of(one.approaches));
        EXPECT_EQ(bits_of(many.moves), bits_of(one.moves));
    }
    s.run.dt = 30 * days;
    s.record.approaches = false;
    auto const other = run_of(s);
    EXPECT_EQ(bits_of(other.moves), bits_of(one.moves));
    EXPECT_TRUE(other.approaches.empty());
}

TEST(Raid, ThatIsSwitchedOffChangesNothing)
{
    auto s = raided();
    s.raids[0].enabled = false;
    auto const off = run_of(s);
    s.raids.clear();
    auto const none = run_of(s);
    EXPECT_EQ(bits_of(off.moves), bits_of(none.moves));
    EXPECT_EQ(off.state_hash, none.state_hash);
    EXPECT_TRUE(off.approaches.empty());
}

TEST(Raid, GoesDownTheListOfTheMostTalentedOnce)
{
    auto s = raided();
    s.laws.raid.guess_spread = s.laws.raid.fit_weight = s.laws.raid.brand_weight = 0;
    auto const run = run_of(s);
    std::map<std::int32_t, double> talent;
    std::set<std::int32_t> people;
    for (auto const& a : run.approaches)
    {
        EXPECT_TRUE(people.insert(a.person).second) << "called twice";
        EXPECT_TRUE(talent.emplace(a.rank, a.talent).second) << "a place of the list twice";
    }
    // Level counts too, so that talent falls only on the whole
    double high = 0;
    double low = 0;
    for (auto const& [rank, theta] : talent) (rank <= 40 ? high : low) += theta;
    EXPECT_GT(high / 40, low / static_cast<double>(talent.size() - 40) + 0.3);
}

TEST(Raid, PromisesNoMoreThanItsBudget)
{
    auto s = raided();
    s.raids[0].budget = 150;
    s.raids[0].deadline = 10 * days;
    auto const run = run_of(s);
    // Out at a moment: offered by then and neither answered nor, once accepted, ever given back
    for (auto const& at : run.approaches)
    {
        double out = 0;
        for (auto const& a : run.approaches)
        {
            auto const value = static_cast<double>(a.pay_offered + a.sign_on);
            auto const made = !is(a, Answer::unheard) && a.time <= at.time;
            if (made && (is(a, Answer::accepted) || a.answered > at.time)) out += value;
        }
        EXPECT_LE(out, 150 * (1 + 1e-6));
    }
    EXPECT_LT(run.approaches.size(), run_of(raided()).approaches.size());
}

TEST(Raid, CallsWithinItsDatesAndPace)
{
    auto const s = raided();
    auto const run = run_of(s);
    std::map<std::int64_t, int> unheard_a_day;
    for (auto const& a : run.approaches)
    {
        EXPECT_GE(a.time, s.raids[0].at);
        if (!is(a, Answer::unheard)) continue; // of others the time is that of the firm offer
        ++unheard_a_day[(a.time - s.raids[0].at).us / day.us];
        EXPECT_LT(a.time, s.raids[0].until + hour);
    }
    for (auto const& [day_number, calls] : unheard_a_day) EXPECT_LE(calls, 5) << day_number;
}

TEST(Raid, WinsMoreWithMoreMoneyAndMostWherePayIsNeverEnough)
{
    auto poor = raided();
    poor.raids[0].top_multiple = poor.raids[0].low_multiple = 2;
    auto const few = accepted(poor);
    auto const some = accepted(raided());
    auto unbounded = raided();
    unbounded.laws.utility.curvature_low = unbounded.laws.utility.curvature_high = 1;
    auto const most = accepted(unbounded);
    EXPECT_GT(some, 1.2 * few);
    EXPECT_GT(most, 1.2 * some); // log money: nobody is out of reach
}

TEST(Raid, OfLargerStakesHeldWinsLess)
{
    auto vested = raided();
    for (auto& g : vested.groups) g.equity_gain = 40;
    EXPECT_LT(accepted(vested), 0.8 * accepted(raided()));
}

TEST(Raid, LeavesTimeToTellAndToCounterOnlyWithLongerDeadlines)
{
    auto const told = [](Scenario const& s) {
        double disclosed = 0;
        for (auto const& run : runs_of(s, 8))
        {
            for (auto const& a : run.approaches) disclosed += a.disclosed;
        }
        return disclosed;
    };
    auto quick = raided();
    quick.raids[0].deadline = 1 * days;
    auto slow = raided();
    slow.raids[0].deadline = 14 * days;
    EXPECT_LT(told(quick), 0.8 * told(slow));

    auto resting = quick;
    EventSpec rest;
    rest.id = rest.type = "recharge_week";
    rest.lab = "rich";
    rest.at = quick.raids[0].at - day;
    rest.until = quick.raids[0].until;
    resting.events = {rest};
    EXPECT_LT(told(resting), told(quick));
    auto urged = quick;
    urged.events = {rest};
    urged.events[0].id = urged.events[0].type = "memo";
    EXPECT_GT(told(urged), told(quick));
}

TEST(Raid, GivesMoreTimeOnceToWhoAsks)
{
    auto s = raided();
    s.raids[0].deadline = 2 * days;
    s.raids[0].extension = 5 * days;
    s.laws.waiting.pressure = 2; // many would go but for the ultimatum
    std::size_t extended = 0;
    for (auto const& run : runs_of(s, 4))
    {
        for (auto const& a : run.approaches)
        {
            if (a.extended == 0) continue;
            ++extended;
            EXPECT_LE((a.answered - a.time).us, (day * 7 + hour * 2).us);
            EXPECT_GT((a.answered - a.time).us, (day * 2).us);
        }
    }
    EXPECT_GT(extended, 3U);
}

TEST(LiftOut, AsksOneLeadAndThoseWithStrongTiesInOneLab)
{
    std::size_t asked = 0;
    auto const runs = runs_of(lifted(1.5), 8);
    for (auto const& run : runs)
    {
        ASSERT_LE(run.approaches.size(), 8U);
        asked += run.approaches.size();
        for (auto const& a : run.approaches)
        {
            EXPECT_EQ(a.from, 0);
            EXPECT_EQ(a.time, run.approaches[0].time); // a joint offer
        }
    }
    EXPECT_GT(asked, 2 * runs.size()); // some leads have nobody with a strong tie
}

TEST(LiftOut, MovesTogetherBecauseTheOthersGo)
{
    // Variance of the number who go: a coalition goes as a whole or not at all
    auto const spread = [](double pull) {
        double sum = 0;
        double squares = 0;
        auto const runs = runs_of(lifted(pull), 60);
        for (auto const& run : runs)
        {
            double count = 0;
            for (auto const& a : run.approaches) count += is(a, Answer::accepted) ? 1 : 0;
            auto const share = count / static_cast<double>(run.approaches.size());
            sum += share;
            squares += share * share;
        }
        auto const n = static_cast<double>(runs.size());
        return std::pair{sum / n, squares / n - sum * sum / n / n};
    };
    auto const [alone, alone_variance] = spread(0);
    auto const [joint, joint_variance] = spread(4);
    EXPECT_GT(joint, alone);
    EXPECT_GT(joint_variance, 1.5 * alone_variance);
}
} // namespace
} // namespace mercato
