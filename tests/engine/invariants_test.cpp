// SPDX-License-Identifier: Apache-2.0
// W5: nobody and nothing is lost, in any scenario that validates.
#include <cmath>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/made_market.hpp"
#include "run/invariants.hpp"
#include "support/generators.hpp"

namespace mercato
{
namespace
{
using testing::across;
using testing::between;

/// A value of a parameter's valid range, at its ends too, in the internal unit.
double any_value(FieldInfo const& f)
{
    auto const low = f.valid.low;
    auto const high = f.valid.high;
    auto const border = *rc::gen::weightedOneOf<double>(
        {{1, rc::gen::element(low, high)},
         {2, between(low, high)},
         {6, between(std::max(low, f.plausible.low), std::min(high, f.plausible.high))}});
    return border * f.unit.factor;
}

Laws any_laws()
{
    Laws laws;
    Laws::for_each_section(laws, [](std::string const&, auto& params) {
        for_each_field<std::decay_t<decltype(params)>>([&](auto const& f) {
            if (*rc::gen::inRange(0, 3) == 0) params.*f.member = any_value(f.info);
        });
    });
    // What a scenario is refused for
    if (laws.utility.share_committed + laws.utility.share_capability > 1) laws.utility.share_capability = 0;
    laws.utility.curvature_high = std::max(laws.utility.curvature_low, laws.utility.curvature_high);
    laws.search.notice_high = std::max(laws.search.notice_low, laws.search.notice_high);
    // Sixty days of a few hundred people, not a stress test
    laws.search.contact_rate = std::min(laws.search.contact_rate, 20.0);
    laws.growth.outside_share = std::min(laws.growth.outside_share, 3.0);
    return laws;
}

LabSpec any_lab(int number, Time start)
{
    auto lab = testing::a_lab("lab" + std::to_string(number), *across(1e-3, 50), *between(0, 200));
    lab.amenity = *between(-3, 3);
    lab.safety = *between(-1, 1);
    lab.culture = {*between(-2, 2), *between(-2, 2)};
    lab.equity_share = *rc::gen::element(0.0, 0.5, 0.9, 1.0);
    lab.volatility = *between(0, 2);
    lab.liquidity = *between(0, 5);
    lab.team_size = *rc::gen::element(1.0, 2.0, 8.0, 150.0);
    lab.cliff = {{start, *rc::gen::element(0.0, 0.5, 1.0, 4.0), ""}};
    lab.deadline = {{start, *across(0.1, 60) / 365.25, ""}};
    lab.workload = {{start, *between(0, 1), ""}};
    lab.counter_factor = *between(0, 2);
    lab.noncompete = *between(0, 1);
    lab.noncompete_share = *between(0, 1);
    if (*rc::gen::inRange(0, 4) == 0) lab.budget = {{start, *across(1, 1e3), ""}};
    if (*rc::gen::inRange(0, 4) == 0) lab.headcount.clear();
    lab.growth_cap = *between(-1, 1);
    return lab;
}

EventSpec any_event(Scenario const& s, int number)
{
    EventSpec e;
    e.id = "event" + std::to_string(number);
    e.type = std::string(*rc::gen::elementOf(std::vector(std::begin(event_types), std::end(event_types))));
    auto const lab = *rc::gen::inRange<std::size_t>(0, s.labs.size());
    e.lab = s.labs[lab].id;
    e.to = s.labs[(lab + 1) % s.labs.size()].id;
    if (e.to == e.lab) e.type = "tender"; // nobody departs for the own lab
    e.at = s.run.start + hour * *rc::gen::inRange(0, 1400);
    e.until = e.at + hour * *rc::gen::inRange(1, 400);
    e.value = *between(0, 1);
    return e;
}

RaidSpec any_raid(Scenario const& s, int number)
{
    RaidSpec r;
    r.id = "raid" + std::to_string(number);
    auto const lab = *rc::gen::inRange<std::size_t>(0, s.labs.size());
    r.lab = s.labs[lab].id;
    r.target = s.labs[(lab + 1) % s.labs.size()].id;
    r.mode = std::string(*rc::gen::elementOf(std::vector(std::begin(raid_modes), std::end(raid_modes))));
    r.at = s.run.start + hour * *rc::gen::inRange(-400, 1000);
    r.until = r.at + hour * *rc::gen::inRange(1, 1000);
    r.people = *rc::gen::inRange(1, 60);
    r.personal = *rc::gen::inRange(0, 20);
    r.pace = *across(0.1, 50) * 365.25;
    r.budget = *across(0.1, 1e5);
    r.top_multiple = *across(0.5, 100);
    r.low_multiple = *across(0.1, 10);
    r.sign_on = *between(0, 3);
    r.deadline = *across(0.05, 30) / 365.25;
    r.extension = *between(0, 10) / 365.25;
    r.screening = *between(0, 20) / 365.25;
    return r;
}

Scenario any_scenario()
{
    Scenario s;
    s.run.start = time_of(2024, 2, 1, 0, 0, 0, 0);
    s.run.end = s.run.start + day * 60;
    s.run.burn_in = *rc::gen::element(0.0, 0.1);
    s.run.exchange = *rc::gen::element(1.0, 24.0) / 8766;
    s.run.dt = 10 / 365.25;
    s.run.seed = *rc::gen::inRange(0, 1'000'000);
    s.run.reference_slots = *across(1, 500);
    s.run.entrants = *between(0, 300);
    s.laws = any_laws();
    auto const labs = *rc::gen::inRange(1, 5);
    for (int k = 0; k < labs; ++k)
    {
        s.labs.push_back(any_lab(k, s.run.start));
        s.groups.push_back(testing::a_group(s.labs.back().id, *rc::gen::inRange(1, 150)));
        s.groups.back().tenure = *between(0, 5);
    }
    if (*rc::gen::inRange(0, 4) != 0)
    {
        auto none = testing::a_lab("none", 0.03, 0);
        none.kind = "nonemployment";
        s.labs.push_back(none);
        s.groups.push_back(testing::a_group("none", *rc::gen::inRange(0, 60)));
    }
    for (auto k = *rc::gen::inRange(0, 4); k > 0; --k) s.events.push_back(any_event(s, k));
    for (auto k = *rc::gen::inRange(0, 3); k > 0; --k) s.raids.push_back(any_raid(s, k));
    return s;
}

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
    auto const s = any_scenario();
    Threads const threads(1);
    Draws draws(static_cast<std::uint64_t>(s.run.seed), 0);
    auto const start = shared_start(s, threads);
    check_invariants(start.world);
    Engine engine(s, draws, threads, start);
    engine.begin_replicate();
    engine.advance(s.run.end, {}, [](Time) {});
    check_invariants(engine.state().world);
}

RC_GTEST_PROP(Invariants, RecordsAddUpInAnyScenario, ())
{
    auto const s = any_scenario();
    auto const r = testing::run_of(s, 1);
    check_people(s, r);
    check_spells(r);
    check_numbers(r);
}
} // namespace mercato
