// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// All runs of a job on their way into its file: those that an earlier attempt has saved are taken from
/// there, the others are run.

#include <cstdint>
#include <functional>
#include <memory>

#include "core/parallel.hpp"
#include "io/trajectory/writer.hpp"
#include "study/failures.hpp"
#include "study/worlds.hpp"

namespace mercato
{
/// Replicates [N i / n, N (i + 1) / n) of N: shard @p index of @p of.
struct Shard
{
    std::uint32_t index = 0;
    std::uint32_t of = 1;

    std::uint32_t first(std::uint64_t replicates) const
    {
        return static_cast<std::uint32_t>(replicates * index / of);
    }
    std::uint32_t count(std::uint64_t replicates) const
    {
        return static_cast<std::uint32_t>(replicates * (index + 1) / of) - first(replicates);
    }
};

/// The part of @p job that @p shard does; all of it if there is one shard.
TrajectoryJob shard_of(TrajectoryJob job, Shard shard);

class Campaign
{
public:
    using SeeRun = std::function<void(RunKey run, RunRecords const& records)>;

    /// What becomes of runs that fail, and which need not be run since they are done elsewhere.
    struct Care
    {
        OnFailure on_failure = OnFailure::finish;
        EarlierRuns earlier{};
        bool other_sizes = false; ///< runs differ in size: one that does not fit into memory fails alone
    };

    /// Shows @p see what is saved already. @p most is how many replicates there will be at most.
    Campaign(TrajectoryWriter& writer, std::vector<Scenario const*> points, std::uint32_t most,
             Threads const& threads, SeeRun see, Care care);

    /// Runs all replicates before @p end that are missing, shows them and hands them to the writer. @p step
    /// is called after each run. @throws Stopped if somebody asked to stop
    void run_to(std::uint32_t end, std::function<void()> const& step);

    /// Those of all runs so far that failed, in the order of running.
    std::vector<FailedRun> const& failed() const { return failed_; }

private:
    RunRecords attempt(RunKey run, Threads const& inside, Keeper* keeper);
    void show(RunKey run, RunRecords const& records);

    TrajectoryWriter& writer_;
    std::vector<Scenario const*> points_;
    std::uint32_t most_;
    Threads const& threads_;
    SeeRun see_;
    Care care_;
    std::unique_ptr<Worlds> worlds_;
    std::vector<FailedRun> failed_;
};
} // namespace mercato
