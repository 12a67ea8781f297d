// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Joins the files of shards into the one that a single job would have left, byte for byte.

#include <filesystem>
#include <vector>

#include "io/trajectory/writer.hpp"

namespace mercato
{
struct MergeOptions
{
    bool partial = false;             ///< missing replicates are allowed, and named in the file
    bool replace = false;             ///< an existing file of that name
    std::vector<AddedTable> tables{}; ///< of all shards together, as they are
};

/// Verdicts and effects are worked out anew from what each replicate shows. @throws IoError if a file is of
/// another scenario, seed or build, if a replicate stands in two files, or in none
Written merge_shards(std::vector<std::filesystem::path> const& shards, std::filesystem::path const& target,
                     MergeOptions const& options, RunLog const& log);
} // namespace mercato
