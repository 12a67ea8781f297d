// SPDX-License-Identifier: Apache-2.0
// Every choice is explained: its terms add up to the gap that decided it (W6).
#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "engine/made_market.hpp"

namespace mercato
{
namespace
{
using testing::a_market;
using testing::bits_of;
using testing::run_of;

Scenario explained(std::string const& terms)
{
    auto s = a_market(2000);
    s.record.terms = terms;
    s.labs[0].recognition = 0.5;
    RaidSpec raid;
    raid.id = "raid";
    raid.lab = "large";
    raid.at = s.run.start + week;
    raid.until = raid.at + week * 8;
    s.raids = {raid};
    return s;
}

TEST(Reasons, AddUpToTheGapWhoseSignIsTheChoice)
{
    auto const run = run_of(explained("all"));
    ASSERT_GT(run.choices.size(), 500U);
    std::map<std::int8_t, int> answers;
    for (auto const& c : run.choices)
    {
        EXPECT_EQ(c.gap, gap_of(c));
        EXPECT_EQ(c.answer == 1, c.gap > 0) << c.person;
        ++answers[c.answer];
    }
    for (auto const answer : {0, 1, 2}) EXPECT_GT(answers[static_cast<std::int8_t>(answer)], 3) << answer;
}

TEST(Reasons, AgreeWithWhatTheTableOfOffersSays)
{
    auto const run = run_of(explained("all"));
    std::map<std::pair<std::int32_t, std::int64_t>, float> gaps;
    for (auto const& c : run.choices) gaps[{c.person, c.time.us}] = c.gap;
    std::size_t compared = 0;
    for (auto const& o : run.offers)
    {
        auto const found = gaps.find({o.person, o.time.us}); // answered in mind at once: not tempting
        if (found == gaps.end() || o.answer != static_cast<std::int8_t>(Answer::declined)) continue;
        EXPECT_NEAR(found->second, o.gap, 1e-4F);
        ++compared;
    }
    EXPECT_GT(compared, 300U);
}

TEST(Reasons, AreKeptOfThoseWhoGoAndChangeNothing)
{
    auto const all = run_of(explained("all"));
    auto const moves = run_of(explained("moves"));
    auto const none = run_of(explained("none"));
    EXPECT_EQ(bits_of(all.moves), bits_of(none.moves));
    EXPECT_EQ(bits_of(moves.moves), bits_of(none.moves));
    EXPECT_TRUE(none.choices.empty());
    auto const goes = [](ChoiceRecord const& c) { return c.answer == 1; };
    EXPECT_TRUE(std::ranges::all_of(moves.choices, goes));
    EXPECT_EQ(static_cast<std::ptrdiff_t>(moves.choices.size()), std::ranges::count_if(all.choices, goes));
}

TEST(Reasons, AreTheSameForAnyNumberOfThreads)
{
    auto const s = explained("all");
    auto const one = bits_of(run_of(s).choices);
    for (int const threads : {2, 3, 8}) EXPECT_EQ(bits_of(run_of(s, 0, threads).choices), one);
}
} // namespace
} // namespace mercato
