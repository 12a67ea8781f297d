// SPDX-License-Identifier: Apache-2.0
// W4: without capacity, who goes in a lift-out is the least fixed point of monotone best responses (E9):
// it does not hang on the order in which the members of a coalition are asked.
#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "engine/made_market.hpp"
#include "run/engine.hpp"

namespace mercato
{
namespace
{
constexpr double days = 1 / 365.25;

/// A lead of "rich" is asked, and up to fifteen with ties to the lead; places and money are no limit.
Scenario lifted(double pull, std::int64_t seed)
{
    auto s = testing::a_market(1200);
    s.run.seed = seed;
    s.run.burn_in = 0;
    s.run.end = s.run.start + week * 8;
    RaidSpec raid;
    raid.id = "raid";
    raid.lab = "large";
    raid.target = "rich";
    raid.mode = "coalition";
    raid.at = s.run.start + week;
    raid.until = raid.at + week * 6;
    raid.people = 16;
    raid.budget = 1e9;
    raid.top_multiple = raid.low_multiple = 1.6;
    raid.sign_on = 0;
    raid.deadline = 20 * days;
    s.raids = {raid};
    s.laws.raid.coalition_pull = pull;
    s.laws.raid.heed_personal = 1;
    s.laws.raid.tie_threshold = 0.1;
    return s;
}

void go_on(Engine& engine, Time until)
{
    engine.advance(
        until, {}, [](Time) {}, [] {});
}

/// The world an hour before the raid.
State before(Scenario const& s, Threads const& threads)
{
    Engine engine(s, draws_of(s, 0), threads, shared_start(s, threads));
    engine.begin_replicate();
    go_on(engine, s.raids[0].at - hour);
    return std::move(engine.state());
}

/// Whom the raid gets if it asks @p list in this order; if that is empty, its own, which is left in @p list.
std::set<std::uint32_t> taken(Scenario const& s, State state, std::vector<std::uint32_t>& list,
                              Threads const& threads)
{
    if (!list.empty())
    {
        state.world.raids[0].list = list;
        state.world.raids[0].rounds = 1; // it has been made
    }
    Engine engine(s, draws_of(s, 0), threads, std::move(state));
    go_on(engine, s.run.end);
    auto const& world = engine.state().world;
    list = world.raids[0].list;
    std::set<std::uint32_t> who;
    for (auto const& shelf : world.shelves)
    {
        for (auto const& a : shelf.approaches)
        {
            if (a.answer == static_cast<std::int8_t>(Answer::accepted))
                who.insert(static_cast<std::uint32_t>(a.person));
        }
    }
    return who;
}
} // namespace

TEST(LiftOut, TakesTheSamePeopleInWhateverOrderTheyAreAsked)
{
    Threads const one(1);
    int partial = 0;
    std::size_t pulled = 0;
    for (std::int64_t seed = 1; seed <= 6; ++seed)
    {
        auto const s = lifted(1.5, seed);
        auto const start = before(s, one);
        std::vector<std::uint32_t> list;
        auto const who = taken(s, start, list, one);
        ASSERT_GT(list.size(), 4U);
        partial += !who.empty() && who.size() < list.size() ? 1 : 0;
        for (std::uint64_t k = 1; k <= 3; ++k)
        {
            auto other = list;
            std::ranges::sort(other, {}, [&](std::uint32_t row) { return mixed(k, row); });
            EXPECT_EQ(taken(s, start, other, one), who) << seed;
        }
        auto alone = list; // without the pull of the others fewer go, and nobody who would not go with it
        auto const few = taken(lifted(0, seed), start, alone, one);
        EXPECT_TRUE(std::ranges::includes(who, few)) << seed;
        pulled += who.size() - few.size();
    }
    EXPECT_GT(partial, 2); // some go and some stay: there is something to depend on
    EXPECT_GT(pulled, 0U);
}

TEST(LiftOut, HangsOnTheOrderOnceMoneyIsShort)
{
    Threads const one(1);
    int different = 0;
    for (std::int64_t seed = 1; seed <= 6; ++seed)
    {
        auto s = lifted(1.5, seed);
        s.raids[0].budget = 8; // for about half of them
        auto const start = before(s, one);
        std::vector<std::uint32_t> list;
        auto const who = taken(s, start, list, one);
        std::ranges::reverse(list);
        different += taken(s, start, list, one) != who ? 1 : 0;
    }
    EXPECT_GT(different, 0);
}
} // namespace mercato
