// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Replicates that are under way, in the folder of parts: a file each, whole or absent, the one before kept.
///
/// A file holds the identity of the job, what the engine wrote, and 64 digits of a fingerprint of both.

#include <chrono>

#include "io/trajectory/job.hpp"
#include "io/trajectory/parts_folder.hpp"
#include "run/snapshot.hpp"

namespace mercato
{
/// Which run of a job.
std::string snapshot_name(std::string_view kind, RunKey run);

/// Removes the snapshots of the runs that @p are_saved otherwise.
void remove_snapshots(PartsFolder const& place, std::function<bool(RunKey)> const& are_saved);

/// Removes snapshots that are damaged, and those of another job if @p replace; their names.
/// @throws IoError if there are some of another job and they may not be replaced
std::vector<std::string> sift_snapshots(PartsFolder const& place, Identity const& identity, bool replace);

/// Keeps one run.
class KeptRun : public Keeper
{
public:
    /// @p place and @p identity outlive this. Kept again when @p seconds have passed.
    KeptRun(PartsFolder const& place, Identity const& identity, RunKey run, double seconds);

    /// What the latest snapshot holds, else the one before.
    bool find(std::function<void(Source&)> const& read) override;
    bool is_due() override;
    void keep(std::function<void(Sink&)> const& write) override;

    /// The records of the run if it was finished.
    std::optional<RunRecords> finished() const;
    void keep_finished(RunRecords const& records) const;

private:
    PartsFolder const& place_;
    Identity const& identity_;
    RunKey run_;
    double seconds_;
    std::chrono::steady_clock::time_point last_;
};
} // namespace mercato
