// SPDX-License-Identifier: Apache-2.0
// What single events, ways of raiding and parameters of ties do in whole runs: on against off, same luck.
#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "engine/made_market.hpp"

namespace mercato
{
namespace
{
using testing::a_market;
using testing::run_of;
using testing::runs_of;

constexpr double days = 1 / 365.25;
constexpr std::int16_t rich = 0;
constexpr std::int16_t safe = 1;
constexpr std::int16_t large = 2;

Scenario quiet_market(double people, int weeks = 52)
{
    auto s = a_market(people);
    s.run.burn_in = 0;
    s.run.end = s.run.start + week * weeks;
    return s;
}

EventSpec an_event(Scenario const& s, std::string const& type, std::string const& lab, double value,
                   int week_number = 4)
{
    EventSpec e;
    e.id = e.type = type;
    e.lab = lab;
    e.at = s.run.start + week * week_number;
    e.value = value;
    return e;
}

Scenario with(Scenario s, EventSpec const& e)
{
    s.events.push_back(e);
    return s;
}

double week_of(Scenario const& s, Time t) { return years(t - s.run.start) * 365.25 / 7; }

bool is(MoveRecord const& m, Reason reason) { return m.reason == static_cast<std::int8_t>(reason); }
bool is(ApproachRecord const& a, Answer answer) { return a.answer == static_cast<std::int8_t>(answer); }
bool is_voluntary(MoveRecord const& m) { return is(m, Reason::offer) || is(m, Reason::quit); }

/// Rows of one table over replicates that are meant.
template <class Record, class Meant>
double count(std::vector<RunRecords> const& runs, std::vector<Record> RunRecords::*table, Meant meant)
{
    double n = 0;
    for (auto const& run : runs) n += static_cast<double>(std::ranges::count_if(run.*table, meant));
    return n;
}

bool cares(MoveRecord const& m) { return m.safety_weight >= 1; }
bool led(MoveRecord const& m) { return m.was_lead != 0; }

/// Voluntary exits from a lab from the fifth week on: those with a mark, and the others.
struct Exits
{
    double marked = 0;
    double others = 0;
};
Exits exits(Scenario const& s, std::int16_t lab, bool (*mark)(MoveRecord const&),
            std::uint32_t replicates = 8)
{
    auto const runs = runs_of(s, replicates);
    auto const of = [&](bool wanted) {
        return count(runs, &RunRecords::moves, [&](MoveRecord const& m) {
            return m.from == lab && is_voluntary(m) && week_of(s, m.time) >= 5 && mark(m) == wanted;
        });
    };
    return {of(true), of(false)};
}

/// Share of the moves by an offer that are marked.
double share_of_moves(Scenario const& s, std::int8_t MoveRecord::*mark, std::uint32_t replicates = 8)
{
    auto const runs = runs_of(s, replicates);
    auto const all = count(runs, &RunRecords::moves, [](auto const& m) { return is(m, Reason::offer); });
    return count(runs, &RunRecords::moves,
                 [&](auto const& m) { return is(m, Reason::offer) && m.*mark != 0; }) /
           all;
}

/// "large" takes "rich" over and asks the best @p people of it on one day.
Scenario taken_over(double people)
{
    auto s = quiet_market(2000, 20);
    RaidSpec raid;
    raid.id = "raid";
    raid.lab = "large";
    raid.target = "rich";
    raid.mode = "core";
    raid.at = s.run.start + week;
    raid.until = raid.at + week * 8;
    raid.people = people;
    raid.budget = 1e9;
    raid.top_multiple = raid.low_multiple = 2;
    raid.sign_on = 0;
    raid.deadline = 20 * days;
    s.raids = {raid};
    s.laws.raid.guess_spread = s.laws.raid.fit_weight = s.laws.raid.brand_weight = 0;
    return s;
}

double accepted(Scenario const& s)
{
    return count(runs_of(s, 6), &RunRecords::approaches,
                 [](auto const& a) { return is(a, Answer::accepted); });
}

/// Mean trust at the end of those whom the raid won.
double trust_of_the_won(Scenario const& s)
{
    auto const run = run_of(s);
    auto const followed = static_cast<std::size_t>(s.record.panel);
    std::set<std::int32_t> won;
    for (auto const& a : run.approaches)
    {
        if (is(a, Answer::accepted)) won.insert(a.person);
    }
    double sum = 0;
    double n = 0;
    for (std::size_t k = run.panel.size() - followed; k < run.panel.size(); ++k)
    {
        auto const& p = run.panel[k];
        if (p.lab != large || !won.contains(p.person)) continue;
        sum += p.trust;
        ++n;
    }
    EXPECT_GT(n, 20);
    return sum / n;
}

/// A market in which a lead of "rich" is called to "large"; teams are large and follow their lead closely.
Scenario with_departure(double value)
{
    auto s = quiet_market(800, 40);
    s.labs[rich].team_size = 20;
    s.laws.contagion.lead_jump = 2;
    auto e = an_event(s, "lead_departs", "rich", value);
    e.to = "large";
    return with(s, e);
}

/// The moves of leads from "rich" to "large" on the day on which the one called away goes.
std::vector<MoveRecord> departures(Scenario const& s, RunRecords const& run)
{
    auto const at = s.run.start + week * 4 + span_of_years(s.laws.search.notice_low);
    std::vector<MoveRecord> all;
    std::ranges::copy_if(run.moves, std::back_inserter(all), [&](MoveRecord const& m) {
        return m.from == rich && m.to == large && led(m) && m.time >= at && m.time < at + day;
    });
    return all;
}

/// Those of the panel whose alarm a week after the event is larger than in the other run, and what trust
/// they have less.
struct Alarmed
{
    std::set<std::int32_t> people;
    double trust_lost = 0;
};
Alarmed alarmed(Scenario const& s, RunRecords const& run, RunRecords const& other)
{
    auto const followed = static_cast<std::size_t>(s.record.panel);
    Alarmed all;
    for (std::size_t k = 5 * followed; k < 6 * followed; ++k)
    {
        if (run.panel[k].alarm - other.panel[k].alarm < 1) continue;
        all.people.insert(run.panel[k].person);
        all.trust_lost += other.panel[k].trust - run.panel[k].trust;
    }
    return all;
}

/// Share of the offers to staff of "rich" made in [from, until) weeks that are told to the lab in time.
double share_told(Scenario const& s, std::vector<RunRecords> const& runs, double from, double until)
{
    auto const among = [&](bool disclosed) {
        return count(runs, &RunRecords::offers, [&](OfferRecord const& o) {
            auto const at = week_of(s, o.time);
            return o.from == rich && at >= from && at < until && (o.disclosed != 0) == disclosed;
        });
    };
    return among(true) / (among(true) + among(false));
}

/// What refresh grants of "rich" cost beyond the usual ones, and voluntary exits after the first review.
struct Refreshed
{
    double spent = 0;
    double left = 0;
};
Refreshed refreshed(Scenario s, double refresh)
{
    PolicySpec p;
    p.id = "policy";
    p.lab = "rich";
    p.at = s.run.start;
    p.refresh = refresh;
    s.policies = {p};
    auto const runs = runs_of(s, 8);
    Refreshed r;
    for (auto const& run : runs) r.spent += run.labs[run.labs.size() - s.labs.size() + rich].bonuses;
    r.left = count(runs, &RunRecords::moves, [&](MoveRecord const& m) {
        return m.from == rich && is_voluntary(m) && week_of(s, m.time) >= 52;
    });
    return r;
}
} // namespace

TEST(Breach, DrivesOutThoseWhoCareForSafety)
{
    auto s = quiet_market(2000);
    s.groups[safe].committed = 0.3;
    auto broken = with(s, an_event(s, "breach", "safe", 1.2));
    auto const quiet = exits(s, safe, cares);
    auto const shocked = exits(broken, safe, cares);
    auto const rise = shocked.marked / quiet.marked;
    EXPECT_GT(rise, 2);
    EXPECT_GT(rise, 1.8 * shocked.others / quiet.others);
    // The lower priority alone drives out some; lost trust and alarm each drive out more
    auto trusting = broken;
    trusting.laws.climate.trust_breach = 0;
    EXPECT_LT(exits(trusting, safe, cares).marked, 0.9 * shocked.marked);
    broken.laws.contagion.breach_jump = 0;
    EXPECT_LT(exits(broken, safe, cares).marked, 0.9 * shocked.marked);
    broken.laws.climate.trust_breach = 0;
    EXPECT_GT(exits(broken, safe, cares).marked, 1.4 * quiet.marked);
}

TEST(TakeOver, AsksTheBestOfTheTargetOnOneDay)
{
    auto s = taken_over(1e6);
    s.laws.growth.level_step = 0; // level counts nothing: the list is one of talent
    auto const all = run_of(s).approaches;
    s.raids[0].people = 40;
    auto const core = run_of(s).approaches;
    EXPECT_NEAR(static_cast<double>(all.size()), 600, 30);
    std::map<std::int32_t, ApproachRecord> by_rank;
    for (auto const& a : all) by_rank[a.rank] = a;
    auto before = by_rank.at(1).talent;
    for (auto const& [rank, a] : by_rank)
    {
        EXPECT_LE(a.talent, before) << rank;
        before = a.talent;
    }
    ASSERT_EQ(core.size(), 40U);
    for (auto const& a : core)
    {
        EXPECT_EQ(a.from, rich);
        EXPECT_EQ(a.time, core[0].time);
        EXPECT_EQ(a.person, by_rank.at(a.rank).person);
        EXPECT_LE(a.rank, 40);
    }
}

TEST(TakeOver, WinsFewerWhereMoreAutonomyIsLost)
{
    auto s = taken_over(300);
    auto const won = [&](double loss) {
        s.laws.funding.autonomy_loss = loss;
        return accepted(s);
    };
    auto const free = won(0);
    auto const bound = won(1);
    EXPECT_LT(bound, 0.7 * free);
    s.raids[0].moving_discount = 1; // the work moves along
    EXPECT_GT(won(1), 1.5 * bound);
    s.raids[0].moving_discount = 0;
    s.raids[0].mode = "list"; // who is only raided joins no foreign body
    s.raids[0].pace = 300 * 365.25;
    EXPECT_EQ(won(1), won(0));
}

TEST(Referral, SharesOfMovesRiseWithTheBoostOfTies)
{
    auto s = quiet_market(2000);
    auto const share = [&](double boost) {
        s.laws.search.referral_boost = boost;
        return share_of_moves(s, &MoveRecord::referred, 4);
    };
    EXPECT_EQ(share(0), 0);
    auto const some = share(0.3);
    EXPECT_GT(some, 0.01);
    EXPECT_GT(share(1), 2 * some);
}

TEST(FormerLead, DrawsThoseWhoWereLed)
{
    auto s = quiet_market(2000, 78);
    s.laws.utility.former_lead = 0;
    auto const indifferent = share_of_moves(s, &MoveRecord::reunited);
    s.laws.utility.former_lead = 3;
    EXPECT_GT(share_of_moves(s, &MoveRecord::reunited), 1.25 * indifferent);
}

TEST(Boomerang, ComesBackOftenerWhereItCostsLess)
{
    auto s = quiet_market(2000, 78);
    s.laws.utility.boomerang_discount = 0;
    auto const dear = share_of_moves(s, &MoveRecord::returned);
    s.laws.utility.boomerang_discount = 1;
    EXPECT_GT(share_of_moves(s, &MoveRecord::returned), 1.3 * dear);
}

TEST(LeadDeparts, IsTheMostTalentedOrTheOneWhoCaresMost)
{
    auto const mean = [](double value, float MoveRecord::*trait) {
        auto s = with_departure(value);
        s.run.end = s.run.start + week * 8;
        double sum = 0;
        for (s.run.seed = 1; s.run.seed <= 8; ++s.run.seed) // other people each time
        {
            auto const who = departures(s, run_of(s));
            EXPECT_EQ(who.size(), 1U);
            if (!who.empty()) sum += static_cast<double>(who[0].*trait) / 8;
        }
        return sum;
    };
    EXPECT_GT(mean(0, &MoveRecord::talent), mean(1, &MoveRecord::talent) + 0.3);
    EXPECT_GT(mean(1, &MoveRecord::safety_weight), mean(0, &MoveRecord::safety_weight) + 0.5);
}

TEST(LeadDeparts, AlarmsTheTeamThatStays)
{
    auto s = with_departure(0);
    auto const runs = runs_of(s, 24);
    s.events.clear();
    auto const others = runs_of(s, 24);
    double stirred = 0;
    double quiet = 0;
    for (std::size_t r = 0; r < runs.size(); ++r)
    {
        EXPECT_TRUE(departures(s, others[r]).empty());
        auto const lead = departures(s, runs[r]);
        ASSERT_EQ(lead.size(), 1U);
        auto const follows = [&](MoveRecord const& m) {
            return m.from == rich && m.team == lead[0].team && is_voluntary(m) && !led(m) &&
                   m.time > lead[0].time;
        };
        stirred += static_cast<double>(std::ranges::count_if(runs[r].moves, follows));
        quiet += static_cast<double>(std::ranges::count_if(others[r].moves, follows));
    }
    EXPECT_GT(quiet, 10);
    EXPECT_GT(stirred, 1.5 * quiet);
}

TEST(TeamWoundUp, AlarmsOneTeamAndDrivesItOut)
{
    auto s = quiet_market(800, 40);
    s.record.panel = 800;
    s.labs[rich].team_size = 20;
    s.laws.contagion.lead_jump = 2;
    auto const runs = runs_of(with(s, an_event(s, "team_wound_up", "rich", 0)), 24);
    auto const others = runs_of(s, 24);
    double people = 0;
    double trust_lost = 0;
    double stirred = 0;
    double quiet = 0;
    for (std::size_t r = 0; r < runs.size(); ++r)
    {
        auto const team = alarmed(s, runs[r], others[r]);
        EXPECT_LE(team.people.size(), 20U);
        people += static_cast<double>(team.people.size());
        trust_lost += team.trust_lost;
        auto const leaves = [&](MoveRecord const& m) {
            return m.from == rich && team.people.contains(m.person) && is_voluntary(m) &&
                   week_of(s, m.time) >= 5;
        };
        stirred += static_cast<double>(std::ranges::count_if(runs[r].moves, leaves));
        quiet += static_cast<double>(std::ranges::count_if(others[r].moves, leaves));
    }
    ASSERT_GT(people, 24 * 10);
    EXPECT_NEAR(trust_lost / people, s.laws.climate.trust_layoff, 0.02);
    EXPECT_GT(quiet, 10);
    EXPECT_GT(stirred, 1.5 * quiet);
}

TEST(Closure, LeavesNobodyAndHiresNobody)
{
    auto const s = quiet_market(1000, 40);
    auto const shut = with(s, an_event(s, "closure", "safe", 0, 10));
    auto const closing = shut.events[0].at;
    auto const closed = [](SpellRecord const& x) {
        return x.reason == static_cast<std::int8_t>(Reason::closure);
    };
    double sent_away = 0;
    for (auto const& run : runs_of(shut, 4))
    {
        EXPECT_EQ(run.labs[run.labs.size() - s.labs.size() + safe].headcount, 0);
        for (auto const& spell : run.spells)
        {
            if (spell.lab != safe || (spell.ended != 0 && spell.end < closing)) continue;
            ASSERT_EQ(spell.ended, 1);
            // All on that day, whoever had agreed to come on the first day, whoever had agreed to go in time
            auto const last_day = closed(spell) ? std::max(closing, spell.start)
                                                : closing + span_of_years(s.laws.search.notice_high);
            EXPECT_LE(spell.end, last_day + day);
            EXPECT_TRUE(closed(spell) || spell.start < closing);
            sent_away += closed(spell) ? 1 : 0;
        }
        sent_away -= static_cast<double>(std::ranges::count_if(
            run.moves, [](MoveRecord const& m) { return m.from == safe && is(m, Reason::closure); }));
    }
    EXPECT_EQ(sent_away, 0) << "moves and spells say the same";
    auto const moves = [&](Scenario const& x) {
        return count(runs_of(x, 4), &RunRecords::moves, [](auto const& m) { return is(m, Reason::closure); });
    };
    EXPECT_GT(moves(shut), 4 * 150);
    EXPECT_EQ(moves(s), 0);
}

TEST(Conflict, DrivesOutTheLeads)
{
    auto const s = quiet_market(2000);
    auto const quiet = exits(s, rich, led, 12);
    auto const split = exits(with(s, an_event(s, "conflict", "rich", 1.5)), rich, led, 12);
    EXPECT_GT(split.marked, 1.5 * quiet.marked);
    EXPECT_LT(split.others, 1.2 * quiet.others);
}

TEST(Memo, HasOffersToldSoonerWhileItHolds)
{
    auto s = quiet_market(2000);
    s.laws.raid.memo_disclosure = 5;
    s.laws.counter.disclose_time = 30 * days; // else nearly all that tempts is told anyway
    auto e = an_event(s, "memo", "rich", 0, 10);
    e.until = e.at + week * 20;
    auto const runs = runs_of(with(s, e), 8);
    auto const others = runs_of(s, 8);
    EXPECT_EQ(share_told(s, runs, 0, 6), share_told(s, others, 0, 6));
    EXPECT_GT(share_told(s, runs, 10, 28), 1.4 * share_told(s, others, 10, 28));
    EXPECT_LT(share_told(s, runs, 31, 52), 1.15 * share_told(s, others, 31, 52));
}

TEST(Refresh, IsGrantedAtTheReviewAndHolds)
{
    auto s = quiet_market(2000, 104);
    s.laws.counter.readiness = 0;
    auto const usual = s.laws.growth.refresh_share;
    auto const none = refreshed(s, 0);
    auto const more = refreshed(s, 4 * usual);
    EXPECT_LT(none.spent, -1000);                  // saved
    EXPECT_NEAR(more.spent / none.spent, -3, 0.4); // of the usual on top, and fewer or more are there for it
    EXPECT_EQ(refreshed(s, usual).spent, 0);
    EXPECT_LT(more.left, 0.9 * none.left);
}

TEST(Misfit, IsWhoIsAskedFirst)
{
    auto s = taken_over(30);
    s.laws.utility.culture_weight = 0; // only safety is missed
    auto const weight = [&](std::string const& order) {
        s.raids[0].order = order;
        auto const run = run_of(s);
        std::map<std::int32_t, double> weights;
        for (auto const& spell : run.spells) weights[spell.person] = spell.safety_weight;
        double sum = 0;
        for (auto const& a : run.approaches) sum += weights.at(a.person);
        return sum / static_cast<double>(run.approaches.size());
    };
    EXPECT_NEAR(weight("misfit"), s.laws.utility.safety_committed, 1e-6);
    EXPECT_LT(weight("merit"), 1);
}

TEST(Ultimatum, CostsTrustInTheNewLeaders)
{
    auto s = taken_over(300);
    s.record.panel = 2000;
    s.raids[0].top_multiple = s.raids[0].low_multiple = 4;
    auto const lost = [&](double deadline) {
        s.raids[0].deadline = deadline;
        s.laws.raid.trust_lost = 0;
        auto const free = trust_of_the_won(s);
        s.laws.raid.trust_lost = 0.4;
        return free - trust_of_the_won(s);
    };
    EXPECT_NEAR(lost(2 * days), 0.35, 0.05); // some of it has come back
    EXPECT_EQ(lost(5 * days), 0);
}
} // namespace mercato
