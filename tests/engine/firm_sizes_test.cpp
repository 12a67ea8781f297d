// SPDX-License-Identifier: Apache-2.0
// W4: sizes of firms in the model of Burdett and Mortensen 1998, with as many wages as labs. Each of J
// labs posts one wage, all call at rate l, every better offer is taken, jobs end at rate d. Of people
// without a job or with one of the j lowest wages as many find better as fall back from above: l (J - j)
// G_j = d (1 - G_j), so
//
//     G_j = d/(d + l (J - j)),   n_j = G_j - G_(j-1) = d l / ((d + l (J - j)) (d + l (J - j + 1)))
#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "engine/made_market.hpp"
#include "support/moments.hpp"

namespace mercato
{
namespace
{
constexpr std::size_t labs = 5;
constexpr double rate = 1; // of each lab [1/yr]
constexpr double ends = 1;
constexpr std::size_t people = 12'000;

/// The lab of rank j pays e^j: twenty utils more than the one below, beside which tastes hardly matter.
constexpr int rank_of[labs] = {3, 0, 4, 1, 2};

std::vector<double> posted_wages()
{
    std::vector<double> wages;
    for (auto const rank : rank_of) wages.push_back(std::exp(rank));
    return wages;
}

/// Share of people without a job or at one of the @p j lowest wages.
double below(std::size_t j) { return ends / (ends + rate * static_cast<double>(labs - j)); }
} // namespace

TEST(FirmSizes, AreThoseOfBurdettAndMortensenByTheRankOfTheWage)
{
    auto const run = testing::run_of(testing::wage_posting(posted_wages(), rate, ends, people));
    auto const* last = run.labs.data() + run.labs.size() - (labs + 1);
    for (std::size_t j = 0; j < labs; ++j)
    {
        auto const rank = static_cast<std::size_t>(rank_of[j]) + 1;
        auto const expected = below(rank) - below(rank - 1);
        auto const share = static_cast<double>(last[j].headcount) / people;
        EXPECT_NEAR(share, expected, testing::share_tolerance(expected, people)) << "rank " << rank;
    }
    EXPECT_NEAR(static_cast<double>(last[labs].headcount) / people, below(0),
                testing::share_tolerance(below(0), people));
    // Fifteen times as many at the best wage as at the lowest, for offers that come equally often
    EXPECT_NEAR((below(labs) - below(labs - 1)) / (below(1) - below(0)), 15, 1e-9);
}
} // namespace mercato
