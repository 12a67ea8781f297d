// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Takes the trajectories of all runs of a job into one file, which appears under its name only when it is
/// complete.
///
/// Records go into parts. Who is stopped finds these parts and runs what is missing, wherever the gaps are.
/// finish() merges the parts and names the result. The log beside it (OUT.log) says what is true of one run
/// only.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "io/provenance.hpp"
#include "io/trajectory/part_writer.hpp"
#include "io/trajectory/snapshots.hpp"

namespace mercato
{
class TrajectoryWriter
{
public:
    struct Options
    {
        bool replace = false; ///< an existing file of that name, and unfinished parts of another job
        /// Kept in memory before a part is written: most jobs need no part but for the time that passes.
        std::size_t part_bytes = 128UL * 1024 * 1024;
        double part_seconds = 60; ///< the same
        JobAttempt attempt{};     ///< of a batch job
        bool extend = false;      ///< the file of that name is a shorter run, replaced by this one
        bool keep_states = false; ///< the last instant of each run, in OUT.states
        int threads = 1;          ///< that pack the result
    };

    /// Takes the place; IoError if it cannot be had, or if it holds parts of another job. The scenarios of
    /// @p job outlive the writer.
    TrajectoryWriter(std::filesystem::path const& path, TrajectoryJob job, Options const& options);
    TrajectoryWriter(std::filesystem::path const& path, Scenario const& scenario, Options const& options)
        : TrajectoryWriter(path, TrajectoryJob::of(scenario), options)
    {}

    /// Runs before replicate @p end that nobody has saved or added, replicate by replicate, and of each all
    /// points.
    std::vector<RunKey> missing(std::uint32_t end) const;
    std::vector<RunKey> missing() const { return missing(job_.first + job_.count); }

    /// One past the last replicate of which anything is saved; the first one of the job if nothing is.
    std::uint32_t reached() const;

    /// What an earlier attempt left and is damaged, so that it is run again; empty if there is nothing.
    std::vector<std::string> const& damaged() const { return damaged_; }

    /// Who keeps @p run while it is under way.
    KeptRun keeper_of(RunKey run) const { return {place_, keeping_, run}; }

    /// Hands over the runs from @p from to before @p to that parts hold, in the order of missing().
    void see_saved(RunKey from, RunKey to, std::function<void(RunKey, RunRecords&&)> const& see) const;

    /// The records of a run that was missing; runs of a writer come in the order of missing().
    void add(RunKey run, RunRecords&& records);
    /// Writes what waits.
    void flush();
    void add(std::uint32_t replicate, RunRecords&& records) { add({replicate, 0}, std::move(records)); }

    /// For the log: which rank did how much.
    void note_ranks(std::string text) { ranks_ = std::move(text); }

    /// Takes parts that others have written to the folder.
    void adopt(std::vector<std::string> const& names);

    /// For those who write there too.
    PartsFolder const& folder() const { return place_; }
    TrajectoryJob const& job() const { return job_; }
    KeepingOptions const& keeping() const { return keeping_; }
    PartWriter::Options part_options() const { return {options_.part_bytes, options_.part_seconds}; }

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
    struct Part
    {
        std::filesystem::path path;
        RunBlock block;
    };

    void adopt_part(std::string const& name);
    void sift();
    bool is_there(RunKey run) const;
    void note(std::string const& name, RunBlock const& block);
    void note_sealed();
    std::uint32_t saved() const; // whole replicates
    std::size_t place_of(RunKey run) const;
    RunKey run_at(std::size_t place) const;
    std::string log_of(RunLog const& log, std::string const& outcome) const;

    TrajectoryJob job_;
    Options options_;
    std::chrono::steady_clock::time_point begin_;
    OutputPlace place_;
    std::uint32_t points_;
    KeepingOptions keeping_;
    std::vector<std::string> damaged_;
    PartWriter new_parts_;
    std::vector<Part> parts_;
    std::vector<std::int32_t> part_of_; // by place: a part, none or waiting
    std::vector<AddedTable> tables_;
    std::string ranks_;
};
} // namespace mercato
