// SPDX-License-Identifier: Apache-2.0
// W5: nobody and nothing is lost, in any scenario that validates.
#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/any_scenario.hpp"
#include "run/invariants.hpp"

namespace mercato
{
namespace
{
/// Headcounts follow from who came and went, in every lab and in the field.
void check_people(Scenario const& s, RunRecords const& r)
{
    auto const labs = s.labs.size();
    std::int64_t there = 0;
    for (std::size_t lab = 0; lab < labs; ++lab)
    {
        auto const& first = r.labs[lab];
        auto const& last = r.labs[r.labs.size() - labs + lab];
        std::int64_t came = 0;
        std::int64_t went = 0;
        for (auto const& m : r.moves)
        {
            came += m.to == static_cast<std::int16_t>(lab) ? 1 : 0;
            went += m.from == static_cast<std::int16_t>(lab) ? 1 : 0;
        }
        RC_ASSERT(last.headcount == first.headcount + last.hires - last.exits);
        RC_ASSERT(last.hires == came);
        RC_ASSERT(last.exits == went);
        there += last.headcount;
    }
    std::int64_t left = 0;
    for (auto const& m : r.moves) left += m.to < 0 ? 1 : 0;
    RC_ASSERT(there + left <= r.people);
}

/// Spells of one person follow one another without overlap, and each has one end.
void check_spells(RunRecords const& r)
{
    for (std::size_t i = 0; i < r.spells.size(); ++i)
    {
        auto const& a = r.spells[i];
        RC_ASSERT(a.start <= a.end);
        if (i + 1 == r.spells.size() || r.spells[i + 1].person != a.person) continue;
        RC_ASSERT(a.ended == 1);
        RC_ASSERT(a.end <= r.spells[i + 1].start);
    }
}

void check_numbers(RunRecords const& r)
{
    for (auto const& m : r.moves) RC_ASSERT(std::isfinite(m.pay_before) && std::isfinite(m.pay_after));
    for (auto const& o : r.offers) RC_ASSERT(std::isfinite(o.gap) && std::isfinite(o.pay_offered));
    for (auto const& l : r.labs)
    {
        RC_ASSERT(std::abs(l.safety) <= 1);
        RC_ASSERT(l.fatigue >= 0 && l.fatigue <= 1);
        RC_ASSERT(l.exhaustion >= -1e-6F && l.exhaustion <= 1);
        RC_ASSERT(l.headcount >= 0 && l.pending >= 0 && l.slots >= 0);
    }
}
} // namespace

RC_GTEST_PROP(Invariants, PeopleCentsAndUnitsAreKeptInAnyScenario, ())
{
    auto const s = testing::any_scenario();
    Threads const threads(1);
    Draws draws(static_cast<std::uint64_t>(s.run.seed), 0);
    auto const start = shared_start(s, threads);
    check_invariants(start.world);
    Engine engine(s, draws, threads, start);
    engine.begin_replicate();
    engine.advance(
        s.run.end, {}, [](Time) {}, [] {});
    check_invariants(engine.state().world);
}

RC_GTEST_PROP(Invariants, RecordsAddUpInAnyScenario, ())
{
    auto const s = testing::any_scenario();
    auto const r = testing::run_of(s, 1);
    check_people(s, r);
    check_spells(r);
    check_numbers(r);
}
} // namespace mercato
