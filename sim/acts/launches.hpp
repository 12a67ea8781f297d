// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What a lab makes and launches: its week, potential launches, crunches, launches (E15, E11).
///
/// A launch is decided, the crunch runs, then it comes. Decisions are points of a scatter of the lab: one is
/// real if it lies below the lab's rate times effort over that of ordinary weeks, so that effort lost takes
/// launches away and adds none.

#include "acts/common/office.hpp"

namespace mercato
{
/// One lab's week; `labs.total` must be fresh. @p scale of headcounts.
void plan_works(Office const& office, double scale);

/// The race after all labs have planned, @p dt [yr] after the last time.
void run_race(World& world, OutputParams const& p, double dt);

/// Writes down the potential launches in [from, to), from the start of the run on.
void open_launches(Office const& office, Time from, Time to);

/// A launch at @p at that the scenario dates, adding @p gain [log points] to capability, or the usual for 0.
void prepare_launch(Office const& office, Time at, double gain, std::uint64_t luck);

/// When something is due next at a lab.
Time next_of_works(Works const& works);

/// Decides what has come up and launches what is due.
void work_launches(Office const& office);
} // namespace mercato
