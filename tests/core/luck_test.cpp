// SPDX-License-Identifier: Apache-2.0
// The laws drawn from luck: moments, distributions, independence. Fixed seeds, four standard errors.
#include <algorithm>
#include <numbers>
#include <numeric>

#include <boost/math/distributions/chi_squared.hpp>
#include <gtest/gtest.h>

#include "core/draws.hpp"
#include "support/moments.hpp"

namespace mercato
{
namespace
{
using testing::Moments;

constexpr std::size_t people = 200'000;
Draws const draws(20231117, 3);

/// One draw for each of @p people identities: what a column of a population is made of.
template <class Draw>
std::vector<double> of_everybody(Draw&& draw)
{
    std::vector<double> all(people);
    for (std::size_t i = 0; i < people; ++i)
    {
        Luck luck(draws, Domain::population, Kind::traits, i);
        all[i] = draw(luck);
    }
    return all;
}

Moments moments(std::vector<double> const& all)
{
    Moments m;
    for (auto const x : all) m.add(x);
    return m;
}

double normal_law(double x) { return 0.5 * std::erfc(-x / std::numbers::sqrt2); }
double exponential_law(double x) { return -std::expm1(-x); }
double gumbel_law(double x) { return std::exp(-std::exp(-x)); }

/// Chi-squared of @p counts against @p expected, as a probability of being exceeded.
double fit(std::vector<double> const& counts, std::vector<double> const& expected)
{
    double sum = 0;
    for (std::size_t i = 0; i < counts.size(); ++i)
        sum += (counts[i] - expected[i]) * (counts[i] - expected[i]) / expected[i];
    return boost::math::cdf(
        boost::math::complement(boost::math::chi_squared(static_cast<double>(counts.size() - 1)), sum));
}
} // namespace

TEST(Luck, UniformsFillTheUnitIntervalEvenly)
{
    auto all = of_everybody([](Luck& l) { return l.uniform(); });
    auto const m = moments(all);
    EXPECT_NEAR(m.mean, 0.5, m.tolerance());
    EXPECT_NEAR(m.variance(), 1.0 / 12, m.variance_tolerance(1.8));
    std::ranges::sort(all);
    EXPECT_LT(testing::distance_to(all, [](double x) { return x; }), testing::distance_tolerance(people));
}

TEST(Luck, NormalsHaveTheNormalLaw)
{
    auto all = of_everybody([](Luck& l) { return l.normal(); });
    auto const m = moments(all);
    EXPECT_NEAR(m.mean, 0, m.tolerance());
    EXPECT_NEAR(m.variance(), 1, m.variance_tolerance(3));
    std::ranges::sort(all);
    EXPECT_LT(testing::distance_to(all, normal_law), testing::distance_tolerance(people));
}

TEST(Luck, ExponentialsHaveTheExponentialLawFromStreamAndFromOneWord)
{
    for (auto all : {of_everybody([](Luck& l) { return l.exponential(); }),
                     of_everybody([](Luck& l) { return exponential(l()); })})
    {
        auto const m = moments(all);
        EXPECT_NEAR(m.mean, 1, m.tolerance());
        EXPECT_NEAR(m.variance(), 1, m.variance_tolerance(9));
        std::ranges::sort(all);
        EXPECT_LT(testing::distance_to(all, exponential_law), testing::distance_tolerance(people));
    }
}

TEST(Luck, GumbelsHaveTheGumbelLaw)
{
    auto all = of_everybody([](Luck& l) { return gumbel(l()); });
    auto const m = moments(all);
    EXPECT_NEAR(m.mean, std::numbers::egamma, m.tolerance());
    EXPECT_NEAR(m.variance(), std::numbers::pi * std::numbers::pi / 6, m.variance_tolerance(5.4));
    std::ranges::sort(all);
    EXPECT_LT(testing::distance_to(all, gumbel_law), testing::distance_tolerance(people));
}

TEST(Luck, PoissonCountsHaveThePoissonLawForSmallAndLargeMeans)
{
    for (double const mean : {0.05, 0.7, 4.9, 9.99, 10.01, 80.0})
    {
        auto const all = of_everybody([=](Luck& l) { return static_cast<double>(l.poisson(mean)); });
        auto const m = moments(all);
        EXPECT_NEAR(m.mean, mean, m.tolerance()) << mean;
        EXPECT_NEAR(m.variance(), mean, m.variance_tolerance(3 + 1 / mean)) << mean;
    }
}

TEST(Luck, PoissonOfNothingIsNothing)
{
    Luck luck(draws, Domain::market, Kind::grid, 1);
    EXPECT_EQ(luck.poisson(0), 0U);
    EXPECT_EQ(luck.poisson(-1), 0U);
}

TEST(Luck, EveryBitOfAWordIsAFairCoin)
{
    std::array<int, 128> ones{};
    for (std::uint32_t i = 0; i < people; ++i)
    {
        auto const w = draws.words(Domain::behaviour, Kind::contact, 17, 5, i).w;
        for (std::size_t bit = 0; bit < 128; ++bit) ones[bit] += (w[bit / 32] >> (bit % 32)) & 1U ? 1 : 0;
    }
    // 128 coins at once: five standard errors are exceeded by one of them once in 13,000
    for (auto const n : ones) EXPECT_NEAR(n, people / 2.0, 5 * std::sqrt(people / 4.0));
}

TEST(Luck, NeighboursInIdentityPageAndIndexAreIndependent)
{
    std::vector<double> here(people);
    std::vector<double> person(people);
    std::vector<double> page(people);
    std::vector<double> index(people);
    std::vector<double> replicate(people);
    Draws const other(20231117, 4);
    for (std::uint32_t i = 0; i < people; ++i)
    {
        auto const at = [i](Draws const& d, std::uint64_t who, std::uint32_t p, std::uint32_t k) {
            return unit_open(d.words(Domain::behaviour, Kind::offer, i + who, p, k).w[0]);
        };
        here[i] = at(draws, 0, 0, 0);
        person[i] = at(draws, 1, 0, 0);
        page[i] = at(draws, 0, 1, 0);
        index[i] = at(draws, 0, 0, 1);
        replicate[i] = at(other, 0, 0, 0);
    }
    auto const tolerance = testing::standard_errors / std::sqrt(people);
    for (auto const* others : {&person, &page, &index, &replicate})
    {
        EXPECT_NEAR(testing::correlation(here, *others), 0, tolerance);
    }
}

TEST(Luck, FourWordsOfAQuestionFallEvenlyIntoTheCellsOfACube)
{
    constexpr int side = 4;
    std::vector<double> counts(side * side * side * side);
    for (std::uint64_t i = 0; i < people; ++i)
    {
        auto const w = draws.words(Domain::population, Kind::history, i, 0, 0).w;
        std::size_t cell = 0;
        for (auto const word : w) cell = cell * side + (word >> 30);
        ++counts[cell];
    }
    std::vector<double> const expected(counts.size(), people / static_cast<double>(counts.size()));
    EXPECT_GT(fit(counts, expected), 6e-5);
}
} // namespace mercato
