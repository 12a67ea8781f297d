// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Many runs with other luck, of one scenario or of several with the same luck, handed over one after another
/// whatever the threads.

#include <cstdint>
#include <functional>
#include <span>

#include "core/parallel.hpp"
#include "io/trajectory/layout.hpp"

namespace mercato
{
/// One run from start to end; @p inside are the threads it may use itself.
using RunReplicate = std::function<RunRecords(RunKey run, Threads const& inside)>;

/// What becomes of its records.
using TakeRecords = std::function<void(RunKey run, RunRecords&& records)>;

/// How many replicates, and the seed that is named when one of them breaks.
struct EnsembleSize
{
    std::uint32_t replicates = 1;
    std::int64_t seed = 1;
    std::uint32_t first = 0;  ///< number of the first replicate
    std::uint32_t points = 1; ///< scenarios that share each replicate's luck
};

/// Records of at most so many replicates are in memory at once.
constexpr std::size_t replicates_in_flight(int threads)
{
    return threads == 1 ? 1 : 2 * static_cast<std::size_t>(threads);
}

/// What becomes of records that nobody takes any more, since an earlier run was given up.
using LeaveRecords = std::function<void(RunKey run, RunRecords const& records)>;

/// Runs all of @p runs and calls take() for each, in their order. Threads go to runs first; a single run uses
/// them inside only when there are fewer runs than threads. What a run throws keeps its type and says which
/// replicate of which @p seed it was; the first one that fails is thrown. Where that is Stopped, @p leave
/// gets what was finished out of order.
void run_ensemble(std::span<RunKey const> runs, std::int64_t seed, Threads const& threads,
                  RunReplicate const& run, TakeRecords const& take, LeaveRecords const& leave = {});

/// All replicates of all points, replicate by replicate.
void run_ensemble(EnsembleSize size, Threads const& threads, RunReplicate const& run, TakeRecords const& take,
                  LeaveRecords const& leave = {});
} // namespace mercato
