// SPDX-License-Identifier: Apache-2.0 Potential events written before the world runs: what becomes real below
// a hazard has the law of that hazard.
#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/scatter.hpp"
#include "laws/contagion.hpp"
#include "support/generators.hpp"
#include "support/moments.hpp"

namespace mercato
{
namespace
{
constexpr std::uint64_t people = 20'000;
Draws const draws(2024, 0);

/// The first moment [yr after the epoch] at which a potential event of @p who lies below the hazard, within
/// @p limit years. The hazard is a function of the years and never exceeds @p bound.
template <class Hazard>
std::optional<double> first_event(std::uint64_t who, double bound, double limit, Hazard&& hazard)
{
    auto first = limit;
    for (std::int64_t page = 0; years(page_start(Layout::single, page) - Time{}) < first; ++page)
    {
        for (int layer = 0; layer < layers_below(Layout::single, bound); ++layer)
        {
            scatter(draws, {Kind::quit, who, layer, page, Layout::single}, page_start(Layout::single, page),
                    page_start(Layout::single, page + 1), [&](Point const& p) {
                        auto const t = years(p.at - Time{});
                        if (t < first && p.y < hazard(t)) first = t;
                    });
        }
    }
    return first < limit ? std::optional(first) : std::nullopt;
}

/// Integrated hazard at the first events of everybody, sorted: unit exponentials if the law is right (time
/// change).
template <class Hazard, class Integral>
std::vector<double> exposures(double bound, Hazard&& hazard, Integral&& integral)
{
    std::vector<double> all;
    for (std::uint64_t who = 0; who < people; ++who)
    {
        if (auto const t = first_event(who, bound, 200, hazard)) all.push_back(integral(*t));
    }
    std::ranges::sort(all);
    return all;
}

double exponential_law(double x) { return -std::expm1(-x); }
} // namespace

TEST(Embedding, TenureUnderAFlatHazardIsExponential)
{
    for (double const h : {0.12, 0.9})
    {
        auto const all = exposures(
            h, [=](double) { return h; }, [=](double t) { return h * t; });
        ASSERT_EQ(all.size(), people);
        EXPECT_LT(testing::distance_to(all, exponential_law), testing::distance_tolerance(people));
    }
}

TEST(Embedding, TenureUnderAHazardThatRisesAndFallsIsItsIntegral)
{
    // A honeymoon, h (1 - e^(-t/s)): integral h (t - s (1 - e^(-t/s)))
    ContagionParams const p;
    constexpr double h = 0.8;
    auto const hazard = [&](double t) { return h * response(t, 0, p); };
    auto const integral = [&](double t) { return h * (t + p.honeymoon * std::expm1(-t / p.honeymoon)); };
    auto const all = exposures(h, hazard, integral);
    EXPECT_LT(testing::distance_to(all, exponential_law), testing::distance_tolerance(people));
}

TEST(Embedding, OfTwoRisksEachStrikesFirstInProportionToItsHazard)
{
    // Competing risks: layers of one scatter below 0.3 and of another below 0.5
    std::uint64_t first = 0;
    for (std::uint64_t who = 0; who < people; ++who)
    {
        auto const a = first_event(who, 0.3, 300, [](double) { return 0.3; });
        auto const b = first_event(who + people, 0.5, 300, [](double) { return 0.5; });
        if (*a < *b) ++first;
    }
    EXPECT_NEAR(static_cast<double>(first) / people, 0.375, testing::share_tolerance(0.375, people));
}

RC_GTEST_PROP(Embedding, AHigherHazardNeverDelaysAnybody, ())
{
    auto const who = *rc::gen::arbitrary<std::uint64_t>();
    auto const h = *testing::across(0.01, 4);
    auto const more = h * *testing::across(1, 3);
    auto const before = first_event(who, h, 60, [=](double) { return h; });
    auto const after = first_event(who, more, 60, [=](double) { return more; });
    if (before) RC_ASSERT(after && *after <= *before);
}

RC_GTEST_PROP(Embedding, ALooserBoundFindsTheSameEvents, ())
{
    // Layers above the hazard hold nothing that becomes real
    auto const who = *rc::gen::arbitrary<std::uint64_t>();
    auto const h = *testing::across(0.01, 4);
    auto const hazard = [=](double) { return h; };
    RC_ASSERT(first_event(who, h, 60, hazard) == first_event(who, 50 * h, 60, hazard));
}
} // namespace mercato
