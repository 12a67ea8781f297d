// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "laws/strain.hpp"
#include "laws/utility.hpp"
#include "support/generators.hpp"

namespace mercato
{
namespace
{
using testing::across;
using testing::between;

StrainParams with(double fatigue_time, double exhaustion_time)
{
    StrainParams p;
    p.fatigue_time = fatigue_time;
    p.exhaustion_time = exhaustion_time;
    return p;
}

/// Any parameters of the valid ranges, equal time constants among them.
StrainParams any_params()
{
    auto p = with(*across(0.1 / 365.25, 1), *across(0.05, 10));
    p.recovery_time = *across(0.1 / 365.25, 1);
    if (*rc::gen::inRange(0, 4) == 0)
        p.fatigue_time = p.exhaustion_time * *rc::gen::element(1.0, 1 + 1e-15, 1 - 1e-9);
    return p;
}

Load any_load() { return {*between(0, 1), *between(0, 1)}; }

bool near(Load a, Load b, double slack)
{
    return std::abs(a.fatigue - b.fatigue) <= slack && std::abs(a.exhaustion - b.exhaustion) <= slack;
}

/// E11 by many small steps of the midpoint rule.
Load stepped(Load l, double workload, double dt, StrainParams const& p, int steps)
{
    auto const h = dt / steps;
    auto const slope = [&](Load x) {
        return Load{(workload - x.fatigue) / p.fatigue_time, (x.fatigue - x.exhaustion) / p.exhaustion_time};
    };
    for (int i = 0; i < steps; ++i)
    {
        auto const k = slope(l);
        auto const m = slope({l.fatigue + h / 2 * k.fatigue, l.exhaustion + h / 2 * k.exhaustion});
        l = {l.fatigue + h * m.fatigue, l.exhaustion + h * m.exhaustion};
    }
    return l;
}
} // namespace

TEST(Strain, FollowsItsDifferentialEquation)
{
    StrainParams const p;
    for (double const dt : {0.01, 0.1, 1.0})
    {
        // the midpoint rule is off by (h/tau_f)^2/6 per time constant: h = tau_f/800 leaves 3e-7
        auto const steps = static_cast<int>(800 * dt / p.fatigue_time) + 1;
        EXPECT_TRUE(near(loaded({0.1, 0.2}, 0.8, dt, p), stepped({0.1, 0.2}, 0.8, dt, p, steps), 1e-6)) << dt;
    }
}

RC_GTEST_PROP(Strain, OneSpanIsTheSameAsTwoPartsOfIt, ())
{
    auto const p = any_params();
    auto const start = any_load();
    auto const workload = *between(0, 1);
    auto const a = *across(1e-6, 3);
    auto const b = *across(1e-6, 3);
    auto const once = loaded(start, workload, a + b, p);
    RC_ASSERT(near(loaded(loaded(start, workload, a, p), workload, b, p), once, 1e-13));
    auto const rested_once = rested(start, a + b, p);
    RC_ASSERT(near(rested(rested(start, a, p), b, p), rested_once, 1e-13));
}

RC_GTEST_PROP(Strain, AMemberIsTheLabsReferencePlusAGapThatDecaysAlone, ())
{
    auto const p = any_params();
    auto const lab = any_load();
    auto const member = any_load();
    auto const workload = *between(0, 1);
    auto const dt = *across(1e-6, 5);
    Load const gap{member.fatigue - lab.fatigue, member.exhaustion - lab.exhaustion};
    auto const sum = [](Load x, Load y) { return Load{x.fatigue + y.fatigue, x.exhaustion + y.exhaustion}; };
    RC_ASSERT(near(loaded(member, workload, dt, p), sum(loaded(lab, workload, dt, p), loaded(gap, 0, dt, p)),
                   1e-14));
    RC_ASSERT(near(rested(member, dt, p), sum(rested(lab, dt, p), rested(gap, dt, p)), 1e-14));
}

RC_GTEST_PROP(Strain, StaysBetweenRestAndFullLoad, ())
{
    auto const p = any_params();
    auto const dt = *across(1e-9, 50);
    for (auto const l : {loaded(any_load(), *between(0, 1), dt, p), rested(any_load(), dt, p)})
    {
        RC_ASSERT(l.fatigue >= 0);
        RC_ASSERT(l.fatigue <= 1);
        RC_ASSERT(l.exhaustion >= -1e-15);
        RC_ASSERT(l.exhaustion <= 1 + 1e-15);
    }
}

TEST(Strain, EndsAtTheWorkload)
{
    auto const l = loaded({0, 1}, 0.45, 40, StrainParams{});
    EXPECT_NEAR(l.fatigue, 0.45, 1e-15);
    EXPECT_NEAR(l.exhaustion, 0.45, 1e-15);
}

TEST(Strain, HasNoStepWhereBothTimesAreEqual)
{
    auto const equal = loaded({1, 0}, 0, 0.3, with(0.2, 0.2));
    // B = (t/tau) e^(-t/tau)
    EXPECT_NEAR(equal.exhaustion, 1.5 * std::exp(-1.5), 1e-15);
    for (double const off : {1e-15, 1e-12, 1e-9, 1e-6})
    {
        auto const beside = loaded({1, 0}, 0, 0.3, with(0.2 * (1 + off), 0.2));
        EXPECT_NEAR(beside.exhaustion, equal.exhaustion, off + 1e-15) << off;
    }
}

TEST(Strain, IsFiniteForTheFastestFatigueOverTheLongestSpell)
{
    auto const l = loaded({1, 1}, 0.3, 60, with(0.1 / 365.25, 0.05));
    EXPECT_NEAR(l.fatigue, 0.3, 1e-15);
    EXPECT_NEAR(l.exhaustion, 0.3, 1e-15);
}

TEST(Rest, AWeekOffTakesFourFifthsOfFatigueAndHardlyAnyExhaustion)
{
    StrainParams const p;
    auto const week_off = rested({0.6, 0.6}, 7 / 365.25, p);
    EXPECT_NEAR(1 - week_off.fatigue / 0.6, 0.80, 0.03);
    EXPECT_GT(week_off.exhaustion, 0.58);
}

TEST(Rest, AQuarterOfTheReliefIsGoneInThreeDaysAndNineTenthsInThreeWeeks)
{
    StrainParams const p;
    constexpr double ordinary = 0.6;
    auto const after = rested({ordinary, ordinary}, 7 / 365.25, p);
    auto const gone = [&](double days) {
        return (loaded(after, ordinary, days / 365.25, p).fatigue - after.fatigue) /
               (ordinary - after.fatigue);
    };
    EXPECT_NEAR(gone(3), 0.28, 0.005);
    EXPECT_NEAR(gone(21), 0.90, 0.005);
}

TEST(Burnout, DoublesExitsOverHalfTheScale)
{
    StrainParams const p;
    EXPECT_EQ(burnout_hazard(0.5, p), p.burnout_hazard);
    EXPECT_DOUBLE_EQ(burnout_hazard(1, p) / burnout_hazard(0, p), std::exp(3.0));
    // the weight of strain in the utility: relative risk 2.1 between burnt-out and rested (E6-19)
    EXPECT_NEAR(std::exp(UtilityParams{}.strain_weight * strain_of({0.5, 0.5})), 2.1, 0.05);
}
} // namespace mercato
