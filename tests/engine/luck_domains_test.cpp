// SPDX-License-Identifier: Apache-2.0
// Luck comes in four domains, and each can be the same in all replicates while the others are redrawn.
#include <bit>

#include <gtest/gtest.h>

#include "engine/made_market.hpp"

namespace mercato
{
namespace
{
using testing::a_market;
using testing::bits_of;

Scenario still_market()
{
    auto s = a_market(800);
    s.run.burn_in = 0;
    return s;
}

/// What people are, and whom they know.
struct Start
{
    std::uint64_t traits = 0;
    std::uint64_t ties = 0;
};

Start start_in(Scenario const& s, std::uint32_t replicate)
{
    auto const state = start_of(s, replicate, Threads(1));
    Start start;
    for (auto const& line : state.world.people.line)
        start.traits = mixed(start.traits, std::bit_cast<std::uint32_t>(line.talent));
    for (auto const& ties : state.world.people.ties)
    {
        for (auto const& tie : ties) start.ties = mixed(start.ties, tie.person);
    }
    return start;
}

RunRecords replicate_of(Scenario const& s, std::uint32_t replicate)
{
    Threads const one(1);
    return simulate(s, start_of(s, replicate, one), replicate, one);
}
} // namespace

TEST(LuckDomains, ReplicatesBeginWithTheSamePeopleUnlessTheyAreRedrawn)
{
    auto s = still_market();
    EXPECT_EQ(start_in(s, 0).traits, start_in(s, 3).traits);
    EXPECT_EQ(start_in(s, 0).ties, start_in(s, 3).ties);
    auto const shared = start_in(s, 3);
    s.run.redraw_population = true;
    EXPECT_NE(start_in(s, 3).traits, shared.traits);
    EXPECT_NE(start_in(s, 3).traits, start_in(s, 4).traits);
    EXPECT_EQ(start_in(s, 3).ties, shared.ties) << "ties are a domain of their own";
    EXPECT_EQ(start_in(s, 0).traits, shared.traits) << "replicate 0 is its own";
    s.run.redraw_population = false;
    s.run.redraw_ties = true;
    EXPECT_EQ(start_in(s, 3).traits, shared.traits);
    EXPECT_NE(start_in(s, 3).ties, shared.ties);
}

TEST(LuckDomains, WhatIsFixedNoLongerVaries)
{
    auto s = still_market();
    auto const zero = replicate_of(s, 0);
    auto const other = replicate_of(s, 1);
    EXPECT_NE(bits_of(zero.offers), bits_of(other.offers));
    s.run.redraw_market = s.run.redraw_behaviour = false;
    EXPECT_EQ(bits_of(replicate_of(s, 1).offers), bits_of(zero.offers)) << "nothing is redrawn";
    EXPECT_EQ(bits_of(replicate_of(s, 1).labs), bits_of(zero.labs));
    s.run.redraw_market = true;
    auto const market = replicate_of(s, 1);
    EXPECT_NE(bits_of(market.labs), bits_of(zero.labs)) << "noise of labs is redrawn";
    s.run.redraw_market = false;
    s.run.redraw_behaviour = true;
    auto const behaviour = replicate_of(s, 1);
    EXPECT_NE(bits_of(behaviour.offers), bits_of(zero.offers));
    EXPECT_NE(bits_of(behaviour.offers), bits_of(market.offers));
}

TEST(LuckDomains, TheMarketsNoiseDoesNotHangOnBehaviour)
{
    auto s = still_market();
    s.laws.search.contact_rate = 0; // so that labs' prices answer to nothing but their own luck
    s.laws.growth.quit_hazard = s.laws.growth.outside_share = s.laws.strain.burnout_hazard = 0;
    s.laws.growth.field_exit = 0;
    for (auto& lab : s.labs) lab.volatility = 0.5;
    auto const price = [](RunRecords const& r) {
        std::uint64_t h = 0;
        for (auto const& lab : r.labs) h = mixed(h, std::bit_cast<std::uint32_t>(lab.valuation));
        return h;
    };
    auto const zero = price(replicate_of(s, 0));
    EXPECT_NE(price(replicate_of(s, 1)), zero);
    s.run.redraw_market = false;
    EXPECT_EQ(price(replicate_of(s, 1)), zero);
}
} // namespace mercato
