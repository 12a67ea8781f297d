// SPDX-License-Identifier: Apache-2.0
// What labs make and launch: counts, closed forms, what takes effort from launches, what movers bring.
#include <algorithm>
#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "engine/made_market.hpp"
#include "run/engine.hpp"

namespace mercato
{
namespace
{
using testing::a_group;
using testing::a_lab;
using testing::bits_of;
using testing::run_of;
using testing::runs_of;

/// One lab of equal people who stay, with launches at @p rate a year.
Scenario one_lab(double rate, double people = 40)
{
    auto s = testing::bare_market();
    s.laws.growth.level_step = 0;
    s.laws.output.solo_loss = 0;
    s.labs = {a_lab("a", 1, people)};
    s.groups = {a_group("a", people)};
    if (rate > 0) s.labs[0].launch_rate = {{s.run.start, rate, ""}};
    s.record.spells = s.record.moves = s.record.offers = false;
    return s;
}

EventSpec an_event(std::string const& type, Time at, double value = 0)
{
    EventSpec e;
    e.id = e.type = type;
    e.lab = "a";
    e.at = at;
    e.value = value;
    return e;
}

/// Moments at which launches of all replicates were decided.
std::set<std::pair<std::uint32_t, std::int64_t>> decided(Scenario const& s, std::uint32_t replicates)
{
    std::set<std::pair<std::uint32_t, std::int64_t>> all;
    auto const runs = runs_of(s, replicates);
    for (std::uint32_t r = 0; r < replicates; ++r)
    {
        for (auto const& l : runs[r].launches) all.emplace(r, l.decided.us);
    }
    return all;
}
} // namespace

TEST(Launches, ArePoissonAtTheirRateWhereNoEffortIsLost)
{
    auto s = one_lab(5);
    s.laws.output.exhaustion_loss = 0;
    s.run.end = s.run.start + year * 4;
    constexpr std::uint32_t replicates = 60;
    double sum = 0;
    double squares = 0;
    for (auto const& run : runs_of(s, replicates))
    {
        auto const n = static_cast<double>(run.launches.size());
        sum += n;
        squares += n * n;
        EXPECT_EQ(run.works.back().launches, static_cast<std::int32_t>(run.launches.size()));
    }
    auto const expected = 5 * (4 - s.laws.output.crunch_time); // what is decided last is not out yet
    auto const mean = sum / replicates;
    EXPECT_NEAR(mean, expected, 4 * std::sqrt(expected / replicates));
    auto const variance = (squares - sum * mean) / (replicates - 1);
    EXPECT_NEAR(variance / expected, 1, 4 * std::sqrt(2.0 / replicates));
}

TEST(Launches, ComeAfterACrunchThatTheyCause)
{
    auto s = one_lab(1);
    s.run.end = s.run.start + year * 3;
    s.run.dt = 1 / 365.25;
    auto const run = run_of(s, 1);
    ASSERT_FALSE(run.launches.empty());
    auto const crunch = span_of_years(s.laws.output.crunch_time);
    for (auto const& l : run.launches)
    {
        EXPECT_GE(l.time - l.decided, crunch);
        EXPECT_LE(l.time - l.decided, crunch + hour);
    }
    auto const& first = run.launches.front();
    auto const fatigue_at = [&](Time t) {
        auto const k = std::ranges::upper_bound(run.times, t) - run.times.begin() - 1;
        return run.labs[static_cast<std::size_t>(k)].fatigue;
    };
    EXPECT_NEAR(fatigue_at(first.decided), s.laws.strain.ordinary_workload, 1e-6);
    auto const peak = 0.75 - 0.45 * std::exp(-s.laws.output.crunch_time / s.laws.strain.fatigue_time);
    EXPECT_NEAR(fatigue_at(first.time + day), peak, 0.03); // carried when the crunch ended
    EXPECT_LT(fatigue_at(first.time + day * 30), 0.5 * (peak + 0.3));
}

TEST(Launches, AreTakenAwayByLostEffortAndNoneIsAdded)
{
    auto s = one_lab(8);
    s.laws.output.exhaustion_loss = 0;
    s.run.crisis_exchange = s.run.exchange;
    BoardSpec board;
    board.id = "board";
    board.lab = "a";
    board.pace = 10;
    board.patience = 50;
    s.boards = {board};
    s.events = {an_event("ouster", s.run.start + week * 13)};
    constexpr std::uint32_t replicates = 12;
    s.laws.belief.attention_lost = 0;
    auto const undisturbed = decided(s, replicates);
    s.laws.belief.attention_lost = 0.5;
    auto const disturbed = decided(s, replicates);
    s.laws.belief.attention_lost = 1;
    auto const stopped = decided(s, replicates);
    EXPECT_TRUE(std::ranges::includes(undisturbed, disturbed));
    EXPECT_TRUE(std::ranges::includes(disturbed, stopped));
    EXPECT_LT(disturbed.size(), undisturbed.size());
    EXPECT_LT(stopped.size(), disturbed.size());
    EXPECT_GT(stopped.size(), 0U); // before the ouster, and after its end
}

TEST(Launches, AreFewerWhereStaffAreExhaustedByThem)
{
    auto s = one_lab(10);
    s.run.end = s.run.start + year * 3;
    s.laws.output.exhaustion_loss = 0;
    auto const fresh = decided(s, 8);
    s.laws.output.exhaustion_loss = 1;
    auto const tired = decided(s, 8);
    EXPECT_TRUE(std::ranges::includes(fresh, tired));
    EXPECT_LT(static_cast<double>(tired.size()), 0.9 * static_cast<double>(fresh.size()));
}

TEST(Launches, OfADateComeOnItWithTheGainThatTheScenarioSays)
{
    auto s = one_lab(0);
    auto const date = s.run.start + week * 20 + hour * 5;
    s.events = {an_event("launch", date, 0.7)};
    auto const run = run_of(s);
    ASSERT_EQ(run.launches.size(), 1U);
    auto const& l = run.launches.front();
    EXPECT_GE(l.time, date);
    EXPECT_LE(l.time, date + hour);
    EXPECT_NEAR(years(date - l.decided), s.laws.output.crunch_time, 2.0 / 8766);
    EXPECT_EQ(l.dated, 1);
    EXPECT_FLOAT_EQ(l.capability, 0.7F);
    EXPECT_TRUE(std::isnan(l.lead)); // nobody else races
    EXPECT_FLOAT_EQ(run.works.back().capability, 0.7F);
    EXPECT_EQ(run.works.back().launches, 1);
    s.labs[0].capability = 2;
    EXPECT_FLOAT_EQ(run_of(s).launches.front().capability, 2.7F);
}

TEST(Launches, MoveOnlyPricesThatNoDateFixes)
{
    auto s = one_lab(6);
    s.labs[0].volatility = 0;
    s.labs[0].liquidity = 1;
    auto const last = [](RunRecords const& r) { return static_cast<double>(r.labs.back().valuation); };
    auto const run = run_of(s);
    ASSERT_FALSE(run.launches.empty());
    double product = 1000;
    for (auto const& l : run.launches) product *= static_cast<double>(l.price);
    EXPECT_NEAR(last(run), product, 0.01);
    EXPECT_NE(product, 1000);
    s.labs[0].liquidity = 0; // a listed parent
    EXPECT_NEAR(last(run_of(s)), 1000, 1e-6);
    s.labs[0].liquidity = 1;
    s.labs[0].valuation = {{s.run.start - year, 1000, ""}, {s.run.start + year * 9, 2000, ""}};
    EXPECT_NEAR(last(run_of(s)), 1000, 1e-6);
}

TEST(Capability, OfTheReferenceLabFollowsTheClosedForm)
{
    auto s = one_lab(0, 1000);
    s.labs[0].productivity = 1;
    s.laws.output.exhaustion_loss = 0;
    auto const& p = s.laws.output;
    auto const run = run_of(s);
    EXPECT_NEAR(run.works.back().research, 1, 1e-5);
    EXPECT_NEAR(run.works.back().capability, std::log1p(p.harder * p.progress) / p.harder, 5e-4);
    EXPECT_EQ(run.works.front().capability, 0);
    // Exhaustion takes effort: I falls by (1 - c B)^(nu s_L) along the bundle
    s.laws.output.exhaustion_loss = 1;
    auto const b = s.laws.strain.ordinary_workload;
    auto const expected = product_of(1 - b, 1, 1, p).output;
    EXPECT_NEAR(run_of(s).works.back().research, expected, 1e-5);
}

TEST(Capability, CountsHeadsAtTheRateOfPsiWhateverTheScale)
{
    auto s = one_lab(0, 500);
    s.labs[0].productivity = 1;
    s.laws.output.exhaustion_loss = 0;
    auto const half = run_of(s);
    auto const expected = product_of(std::pow(0.5, 1 / 1.2), 0.5, 1, s.laws.output).output;
    EXPECT_NEAR(half.works.front().research, expected, 1e-5);
    s.run.scale = 0.2;
    EXPECT_NEAR(run_of(s).works.front().research, expected, 1e-5);
}

TEST(Capability, GrowsFasterOnceComputeIsOnline)
{
    auto s = one_lab(0, 1000);
    s.labs[0].productivity = 1;
    auto const before = run_of(s);
    s.events = {an_event("compute_online", s.run.start + week * 26, 1)};
    auto const after = run_of(s);
    auto const middle = before.times.size() / 4;
    EXPECT_EQ(after.works[middle].capability, before.works[middle].capability);
    EXPECT_GT(after.works.back().capability, before.works.back().capability + 0.01);
    EXPECT_GT(after.works.back().research, before.works.back().research * 1.2F);
}

namespace
{
/// A lab that is ahead and one that hires from it.
Scenario two_labs()
{
    auto s = testing::bare_market();
    s.labs = {a_lab("ahead", 0.5, 200), a_lab("behind", 1, 100, 1)};
    s.groups = {a_group("ahead", 200), a_group("behind", 100)};
    s.labs[0].capability = 2;
    for (auto& lab : s.labs) lab.productivity = 1;
    s.run.reference_slots = 20;
    return s;
}
} // namespace

TEST(Spillover, MoversBringAlongWhatTheirOldLabKnows)
{
    auto s = two_labs();
    s.laws.output.diffusion = 0;
    s.laws.output.spillover = 0;
    auto const without = run_of(s);
    auto const movers =
        std::ranges::count_if(without.moves, [](auto const& m) { return m.from == 0 && m.to == 1; });
    ASSERT_GT(movers, 20);
    s.laws.output.spillover = 0.6;
    auto const with = run_of(s);
    EXPECT_GT(with.works.back().capability, without.works.back().capability + 0.01F);
    EXPECT_EQ(with.works[with.works.size() - 2].capability,
              without.works[without.works.size() - 2].capability);
}

TEST(Spillover, WithoutItNobodyLearnsFromMoversAndDiffusionIsLeft)
{
    auto s = two_labs();
    s.laws.output.spillover = s.laws.output.diffusion = 0;
    auto const alone = run_of(s).works.back().capability;
    s.labs[0].capability = 9; // how far the others are ahead does not matter then
    EXPECT_EQ(run_of(s).works.back().capability, alone);
    s.laws.output.diffusion = 0.5;
    EXPECT_GT(run_of(s).works.back().capability, alone);
}

namespace
{
/// The world at the end of @p s.
State lived(Scenario const& s)
{
    Threads const one(1);
    Engine engine(s, draws_of(s, 0), one, shared_start(s, one));
    engine.begin_replicate();
    engine.advance(
        s.run.end, {}, [](Time) {}, [] {});
    return std::move(engine.state());
}

/// How many of a lab's staff who came from elsewhere miss no team capital.
int whole(World const& world, std::uint16_t lab)
{
    int count = 0;
    for (std::size_t row = 0; row < world.people.size(); ++row)
    {
        auto const& line = world.people.line[row];
        count += line.lab == lab && world.people.craft[row].whole == line.spell ? 1 : 0;
    }
    return count;
}
} // namespace

TEST(TeamCapital, ComesAlongWithALiftedTeamAndIsLostByWhoComesAlone)
{
    auto s = two_labs();
    s.labs[1].headcount = {{s.run.start, 100, ""}}; // no hires but the raid's
    s.run.reference_slots = 1e6;
    RaidSpec raid;
    raid.id = "raid";
    raid.lab = "behind";
    raid.target = "ahead";
    raid.mode = "coalition";
    raid.at = s.run.start + week;
    raid.until = raid.at + week * 8;
    raid.people = 8;
    raid.top_multiple = raid.low_multiple = 30;
    s.raids = {raid};
    s.laws.raid.heed_personal = 1;
    s.laws.raid.tie_threshold = 0.1;
    s.groups[0].tenure = 5;
    auto const together = lived(s);
    EXPECT_GE(whole(together.world, 1), 4);
    s.laws.output.co_movers = 200; // nobody ever counts as a team
    auto const apart = lived(s);
    EXPECT_EQ(whole(apart.world, 1), 0);
    auto const missing = [](State const& state) {
        Fixed sum = 0;
        for (auto const& shelf : state.world.shelves) sum += shelf.tally[1].craft_missing;
        return sum;
    };
    EXPECT_LT(missing(together), missing(apart));
}

TEST(MarginalProduct, DecidesCountersWhereOutputIsModelled)
{
    auto s = two_labs();
    s.laws.counter.readiness = 1;
    s.laws.counter.bound = 100;
    s.laws.search.reply_time = 10 / 365.25;
    s.laws.search.offer_premium = 0.2;
    s.laws.people.talent_spread = 0.5;
    auto const counters = [](RunRecords const& r) { return r.labs[r.labs.size() - 2].counters; };
    auto const modelled = run_of(s);
    EXPECT_GT(counters(modelled), 0);
    s.laws.counter.product_multiple = 0.5; // worth less than their pay
    EXPECT_LT(counters(run_of(s)), counters(modelled));
    for (auto& lab : s.labs) lab.productivity = 0;
    EXPECT_EQ(counters(run_of(s)), 0); // of the declared multiple nobody is an exception
}

TEST(Counters, AreMadeInTimeWhereLeadsAreMany)
{
    auto s = two_labs();
    for (auto& lab : s.labs) lab.productivity = 0;
    s.laws.counter.readiness = 1;
    s.laws.counter.bound = s.laws.counter.product_multiple = 50;
    RaidSpec raid;
    raid.id = "raid";
    raid.lab = "behind";
    raid.target = "ahead";
    raid.at = s.run.start + week;
    raid.until = raid.at + week * 4;
    raid.people = raid.personal = 100;
    raid.pace = 100 * 365.25; // all on one day
    raid.top_multiple = raid.low_multiple = 8;
    raid.deadline = 6 / 365.25;
    s.raids = {raid};
    s.laws.raid.heed_personal = 1;
    auto const in_time = [&](double team_size) {
        s.labs[0].team_size = team_size;
        auto const run = run_of(s);
        return std::ranges::count_if(run.approaches, [](ApproachRecord const& a) { return a.counter != 0; });
    };
    auto const many = in_time(2);
    auto const few = in_time(100);
    EXPECT_GT(few, 0);
    EXPECT_GT(many, 3 * few);
}

TEST(Rest, TakenInTurnLeavesEachPartAsRestedAsItsShareOfTheTime)
{
    auto s = one_lab(0, 64);
    s.labs[0].workload = {{s.run.start, 0.6, ""}};
    auto rest = an_event("recharge_week", s.run.start + week * 4, 4);
    rest.until = rest.at + week * 4;
    s.events = {rest};
    s.run.end = rest.at + week * 2 + hour; // two of four parts have been off
    auto const state = lived(s);
    auto const& p = s.laws.strain;
    auto const expected = [&](double weeks_at_work) {
        auto const off = rested({0.6, 0.6}, 7 / 365.25, p);
        return loaded(off, 0.6, weeks_at_work * 7 / 365.25, p).fatigue - 0.6;
    };
    auto const& people = state.world.people;
    for (std::size_t row = 0; row < 64; ++row)
    {
        auto const dt = years(state.world.now - people.mind[row].at);
        auto const gap = loaded({people.mind[row].fatigue, people.mind[row].exhaustion}, 0, dt, p).fatigue;
        auto const part = people.line[row].team % 4;
        EXPECT_NEAR(gap, part == 0 ? expected(1) : part == 1 ? expected(0) : 0, 3e-3) << row;
    }
    EXPECT_NEAR(state.world.labs.face[0].fatigue, 0.6, 1e-9); // the lab as a whole works on
}

TEST(Rest, TakenInTurnSlowsDisclosureByTheShareWhoAreOff)
{
    auto s = one_lab(0);
    auto rest = an_event("recharge_week", s.run.start + week * 4, 4);
    rest.until = rest.at + week * 4;
    s.events = {rest};
    s.run.end = rest.at + day;
    EXPECT_NEAR(lived(s).world.labs.face[0].disclosure, 1 - 0.25 * (1 - s.laws.raid.rest_disclosure), 1e-12);
    s.events[0].value = 0;
    EXPECT_NEAR(lived(s).world.labs.face[0].disclosure, s.laws.raid.rest_disclosure, 1e-12);
    s.run.end = *s.events[0].until + day;
    EXPECT_EQ(lived(s).world.labs.face[0].disclosure, 1);
}

TEST(Production, OfALabThatNobodyAskedAboutChangesNothing)
{
    auto s = testing::a_market(600);
    auto const without = run_of(s);
    EXPECT_TRUE(without.works.empty());
    s.laws.output.launch_gain = 3;
    s.laws.output.spillover = 1;
    s.laws.output.lead_attention = 1;
    EXPECT_EQ(run_of(s).state_hash, without.state_hash);
}

TEST(Production, HasTheSameBitsForAnyThreadsAndIntervalsOfRecording)
{
    auto s = testing::a_market(20'000);
    for (auto& lab : s.labs) lab.productivity = 1;
    for (std::size_t k = 0; k < 3; ++k) s.labs[k].launch_rate = {{s.run.start, 12, ""}};
    s.run.end = s.run.start + week * 8;
    auto const alone = run_of(s, 1, 1);
    EXPECT_FALSE(alone.launches.empty());
    for (int const threads : {2, 3, 8})
    {
        auto const shared = run_of(s, 1, threads);
        EXPECT_EQ(alone.state_hash, shared.state_hash) << threads;
        EXPECT_EQ(bits_of(alone.works), bits_of(shared.works)) << threads;
        EXPECT_EQ(bits_of(alone.launches), bits_of(shared.launches)) << threads;
        EXPECT_EQ(bits_of(alone.moves), bits_of(shared.moves)) << threads;
    }
    s.run.dt = 1.3 / 365.25;
    auto const daily = run_of(s, 1, 1);
    EXPECT_EQ(daily.state_hash.back(), alone.state_hash.back());
    EXPECT_EQ(bits_of(daily.launches), bits_of(alone.launches));
}
} // namespace mercato
