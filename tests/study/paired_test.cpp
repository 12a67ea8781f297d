// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/draws.hpp"
#include "study/campaign.hpp"
#include "study/comparing/arms.hpp"
#include "study/comparing/divergence.hpp"
#include "study/comparing/paired.hpp"

namespace mercato
{
namespace
{
using testing::ElementsAre;

MoveRecord move(double day, float talent, std::int16_t from, std::int16_t to, std::int32_t person = 0)
{
    MoveRecord m;
    m.time = Time{static_cast<std::int64_t>(day * 86400e6)};
    m.person = person;
    m.from = from;
    m.to = to;
    m.talent = talent;
    return m;
}

RunRecords run_with(std::vector<MoveRecord> moves)
{
    RunRecords r;
    r.times = {Time{0}, Time{86400'000'000 * 100}};
    r.labs.resize(6);
    r.moves = std::move(moves);
    r.state_hash = {0, 17 + r.moves.size()};
    return r;
}
} // namespace

TEST(PairedEffect, IsWhatAPairedTTestSays)
{
    // Student's sleep data (1908), hours gained with two drugs: t = 4.0621, interval 0.7001 to 2.4599
    Sample const first{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
    Sample const other{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
    auto const e = paired_effect(first, other);
    ASSERT_TRUE(e);
    EXPECT_EQ(e->pairs, 10U);
    EXPECT_NEAR(e->mean, 1.58, 1e-12);
    EXPECT_NEAR(e->mean / e->error, 4.0621, 1e-4);
    EXPECT_NEAR(e->low, 0.7001, 1e-4);
    EXPECT_NEAR(e->high, 2.4599, 1e-4);
    // var 3.2006 and 4.0090, of the difference 1.5129
    EXPECT_NEAR(e->variance_ratio, (3.2005556 + 4.0090) / 1.5128889, 1e-3);
}

TEST(PairedEffect, LeavesOutReplicatesThatOneWorldDoesNotShow)
{
    auto const e = paired_effect({1.0, std::nullopt, 3.0, 5.0}, {2.0, 7.0, std::nullopt, 8.0});
    ASSERT_TRUE(e);
    EXPECT_EQ(e->pairs, 2U);
    EXPECT_EQ(e->mean, 2.0);
    EXPECT_FALSE(paired_effect({1.0, std::nullopt}, {std::nullopt, 1.0}));
    EXPECT_FALSE(paired_effect({}, {}));
}

TEST(PairedEffect, OfOnePairHasNoError)
{
    auto const e = paired_effect({1.0}, {3.0});
    ASSERT_TRUE(e);
    EXPECT_EQ(e->mean, 2);
    EXPECT_TRUE(std::isnan(e->error));
    EXPECT_EQ(replicates_for(*e, 1), 0);
}

TEST(PairedEffect, OfTheSameWorldIsNothingWithoutNoise)
{
    Sample const x{1.0, 2.0, 4.0};
    auto const e = paired_effect(x, x);
    EXPECT_EQ(e->mean, 0);
    EXPECT_EQ(e->error, 0);
    EXPECT_TRUE(std::isinf(e->variance_ratio));
    Sample const still{2.0, 2.0};
    EXPECT_TRUE(std::isnan(paired_effect(still, still)->variance_ratio)) << "nothing varies";
}

TEST(PairedEffect, IntervalsHoldTheTruthNineteenTimesInTwenty)
{
    Draws const draws(11, 0);
    constexpr int trials = 4000;
    int held = 0;
    for (std::uint32_t t = 0; t < trials; ++t)
    {
        Luck luck(draws, Domain::behaviour, Kind::offer, t);
        Sample a;
        Sample b;
        for (int r = 0; r < 6; ++r)
        {
            auto const common = luck.normal();
            a.emplace_back(common + 0.3 * luck.normal());
            b.emplace_back(common + 0.3 * luck.normal() + 1);
        }
        auto const e = paired_effect(a, b);
        held += e->low <= 1 && 1 <= e->high ? 1 : 0;
    }
    EXPECT_NEAR(held / double{trials}, 0.95, 4 * std::sqrt(0.95 * 0.05 / trials));
}

TEST(PairedEffect, FourTimesTheReplicatesHalveTheInterval)
{
    PairedEffect e;
    e.pairs = 25;
    e.high = 2;
    EXPECT_EQ(replicates_for(e, 1), 100);
}

TEST(Divergence, OfEqualRunsIsNone)
{
    auto const a = run_with({move(1, 0.5F, 0, 1)});
    auto const d = divergence_of(a, a);
    EXPECT_EQ(d.what, FirstDifference::none);
    EXPECT_FALSE(d.at);
    EXPECT_EQ(d.people, 0);
}

TEST(Divergence, IsNotMadeByLabsWithoutPeople)
{
    auto a = run_with({});
    a.labs[1].pay = std::nanf("");
    auto const b = a;
    EXPECT_EQ(divergence_of(a, b).what, FirstDifference::none);
}

TEST(Divergence, IsTheFirstRowThatDiffersAndWhoseItIs)
{
    auto const a = run_with({move(1, 0.5F, 0, 1, 4), move(9, 0.1F, 1, 2, 5)});
    auto const b = run_with({move(1, 0.5F, 0, 1, 4), move(5, 0.7F, 2, 0, 6), move(9, 0.1F, 1, 2, 5)});
    auto const d = divergence_of(a, b);
    EXPECT_EQ(d.what, FirstDifference::move);
    EXPECT_EQ(d.at, Time{5 * 86400'000'000});
    EXPECT_EQ(d.person, 6);
    EXPECT_EQ(d.lab, 2);
    EXPECT_EQ(d.people, 1);
    EXPECT_EQ(d.labs, 2);
}

TEST(Divergence, CountsWhoMovedAlongAChainOfPlaces)
{
    // One leaves 0 for 1; another takes the place at 0, coming from 2; a third that at 2; a fourth has
    // nothing to do with it
    auto const a = run_with({});
    auto const b =
        run_with({move(1, 0.1F, 0, 1), move(2, 0.2F, 2, 0), move(3, 0.3F, 3, 2), move(4, 0.4F, 4, 5)});
    auto const d = divergence_of(a, b);
    EXPECT_EQ(d.people, 4);
    EXPECT_EQ(d.by_place, 2);
    EXPECT_EQ(d.longest, 2);
    EXPECT_EQ(d.by_tie + d.by_team, 0);
    EXPECT_EQ(d.labs, 6);
}

TEST(Divergence, TellsTiesAndTeamsFromPlaces)
{
    auto first = move(1, 0.1F, 0, 1);
    first.team = 7;
    auto mate = move(2, 0.2F, 0, 3); // where nobody of them has been
    mate.team = 7;
    auto other = move(3, 0.3F, 0, 3);
    other.team = 8;
    auto friendly = move(4, 0.4F, 2, 1);
    friendly.referred = 1;
    auto led = move(5, 0.5F, 2, 3);
    led.reunited = 1;
    auto stranger = move(6, 0.6F, 2, 5); // called through a tie, but to where nothing differs
    stranger.referred = 1;
    auto const d = divergence_of(run_with({}), run_with({first, mate, other, friendly, led, stranger}));
    EXPECT_EQ(d.people, 6);
    EXPECT_EQ(d.by_team, 1);
    EXPECT_EQ(d.by_place, 1);
    EXPECT_EQ(d.by_tie, 2);
}

TEST(Divergence, OfAFailedRunIsUnknown)
{
    auto const a = run_with({move(1, 0.5F, 0, 1)});
    auto b = a;
    b.failure = "it broke";
    EXPECT_EQ(divergence_of(a, b).what, FirstDifference::unknown);
    EXPECT_EQ(divergence_of(b, a).what, FirstDifference::unknown);
}

TEST(Divergence, KnowsNewcomersInOtherRowsAgain)
{
    auto const a = run_with({move(1, 0.1F, -1, 1, 7), move(2, 0.2F, -1, 1, 8)});
    auto const b = run_with({move(2, 0.2F, -1, 1, 7)});
    EXPECT_EQ(divergence_of(a, b).people, 1);
}

TEST(Divergence, IsKnownFromTheStateWhereNoTableSaysMore)
{
    auto a = run_with({});
    auto b = a;
    b.state_hash[1] = 3;
    auto const d = divergence_of(a, b);
    EXPECT_EQ(d.what, FirstDifference::state);
    EXPECT_EQ(d.at, a.times[1]);
    b.labs[2].headcount = 5;
    EXPECT_EQ(divergence_of(a, b).what, FirstDifference::start);
}

TEST(Arms, MustHaveTheSameLabsMomentsAndLuck)
{
    Scenario base;
    base.labs.resize(2);
    base.labs[0].id = "x";
    base.labs[1].id = "y";
    auto other = base;
    EXPECT_EQ(obstacle(base, other), "");
    other.laws.search.contact_rate *= 2;
    EXPECT_EQ(obstacle(base, other), "");
    std::swap(other.labs[0], other.labs[1]);
    EXPECT_NE(obstacle(base, other), "");
    other = base;
    other.labs.pop_back();
    EXPECT_NE(obstacle(base, other).find("no lab y"), std::string::npos);
    other = base;
    other.run.seed = 5;
    EXPECT_NE(obstacle(base, other), "");
    other = base;
    other.run.dt *= 2;
    EXPECT_NE(obstacle(base, other), "");
    other = base;
    other.record.offers = !other.record.offers;
    EXPECT_NE(obstacle(base, other), "");
}

TEST(Arms, OfOneNameAreNumbered)
{
    EXPECT_THAT(distinct({"a", "b", "a", "a"}), ElementsAre("a", "b", "a 2", "a 3"));
}

TEST(Shards, ShareAllReplicatesAsEvenlyAsCanBe)
{
    for (std::uint32_t const of : {1U, 2U, 3U, 7U, 20U, 33U})
    {
        std::uint32_t next = 0;
        for (std::uint32_t i = 0; i < of; ++i)
        {
            Shard const shard{i, of};
            EXPECT_EQ(shard.first(20), next);
            next += shard.count(20);
            EXPECT_LE(shard.count(20), 20 / of + 1);
            EXPECT_GE(shard.count(20), 20 / of);
        }
        EXPECT_EQ(next, 20U);
    }
}
} // namespace mercato
