// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Runs that fail: what becomes of the others, and what stands in the file in their place.

#include <exception>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "io/trajectory/reader.hpp"
#include "io/trajectory/snapshots.hpp"
#include "study/worlds.hpp"

namespace mercato
{
/// What becomes of the other runs, and of the exit code, when one fails.
enum class OnFailure : std::uint8_t {
    keep_going, ///< they are run, and the failure is a result like others
    finish,     ///< they are run, and then it counts as a failure
    stop        ///< nothing more is run
};

inline constexpr std::string_view ways_on_failure[] = {"keep-going", "finish", "stop"};

/// What may fail without taking the other runs with it.
struct Tolerance
{
    OnFailure on_failure = OnFailure::finish;
    bool other_sizes = false; ///< runs differ in size: one that does not fit into memory fails alone
};

/// A run that failed, and why.
struct FailedRun
{
    RunKey run;
    std::string why;
};

/// What stands in the place of a run that failed: no rows in the tables, -1 in counts and NaN in numbers of
/// labs at all recorded moments.
RunRecords failed_records(Scenario const& scenario, std::string why);

/// Calls @p run. What breaks the model becomes a failed run unless @p tolerance says to stop; so does want of
/// memory where other runs may fit. Whatever else goes wrong is thrown.
RunRecords run_or_fail(Scenario const& scenario, Tolerance tolerance, std::function<RunRecords()> const& run);

/// Run @p run of @p worlds as run_or_fail() does, from where @p keeper has kept it.
RunRecords attempt(Worlds& worlds, Scenario const& scenario, RunKey run, Threads const& inside,
                   KeptRun& keeper, Tolerance tolerance);

/// Runs of a finished file that another attempt takes over, so that only what failed there is run again.
class EarlierRuns
{
public:
    EarlierRuns() = default;
    /// Of the points of @p file those from @p first on. @p file outlives this.
    EarlierRuns(TrajectoryReader const* file, std::uint32_t first);

    /// The same from the @p more th of its points on.
    EarlierRuns from(std::uint32_t more) const { return {file_, first_ + more}; }

    /// Was the run done there?
    bool hold(RunKey run) const;

    /// Its records, which hold() says are there. Not for several threads at once.
    RunRecords records(RunKey run) const;

private:
    /// Where the replicate stands in the file.
    std::optional<std::uint32_t> place_of(std::uint32_t replicate) const;

    TrajectoryReader const* file_ = nullptr;
    std::uint32_t first_ = 0;
    std::vector<std::int8_t> status_; // of all its runs
};

/// Which runs of a file failed, by point and replicate.
std::vector<RunKey> failed_in(TrajectoryReader const& file);

/// How many.
inline std::size_t failed_runs(TrajectoryReader const& file) { return failed_in(file).size(); }
} // namespace mercato
