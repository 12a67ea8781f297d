// SPDX-License-Identifier: Apache-2.0
// Policies, clawbacks, raises of whole teams and stories about pay in whole runs (E6, E7).
#include <algorithm>

#include <gtest/gtest.h>

#include "engine/made_market.hpp"
#include "kept_in_memory.hpp"

namespace mercato
{
namespace
{
using testing::a_market;
using testing::bits_of;
using testing::run_of;
using testing::runs_of;

constexpr double days = 1 / 365.25;

Scenario quiet_market(double people = 2000)
{
    auto s = a_market(people);
    s.run.burn_in = 0;
    s.run.end = s.run.start + week * 52;
    return s;
}

PolicySpec a_policy(Scenario const& s, std::string const& lab, int week_number = 4)
{
    PolicySpec p;
    p.id = "policy";
    p.lab = lab;
    p.at = s.run.start + week * week_number;
    return p;
}

Scenario with(Scenario s, PolicySpec const& p)
{
    s.policies.push_back(p);
    return s;
}

LabRecord const& last(RunRecords const& r, Scenario const& s, std::size_t lab)
{
    return r.labs[r.labs.size() - s.labs.size() + lab];
}

/// Voluntary exits from lab 0 in [from, until) weeks, over replicates.
double exits(Scenario const& s, double from, double until, std::uint32_t replicates = 12)
{
    double count = 0;
    for (auto const& run : runs_of(s, replicates))
    {
        for (auto const& m : run.moves)
        {
            auto const at = years(m.time - s.run.start) * 365.25 / 7;
            auto const voluntary = m.reason == static_cast<std::int8_t>(Reason::offer) ||
                                   m.reason == static_cast<std::int8_t>(Reason::quit);
            count += m.from == 0 && voluntary && at >= from && at < until ? 1 : 0;
        }
    }
    return count;
}

double deadline_of(RunRecords const& r, std::size_t lab, bool shortest)
{
    std::vector<double> all;
    for (auto const& o : r.offers)
    {
        if (o.to == static_cast<std::int16_t>(lab)) all.push_back(o.deadline);
    }
    return shortest ? *std::ranges::min_element(all) : *std::ranges::max_element(all);
}
} // namespace

TEST(Policy, ThatSaysNothingOrIsSwitchedOffChangesNoBit)
{
    auto const s = quiet_market(800);
    auto const base = run_of(s);
    auto off = a_policy(s, "all");
    off.bonus_share = 3;
    off.never_match = true;
    off.enabled = false;
    auto const empty = a_policy(s, "rich");
    auto other = a_policy(s, "all");
    other.garden_leave = 3;
    other.jurisdiction = "nowhere_else";
    for (auto const& p : {off, empty, other})
    {
        auto const run = run_of(with(s, p));
        EXPECT_EQ(bits_of(run.moves), bits_of(base.moves));
        EXPECT_EQ(bits_of(run.labs), bits_of(base.labs));
    }
}

TEST(Policy, IsTheSameForAnyThreadsAndWhenInterrupted)
{
    auto s = quiet_market(9000);
    s.run.end = s.run.start + week * 20;
    auto p = a_policy(s, "all", 2);
    p.bonus_share = 0.5;
    p.bonus_stay = 0.2;
    p.raise = 0.05;
    p.grant = 0.5;
    p.accelerate = 0.25;
    p.open_account = true;
    auto first = a_policy(s, "rich", 3);
    first.id = "first";
    first.bonus = 0.2;
    first.bonus_first = true;
    s.policies = {p, first};
    Threads const alone(1);
    auto const start = shared_start(s, alone);
    auto const one = simulate(s, start, 0, alone);
    for (int const threads : {2, 3, 8})
    {
        auto const many = run_of(s, 0, threads);
        EXPECT_EQ(many.state_hash, one.state_hash);
        EXPECT_EQ(bits_of(many.moves), bits_of(one.moves));
        EXPECT_EQ(bits_of(many.labs), bits_of(one.labs));
    }
    int interruptions = 0;
    auto const pieced = testing::interrupted_run(s, start, 0, alone, 7, interruptions);
    EXPECT_GT(interruptions, 3);
    EXPECT_EQ(pieced.state_hash, one.state_hash);
    EXPECT_EQ(bits_of(pieced.labs), bits_of(one.labs));
}

TEST(RetentionBonus, KeepsPeopleUntilItIsPaidAndNotAfter)
{
    auto s = quiet_market();
    s.laws.counter.readiness = 0;
    auto p = a_policy(s, "rich", 4);
    p.bonus_share = 1.5;
    p.bonus_stay = 20 * 7 * days;
    auto const bonus = with(s, p);
    EXPECT_LT(exits(bonus, 4, 24), 0.75 * exits(s, 4, 24));
    EXPECT_GT(exits(bonus, 24, 44), 0.9 * exits(s, 24, 44)); // also those who only waited for it
}

TEST(RetentionBonus, IsOwedPaidAndForfeitedToTheCent)
{
    auto s = quiet_market(600);
    s.run.end = s.run.start + week * 30;
    auto p = a_policy(s, "rich", 4);
    p.bonus = 0.1;
    p.bonus_stay = 10 * 7 * days;
    auto const run = run_of(with(s, p));
    auto const labs = s.labs.size();
    auto const at = [&](int week_number) -> LabRecord const& {
        return run.labs[static_cast<std::size_t>(week_number) * labs];
    };
    // One hundred thousand each at the date, and less for each who leaves before it is due
    auto const promised = static_cast<double>(at(5).bonuses);
    EXPECT_NEAR(promised, 0.1 * at(4).headcount, 0.1 * 12 + 1e-4);
    double left = 0;
    for (auto const& m : run.moves)
    {
        auto const weeks = years(m.time - s.run.start) * 365.25 / 7;
        if (m.from == 0 && weeks >= 5 && weeks < 14 && m.tenure > 5 * 7 * days) ++left;
    }
    ASSERT_GT(left, 2);
    EXPECT_NEAR(at(15).bonuses, promised - 0.1 * left, 0.1 * 2 + 1e-4); // joiners of week four to five
    EXPECT_EQ(at(29).bonuses, at(15).bonuses);
}

TEST(RetentionBonus, GivenBackCostsNothingOfThoseWhoLeave)
{
    auto s = quiet_market(600);
    auto p = a_policy(s, "rich", 4);
    p.bonus = 0.1;
    p.bonus_stay = 0.5;
    auto later = run_of(with(s, p));
    p.bonus_first = true;
    auto const first = run_of(with(s, p));
    // Nobody consumes what may have to go back: the invariants hold, checked on every page
    EXPECT_NEAR(last(first, s, 0).bonuses, last(later, s, 0).bonuses, 0.1 * 5);
    EXPECT_GT(last(first, s, 0).bonuses, 1);
}

TEST(Cliff, ShortenedForExistingGrantsFreesPeopleAtOnce)
{
    auto s = quiet_market();
    s.groups[0].tenure = 0.3;
    s.groups[0].tenure_limit = 0.9;
    s.labs[0].equity_share = 0.8;
    s.laws.counter.readiness = 0;
    auto p = a_policy(s, "rich", 2);
    p.cliff = 0;
    auto const fresh_only = with(s, p);
    p.existing_grants = true;
    auto const all = with(s, p);
    // Calls, screening, deadline and notice take weeks
    EXPECT_GT(exits(all, 8, 30), 1.2 * exits(fresh_only, 8, 30));
    // What vested by it is what it cost
    EXPECT_GT(last(run_of(all), s, 0).bonuses, 1);
    EXPECT_EQ(last(run_of(fresh_only), s, 0).bonuses, 0);
}

TEST(DeadlineNorm, HoldsForAllOffersFromItsDateUntilItsEnd)
{
    auto s = quiet_market(3000); // "large" gives four days
    auto p = a_policy(s, "all", 0);
    p.least_deadline = 14 * days;
    auto const run = run_of(with(s, p));
    EXPECT_NEAR(deadline_of(run_of(s), 2, true), 4, 1e-3);
    EXPECT_NEAR(deadline_of(run, 2, true), 14, 1e-3);
    EXPECT_NEAR(deadline_of(run, 1, true), 21, 1e-3);
    p.until = s.run.start + week * 20;
    auto const ended = run_of(with(s, p));
    EXPECT_NEAR(deadline_of(ended, 2, true), 4, 1e-3);
    EXPECT_NEAR(deadline_of(ended, 2, false), 14, 1e-3);
}

TEST(DeadlineNorm, BindsARaidToo)
{
    auto s = quiet_market(3000);
    RaidSpec raid;
    raid.id = "raid";
    raid.lab = "large";
    raid.at = s.run.start + week;
    raid.until = raid.at + week * 8;
    raid.budget = 1e6;
    raid.deadline = 2 * days;
    s.raids = {raid};
    auto p = a_policy(s, "all", 0);
    p.least_deadline = 14 * days;
    auto const pursued = [&](Scenario const& x) {
        double longest = 0;
        for (auto const& a : run_of(x).approaches)
            longest = std::max(longest, years(a.answered - a.time) * 365.25);
        return longest;
    };
    EXPECT_LT(pursued(s), 2.1); // and the instant at which it is worked
    EXPECT_GT(pursued(with(s, p)), 10);
}

TEST(NeverMatch, EndsCountersAndRecognitionBringsMore)
{
    auto s = quiet_market(3000);
    s.laws.counter.readiness = 1;
    auto p = a_policy(s, "rich", 0);
    p.never_match = true;
    ASSERT_GT(last(run_of(s), s, 0).counters, 3);
    EXPECT_EQ(last(run_of(with(s, p)), s, 0).counters, 0);
    p.never_match = false;
    p.recognition = 1;
    EXPECT_GT(last(run_of(with(s, p)), s, 0).counters, 1.1 * last(run_of(s), s, 0).counters);
}

TEST(PayTransparency, DrivesOutTheWorsePaid)
{
    auto s = quiet_market();
    s.laws.counter.readiness = 0;
    s.laws.counter.fairness_weight = 8;
    auto p = a_policy(s, "rich", 0);
    p.visibility = 1;
    auto const open = exits(with(s, p), 10, 52);
    p.visibility = 0;
    auto const secret = exits(with(s, p), 10, 52);
    EXPECT_GT(open, 1.05 * secret);
}

TEST(OpenAccount, RaisesTrustAtOnceOrAfterTheCrisis)
{
    auto s = quiet_market(400);
    s.record.panel = 200;
    auto p = a_policy(s, "rich", 4);
    p.open_account = true;
    auto const trust = [&](Scenario const& x, std::size_t week_number) {
        auto const run = run_of(x);
        double sum = 0;
        double n = 0;
        for (std::size_t k = 0; k < 200; ++k)
        {
            auto const& r = run.panel[week_number * 200 + k];
            if (r.lab != 0) continue;
            sum += r.trust;
            ++n;
        }
        return sum / n;
    };
    EXPECT_NEAR(trust(with(s, p), 4), trust(s, 4), 1e-6);
    EXPECT_NEAR(trust(with(s, p), 6) - trust(s, 6), s.laws.climate.trust_account, 0.005);
}

TEST(GardenLeave, DelaysThoseBoundAndSparesThemCalls)
{
    auto s = quiet_market(3000);
    s.labs[0].jurisdiction = "united_kingdom";
    auto p = a_policy(s, "all", 0);
    p.jurisdiction = "united_kingdom";
    p.garden_leave = 0.5;
    auto const bound = with(s, p);
    EXPECT_LT(exits(bound, 2, 26, 4), 0.15 * exits(s, 2, 26, 4));
    EXPECT_GT(exits(bound, 28, 52, 4), 0.5 * exits(s, 28, 52, 4));
    // Abolished where it was
    s.labs[0].noncompete = 0.5;
    s.labs[0].noncompete_share = 1;
    p.garden_leave = 0;
    EXPECT_GT(exits(with(s, p), 2, 26, 4), 5 * exits(s, 2, 26, 4));
}

TEST(Clawback, KeepsThoseWhoWerePaidToCome)
{
    auto s = quiet_market(4000);
    RaidSpec raid;
    raid.id = "raid";
    raid.lab = "large";
    raid.at = s.run.start;
    raid.until = raid.at + week * 10;
    raid.people = 300;
    raid.pace = 20 * 365.25;
    raid.budget = 1e6;
    raid.top_multiple = raid.low_multiple = 3;
    raid.sign_on = 1;
    s.raids = {raid};
    s.laws.contagion.honeymoon = 1e-3;
    s.run.end = s.run.start + week * 80;
    auto const again = [&](Scenario const& x) {
        double left = 0;
        for (auto const& run : runs_of(x, 8))
        {
            for (auto const& a : run.approaches)
            {
                if (a.answer != static_cast<std::int8_t>(Answer::accepted)) continue;
                left += std::ranges::any_of(run.moves, [&](MoveRecord const& m) {
                    return m.person == a.person && m.from == 2 && m.time > a.answered && m.reason == 0;
                });
            }
        }
        return left;
    };
    auto const free = again(s);
    s.raids[0].clawback = 3;
    ASSERT_GT(free, 20);
    EXPECT_LT(again(s), 0.75 * free);
}

TEST(PayCut, TakesAtMostAllCash)
{
    auto s = quiet_market(600);
    s.run.end = s.run.start + week * 6;
    s.labs[0].equity_share = 0.6;
    auto const whole = last(run_of(s), s, 0);
    auto p = a_policy(s, "rich");
    p.raise = -2; // to an eighth, but six tenths are equity
    auto const cut = last(run_of(with(s, p)), s, 0);
    EXPECT_NEAR(cut.pay / whole.pay, 0.6, 0.02);
    auto const a_week = 0.4 * whole.pay * whole.headcount / 52;
    EXPECT_NEAR(cut.paid / a_week, 4, 0.3) << "nothing is paid from then on";
}

TEST(UnitRaise, ReachesTeamMatesWhoHadNoOffer)
{
    auto s = quiet_market(4000);
    s.laws.counter.readiness = 1;
    s.laws.counter.bound = 0.8; // fairness stands against most counters to one
    s.labs[0].team_size = 3;
    auto const run = run_of(s);
    EXPECT_GT(last(run, s, 0).raised, 4);
    EXPECT_GT(last(run, s, 0).raise_cost, 0.1);
    s.laws.counter.unit_readiness = 0;
    auto const without = run_of(s);
    EXPECT_EQ(last(without, s, 0).raised, 0);
    EXPECT_EQ(last(without, s, 0).raise_cost, 0);
    EXPECT_GT(last(run, s, 0).counters, last(without, s, 0).counters);
}

TEST(Successor, NamedSoonKeepsTheTeamOfALeadWhoLeft)
{
    auto s = quiet_market();
    s.laws.counter.readiness = 0;
    s.laws.contagion.lead_jump = 2;
    s.laws.contagion.successor_calm = 1;
    auto p = a_policy(s, "rich", 0);
    p.successor = 1 * days;
    EXPECT_LT(exits(with(s, p), 6, 52), 0.95 * exits(s, 6, 52));
}

TEST(BelievedGrowth, HoldsThoseWhoseGrantsItConcerns)
{
    auto s = quiet_market();
    s.laws.counter.readiness = 0;
    auto believing = s;
    believing.labs[0].believed_growth = 1;
    EXPECT_LT(exits(believing, 8, 52), 0.9 * exits(s, 8, 52));
}

TEST(Leak, MakesPeopleBelieveTheStatedSumUntilTheTruthIsOut)
{
    auto s = quiet_market();
    s.laws.counter.readiness = 0;
    s.laws.counter.fairness_weight = 5;
    EventSpec leak;
    leak.id = "leak";
    leak.type = "leak";
    leak.lab = "rich";
    leak.at = s.run.start + week * 4;
    leak.value = 100;
    leak.truth = 1.2;
    auto told = s;
    told.events = {leak};
    auto corrected = told;
    corrected.events[0].until = leak.at + day * 3;
    auto const quiet = exits(s, 6, 40);
    auto const believed = exits(told, 6, 40);
    EXPECT_GT(believed, 1.25 * quiet);
    EXPECT_LT(exits(corrected, 6, 40), 0.5 * (quiet + believed));
}
} // namespace mercato
