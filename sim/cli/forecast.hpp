// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What a run will take: time, memory and disk, from a short slice of it that is run and thrown away.

#include <cstddef>
#include <cstdint>
#include <string>

#include "core/parallel.hpp"
#include "run/scenario.hpp"
#include "study/question.hpp"

namespace mercato
{
/// What a slice of one replicate took.
struct Slice
{
    double share = 1;          ///< of the person-years of a whole replicate
    double build_seconds = 0;  ///< making the world at the start, once for all replicates
    double run_seconds = 0;    ///< of the slice, with one thread
    double base_bytes = 0;     ///< of memory, once for all
    double world_bytes = 0;    ///< of memory, for each replicate that runs
    double fixed_bytes = 0;    ///< of records, whatever the length
    double happened_bytes = 0; ///< of records, which grow with the person-years
    double people = 0;         ///< at the start
};

/// What all replicates will take.
struct Forecast
{
    double seconds = 0;
    double memory_bytes = 0;
    double disk_bytes = 0;
};

Forecast forecast_of(Slice const& slice, std::uint32_t replicates, int threads);

/// Builds the world and runs a slice of a replicate.
Slice measure(Scenario const& scenario, Threads const& threads);

/// Memory of this machine [bytes].
double machine_memory();
} // namespace mercato
