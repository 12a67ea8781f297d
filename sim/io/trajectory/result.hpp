// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Makes the one file of a job out of pieces and of what still waits in memory, and names it when it is
/// whole.
///
/// The file is a function of scenarios, seed and build alone: equal bytes whatever the threads, the pieces,
/// the day.

#include "io/trajectory/job.hpp"
#include "io/trajectory/output_place.hpp"
#include "io/trajectory/pieces.hpp"

namespace mercato
{
/// What a finished job leaves.
struct Written
{
    std::filesystem::path path;
    std::uint64_t bytes = 0;
    std::string warning; ///< what went wrong beside the result, for one who should know; mostly empty
};

/// All that goes into a result.
struct ResultParts
{
    TrajectoryJob const& job;
    TrajectoryFrame frame; ///< with the lengths of pieces and waiting records together
    Pieces& pieces;
    std::vector<RunRecords> const& waiting; ///< replicates after those of the pieces, points inside
    std::vector<AddedTable> const& tables;
    int threads = 1; ///< that pack
};

/// Appends rows of @p variable in @p waiting that belong to @p point; @p first is the first replicate of
/// @p waiting.
void take_waiting(TrajectoryVariable const& variable, std::vector<RunRecords> const& waiting,
                  std::uint32_t first, std::uint32_t point, std::uint32_t points, Bytes& rows);

/// What was handed over is what stands in the file: a full disk may lose values without a word.
void require_as_written(std::filesystem::path const& path, std::string const& hash,
                        Threads const* threads = nullptr);

/// Writes, reads back, checks against the rules of docs/trajectory.md, and names the result.
Written publish_result(OutputPlace& place, ResultParts const& parts);
} // namespace mercato
