// SPDX-License-Identifier: Apache-2.0
// W1: the records of a run are a function of scenario and seed, not of threads, recording or step.
#include <gtest/gtest.h>

#include "engine/made_market.hpp"

namespace mercato
{
namespace
{
using testing::a_market;
using testing::bits_of;
using testing::run_of;

/// More people than one thread takes at a time, and windows long enough to be worth sharing.
Scenario crowded()
{
    auto s = a_market(150'000);
    s.run.burn_in = 0;
    s.run.end = s.run.start + week * 3;
    s.run.exchange = 24.0 / 8766;
    return s;
}

void expect_same(RunRecords const& a, RunRecords const& b)
{
    EXPECT_EQ(a.people, b.people);
    EXPECT_EQ(a.moves.size(), b.moves.size());
    EXPECT_EQ(bits_of(a.moves), bits_of(b.moves));
    EXPECT_EQ(bits_of(a.offers), bits_of(b.offers));
    EXPECT_EQ(bits_of(a.spells), bits_of(b.spells));
}
} // namespace

TEST(SameBits, ForOneTwoThreeAndEightThreads)
{
    auto const s = crowded();
    auto const alone = run_of(s, 1, 1);
    EXPECT_GT(alone.moves.size(), 1000U);
    for (int const threads : {2, 3, 8})
    {
        auto const shared = run_of(s, 1, threads);
        expect_same(alone, shared);
        EXPECT_EQ(alone.state_hash, shared.state_hash) << threads;
        EXPECT_EQ(bits_of(alone.labs), bits_of(shared.labs)) << threads;
    }
}

TEST(SameBits, ForAnyIntervalOfRecording)
{
    auto s = a_market(1500);
    s.run.dt = 1 / 365.25;
    auto const daily = run_of(s);
    for (double const days : {0.37, 7.0, 31.0, 400.0})
    {
        s.run.dt = days / 365.25;
        auto const other = run_of(s);
        expect_same(daily, other);
        EXPECT_EQ(other.state_hash.back(), daily.state_hash.back()) << days;
    }
}

TEST(SameBits, AtTheTimesThatTwoIntervalsShare)
{
    auto s = a_market(800);
    s.run.dt = 1 / 365.25;
    auto const daily = run_of(s);
    s.run.dt = 7 / 365.25;
    auto const weekly = run_of(s);
    auto const labs = s.labs.size();
    for (std::size_t w = 0; w + 1 < weekly.times.size(); ++w)
    {
        ASSERT_EQ(weekly.times[w], daily.times[7 * w]);
        EXPECT_EQ(weekly.state_hash[w], daily.state_hash[7 * w]) << w;
        auto const row = [&](RunRecords const& r, std::size_t i) {
            return bits_of(std::vector(r.labs.begin() + static_cast<std::ptrdiff_t>(i * labs),
                                       r.labs.begin() + static_cast<std::ptrdiff_t>((i + 1) * labs)));
        };
        EXPECT_EQ(row(weekly, w), row(daily, 7 * w)) << w;
    }
}

TEST(SameBits, WhateverIsRecorded)
{
    auto s = a_market(800);
    auto const all = run_of(s);
    s.record.offers = false;
    s.record.spells = false;
    s.record.panel = 500;
    auto const fewer = run_of(s);
    EXPECT_TRUE(fewer.offers.empty());
    EXPECT_TRUE(fewer.spells.empty());
    EXPECT_EQ(bits_of(all.moves), bits_of(fewer.moves));
    EXPECT_EQ(all.state_hash, fewer.state_hash);
}

TEST(SameBits, TwiceTheSameButNotForAnotherSeedOrReplicate)
{
    auto s = a_market(800);
    auto const first = run_of(s, 3);
    expect_same(first, run_of(s, 3));
    EXPECT_NE(bits_of(first.moves), bits_of(run_of(s, 4).moves));
    s.run.seed = 2;
    EXPECT_NE(bits_of(first.moves), bits_of(run_of(s, 3).moves));
}

TEST(SameBits, StateHashFindsTheFirstDifference)
{
    // A contact more in the second half changes nothing before
    auto s = a_market(800);
    s.run.dt = 7 / 365.25;
    auto const plain = run_of(s);
    EventSpec freeze;
    freeze.id = "freeze";
    freeze.type = "hiring_freeze";
    freeze.lab = "rich";
    freeze.at = s.run.start + week * 26;
    s.events = {freeze};
    auto const frozen = run_of(s);
    for (std::size_t w = 0; w <= 26; ++w) EXPECT_EQ(plain.state_hash[w], frozen.state_hash[w]) << w;
    EXPECT_NE(plain.state_hash.back(), frozen.state_hash.back());
}
} // namespace mercato
