// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// A job from its scenarios to its file: all runs, and the tables that go with them.

#include <functional>
#include <vector>

#include "io/trajectory/reader.hpp"
#include "study/campaign.hpp"

namespace mercato
{
/// How a job is carried out; nothing of it changes the result.
struct Means
{
    int threads = 1;
    TrajectoryWriter::Options writing;
    RunLog log;
    std::function<void()> step = [] {}; ///< called after each run
    std::uint32_t stop_before = 0;      ///< saves and ends before this replicate; 0: goes on to the end
    Campaign::Care care{};
    std::function<void(FailedRun const&)> failed = [](auto const&) {}; ///< told of each run that failed
};

/// Runs what is missing and leaves the file at @p target; nothing is written when the job is cut short.
Written run_job(TrajectoryJob const& job, std::filesystem::path const& target, Means const& means);

/// The job that left a file, from what the file carries. @throws IoError if it does not carry all: people of
/// a roster, or missing replicates.
struct CarriedJob
{
    explicit CarriedJob(TrajectoryReader const& file);
    CarriedJob(CarriedJob const&) = delete;
    CarriedJob& operator=(CarriedJob const&) = delete;

    std::vector<Scenario> scenarios;
    TrajectoryJob job;
};

/// Does @p job go on where the file at @p path ends? False if it ends there too.
/// @throws IoError if the file is of another job, or ends later
bool goes_on_after(TrajectoryJob const& job, std::filesystem::path const& path);
} // namespace mercato
