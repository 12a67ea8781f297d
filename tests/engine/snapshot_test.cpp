// SPDX-License-Identifier: Apache-2.0
// A replicate that is interrupted at instants and goes on from bytes leaves the bits of one that is not.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/any_scenario.hpp"
#include "kept_in_memory.hpp"

namespace mercato
{
namespace
{
using testing::a_market;
using testing::bits_of;
using testing::interrupted_run;

std::vector<std::uint64_t> bits_of_all(RunRecords const& r)
{
    return {bits_of(r.labs),     bits_of(r.panel),
            bits_of(r.moves),    bits_of(r.offers),
            bits_of(r.spells),   bits_of(r.announcements),
            bits_of(r.crises),   bits_of(r.intentions),
            bits_of(r.choices),  bits_of(r.works),
            bits_of(r.launches), bits_of(r.approaches),
            r.state_hash.back(), static_cast<std::uint64_t>(r.people)};
}

/// Interrupted at every @p every-th instant with @p threads threads; how often.
int expect_as_uninterrupted(Scenario const& s, int every, int threads)
{
    Threads const alone(1);
    auto const start = shared_start(s, alone);
    auto const whole = simulate(s, start, 1, alone);
    Threads const others(threads);
    int interruptions = 0;
    auto const pieced = interrupted_run(s, start, 1, others, every, interruptions);
    EXPECT_EQ(whole.times, pieced.times);
    EXPECT_EQ(whole.state_hash, pieced.state_hash);
    EXPECT_EQ(bits_of_all(whole), bits_of_all(pieced));
    return interruptions;
}
} // namespace

TEST(Snapshot, AtEveryInstantOfAMarketChangesNoBit)
{
    auto s = a_market(400);
    s.record.panel = 30;
    s.record.terms = "all";
    s.run.end = s.run.start + week * 26;
    EXPECT_GT(expect_as_uninterrupted(s, 1, 1), 100);
}

TEST(Snapshot, MayBeResumedWithOtherThreads)
{
    auto s = a_market(20'000);
    s.run.end = s.run.start + week * 6;
    EXPECT_GT(expect_as_uninterrupted(s, 5, 3), 5);
}

TEST(Snapshot, FollowsThePeopleItFollowedFromTheStart)
{
    auto s = a_market(200);
    s.record.panel = 300; // more than there are: also whoever comes
    s.run.end = s.run.start + week * 20;
    expect_as_uninterrupted(s, 3, 1);
}

TEST(Snapshot, TooFewBytesAreNotTakenForAWorld)
{
    struct Empty : Source
    {
        void read(std::span<std::byte>) override { throw std::runtime_error("no bytes"); }
    } empty;
    State state(day);
    Notes notes;
    EXPECT_THROW(unpack(empty, state, notes), std::runtime_error);
}

RC_GTEST_PROP(Snapshot, ChangesNoBitOfAnyScenario, ())
{
    RC_ASSERT(expect_as_uninterrupted(testing::any_scenario(), *rc::gen::inRange(20, 80), 1) >= 0);
    RC_ASSERT(!::testing::Test::HasFailure());
}

RC_GTEST_PROP(Snapshot, ChangesNoBitOfAnyCrisis, ())
{
    expect_as_uninterrupted(testing::any_crisis(), *rc::gen::inRange(20, 80), 1);
    RC_ASSERT(!::testing::Test::HasFailure());
}
} // namespace mercato
