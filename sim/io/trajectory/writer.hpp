// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Takes the trajectories of all runs of a job into one file, which appears under its name only when it is
/// complete.
///
/// Records are kept until they are some megabytes, or some time has passed, then written as a part that never
/// changes again, read back and compared. Who is stopped finds these parts and goes on after them. finish()
/// merges the parts and names the result. The log beside it (OUT.log) says what is true of one run only.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "io/provenance.hpp"
#include "io/trajectory/result.hpp"
#include "io/trajectory/snapshots.hpp"

namespace mercato
{
class TrajectoryWriter
{
public:
    struct Options
    {
        bool replace = false; ///< an existing file of that name, and unfinished parts of another job
        std::size_t part_bytes = 32UL * 1024 * 1024; ///< kept in memory before a part is written
        double part_seconds = 60;                    ///< the same
        JobAttempt attempt{};                        ///< of a batch job
        bool extend = false;      ///< the file of that name is a shorter run, replaced by this one
        bool keep_states = false; ///< the last instant of each run, in OUT.states
    };

    /// Takes the place; IoError if it cannot be had, or if it holds parts of another job. The scenarios of
    /// @p job outlive the writer.
    TrajectoryWriter(std::filesystem::path const& path, TrajectoryJob job, Options options);
    TrajectoryWriter(std::filesystem::path const& path, Scenario const& scenario, Options options)
        : TrajectoryWriter(path, TrajectoryJob::of(scenario), options)
    {}

    /// First replicate that no part holds: where to go on.
    std::uint32_t next() const { return next_; }

    /// What an earlier attempt left and is damaged, so that it is run again; empty if there is nothing.
    std::vector<std::string> const& damaged() const { return damaged_; }

    /// Who keeps @p run while it is under way.
    KeptRun keeper_of(RunKey run) const { return {place_, keeping_, run}; }

    /// Hands over the runs that parts hold, in the order of add().
    void see_saved(std::function<void(RunKey, RunRecords&&)> const& see) const;

    /// The records of a run: replicate by replicate, and of each all points.
    void add(RunKey run, RunRecords&& records);
    void add(std::uint32_t replicate, RunRecords&& records) { add({replicate, 0}, std::move(records)); }

    /// Puts a table beside the trajectories.
    void add_table(AddedTable table);

    /// Writes what waits and leaves all parts, to go on later. Returns how many replicates are saved.
    std::uint32_t save(RunLog const& log);

    /// Leaves the parts that are there if this ends without a result.
    void keep() { place_.keep(); }

    /// Replicates of the job.
    std::uint32_t wanted() const { return job_.count; }

    /// The job has so many replicates after all; its scenarios say so by now.
    void settle_count(std::uint32_t replicates) { job_.count = replicates; }

    /// Merges, checks and names the result. All runs of the job have been added.
    Written finish(RunLog const& log);

private:
    void adopt();
    void adopt_part(std::string const& name);
    void write_part();
    double seconds_since_part() const;
    std::string log_of(RunLog const& log, std::string const& outcome) const;

    TrajectoryJob job_;
    Options options_;
    std::chrono::steady_clock::time_point begin_;
    std::chrono::steady_clock::time_point last_part_;
    OutputPlace place_;
    TrajectoryContent content_;
    KeepingOptions keeping_;
    std::vector<std::string> damaged_;
    TrajectoryFrame frame_; // its lengths are those of what waits
    std::vector<std::filesystem::path> parts_;
    std::vector<RunRecords> waiting_; // points inside replicates
    std::size_t waiting_bytes_ = 0;
    std::uint32_t next_ = 0;
    std::vector<AddedTable> tables_;
};
} // namespace mercato
