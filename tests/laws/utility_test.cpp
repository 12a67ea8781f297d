// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>
#include <utility>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "laws/utility.hpp"
#include "support/generators.hpp"

namespace mercato
{
namespace
{
using testing::across;
using testing::between;

constexpr double epsilon = std::numeric_limits<double>::epsilon();

/// E1 in extended precision: 11 bits more than the law, enough where the power does not cancel.
long double value(long double c, long double g)
{
    return g == 1 ? std::log(c) : std::expm1((1 - g) * std::log(c)) / (1 - g);
}
} // namespace

TEST(ValueOfPay, IsNothingAtTheReferencePayAndHasSlopeOneThere)
{
    for (double const g : {0.0, 0.5, 1.0, 1.5, 2.0, 5.0})
    {
        EXPECT_EQ(value_of_pay(1, g), 0);
        // central difference: error h^2 (g + g^2)/6 < 6e-12
        EXPECT_NEAR((value_of_pay(1 + 1e-6, g) - value_of_pay(1 - 1e-6, g)) / 2e-6, 1, 1e-9);
    }
}

TEST(ValueOfPay, HasItsClosedFormsAtWholeCurvatures)
{
    for (double const c : {1e-9, 1e-3, 0.3, 2.0, 75.0, 1e12})
    {
        EXPECT_DOUBLE_EQ(value_of_pay(c, 1), std::log(c));
        EXPECT_NEAR(value_of_pay(c, 0), c - 1, 60 * epsilon * (c + 1)); // exp of a logarithm: |ln c| ulps
        EXPECT_NEAR(value_of_pay(c, 2), 1 - 1 / c, 60 * epsilon * (1 + 1 / c));
    }
}

TEST(ValueOfPay, IsContinuousThroughTheLogarithm)
{
    for (double const c : {1e-6, 0.1, 10.0, 1e6})
    {
        auto const l = std::log(c);
        for (double const e : {1e-3, 1e-5, 1e-7, 0.99e-7, 1e-9, 1e-12, 1e-16})
        {
            for (double const g : {1 - e, 1 + e})
            {
                // v = l + (1-g) l^2/2 + (1-g)^2 l^3/6 + ..., the next term is below (e l)^4/24 /e
                auto const d = 1 - g;
                auto const series = l + d * l * l / 2 + d * d * l * l * l / 6;
                EXPECT_NEAR(value_of_pay(c, g), series,
                            std::pow(e, 3) * std::pow(l, 4) + 16 * epsilon * std::abs(l));
            }
        }
    }
}

RC_GTEST_PROP(ValueOfPay, IsRightToAFewUnitsInTheLastPlace, ())
{
    auto const c = *across(1e-9, 1e12);
    auto const g = *between(0, 5);
    auto const exact = static_cast<double>(value(c, g));
    // the logarithm is up to 28 and scaled by up to 4: an ulp of the exponent is 100 ulps of the power
    RC_ASSERT(std::abs(value_of_pay(c, g) - exact) <= 130 * epsilon * std::abs(exact));
}

RC_GTEST_PROP(ValueOfPay, MorePayIsNeverWorthLess, ())
{
    auto const g = *between(0, 5);
    auto const c = *across(1e-6, 1e6);
    auto const more = c * *across(1.01, 10);
    RC_ASSERT(value_of_pay(more, g) >= value_of_pay(c, g));
    if (c < 100) RC_ASSERT(value_of_pay(more, g) > value_of_pay(c, g)); // beyond, v can be flat to all digits
}

RC_GTEST_PROP(ValueOfPay, HigherCurvatureValuesBothGainAndLossLower, ())
{
    auto const c = *across(1e-4, 1e4);
    auto const g = *between(0, 4.9);
    RC_ASSERT(value_of_pay(c, g + 0.1) <= value_of_pay(c, g));
}

RC_GTEST_PROP(PayWorth, UndoesTheValueOfPay, ())
{
    auto const c = *across(1e-3, 1e3);
    auto const g = *between(0, 5);
    auto const v = value_of_pay(c, g);
    // dc/c = c^(g-1) dv: where v is flat, its last digit is many dollars
    auto const slack = 20 * epsilon * (1 + std::abs(v) * std::pow(c, g - 1) + std::abs(std::log(c)));
    RC_ASSERT(std::abs(pay_worth(v, g) / c - 1) <= slack);
}

TEST(PayWorth, IsContinuousThroughTheExponential)
{
    for (double const e : {1e-5, 1e-8, 1e-12})
    {
        // c = e^v (1 - (1-g) v^2/2 + ...), the next term is below (e v^2)^2
        EXPECT_NEAR(pay_worth(3, 1 + e) / std::exp(3.0), 1 + e * 9 / 2, 90 * e * e + 16 * epsilon) << e;
        EXPECT_NEAR(pay_worth(3, 1 - e) / std::exp(3.0), 1 - e * 9 / 2, 90 * e * e + 16 * epsilon) << e;
    }
}

TEST(PayWorth, NoPayIsWorthMoreThanTheBound)
{
    EXPECT_EQ(pay_worth(1, 2), std::numeric_limits<double>::infinity());
    EXPECT_EQ(pay_worth(2.5, 1.5), std::numeric_limits<double>::infinity());
    EXPECT_TRUE(std::isfinite(pay_worth(0.999, 2)));
    EXPECT_TRUE(std::isfinite(pay_worth(50, 1)));
}

TEST(PayWorth, NothingIsWorthLessThanNoPay)
{
    EXPECT_EQ(pay_worth(-1, 0), 0);
    EXPECT_EQ(pay_worth(-7, 0), 0);
    EXPECT_EQ(pay_worth(-2, 0.5), 0);
    EXPECT_GT(pay_worth(-7, 1), 0);
    EXPECT_GT(pay_worth(-7, 2), 0);
}

TEST(Utility, RefusalsOfTheRichGrowWithCurvatureAsTheModelSays)
{
    // docs/model.md 3c: beta 2.5, kappa 2.2, destination 0.8 utils less liked; $10M to $75M a year
    auto const accept = [](double g) {
        auto const gain = 2.5 * (value_of_pay(75, g) - value_of_pay(10, g)) - 2.2 - 0.8;
        return 1 / (1 + std::exp(-gain));
    };
    EXPECT_NEAR(accept(1), 0.885, 0.0005); // printed as 0.89 there
    EXPECT_NEAR(accept(1.25), 0.32, 0.005);
    EXPECT_NEAR(accept(1.5), 0.12, 0.005);
    EXPECT_NEAR(accept(2), 0.06, 0.005);
}

TEST(Utility, SumOfTermsCountsEachOnce)
{
    Terms t;
    double* const terms[] = {&t.pay,     &t.amenity,  &t.safety,   &t.prestige, &t.culture,
                             &t.compute, &t.autonomy, &t.ties,     &t.match,    &t.strain,
                             &t.trust,   &t.alarm,    &t.fairness, &t.leader};
    static_assert(sizeof(terms) / sizeof(terms[0]) == sizeof(Terms) / sizeof(double),
                  "every term is in the list");
    double expected = 0;
    double power = 1;
    for (auto* term : terms) expected += * term = std::exchange(power, power * 2);
    EXPECT_EQ(t.sum(), expected);
}

TEST(Match, IsHalfKnownAfterTheLearningTime)
{
    UtilityParams const p;
    EXPECT_EQ(known_match(0, p), 0);
    EXPECT_EQ(known_match(p.learning_time, p), 0.5);
    EXPECT_NEAR(known_match(1e6, p), 1, 1e-6);
}

TEST(Agility, FallsWithLayersAndTeams)
{
    EXPECT_EQ(agility(4, 8), 0);
    EXPECT_EQ(agility(2, 8), 1);
    EXPECT_NEAR(agility(4, 8 * std::exp(-4.0)), 1, 4 * epsilon);
    EXPECT_LT(agility(5, 12), agility(5, 11));
}
} // namespace mercato
