// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Runs on their way into parts: kept in memory until they are some megabytes, or some time has passed, then
/// written as a file that never changes again, read back and compared.

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "io/trajectory/parts_folder.hpp"
#include "io/trajectory/result.hpp"
#include "io/trajectory/snapshots.hpp"

namespace mercato
{
/// Runs that stand in one file: so many replicates of so many points, all of them.
struct RunBlock
{
    std::uint32_t first = 0; ///< replicate
    std::uint32_t count = 0;
    std::uint32_t first_point = 0; ///< of the job's own
    std::uint32_t points = 1;
};

class PartWriter
{
public:
    struct Options
    {
        std::size_t bytes = 32UL * 1024 * 1024; ///< kept in memory before a part is written
        double seconds = 60;                    ///< the same
    };

    /// A part that has its name.
    struct Sealed
    {
        std::string name;
        RunBlock block;
    };

    /// @p folder and @p job outlive the writer. @p stem is what no other writer of the folder calls its
    /// files.
    PartWriter(PartsFolder const& folder, TrajectoryJob const& job, Options options, std::string stem);

    /// The records of a run. Runs that follow one another, of each replicate all points, share a part.
    void add(RunKey run, RunRecords&& records);

    /// Writes what waits.
    void flush();

    /// Parts that were written since this was asked last.
    std::vector<Sealed> take_sealed() { return std::exchange(sealed_, {}); }

    /// Recorded moments; none before the first run.
    std::vector<Time> const& times() const { return frame_.times; }
    void set_times(std::vector<Time> times) { frame_.times = std::move(times); }

    /// What is not written yet: whole replicates one after another.
    std::vector<RunRecords> const& waiting() const { return waiting_; }
    RunKey first_waiting() const { return first_; }

private:
    void look_at_lock();
    bool is_due() const;
    void write(RunBlock block, std::vector<RunRecords> const& records);

    PartsFolder const& folder_;
    TrajectoryJob const& job_;
    Options options_;
    std::string stem_;
    std::chrono::steady_clock::time_point last_part_;
    std::chrono::steady_clock::time_point last_look_{};
    TrajectoryContent content_;
    TrajectoryFrame frame_;
    RunKey first_{};
    std::vector<RunRecords> waiting_; // points inside replicates
    std::size_t waiting_bytes_ = 0;
    std::vector<Sealed> sealed_;
};

/// Labs as a file names them.
std::vector<LabLabel> labels_of(Scenario const& scenario);

/// first, first + 1, ...: so many replicates.
std::vector<std::int32_t> numbers_from(std::uint32_t first, std::uint32_t count);
} // namespace mercato
