// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "study/designing/shares.hpp"

namespace mercato
{
namespace
{
using testing::ElementsAre;
using Costs = std::vector<std::int64_t>;

std::int64_t dearest(Costs const& costs, std::vector<std::uint32_t> const& first)
{
    std::int64_t most = 0;
    for (std::size_t k = 0; k + 1 < first.size(); ++k)
    {
        most = std::max(
            most, std::accumulate(costs.begin() + first[k], costs.begin() + first[k + 1], std::int64_t{0}));
    }
    return most;
}

/// By trying all.
std::int64_t least_dearest(Costs const& costs, std::size_t from, std::uint32_t count)
{
    if (count == 1)
        return std::accumulate(costs.begin() + static_cast<std::ptrdiff_t>(from), costs.end(),
                               std::int64_t{0});
    auto best = std::numeric_limits<std::int64_t>::max();
    std::int64_t sum = 0;
    for (auto to = from + 1; to + count - 1 <= costs.size(); ++to)
    {
        sum += costs[to - 1];
        best = std::min(best, std::max(sum, least_dearest(costs, to, count - 1)));
    }
    return best;
}

TEST(Shares, OfEqualCostHaveEqualCounts)
{
    EXPECT_THAT(cut_by_cost(Costs(12, 5), 4), ElementsAre(0, 3, 6, 9, 12));
    EXPECT_THAT(cut_by_cost(Costs(5, 1), 5), ElementsAre(0, 1, 2, 3, 4, 5));
}

TEST(Shares, FollowTheCostWherePointsDiffer)
{
    EXPECT_THAT(cut_by_cost(Costs{8, 1, 1, 1, 1, 1, 1, 1, 1}, 2), ElementsAre(0, 1, 9));
    EXPECT_THAT(cut_by_cost(Costs{1, 1, 1, 1, 100}, 3), ElementsAre(0, 3, 4, 5));
}

RC_GTEST_PROP(Shares, AreNeverEmptyAndTheDearestIsAsCheapAsItCanBe, ())
{
    auto const costs = *rc::gen::resize(
        9, rc::gen::nonEmpty(rc::gen::container<Costs>(rc::gen::inRange<std::int64_t>(1, 50))));
    auto const count = *rc::gen::inRange<std::uint32_t>(1, static_cast<std::uint32_t>(costs.size()) + 1);
    auto const first = cut_by_cost(costs, count);
    RC_ASSERT(first.size() == count + 1);
    RC_ASSERT(first.front() == 0U);
    RC_ASSERT(first.back() == costs.size());
    RC_ASSERT(std::ranges::adjacent_find(first, std::greater_equal<>()) == first.end());
    RC_ASSERT(dearest(costs, first) == least_dearest(costs, 0, count));
}

TEST(Costs, GrowWithPeopleAndTime)
{
    Scenario s;
    s.groups.resize(1);
    s.groups.front().count = 100;
    s.run.scale = 2;
    s.run.start = {0};
    s.run.end = s.run.start + year;
    s.run.burn_in = 1;
    EXPECT_EQ(cost_of(s), 146'100); // 200 people, 730.5 days
    s.run.burn_in = 0;
    EXPECT_EQ(cost_of(s), 73'050);
    s.roster.resize(10);
    EXPECT_EQ(cost_of(s), 76'703);
}
} // namespace
} // namespace mercato
