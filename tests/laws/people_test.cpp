// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/draws.hpp"
#include "laws/people.hpp"
#include "support/generators.hpp"
#include "support/moments.hpp"

namespace mercato
{
namespace
{
using testing::between;

PeopleParams const p;
constexpr double joint = 1.6448536269514722; // 95th percentile of the standard normal

double normal_law(double x) { return 0.5 * std::erfc(-x / std::numbers::sqrt2); }

/// Distribution of talent in closed form.
double talent_law(double theta)
{
    auto const edge = p.talent_spread * joint;
    if (theta <= edge) return normal_law(theta / p.talent_spread);
    return 1 - p.tail_share * std::exp(-p.talent_tail * (theta - edge));
}
} // namespace

TEST(Talent, IsNormalBelowTheTail)
{
    for (double const z : {-4.0, -1.0, 0.0, 1.0, 1.6}) EXPECT_DOUBLE_EQ(talent_of(z, p), p.talent_spread * z);
}

TEST(Talent, IsContinuousWhereTheTailBegins)
{
    EXPECT_NEAR(talent_of(joint - 1e-9, p), talent_of(joint + 1e-9, p), 1e-8);
}

TEST(Talent, TailThinsOutByItsExponent)
{
    // Of people beyond the joint, one in e^2 is more than 1 log point above it at a = 2: their z by the
    // normal law
    auto const edge = p.talent_spread * joint;
    for (double const z : {1.8, 2.5, 4.0, 6.0, 8.0})
    {
        auto const above = 0.5 * std::erfc(z / std::numbers::sqrt2);
        auto const by_law = p.tail_share * std::exp(-p.talent_tail * (talent_of(z, p) - edge));
        EXPECT_NEAR(by_law / above, 1, 1e-12) << z;
    }
}

TEST(Talent, OfManyPeopleHasTheLawInClosedForm)
{
    Draws const draws(4, 0);
    std::vector<double> all(200'000);
    for (std::size_t i = 0; i < all.size(); ++i)
    {
        Luck luck(draws, Domain::population, Kind::traits, i);
        all[i] = talent_of(luck.normal(), p);
    }
    std::ranges::sort(all);
    EXPECT_LT(testing::distance_to(all, talent_law), testing::distance_tolerance(all.size()));
}

TEST(Talent, WithoutATailIsNormalThroughout)
{
    PeopleParams q;
    q.tail_share = 0;
    EXPECT_DOUBLE_EQ(talent_of(5, q), 5 * q.talent_spread);
}

RC_GTEST_PROP(Talent, KeepsTheOrderOfLuckForAllValidParameters, ())
{
    PeopleParams q;
    q.talent_spread = *between(0.01, 5);
    q.talent_tail = *between(1, 20);
    q.tail_share = *between(0, 0.5);
    auto const z = *between(-8, 8);
    RC_ASSERT(talent_of(z + 0.01, q) > talent_of(z, q));
    RC_ASSERT(std::isfinite(talent_of(z, q)));
}
} // namespace mercato
