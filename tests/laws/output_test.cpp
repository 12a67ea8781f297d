// SPDX-License-Identifier: Apache-2.0
// E15 against closed forms.
#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "laws/output.hpp"
#include "support/generators.hpp"

namespace mercato
{
using testing::across;
using testing::between;

TEST(Labour, AddsUpWherePsiIsOne)
{
    OutputParams p;
    p.heads = 1;
    p.reference_people = 1;
    auto const step = 0.35;
    auto const star = weight_of_person(1.5, 2, 0, step, p);
    auto const other = weight_of_person(0.2, 2, 0, step, p);
    EXPECT_NEAR(labour_of(star + 3 * other, p), std::exp(1.5) + 3 * std::exp(0.2), 1e-12);
    EXPECT_NEAR(weight_of_person(0, 4, 0, step, p) / weight_of_person(0, 2, 0, step, p), std::exp(2 * step),
                1e-12);
}

TEST(Labour, GrowsAsHeadsToOneOverPsiAndStarsDominate)
{
    OutputParams p;
    p.heads = 1.5;
    p.reference_people = 10;
    auto const w = weight_of_person(0.4, 2, 0, 0.35, p);
    EXPECT_NEAR(labour_of(80 * w, p) / labour_of(10 * w, p), std::pow(8, 1 / 1.5), 1e-12);
    // Of two halves with the same sum of talent, the unequal one makes more
    auto const unequal = weight_of_person(2, 2, 0, 0.35, p) + weight_of_person(-30, 2, 0, 0.35, p);
    auto const equal = 2 * weight_of_person(std::log(std::exp(2.0) / 2), 2, 0, 0.35, p);
    EXPECT_GT(labour_of(unequal, p), labour_of(equal, p));
}

TEST(Labour, ExitOfAStarLowersItByTheStarsShareToOneOverPsi)
{
    OutputParams p;
    auto const star = weight_of_person(2, 4, 0, 0.35, p);
    auto const others = 50 * weight_of_person(0, 2, 0, 0.35, p);
    auto const left = labour_of(others, p) / labour_of(others + star, p);
    EXPECT_NEAR(left, std::pow(others / (others + star), 1 / p.heads), 1e-12);
    EXPECT_LT(left, 1 - 1.0 / 51); // more than one of 51 heads is missed
}

TEST(TeamCapital, IsLostAtFirstAndHalfOfItIsBackAfterTheHalfLife)
{
    OutputParams p;
    p.heads = 1;
    EXPECT_NEAR(missing_at_first(p), 0.2, 1e-12);
    EXPECT_NEAR(std::exp(-settling_rate(p) * p.solo_half_life), 0.5, 1e-12);
    p.heads = 1.2;
    EXPECT_NEAR(1 - missing_at_first(p), std::pow(0.8, 1.2), 1e-12); // of h^psi
}

TEST(Effort, IsTakenByExhaustionCrisesAndFights)
{
    OutputParams p;
    EXPECT_NEAR(effort(0.4, 0.5, 0.5, p), (1 - 0.3 * 0.4) * 0.5 * (1 - 0.3 * 0.5), 1e-15);
    EXPECT_EQ(effort(0, 0, 0, p), 1);
    EXPECT_EQ(effort(0, 0, 100, p), 0); // more fights than there is time for
}

TEST(Output, IsOneInTheReferenceLab)
{
    OutputParams p;
    for (auto const sigma : {0.4, 0.8, 1.0, 2.0})
    {
        p.substitution = sigma;
        auto const labour = labour_of(p.reference_people, p);
        auto const i = product_of(labour, compute_of(p.reference_people, 0, p), 1, p);
        EXPECT_NEAR(i.output, 1, 1e-12) << sigma;
        EXPECT_NEAR(i.labour, p.returns * p.labour_share, 1e-12) << sigma;
    }
}

RC_GTEST_PROP(Output, IsTheCesOfTheTextbookAndItsElasticityTheSlope, ())
{
    OutputParams p;
    p.substitution = *rc::gen::element(0.4, 0.8, 1.0, 2.0);
    p.labour_share = *between(0.05, 0.95);
    p.returns = *between(0.3, 1.2);
    auto const labour = *across(1e-3, 1e3);
    auto const compute = *across(1e-3, 1e3);
    auto const i = product_of(labour, compute, 2, p);
    auto const rho = 1 - 1 / p.substitution;
    auto const a = p.labour_share;
    auto const expected =
        std::abs(rho) < 1e-9
            ? 2 * std::pow(labour, a * p.returns) * std::pow(compute, (1 - a) * p.returns)
            : 2 * std::pow(a * std::pow(labour, rho) + (1 - a) * std::pow(compute, rho), p.returns / rho);
    RC_ASSERT(std::abs(i.output / expected - 1) < 1e-9);
    auto const up = product_of(labour * 1.00001, compute, 2, p).output;
    auto const down = product_of(labour / 1.00001, compute, 2, p).output;
    RC_ASSERT(std::abs(std::log(up / down) / (2 * std::log(1.00001)) - i.labour) < 1e-6);
}

TEST(Output, ComputeMakesStarsWorthMoreWhereTheTwoNeedEachOther)
{
    OutputParams p;
    auto const worth = [&](double compute) {
        auto const i = product_of(1, compute, 1, p);
        return i.labour * i.output; // dI/dL at L = 1
    };
    p.substitution = 0.4;
    EXPECT_GT(worth(2), worth(1));
    auto const complements = worth(2) / worth(1);
    p.substitution = 2;
    EXPECT_GT(complements, worth(2) / worth(1));
}

RC_GTEST_PROP(Output, IsFiniteForAnythingThatAFileMaySay, ())
{
    OutputParams p;
    p.heads = *between(0.2, 3);
    p.substitution = *across(0.05, 10);
    p.labour_share = *between(0, 1);
    p.returns = *between(0.05, 2);
    auto const i = product_of(labour_of(*across(1e-6, 1e9), p), *across(1e-12, 1e12), *between(0, 100), p);
    RC_ASSERT(std::isfinite(i.output) && i.output >= 0);
    RC_ASSERT(std::isfinite(i.labour) && i.labour >= 0 && i.labour <= p.returns * (1 + 1e-12));
    RC_ASSERT(std::isfinite(next_capability(*between(-20, 20), std::min(i.output, 1e6), 3, 1, p)));
}

RC_GTEST_PROP(Capability, BetweenLaunchesIsExactInStepsOfAnyLength, ())
{
    OutputParams p;
    p.diffusion = 0; // growth alone has a closed form
    p.harder = *rc::gen::element(0.0, 1e-9, 0.3, 2.0);
    auto const q = *between(-2, 3);
    auto const output = *across(0.01, 10);
    auto const whole = next_capability(q, output, 9, 1, p);
    auto in_steps = q;
    for (int k = 0; k < 52; ++k) in_steps = next_capability(in_steps, output, 9, 1.0 / 52, p);
    RC_ASSERT(std::abs(whole - in_steps) < 1e-9 * (1 + std::abs(whole)));
    // exp(chi q) grows linearly
    if (p.harder >= 0.3)
    {
        auto const grown = std::exp(p.harder * whole) - std::exp(p.harder * q);
        RC_ASSERT(std::abs(grown / (p.harder * p.progress * output) - 1) < 1e-8);
    }
    else { RC_ASSERT(std::abs(whole - q - p.progress * output) < 1e-6 * output); }
}

TEST(Capability, DiffusesFromWhatIsKnownAndNeverTheOtherWay)
{
    OutputParams p;
    EXPECT_NEAR(next_capability(0, 0, 2, 0.5, p), 2 - 2 * std::exp(-p.diffusion * 0.5), 1e-12);
    EXPECT_EQ(next_capability(3, 0, 2, 0.5, p), 3);
}

TEST(Capability, GrowthAndDiffusionTogetherAreOfSecondOrderInTheStep)
{
    OutputParams p;
    auto const after_a_year = [&](int steps) {
        auto q = 0.0;
        for (int k = 0; k < steps; ++k) q = next_capability(q, 1, 5, 1.0 / steps, p);
        return q;
    };
    auto const limit = after_a_year(20'000);
    auto const weekly = after_a_year(52) - limit;
    auto const twice = after_a_year(104) - limit;
    EXPECT_NEAR(weekly / twice, 4, 0.1);
    EXPECT_LT(std::abs(weekly), 1e-4);
}

TEST(Mover, BringsNothingWithoutSpilloverNorFromALabThatIsBehind)
{
    OutputParams p;
    EXPECT_NEAR(brought_along(1, 100, 2, 1, p), p.spillover * std::pow(0.01, 1 / p.heads), 1e-12);
    EXPECT_EQ(brought_along(1, 100, 1, 2, p), 0);
    EXPECT_EQ(brought_along(1, 0, 2, 1, p), 0); // nobody there to learn
    EXPECT_LE(brought_along(1e9, 1, 2, 1, p), 1);
    p.spillover = 0;
    EXPECT_EQ(brought_along(1, 100, 2, 1, p), 0);
}

TEST(LaunchJump, HasTheMeanAndSpreadThatTheParametersSay)
{
    OutputParams p;
    p.launch_value = 0.3;
    p.launch_value_spread = 0.4;
    double mean = 0;
    double square = 0;
    auto const n = 40'000;
    for (int k = 0; k < n; ++k)
    {
        // midpoints of a fine grid of the normal law
        auto const xi = -8 + 16 * (k + 0.5) / n;
        auto const weight = std::exp(-0.5 * xi * xi) / std::sqrt(2 * std::acos(-1.0)) * 16 / n;
        auto const jump = launch_jump(xi, p);
        mean += weight * jump;
        square += weight * jump * jump;
    }
    EXPECT_NEAR(mean, 1.3, 1e-9);
    EXPECT_NEAR(std::sqrt(square - mean * mean), 0.4, 1e-6);
}
} // namespace mercato
