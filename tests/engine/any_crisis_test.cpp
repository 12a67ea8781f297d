// SPDX-License-Identifier: Apache-2.0
// Whatever a board, a letter and rivals do: nobody is lost, nothing leaves its range, threads change nothing.
#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/any_scenario.hpp"
#include "run/invariants.hpp"
#include "world/crisis.hpp"

namespace mercato
{
namespace
{
using testing::any_crisis;
using testing::bits_of;

bool is_share(double x) { return x >= 0 && x <= 1; }

/// Of each lab: what is counted since the start of a crisis never falls, what is believed stays a belief, and
/// only the last reading may be of an ending.
void check_course(RunRecords const& r)
{
    for (std::size_t i = 0; i < r.crises.size(); ++i)
    {
        auto const& now = r.crises[i];
        RC_ASSERT(is_share(now.belief));
        RC_ASSERT(is_share(now.effort));
        RC_ASSERT(std::isfinite(now.believed_exits) && now.believed_exits >= 0);
        RC_ASSERT(std::isfinite(now.concession_hazard) && now.concession_hazard >= 0);
        RC_ASSERT(now.staff >= 0 && now.signatures >= 0 && now.resigned >= 0);
        RC_ASSERT(now.messages >= now.replies && now.replies >= now.replies_in_house);
        RC_ASSERT(now.messages >= now.messages_in_house);
        RC_ASSERT(now.messages_in_house >= now.replies_in_house && now.replies_in_house >= 0);
        RC_ASSERT(now.phase != static_cast<std::int8_t>(Phase::none));
        if (i == 0 || r.crises[i - 1].lab != now.lab) continue;
        auto const& before = r.crises[i - 1];
        RC_ASSERT(before.time < now.time);
        RC_ASSERT(before.signatures <= now.signatures);
        RC_ASSERT(before.resigned <= now.resigned);
        RC_ASSERT(before.messages <= now.messages);
        RC_ASSERT(before.messages_in_house <= now.messages_in_house);
        RC_ASSERT(before.replies_in_house <= now.replies_in_house);
        RC_ASSERT(before.phase == static_cast<std::int8_t>(Phase::open));
    }
}

/// Everybody who was there when the letter went round can sign it once, and nobody else.
void check_signatures(RunRecords const& r)
{
    for (auto const& c : r.crises)
    {
        std::int64_t most = r.labs[static_cast<std::size_t>(c.lab)].headcount;
        for (auto const& m : r.moves) most += m.to == c.lab ? 1 : 0;
        RC_ASSERT(c.signatures <= most);
    }
}

/// A census spreads everybody over where they would go: shares of the staff, of which signers are a part.
void check_intentions(RunRecords const& r)
{
    for (auto const& i : r.intentions)
    {
        RC_ASSERT(std::isfinite(i.staff) && i.staff > 0);
        RC_ASSERT(i.signers >= 0 && i.signers <= i.staff * (1 + 1e-5F));
    }
}
} // namespace

RC_GTEST_PROP(AnyCrisis, KeepsPeopleCentsAndUnits, ())
{
    auto const s = any_crisis();
    Threads const threads(1);
    Draws const draws(static_cast<std::uint64_t>(s.run.seed), 0);
    Engine engine(s, draws, threads, shared_start(s, threads));
    engine.begin_replicate();
    engine.advance(
        s.run.end, {}, [](Time) {}, [] {});
    check_invariants(engine.state().world);
    auto const& crisis = engine.state().world.crises.front();
    RC_ASSERT(crisis.phase != Phase::none);
    RC_ASSERT(!crisis.open() || crisis.ended == never);
}

RC_GTEST_PROP(AnyCrisis, IsRecordedWithinItsRanges, ())
{
    auto const r = testing::run_of(any_crisis(), 1);
    RC_ASSERT(!r.crises.empty());
    check_course(r);
    check_signatures(r);
    check_intentions(r);
    RC_CLASSIFY(r.crises.back().signatures > 0, "signed");
    RC_CLASSIFY(r.crises.back().phase == static_cast<std::int8_t>(Phase::conceded), "conceded");
    RC_CLASSIFY(r.crises.back().phase == static_cast<std::int8_t>(Phase::held), "held");
    RC_CLASSIFY(r.crises.back().phase == static_cast<std::int8_t>(Phase::collapsed), "collapsed");
}

RC_GTEST_PROP(AnyCrisis, HasTheSameBitsForAnyThreads, ())
{
    auto const s = any_crisis();
    auto const alone = testing::run_of(s, 2, 1);
    auto const shared = testing::run_of(s, 2, 3);
    RC_ASSERT(alone.state_hash == shared.state_hash);
    RC_ASSERT(bits_of(alone.crises) == bits_of(shared.crises));
    RC_ASSERT(bits_of(alone.intentions) == bits_of(shared.intentions));
    RC_ASSERT(bits_of(alone.announcements) == bits_of(shared.announcements));
    RC_ASSERT(bits_of(alone.moves) == bits_of(shared.moves));
}
} // namespace mercato
