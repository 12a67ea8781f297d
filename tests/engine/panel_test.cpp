// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iterator>
#include <map>

#include <gtest/gtest.h>

#include "engine/made_market.hpp"

namespace mercato
{
namespace
{
/// Everybody keeps the job they have: only the panel is looked at.
Scenario a_quiet_market(std::int64_t panel)
{
    auto s = testing::bare_market();
    s.labs = {testing::a_lab("large", 1, 60), testing::a_lab("middle", 1, 30),
              testing::a_lab("small", 1, 10)};
    s.groups = {testing::a_group("large", 60), testing::a_group("middle", 30), testing::a_group("small", 10)};
    s.laws.search.contact_rate = 0;
    s.record.panel = panel;
    return s;
}

std::vector<std::int32_t> people_of(std::vector<PanelRecord> const& panel)
{
    std::vector<std::int32_t> rows;
    std::ranges::transform(panel, std::back_inserter(rows), &PanelRecord::person);
    return rows;
}

Researchers people_at(std::vector<std::uint16_t> const& labs)
{
    Researchers people;
    people.resize(labs.size());
    for (std::size_t row = 0; row < labs.size(); ++row) people.line[row].lab = labs[row];
    return people;
}

using Rows = std::vector<std::uint32_t>;
} // namespace

TEST(FollowedPeople, AreSpreadEvenlyOverThoseInTheField)
{
    auto const people = people_at({0, 0, 0, 0, 1, 1, 1, 1, 2, 2});
    EXPECT_EQ(followed_people(people, 0), Rows{});
    EXPECT_EQ(followed_people(people, 1), Rows{0});
    EXPECT_EQ(followed_people(people, 5), (Rows{0, 2, 4, 6, 8}));
    EXPECT_EQ(followed_people(people, 4), (Rows{0, 2, 5, 7}));
    EXPECT_EQ(followed_people(people, 10), (Rows{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
}

TEST(FollowedPeople, AreNotThoseWhoLeftTheFieldBefore)
{
    auto const people = people_at({nowhere, 0, nowhere, 1, 1, 0});
    EXPECT_EQ(followed_people(people, 2), (Rows{1, 4}));
    EXPECT_EQ(followed_people(people, 4), (Rows{1, 3, 4, 5}));
}

TEST(FollowedPeople, AreThoseWhoComeLaterWhereMoreAreWantedThanThereAre)
{
    EXPECT_EQ(followed_people(people_at({0, nowhere, 1}), 4), (Rows{0, 2, 3, 4}));
    EXPECT_EQ(followed_people(people_at({}), 2), (Rows{0, 1}));
}

TEST(Panel, FollowsEveryLabInProportionToItsSize)
{
    auto const r = testing::run_of(a_quiet_market(20));
    ASSERT_EQ(r.panel.size(), 20 * r.times.size());
    std::map<int, int> followed;
    for (std::size_t k = 0; k < 20; ++k) ++followed[r.panel[k].lab];
    EXPECT_EQ(followed, (std::map<int, int>{{0, 12}, {1, 6}, {2, 2}}));
}

TEST(Panel, IsTheSamePeopleAtEveryTimeAndInEveryReplicate)
{
    auto s = testing::a_market(200);
    s.record.panel = 30;
    auto const runs = testing::runs_of(s, 2);
    auto const people = people_of(runs[0].panel);
    EXPECT_EQ(people, people_of(runs[1].panel));
    std::vector const first(people.begin(), people.begin() + 30);
    EXPECT_TRUE(std::ranges::is_sorted(first));
    for (std::size_t t = 0; t < runs[0].times.size(); ++t)
    {
        auto const begin = people.begin() + static_cast<std::ptrdiff_t>(30 * t);
        EXPECT_EQ(first, std::vector(begin, begin + 30)) << "at recorded time " << t;
    }
}

TEST(Panel, ShowsTheLabWhereItsSpellsSayThePersonWorks)
{
    auto s = testing::a_market(200);
    s.record.panel = 50;
    auto const r = testing::run_of(s);
    int looked_at = 0;
    for (std::size_t k = 0; k < r.panel.size(); ++k)
    {
        auto const& p = r.panel[k];
        auto const t = r.times[k / 50];
        auto const there = [&](SpellRecord const& spell) {
            return spell.person == p.person && spell.start < t && t < spell.end;
        };
        auto const spell = std::ranges::find_if(r.spells, there);
        if (spell == r.spells.end()) continue;
        EXPECT_EQ(spell->lab, p.lab) << "person " << p.person << " at " << to_text(t);
        ++looked_at;
    }
    EXPECT_GT(looked_at, 2000);
}
} // namespace mercato
