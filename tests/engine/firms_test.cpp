// SPDX-License-Identifier: Apache-2.0
// Labs as firms: accounts add up, rounds, failures and take-overs come at their hazards, people found labs.
#include <cmath>

#include <gtest/gtest.h>

#include "engine/made_market.hpp"
#include "run/invariants.hpp"

namespace mercato
{
namespace
{
using testing::a_lab;
using testing::bits_of;
using testing::run_of;
using testing::runs_of;

/// Firms of ten people each, alike, whose staff stay; nothing but what their money does.
Scenario firms(int count, double cash, double costs)
{
    auto s = testing::bare_market();
    s.run.reference_slots = 1e6;
    for (int k = 0; k < count; ++k)
    {
        auto lab = a_lab("firm" + std::to_string(k), 0.5, 10);
        lab.cash = cash;
        lab.costs = {{s.run.start, costs, ""}};
        lab.volatility = 0;
        s.labs.push_back(lab);
        s.groups.push_back(testing::a_group(lab.id, 10));
    }
    s.labs.push_back(a_lab("none", 0.03, 0));
    s.labs.back().kind = "nonemployment";
    s.labs.back().headcount.clear();
    s.laws.search.contact_rate = 0;
    return s;
}

int count_of(std::vector<RunRecords> const& runs, Deed deed)
{
    int n = 0;
    for (auto const& r : runs)
    {
        for (auto const& e : r.lab_events) n += e.deed == static_cast<std::int8_t>(deed) ? 1 : 0;
    }
    return n;
}

/// Nothing but failures.
void without_relief(Scenario& s)
{
    s.laws.funding.round_hazard = 0;
    s.laws.funding.cut_below = 0;
}

AccountRecord last_account(RunRecords const& r, std::size_t labs, std::size_t lab)
{
    return r.accounts[r.accounts.size() - labs + lab];
}
} // namespace

TEST(Firms, FailAtTheHazardOfTheirRunway)
{
    // Runway of ninety-nine years at the start and all along: the hazard is a constant
    auto s = firms(200, 1e6, 0);
    without_relief(s);
    s.laws.funding.failure_relief = 0;
    s.laws.funding.failure_hazard = 0.3;
    auto const runs = runs_of(s, 4);
    auto const n = 4 * 200;
    auto const expected = n * -std::expm1(-0.3);
    auto const error = std::sqrt(n * std::exp(-0.3) * -std::expm1(-0.3));
    EXPECT_NEAR(count_of(runs, Deed::failure), expected, 4 * error);
    for (auto const& r : runs)
    {
        for (auto const& e : r.lab_events)
        {
            auto const& last = r.labs[r.labs.size() - s.labs.size() + static_cast<std::size_t>(e.lab)];
            EXPECT_EQ(last.headcount, 0) << "whoever fails is shut";
        }
    }
}

TEST(Firms, FailMoreOftenWithLessRunway)
{
    auto const failed = [](double cash) {
        auto s = firms(100, cash, 10); // 15 $M a year are burnt
        without_relief(s);
        s.run.end = s.run.start + week * 26;
        return count_of(runs_of(s, 4), Deed::failure);
    };
    auto const rich = failed(150); // ten years
    auto const poor = failed(15);  // a year
    EXPECT_EQ(rich, 0);
    // Integral of 0.5 exp(-2 R) over half a year that begins with a runway of one
    auto const exposure = 0.5 / 2 * (std::exp(-1.0) - std::exp(-2.0));
    auto const expected = 400 * -std::expm1(-exposure);
    EXPECT_NEAR(poor, expected, 4 * std::sqrt(expected) + 2);
}

TEST(Firms, RaiseMoneyAtThePoissonRateOfTheClimate)
{
    auto const rounds = [](double climate) {
        auto s = firms(100, 1e6, 0);
        s.laws.funding.failure_hazard = 0;
        s.laws.funding.opportunism = 1; // in need or not
        s.laws.funding.round_hazard = 0.8;
        s.laws.funding.raised = 1e-3;
        s.capital.climate = {{s.run.start, climate * s.capital.reference, ""}};
        return count_of(runs_of(s, 4), Deed::funding_round);
    };
    for (auto const climate : {0.5, 1.0, 2.0})
    {
        auto const expected = 400 * 0.8 * climate;
        EXPECT_NEAR(rounds(climate), expected, 4 * std::sqrt(expected)) << climate;
    }
    EXPECT_EQ(rounds(0), 0);
}

TEST(Firms, KeepTheirAccountsToTheCent)
{
    auto s = firms(20, 12, 4);
    s.labs[0].revenue = {{s.run.start, 7, ""}};
    s.labs[1].costs_a_head = 0.2;
    s.laws.growth.quit_hazard = 0.2; // wages are paid to people who come and go
    Threads const threads(1);
    Draws const draws(7, 1);
    Engine engine(s, draws, threads, shared_start(s, threads));
    engine.begin_replicate();
    for (int k = 1; k <= 26; ++k)
    {
        engine.advance(
            s.run.start + week * (2 * k), {}, [](Time) {}, [] {});
        check_invariants(engine.state().world);
    }
    auto const& labs = engine.state().world.labs;
    EXPECT_EQ(labs.books[0].firm.earned > 0, true);
    for (auto const& b : labs.books)
    {
        auto const& f = b.firm;
        if (!f.has_account) continue;
        EXPECT_EQ(f.cash, f.cash_before + f.earned + f.raised - f.spent - f.paid);
        EXPECT_GT(f.paid, 0);
    }
}

TEST(Firms, SpendWhatTheyPayAndEarn)
{
    // Ten people at 0.5 $M with talent alike, 4 $M of other costs: 9 $M a year
    auto s = firms(1, 100, 4);
    s.laws.funding.round_hazard = s.laws.funding.failure_hazard = 0;
    s.groups[0].levels = {0, 1, 0, 0};
    auto const r = run_of(s);
    auto const account = last_account(r, 2, 0);
    EXPECT_NEAR(account.burn, 9, 0.6);
    // Wages of up to four weeks are still owed
    EXPECT_NEAR(account.cash, 100 - account.burn, 5.0 * 4 / 52 + 0.2);
    EXPECT_NEAR(account.runway, account.cash / account.burn, 0.01);
    EXPECT_TRUE(std::isnan(last_account(r, 2, 1).cash)) << "no account, no number";
}

TEST(Firms, LayOffWhenTheRunwayIsShortAndThenLastLonger)
{
    auto s = firms(40, 4, 2); // 7 $M burnt, a runway of 0.57 years
    s.laws.funding.round_hazard = s.laws.funding.failure_hazard = 0;
    s.run.end = s.run.start + week * 20;
    auto const r = run_of(s);
    int cut = 0;
    for (auto const& e : r.lab_events) cut += e.deed == static_cast<std::int8_t>(Deed::lay_off) ? 1 : 0;
    EXPECT_GE(cut, 40) << "each at least once";
    EXPECT_LE(cut, 60) << "and few again: after it the account lasts about a year";
    int laid_off = 0;
    for (auto const& m : r.moves) laid_off += m.reason == static_cast<std::int8_t>(Reason::layoff) ? 1 : 0;
    // Wages fall from 5 to about 3.5 - 2 = 1.5 $M
    EXPECT_NEAR(laid_off, 400 * 0.7, 40);
    double runway = 0;
    for (std::size_t lab = 0; lab < 40; ++lab) runway += last_account(r, s.labs.size(), lab).runway / 40;
    EXPECT_GT(runway, s.laws.funding.cut_below);
}

TEST(Firms, ShutWhenTheAccountIsSpent)
{
    auto s = firms(5, 2, 4);
    without_relief(s);
    s.laws.funding.failure_hazard = 0;
    s.run.end = s.run.start + week * 30;
    auto const r = run_of(s);
    ASSERT_EQ(r.lab_events.size(), 5U);
    for (auto const& e : r.lab_events)
    {
        EXPECT_EQ(e.deed, static_cast<std::int8_t>(Deed::insolvency));
        EXPECT_NEAR(years(e.time - s.run.start), 2.0 / 9, 6.0 / 52);
    }
}

TEST(Firms, DoNotHireWithoutRunway)
{
    auto const hires = [](double cash) {
        auto s = firms(10, cash, 4);
        s.laws.funding.round_hazard = s.laws.funding.failure_hazard = s.laws.funding.cut_below = 0;
        s.laws.growth.outside_share = 20;
        for (auto& lab : s.labs)
        {
            if (lab.cash) lab.headcount = {{s.run.start, 10, ""}, {s.run.start + year, 30, ""}};
        }
        s.run.end = s.run.start + week * 20;
        int n = 0;
        for (auto const& m : run_of(s).moves) n += m.to >= 0 && m.to < 10 ? 1 : 0;
        return n;
    };
    EXPECT_EQ(hires(6), 0); // two thirds of a year
    EXPECT_GT(hires(1000), 20);
}

TEST(Firms, SellNewUnitsAtARoundSoThatOnlyTheStepEnrichesThoseWhoHold)
{
    auto s = firms(1, 100, 4);
    s.laws.funding.round_hazard = s.laws.funding.failure_hazard = 0;
    s.labs[0].valuation = {{s.run.start, 300, ""}};
    EventSpec e;
    e.id = "round";
    e.type = "funding_round";
    e.lab = "firm0";
    e.at = s.run.start + week * 10;
    e.value = 100;
    s.events = {e};
    auto const r = run_of(s);
    EXPECT_FLOAT_EQ(r.labs[r.labs.size() - 2].valuation, 400);
    auto const account = last_account(r, 2, 0);
    EXPECT_NEAR(account.shares, 4.0 / 3, 1e-6) << "the price of a unit stays";
    EXPECT_FLOAT_EQ(account.raised, 100);
    ASSERT_EQ(r.lab_events.size(), 1U);
    EXPECT_EQ(r.lab_events[0].sum, 100);
}

TEST(Firms, AreTakenOverByWhoHasMoneyAndThenWoundUp)
{
    auto s = firms(30, 8, 4); // a runway of nearly a year
    without_relief(s);
    s.laws.funding.failure_hazard = 0;
    auto buyer = a_lab("buyer", 0.6, 100);
    buyer.war_chest = 1e5;
    s.labs.insert(s.labs.begin(), buyer);
    s.groups.push_back(testing::a_group("buyer", 100));
    s.run.end = s.run.start + week * 30;
    auto const r = run_of(s);
    EXPECT_GT(count_of({r}, Deed::takeover), 20);
    EXPECT_GT(count_of({r}, Deed::wound_up), 15);
    int moved = 0;
    for (auto const& m : r.moves) moved += m.to == 0 && m.from > 0 ? 1 : 0;
    EXPECT_GT(moved, 10) << "some of the core goes along";
    for (auto const& a : r.approaches) EXPECT_EQ(a.to, 0);
    s.labs[0].war_chest = 0;
    EXPECT_EQ(count_of({run_of(s)}, Deed::takeover), 0);
}

TEST(Firms, AreTakenOverUntilTheWarChestIsEmpty)
{
    auto s = firms(30, 8, 4);
    without_relief(s);
    s.laws.funding.failure_hazard = 0;
    s.laws.funding.takeover_hazard = 20;
    for (auto& lab : s.labs) lab.valuation = {{s.run.start, 50, ""}};
    auto buyer = a_lab("buyer", 0.6, 100);
    buyer.war_chest = 170;
    s.labs.insert(s.labs.begin(), buyer);
    s.groups.push_back(testing::a_group("buyer", 100));
    s.run.end = s.run.start + week * 30;
    std::vector<float> prices;
    for (auto const& e : run_of(s).lab_events)
    {
        if (e.deed == static_cast<std::int8_t>(Deed::takeover)) prices.push_back(e.sum);
    }
    EXPECT_EQ(prices, (std::vector<float>{50, 50, 50, 20})) << "valuations, then what is left, then no more";
}

TEST(Firms, NoteNoLayOffThatHitsNobody)
{
    auto s = firms(60, 0.5, 0.05);
    s.laws.funding.round_hazard = s.laws.funding.failure_hazard = 0;
    for (auto& lab : s.labs) lab.headcount.clear();
    for (auto& group : s.groups) group.count = 2;
    s.run.end = s.run.start + week * 30;
    auto const r = run_of(s);
    int cuts = 0;
    for (auto const& e : r.lab_events)
    {
        if (e.deed != static_cast<std::int8_t>(Deed::lay_off)) continue;
        ++cuts;
        EXPECT_TRUE(std::ranges::any_of(r.moves, [&](MoveRecord const& m) {
            return m.from == e.lab && m.reason == static_cast<std::int8_t>(Reason::layoff) &&
                   m.time >= e.time && m.time <= e.time + week;
        }));
    }
    EXPECT_GT(cuts, 10);
}

TEST(Firms, ChangeNothingWhereNobodyStatesMoney)
{
    auto s = testing::a_market(600);
    auto const before = run_of(s, 1);
    s.capital.climate = {{s.run.start, 5e3, ""}};
    s.labs[0].war_chest = 1e6;
    s.laws.funding.failure_hazard = 50;
    s.laws.founding.hazard = 1;
    auto const after = run_of(s, 1);
    EXPECT_EQ(bits_of(before.moves), bits_of(after.moves));
    EXPECT_EQ(before.state_hash, after.state_hash);
    EXPECT_TRUE(after.accounts.empty());
    EXPECT_TRUE(after.lab_events.empty());
}

namespace
{
/// A market with twelve rows for labs that somebody may found.
Scenario spawning()
{
    auto s = testing::a_market(800);
    s.laws.founding.hazard = 0.03;
    for (int k = 0; k < 12; ++k)
    {
        auto lab = a_lab("new" + std::to_string(k), 0.7, 0);
        lab.headcount.clear();
        lab.dormant = true;
        lab.growth_cap = 1;
        lab.cash = 30;
        lab.costs_a_head = 0.3;
        lab.equity_share = 0.6;
        s.labs.push_back(lab);
    }
    return s;
}
} // namespace

TEST(Foundings, AreBegunByPeopleAndFilledByThoseAskedAndOthers)
{
    auto const s = spawning();
    auto const runs = runs_of(s, 3);
    int founded = 0;
    int staff = 0;
    for (auto const& r : runs)
    {
        for (auto const& e : r.lab_events)
        {
            if (e.deed != static_cast<std::int8_t>(Deed::founding)) continue;
            ++founded;
            EXPECT_GE(e.lab, 5);
            EXPECT_LT(e.other, 4) << "of a lab that employs";
            EXPECT_EQ(e.sum, 30);
            auto const came = [&](MoveRecord const& m) { return m.to == e.lab && m.person == e.person; };
            auto const has_come = std::ranges::any_of(r.moves, came);
            EXPECT_TRUE(has_come || e.time + week * 5 >= s.run.end) << "the founder comes";
        }
        for (std::size_t lab = 5; lab < s.labs.size(); ++lab)
            staff += r.labs[r.labs.size() - s.labs.size() + lab].headcount;
    }
    EXPECT_GT(founded, 10);
    EXPECT_GT(staff, founded) << "others come along or are hired";
}

TEST(Foundings, TakeNobodyIntoLabsThatAreNotThere)
{
    auto s = spawning();
    s.laws.founding.hazard = 0;
    auto const r = run_of(s);
    for (auto const& m : r.moves) EXPECT_LT(m.to, 5);
    s.labs.resize(5); // the rows are not even there
    auto const without = run_of(s);
    EXPECT_EQ(bits_of(r.moves), bits_of(without.moves));
    EXPECT_EQ(r.lab_events.size(), 0U);
}

TEST(Foundings, AreSaidToFindNoPlaceWhenRowsRunOut)
{
    auto s = spawning();
    s.labs.resize(6); // one row
    s.laws.founding.hazard = 0.2;
    auto const r = run_of(s);
    EXPECT_EQ(count_of({r}, Deed::founding), 1);
    EXPECT_GT(count_of({r}, Deed::no_place), 5);
}

TEST(Foundings, LeaveTheBitsAloneForAnyThreadsAndAnyRestart)
{
    auto const s = spawning();
    auto const alone = run_of(s, 1, 1);
    ASSERT_GT(count_of({alone}, Deed::founding), 0);
    for (int const threads : {2, 3, 8})
    {
        auto const shared = run_of(s, 1, threads);
        EXPECT_EQ(alone.state_hash, shared.state_hash);
        EXPECT_EQ(bits_of(alone.moves), bits_of(shared.moves));
        EXPECT_EQ(bits_of(alone.lab_events), bits_of(shared.lab_events));
    }
}

TEST(Foundings, TakeAfterTheirFounders)
{
    auto s = spawning();
    s.laws.founding.inheritance = 0;
    auto const committed = s.laws.utility.safety_committed;
    Threads const threads(1);
    Draws const draws(1, 0);
    Engine engine(s, draws, threads, shared_start(s, threads));
    engine.begin_replicate();
    int looked = 0;
    std::size_t seen = 0;
    for (auto t = s.run.start; t < s.run.end; t = t + day)
    {
        engine.advance(
            t, {}, [](Time) {}, [] {});
        auto const& world = engine.state().world;
        for (; seen < world.deeds.size(); ++seen)
        {
            auto const& e = world.deeds[seen];
            if (e.deed != static_cast<std::int8_t>(Deed::founding)) continue;
            auto const lab = static_cast<std::size_t>(e.lab);
            auto const& founder = world.people.line[static_cast<std::size_t>(e.person)];
            auto const stance = std::clamp(founder.safety_weight / committed, -1.0, 1.0);
            EXPECT_NEAR(world.labs.books[lab].leader_safety, stance, 1e-6);
            EXPECT_NE(world.labs.luck[lab], luck_of(s.labs[lab])) << "identity comes from the founding";
            ++looked;
        }
    }
    EXPECT_GT(looked, 3);
}
} // namespace mercato
