// SPDX-License-Identifier: Apache-2.0 W4: the wage ladder of Burdett and Mortensen 1998. No counters, no
// amenities, no match: offers from one distribution F reach everybody at rate l, jobs end at rate d, every
// better offer is taken. Then pay has the distribution
//
//     G(w) = F(w) / (1 + k (1 - F(w))),   k = l / d
#include <algorithm>
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "engine/made_market.hpp"
#include "support/moments.hpp"

namespace mercato
{
namespace
{
constexpr std::size_t labs = 5;
constexpr double rate = 1;  // of each other lab
constexpr double ends = 1;  // a year
constexpr double pay = 100; // [$M/yr], median offer
// So wide that tastes, of about 0.1 log points at the largest weight of pay, hardly reorder offers
constexpr double spread = 3;
constexpr std::size_t people = 12'000;

Scenario ladder()
{
    auto s = testing::wage_posting(std::vector(labs, pay), rate, ends, people);
    s.laws.search.offer_spread = spread;
    s.record.panel = people;
    return s;
}

double offers_below(double w) { return 0.5 * std::erfc(-std::log(w / pay) / spread / std::numbers::sqrt2); }

double ladder_law(double w)
{
    auto const f = offers_below(w);
    return f / (1 + (labs - 1) * rate / ends * (1 - f));
}

/// Lab and pay of everybody at the end.
std::vector<PanelRecord> const& at_the_end()
{
    static auto const all = [] {
        auto r = testing::run_of(ladder());
        return std::vector(r.panel.end() - static_cast<std::ptrdiff_t>(people), r.panel.end());
    }();
    return all;
}
} // namespace

TEST(Ladder, EarningsHaveTheDistributionOfBurdettAndMortensen)
{
    std::vector<double> earned;
    for (auto const& person : at_the_end())
    {
        if (person.lab < static_cast<int>(labs)) earned.push_back(person.pay);
    }
    std::ranges::sort(earned);
    // Tastes blur the order of offers within 0.05 log points on a scale of 3: half a percent of any share
    EXPECT_LT(testing::distance_to(earned, ladder_law), testing::distance_tolerance(earned.size()) + 0.005);
    // far from the distribution of offers itself: the test can fail
    EXPECT_GT(testing::distance_to(earned, offers_below), 0.3);
}

TEST(Ladder, JobsAreLostAndFoundInBalance)
{
    auto const out = std::ranges::count(at_the_end(), static_cast<int>(labs), &PanelRecord::lab);
    // The jobless hear from all five labs and take any offer
    auto const share = ends / (ends + labs * rate);
    EXPECT_NEAR(static_cast<double>(out) / people, share, testing::share_tolerance(share, people));
}
} // namespace mercato
