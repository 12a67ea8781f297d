// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// One replicate from start to end, and what it leaves behind.

#include <cstdint>
#include <span>
#include <vector>

#include "run/snapshot.hpp"

namespace mercato
{
/// The luck of a replicate: domains that the scenario does not redraw are those of replicate 0.
Draws draws_of(Scenario const& scenario, std::uint32_t replicate);

/// True if the world at the start is the same in all replicates: neither people nor ties are redrawn.
bool shares_start(Scenario const& scenario);

/// What all replicates of a scenario share: the world at its start, lived up to there with the luck of
/// replicate 0.
State shared_start(Scenario const& scenario, Threads const& threads);

/// The world at the start of @p replicate, the same for all replicates if they share it.
State start_of(Scenario const& scenario, std::uint32_t replicate, Threads const& threads);

/// Runs replicate @p replicate from a copy of @p start. Throws EventError where the model breaks, and Stopped
/// if somebody asked to stop. With @p keeper it goes on from what is kept, and keeps what is under way when
/// it is time to, and before it is stopped.
RunRecords simulate(Scenario const& scenario, State const& start, std::uint32_t replicate,
                    Threads const& threads, Keeper* keeper = nullptr);

/// The same in the memory of @p start, for whoever needs it no more: of a large world two do not fit.
RunRecords simulate(Scenario const& scenario, State&& start, std::uint32_t replicate, Threads const& threads,
                    Keeper* keeper = nullptr);

/// Recorded times of a scenario: start, start + dt, ... and the end.
std::vector<Time> recorded_times(Scenario const& scenario);

/// Rows of the people that a panel of @p wanted follows: spread evenly over those in the field now, in the
/// order of the scenario; where more are wanted, all of them and then whoever comes later, in the order of
/// coming.
std::vector<std::uint32_t> followed_people(Researchers const& people, std::int64_t wanted);

/// What the panel says of a row now; lab -1 for whoever is not in the field.
PanelRecord panel_record(World const& world, std::uint32_t row, Laws const& laws);

/// Records of the state at the present moment, appended; @p followed are the rows of the panel.
void record_state(Engine const& engine, Scenario const& scenario, std::span<std::uint32_t const> followed,
                  RunRecords& records);

/// Records of all that happened, sorted, and forgotten by @p state; @p end is the end of spells that still
/// run.
void record_happenings(State& state, Scenario const& scenario, Time end, RunRecords& records);
} // namespace mercato
