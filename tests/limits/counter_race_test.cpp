// SPDX-License-Identifier: Apache-2.0
// A counter comes in time if disclosure and answer together beat the deadline (E5).
#include <cmath>

#include <gtest/gtest.h>

#include "core/draws.hpp"
#include "laws/counter.hpp"
#include "support/moments.hpp"

namespace mercato
{
namespace
{
constexpr std::uint64_t tries = 200'000;

/// P(T_disclose + T_counter < d) for two exponentials of means @p a and @p b: hypoexponential.
double in_time(double a, double b, double d)
{
    if (a == 0) return -std::expm1(-d / b);
    if (a == b) return 1 - std::exp(-d / a) * (1 + d / a);
    return 1 - (a * std::exp(-d / a) - b * std::exp(-d / b)) / (a - b);
}

double simulated(CounterParams const& p, double deadline)
{
    Draws const draws(17, 0);
    std::uint64_t landed = 0;
    for (std::uint64_t i = 0; i < tries; ++i)
    {
        auto const w = draws.words(Domain::behaviour, Kind::answer, i, 0, 0).w;
        if (p.disclose_time * exponential(w[1]) + p.counter_time * exponential(w[2]) < deadline) ++landed;
    }
    return static_cast<double>(landed) / tries;
}

constexpr double days = 1 / 365.25;
} // namespace

TEST(CounterRace, IsWonAsOftenAsTheHypoexponentialLawSays)
{
    CounterParams p;
    for (double const deadline : {1.0, 2.0, 7.0, 21.0})
    {
        auto const law = in_time(p.disclose_time, p.counter_time, deadline * days);
        EXPECT_NEAR(simulated(p, deadline * days), law, testing::share_tolerance(law, tries)) << deadline;
    }
}

TEST(CounterRace, OfTwoEquallySlowClocksFollowsTheErlangLaw)
{
    CounterParams p;
    p.disclose_time = p.counter_time = 4 * days;
    auto const law = in_time(4, 4, 6);
    EXPECT_NEAR(simulated(p, 6 * days), law, testing::share_tolerance(law, tries));
}

TEST(CounterRace, WithoutDisclosureIsTheSingleClockOfTheModel)
{
    // docs/model.md: a counter lands with probability 0.39 in 2 days and 0.995 in 21
    CounterParams p;
    p.disclose_time = 0;
    EXPECT_NEAR(simulated(p, 2 * days), 0.39, 0.005);
    EXPECT_NEAR(simulated(p, 21 * days), 0.995, 0.001);
}

TEST(CounterRace, IsLostMoreOftenTheMoreCountersALeadHas)
{
    auto const share = [](double open) {
        CounterParams const p;
        return in_time(p.disclose_time, p.counter_time * open, 3 * days);
    };
    EXPECT_GT(share(1), share(2));
    EXPECT_GT(share(2), share(8));
}
} // namespace mercato
