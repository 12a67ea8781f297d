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

/// What the snapshots of a job are kept by.
struct KeepingOptions
{
    Identity identity; // of the job
    Identity endless; // the same whenever it ends; empty if the last instants are neither kept nor looked for
    std::filesystem::path states; // folder of the last instants
    bool keeps_states = false;
    double seconds = 60; // between two snapshots of a run
    bool looks = true;   // there may be some; else no run asks the file system for its own
};

/// Removes snapshots that are damaged, and those of another job if @p replace; their names.
/// @throws IoError if there are some of another job and they may not be replaced
std::vector<std::string> sift_snapshots(PartsFolder const& place, KeepingOptions const& options,
                                        bool replace);

/// Moves the last instants out of the folder of parts.
void save_states(PartsFolder const& place, KeepingOptions const& options);

/// Keeps one run.
class KeptRun : public Keeper
{
public:
    /// @p place and @p options outlive this.
    KeptRun(PartsFolder const& place, KeepingOptions const& options, RunKey run);

    /// What the latest snapshot holds, else the one before, else the last instant of a shorter run.
    bool find(std::function<void(Source&)> const& read) override;
    bool is_due() override;
    void keep(std::function<void(Sink&)> const& write) override;

    void reach_end(std::function<void(Sink&)> const& write) override;

    /// The records of the run if it was finished.
    std::optional<RunRecords> finished() const;
    void keep_finished(RunRecords const& records) const;

private:
    PartsFolder const& place_;
    KeepingOptions const& options_;
    RunKey run_;
    std::chrono::steady_clock::time_point last_;
};
} // namespace mercato
