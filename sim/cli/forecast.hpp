// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What a run will take: time, memory and disk, from one replicate with few people that is run and thrown
/// away.
///
/// The whole window is run, since what happens in it grows eightfold in the baseline while people grow by
/// half; people are what is scaled down, since cost is linear in them.

#include <cstddef>
#include <cstdint>
#include <string>

#include "core/parallel.hpp"
#include "run/scenario.hpp"
#include "study/observables/question.hpp"

namespace mercato
{
/// What a replicate with a share of the people took.
struct Trial
{
    double share = 1;         ///< of the people
    double people = 0;        ///< that the whole run begins with
    double build_seconds = 0; ///< making the world at the start
    bool shares_start = true; ///< which is made once for all replicates
    double run_seconds = 0;   ///< of the replicate, with one thread
    double world_bytes = 0;   ///< of memory, for each replicate that runs
    double fixed_bytes = 0;   ///< of records of the whole run that do not depend on how many people there are
    double happened_bytes = 0; ///< of records that grow with people
};

/// What all replicates will take.
struct Forecast
{
    double seconds = 0;
    double memory_bytes = 0;
    double disk_bytes = 0;
};

Forecast forecast_of(Trial const& trial, std::uint32_t replicates, int threads);

/// Runs a replicate with few people.
Trial measure(Scenario const& scenario, Threads const& threads);

/// People that a scenario begins with, before its burn-in.
double people_of(Scenario const& scenario);

/// Memory that this process may have [bytes]: the machine's, or less where a limit or a container says so.
double machine_memory();
} // namespace mercato
