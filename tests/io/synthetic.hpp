// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Records of runs that nobody ran: people who move between labs by a few simple rules, for tests of files
/// and figures.

#include <cstdint>

#include "run/records.hpp"
#include "run/scenario.hpp"

namespace mercato
{
struct SyntheticSize
{
    int labs = 4;
    int people = 200;
    int weeks = 104;
    int replicates = 5;
    int followed = 3;
};

/// Labs with names in several scripts, and a text as large as real ones.
Scenario synthetic_scenario(SyntheticSize size);

/// One replicate: spells, moves and offers that fit each other, headcounts that are the sums of spells.
RunRecords synthetic_records(Scenario const& scenario, SyntheticSize size, std::uint32_t replicate);
} // namespace mercato
