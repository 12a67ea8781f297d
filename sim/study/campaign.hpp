// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// All runs of a job on their way into its file: those that an earlier attempt has saved are taken from
/// there, the others are run, by the ranks of a crew where there is one.

#include <cstdint>
#include <functional>
#include <memory>

#include "core/parallel.hpp"
#include "io/trajectory/writer.hpp"
#include "study/failures.hpp"
#include "study/sharing/crew.hpp"

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
        Tolerance tolerance{};
        EarlierRuns earlier{};
    };

    /// @p see is shown every run, in order. @p most is how many replicates there will be at most.
    Campaign(TrajectoryWriter& writer, std::vector<Scenario const*> points, std::uint32_t most,
             Threads const& threads, SeeRun see, Care care);

    /// Runs all replicates before @p end that are missing, shows all and hands what is new to the writer.
    /// @p step is called after each run. @throws Stopped if somebody asked to stop
    void run_to(std::uint32_t end, std::function<void()> const& step);

    /// Those of all runs so far that failed, in their order.
    std::vector<FailedRun> const& failed() const { return failed_; }

private:
    void run_here(std::vector<RunKey> const& runs, std::function<void()> const& step);
    void run_shared(Crew& crew, std::vector<RunKey> const& runs, std::function<void()> const& step);
    void show(RunKey run, RunRecords const& records);
    void show_until(RunKey end);

    TrajectoryWriter& writer_;
    std::vector<Scenario const*> points_;
    std::uint32_t most_;
    Threads const& threads_;
    SeeRun see_;
    Care care_;
    std::unique_ptr<Worlds> worlds_;
    RunKey shown_; // everything before it
    std::vector<FailedRun> failed_;
    std::vector<FailedRun> told_; // why runs of other ranks failed, before they are shown
};
} // namespace mercato
