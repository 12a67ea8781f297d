// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What ranks tell each other: which runs of which job are to be done, and how that went.

#include <cstdint>
#include <string>
#include <vector>

#include "io/trajectory/part_writer.hpp"
#include "io/trajectory/snapshots.hpp"
#include "study/failures.hpp"

namespace mercato
{
/// What all ranks are to do together.
struct Order
{
    std::vector<Scenario> scenarios; ///< of the job, elsewhere than on rank 0
    TrajectoryJob job;
    std::string folder; ///< of the parts
    std::string token;  ///< in its lock
    PartWriter::Options parts;
    KeepingOptions keeping;
    std::uint32_t most = 0; ///< replicates that there will be at most
    std::int32_t threads = 1;
    Tolerance tolerance{};
    std::vector<RunKey> runs;
};

/// The identity of the job has been settled.
std::string text_of(Order const& order);

/// @p order is read in place: its job points to its scenarios. @throws InternalError if a scenario reads
/// otherwise than it was sent
void read_order(std::string text, Order& order);

/// How a rank ended.
enum class Ending : std::uint8_t { well, stopped, model, machine, memory, internal };

struct Report
{
    Ending ending = Ending::well;
    std::uint64_t place = 0; ///< of the first run of the piece that was begun last
    std::string text;        ///< what went wrong
    std::uint64_t ran = 0;
    std::vector<std::string> parts; ///< names of those it has written
    std::vector<FailedRun> failed;
};

std::string text_of(Report const& report);
Report report_in(std::string text);

/// The first failure in the order of runs is thrown, as one process would have met it; else Stopped if a
/// rank was stopped.
void throw_first(std::vector<Report> const& reports);
} // namespace mercato
