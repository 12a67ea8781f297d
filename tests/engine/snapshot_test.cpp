// SPDX-License-Identifier: Apache-2.0
// A replicate that is interrupted at instants and goes on from bytes leaves the bits of one that is not.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "acts/excess.hpp"
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

/// One replicate twice: in one piece, and interrupted at every so many instants.
struct Twice
{
    RunRecords whole;
    RunRecords pieced;
    int interruptions = 0;
};

Twice run_twice(Scenario const& s, int every, int threads)
{
    Threads const alone(1);
    auto const start = shared_start(s, alone);
    Twice r;
    r.whole = simulate(s, start, 1, alone);
    Threads const others(threads);
    r.pieced = interrupted_run(s, start, 1, others, every, r.interruptions);
    return r;
}

/// Interrupted at every @p every-th instant with @p threads threads; how often.
int expect_as_uninterrupted(Scenario const& s, int every, int threads)
{
    auto const r = run_twice(s, every, threads);
    EXPECT_EQ(r.whole.times, r.pieced.times);
    EXPECT_EQ(r.whole.state_hash, r.pieced.state_hash);
    EXPECT_EQ(bits_of_all(r.whole), bits_of_all(r.pieced));
    return r.interruptions;
}

/// The same for a random scenario. A failure is the property's own: an expectation that failed once would
/// fail every smaller scenario too.
void assert_as_uninterrupted(Scenario const& s)
{
    auto const r = run_twice(s, *rc::gen::inRange(20, 80), 1);
    RC_ASSERT(r.whole.times == r.pieced.times);
    RC_ASSERT(r.whole.state_hash == r.pieced.state_hash);
    RC_ASSERT(bits_of_all(r.whole) == bits_of_all(r.pieced));
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

RC_GTEST_PROP(Snapshot, ChangesNoBitOfAnyScenario, ()) { assert_as_uninterrupted(testing::any_scenario()); }

RC_GTEST_PROP(Snapshot, ChangesNoBitOfAnyCrisis, ()) { assert_as_uninterrupted(testing::any_crisis()); }

TEST(OpenedCalls, AreOfOnePage)
{
    OpenedCalls opened;
    opened.turn_to(7);
    opened.of(shelf_size + 3, 2)[1] = 4;
    opened.turn_to(7);
    EXPECT_EQ(opened.of(shelf_size + 3, 2)[1], 4);
    EXPECT_EQ(opened.of(shelf_size + 2, 2)[1], 0);
    opened.turn_to(8);
    EXPECT_EQ(opened.of(shelf_size + 3, 2)[1], 0);
}
} // namespace mercato
