// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// A result as flat tables (RFC 4180) that pandas and R read without options.
///
/// Variables along the same axes stand in one table, named by its axes ("move.csv",
/// "replicate_time_lab.csv").
/// Moments are written as dates, codes as words, labs and arms by their names, what is missing as nothing.

#include <filesystem>
#include <vector>

#include "io/trajectory/reader.hpp"

namespace mercato
{
/// Writes the tables into @p folder, which is made. @throws IoError if one of them is there already and may
/// not be replaced
std::vector<std::filesystem::path> write_flat_tables(TrajectoryReader const& result,
                                                     std::filesystem::path const& folder, bool replace);
} // namespace mercato
