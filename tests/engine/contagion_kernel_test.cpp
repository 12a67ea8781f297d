// SPDX-License-Identifier: Apache-2.0
// W4: what one exit does to the exits of those who stay (E8). In pairs of whom nobody is replaced, with
// quits as the only exits, whoever stays has after t years, by the kernel of the law,
//
//     h(t) = h_q exp(A e^(-t/tau)),   P(gone by t) = 1 - exp(-integral h)
#include <array>
#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "engine/made_market.hpp"
#include "laws/contagion.hpp"

namespace mercato
{
namespace
{
constexpr double hazard = 0.3; // h_q [1/yr]
constexpr double jump = 1.2;   // A of the other of two
constexpr std::size_t pairs = 8000;
constexpr std::array<double, 6> edges{0, 0.05, 0.15, 0.4, 1.0, 3.0}; // bins of the time since the exit [yr]

Scenario pairs_of_quitters(double alarm)
{
    auto s = testing::bare_market();
    auto& l = s.laws;
    l.search.contact_rate = 0; // nobody is called, nobody comes
    l.growth.quit_hazard = hazard;
    l.contagion.peer_jump = alarm / team_factor(2);
    l.contagion.lead_jump = alarm;
    s.labs = {testing::a_lab("a", 1, 1)};
    s.labs[0].team_size = 2;
    s.groups = {testing::a_group("a", 2.0 * pairs)};
    s.run.end = s.run.start + year * 3;
    s.run.dt = 1;
    s.record.offers = s.record.spells = false;
    return s;
}

/// Expected exits from 0 to @p t after the first one.
double exposure(double t, double alarm, double tau)
{
    double sum = 0;
    constexpr int steps = 400;
    for (int k = 0; k < steps; ++k)
        sum += std::exp(alarm * std::exp(-t * (k + 0.5) / steps / tau)) * t / steps;
    return hazard * sum;
}

struct Bin
{
    double seen = 0;
    double expected = 0;
    double variance = 0;
};

/// Exits of the second of each pair by the time since the first one, beside the law's.
std::array<Bin, 5> exits_after_exits(RunRecords const& run, Time end, double alarm, double tau)
{
    std::map<std::int32_t, std::vector<Time>> of_team;
    for (auto const& m : run.moves) of_team[m.team].push_back(m.time); // in order of time
    std::array<Bin, 5> bins;
    for (auto const& [team, times] : of_team)
    {
        auto const left = years(end - times[0]);
        for (std::size_t k = 0; k < bins.size(); ++k)
        {
            auto const from = std::min(edges[k], left);
            auto const to = std::min(edges[k + 1], left);
            auto const p = std::exp(-exposure(from, alarm, tau)) - std::exp(-exposure(to, alarm, tau));
            bins[k].expected += p;
            bins[k].variance += p * (1 - p);
            auto const after = times.size() > 1 ? years(times[1] - times[0]) : -1;
            bins[k].seen += after >= from && after < to ? 1 : 0;
        }
    }
    return bins;
}
} // namespace

TEST(ContagionKernel, ExitsOfTeamMatesFollowTheJumpAndItsDecay)
{
    auto const s = pairs_of_quitters(jump);
    auto const tau = s.laws.contagion.decay_time;
    auto const run = testing::run_of(s);
    auto const bins = exits_after_exits(run, s.run.end, jump, tau);
    for (std::size_t k = 0; k < bins.size(); ++k)
        EXPECT_NEAR(bins[k].seen, bins[k].expected, 4 * std::sqrt(bins[k].variance)) << edges[k];
    // Neither no jump nor one that stays would pass: the test can fail
    auto const calm = exits_after_exits(run, s.run.end, 0, tau);
    EXPECT_GT(std::abs(calm[1].seen - calm[1].expected), 6 * std::sqrt(calm[1].variance));
    auto const lasting = exits_after_exits(run, s.run.end, jump, 1e9);
    EXPECT_GT(std::abs(lasting[4].seen - lasting[4].expected), 6 * std::sqrt(lasting[4].variance));
}

TEST(ContagionKernel, WithoutAJumpExitsAreIndependent)
{
    auto const s = pairs_of_quitters(0);
    auto const bins = exits_after_exits(testing::run_of(s), s.run.end, 0, 1);
    for (std::size_t k = 0; k < bins.size(); ++k)
        EXPECT_NEAR(bins[k].seen, bins[k].expected, 4 * std::sqrt(bins[k].variance)) << edges[k];
}
} // namespace mercato
