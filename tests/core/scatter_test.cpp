// SPDX-License-Identifier: Apache-2.0
// The scatter of potential events: unit density, whatever is asked of it, in the layout of docs/luck.md.
#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include <boost/math/distributions/poisson.hpp>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/scatter.hpp"
#include "support/generators.hpp"
#include "support/moments.hpp"

namespace mercato
{
namespace
{
using testing::Moments;

constexpr std::int64_t some_page = 700; // in 2023
Draws const draws(99, 2);

std::vector<Point> points(Cell const& cell, Time from, Time to)
{
    std::vector<Point> all;
    scatter(draws, cell, from, to, [&](Point const& p) { all.push_back(p); });
    return all;
}

std::vector<Point> points(Cell const& cell)
{
    return points(cell, page_start(cell.layout, cell.page), page_start(cell.layout, cell.page + 1));
}

auto key(Point const& p) { return std::tuple{p.luck, p.at.us, p.y, p.slot}; }

std::vector<std::tuple<std::uint64_t, std::int64_t, double, std::uint32_t>> keys(
    std::vector<Point> const& all)
{
    std::vector<std::tuple<std::uint64_t, std::int64_t, double, std::uint32_t>> k;
    for (auto const& p : all) k.push_back(key(p));
    std::ranges::sort(k);
    return k;
}

Cell any_cell()
{
    auto const layout = *rc::gen::element(Layout::blocks, Layout::single);
    return {Kind::contact, *rc::gen::arbitrary<std::uint64_t>(), *rc::gen::inRange(0, 9),
            *rc::gen::inRange<std::int64_t>(-800, 800), layout};
}

constexpr int layer_count(Layout layout) { return layout == Layout::blocks ? 15 : 13; }
} // namespace

TEST(Scatter, LayersMeetWithoutGapUpToAThousandAYear)
{
    for (auto const layout : {Layout::blocks, Layout::single})
    {
        double below = 0;
        for (int layer = 0; layer < layer_count(layout); ++layer)
        {
            EXPECT_EQ(shape_of(layout, layer).low, below);
            below = shape_of(layout, layer).high;
        }
        EXPECT_EQ(below, 1024);
    }
}

TEST(Scatter, PartsDivideThePageAndBlocksDivideTheLargest)
{
    for (int layer = 0; layer < layer_count(Layout::blocks); ++layer)
    {
        auto const s = shape_of(Layout::blocks, layer);
        EXPECT_EQ(page_span(Layout::blocks).us % s.parts, 0);
        EXPECT_EQ(largest_block % s.block, 0U);
        EXPECT_LE(s.parts, 512U); // nine bits of the index
    }
}

RC_GTEST_PROP(Scatter, AsManyLayersAreOpenedAsReachTheIntensity, ())
{
    auto const layout = *rc::gen::element(Layout::blocks, Layout::single);
    auto const intensity = *testing::across(1e-6, 1024);
    auto const n = layers_below(layout, intensity);
    RC_ASSERT(n >= 1);
    RC_ASSERT(shape_of(layout, n - 1).high >= intensity * (1 - 1e-15));
    if (n > 1) RC_ASSERT(shape_of(layout, n - 2).high < intensity);
}

TEST(Scatter, IntensitiesWithoutEndOpenAllLayersAndNoneOpenNone)
{
    for (auto const layout : {Layout::blocks, Layout::single})
    {
        EXPECT_EQ(layers_below(layout, 0), 0);
        EXPECT_EQ(layers_below(layout, -1), 0);
        for (double const much : {1025.0, 1e9, HUGE_VAL})
            EXPECT_EQ(layers_below(layout, much), layer_count(layout));
    }
}

RC_GTEST_PROP(Scatter, PointsLieInTheirCell, ())
{
    auto const cell = any_cell();
    auto const shape = shape_of(cell.layout, cell.layer);
    for (auto const& p : points(cell))
    {
        RC_ASSERT(page_of(cell.layout, p.at) == cell.page);
        RC_ASSERT(p.y > shape.low);
        RC_ASSERT(p.y < shape.high);
        RC_ASSERT(p.slot < shape.block);
    }
}

RC_GTEST_PROP(Scatter, IsTheSameWholeOrInPieces, ())
{
    auto const cell = any_cell();
    auto const start = page_start(cell.layout, cell.page);
    auto const end = page_start(cell.layout, cell.page + 1);
    auto const cut = start + Span{*rc::gen::inRange<std::int64_t>(0, (end - start).us)};
    auto pieces = points(cell, start, cut);
    auto const rest = points(cell, cut, end);
    pieces.insert(pieces.end(), rest.begin(), rest.end());
    RC_ASSERT(keys(pieces) == keys(points(cell)));
    for (auto const& p : rest) RC_ASSERT(p.at >= cut);
}

TEST(Scatter, IsLaidOutAsTheDocumentationSays)
{
    // A cell of layer 7: four parts of a week, 64 people, intensities 4 to 8 a year
    Cell const cell{Kind::quit, 0x1234'5678'9abc'def0, 7, some_page, Layout::blocks};
    std::vector<Point> expected;
    for (std::uint32_t part = 0; part < 4; ++part)
    {
        auto const ask = [&](std::uint32_t i) {
            return draws
                .words(Domain::behaviour, Kind::quit, cell.identity, some_page, 7U << 19 | part << 10 | i)
                .w;
        };
        boost::math::poisson const law(4 * 64 * 7 / 365.25);
        auto const u = unit_open(ask(0)[0]);
        std::uint32_t count = 0;
        while (boost::math::cdf(law, count) < u) ++count;
        for (std::uint32_t i = 1; i <= count; ++i)
        {
            auto const w = ask(i);
            Time const at{(some_page * 4 + part) * week.us +
                          static_cast<std::int64_t>(unit_open(w[0], w[1]) * static_cast<double>(week.us))};
            auto const index = std::uint64_t{some_page} << 32 | 7U << 19 | part << 10 | i;
            expected.push_back(
                {at, 4 + 4 * unit_open(w[2]), w[3] >> 26, mixed(mixed(cell.identity, 5), index)});
        }
    }
    EXPECT_GT(expected.size(), 5U);
    EXPECT_EQ(keys(points(cell)), keys(expected));
}

TEST(Scatter, CountsHaveThePoissonLaw)
{
    for (double const mean : {0.25, 4.906, 60.0, 510.0})
    {
        boost::math::poisson const law(mean);
        Counts const counts(mean, std::exp(-mean));
        Moments m;
        for (std::uint32_t i = 0; i < 100'000; ++i)
        {
            m.add(counts.of(draws.words(Domain::market, Kind::grid, 7, 1, i).w[0]));
        }
        EXPECT_NEAR(m.mean, mean, m.tolerance());
        EXPECT_NEAR(m.variance(), mean, m.variance_tolerance(3 + 1 / mean));
        // inversion: a word gives the smallest count whose law reaches it
        for (double const u : {0.001, 0.3, 0.7, 0.999})
        {
            auto const word = static_cast<std::uint32_t>(u * 0x1p32);
            auto const n = counts.of(word);
            EXPECT_GE(boost::math::cdf(law, n), unit_open(word) - 1e-12) << mean;
            EXPECT_LT(n == 0 ? 0 : boost::math::cdf(law, n - 1), unit_open(word) + 1e-12) << mean;
        }
    }
}

TEST(Scatter, CountsLookedUpAreThoseSummedUp)
{
    auto const summed = [](double mean, std::uint32_t word) {
        auto p = std::exp(-mean);
        auto sum = p;
        std::uint32_t n = 0;
        for (; unit_open(word) > sum && n < 1023; sum += p)
        {
            ++n;
            p *= mean / n;
        }
        return n;
    };
    for (double const mean : {0.0, 0.01, 0.25, 4.906, 60.0, 511.0})
    {
        Counts const counts(mean, std::exp(-mean));
        for (std::uint32_t i = 0; i < 4096; ++i)
        {
            auto const anywhere = draws.words(Domain::market, Kind::grid, 8, 1, i).w[0];
            for (auto const word : {anywhere, i, UINT32_MAX - i, i << 20, (i << 20) - 1})
                ASSERT_EQ(counts.of(word), summed(mean, word)) << mean << ' ' << word;
        }
    }
}

TEST(Scatter, PointsBelowAHazardArePoissonWithItsRateForEverySlot)
{
    // Three layers and a bit of a fourth: y < 0.3 a year, two years of pages, blocks of 1024, 512 and 256
    // people
    constexpr double hazard = 0.3;
    constexpr std::size_t people = 8192;
    std::vector<double> events(people);
    for (std::int64_t page = some_page; page < some_page + 26; ++page)
    {
        for (int layer = 0; layer < layers_below(Layout::blocks, hazard); ++layer)
        {
            auto const block = shape_of(Layout::blocks, layer).block;
            for (std::size_t b = 0; b < people / block; ++b)
            {
                for (auto const& p : points({Kind::contact, mixed(5, b), layer, page, Layout::blocks}))
                {
                    if (p.y < hazard) ++events[b * block + p.slot];
                }
            }
        }
    }
    Moments m;
    for (auto const n : events) m.add(n);
    auto const mean = hazard * 26 * 28 / 365.25;
    EXPECT_NEAR(m.mean, mean, m.tolerance());
    EXPECT_NEAR(m.variance(), mean, m.variance_tolerance(3 + 1 / mean));
}

TEST(Scatter, FillsItsCellsEvenly)
{
    std::vector<double> moment;
    std::vector<double> height;
    std::vector<double> slot;
    for (std::uint64_t who = 0; who < 20'000; ++who)
    {
        for (auto const& p : points({Kind::contact, who, 3, some_page, Layout::blocks}))
        {
            moment.push_back(years(p.at - page_start(Layout::blocks, some_page)) /
                             years(page_span(Layout::blocks)));
            height.push_back((p.y - 0.25) / 0.25);
            slot.push_back((p.slot + 0.5) / 256);
        }
    }
    auto const tolerance = testing::standard_errors / std::sqrt(static_cast<double>(moment.size()));
    EXPECT_NEAR(testing::correlation(moment, height), 0, tolerance);
    EXPECT_NEAR(testing::correlation(moment, slot), 0, tolerance);
    EXPECT_NEAR(testing::correlation(height, slot), 0, tolerance);
    for (auto* all : {&moment, &height, &slot})
    {
        std::ranges::sort(*all);
        // slots are a grid of 256: half a step of slack
        EXPECT_LT(testing::distance_to(*all, [](double x) { return x; }),
                  testing::distance_tolerance(all->size()) + 0.5 / 256);
    }
}

TEST(Scatter, LuckOfAPointIsItsOwn)
{
    std::set<std::uint64_t> seen;
    std::size_t count = 0;
    for (auto const kind : {Kind::contact, Kind::referral})
    {
        for (std::uint64_t who = 0; who < 50; ++who)
        {
            for (int layer = 0; layer < 8; ++layer)
            {
                for (auto const page : {some_page, some_page + 1})
                {
                    for (auto const& p : points({kind, who, layer, page, Layout::blocks}))
                    {
                        seen.insert(p.luck);
                        ++count;
                    }
                }
            }
        }
    }
    EXPECT_EQ(seen.size(), count);
}
} // namespace mercato
