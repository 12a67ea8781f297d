// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// How a command carries its runs out: where the result goes, with how many threads, which shard, how long.

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "cli/command.hpp"
#include "study/campaign.hpp"

namespace mercato
{
namespace option
{
inline constexpr Option seed{"seed", 0, "N", false, "seed of all luck, as --set run.seed=N"};
inline constexpr Option replicates{"replicates", 0, "N", false,
                                   "how many runs with other luck, as --set run.replicates=N"};
inline constexpr Option threads{
    "threads", 0, "N", false,
    "threads that work; SLURM_CPUS_PER_TASK unless given, else the cores this process may use. Changes no "
    "result"};
inline constexpr Option shard{
    "shard", 0, "i/n", false,
    "does only the i-th of n shares of the replicates, i from 0; mercato merge joins the files"};
inline constexpr Option max_time{
    "max-time", 0, "TIME", false,
    "stops after that time, as \"90 minutes\": what is finished is saved, the exit code is 85, and the same "
    "line goes on"};
inline constexpr Option checkpoint_every{
    "checkpoint-every", 0, "TIME", false,
    "how long finished replicates wait in memory before they are saved; 1 minute unless given"};
inline constexpr Option on_failure{
    "on-failure", 0, "WHAT", false,
    "where a run fails: keep-going runs the others and ends with 0, finish, which is usual, runs them and "
    "ends "
    "with 5, stop ends at once with 5. The same line runs again only what failed"};
inline constexpr Option resume{"resume", 0, "", false,
                               "ends well if the result is there already, of this scenario, seed and build"};
} // namespace option

struct Work
{
    std::filesystem::path output;
    int threads = 1;
    Shard shard;
    std::optional<double> max_seconds;
    std::optional<double> save_seconds;
    OnFailure on_failure = OnFailure::finish;
    bool replaces = false;
    bool resumes = false;
    bool is_json = false;
    bool is_quiet = false;
    std::string line; ///< the command line
    JobAttempt attempt;

    TrajectoryWriter::Options writing() const;
    RunLog log() const { return {line, threads}; }
};

/// Reads the options above and -o, --force, --json, --quiet. Without -o the result is named @p stem.
Work work_of(Arguments const& arguments, std::string const& stem);

/// The result of an earlier attempt at @p job in which runs failed: they are run again, and the result is
/// replaced.
std::unique_ptr<TrajectoryReader> earlier_attempt(Work& work, TrajectoryJob const& job);

/// Says which runs failed, and what the exit code is then.
ExitCode report_failures(Work const& work, std::vector<std::string> const& failed, std::uint64_t runs);

/// "replicate 3", "arm base, replicate 3".
std::string run_text(std::vector<OuterAxis> const& outer, RunKey run);

/// With --resume: is the result of @p job there already? @throws IoError if it is another's
bool is_finished(Work const& work, TrajectoryJob const& job);

/// Calls @p runs, which fill the writer and finish it, while signals ask to stop; then what is finished is
/// saved.
ExitCode carry_out(Work const& work, TrajectoryWriter& writer, std::function<ExitCode()> const& runs);
} // namespace mercato
