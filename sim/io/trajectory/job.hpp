// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What stands in one file: which scenarios, which of their replicates, and what made them; two files go
/// together only if all of that agrees.

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "io/trajectory/added_table.hpp"
#include "io/trajectory/layout.hpp"
#include "run/scenario.hpp"

namespace mercato
{
/// Attributes that decide the bits of a result, by name.
using Identity = std::vector<std::pair<std::string, std::string>>;

/// The runs of one scenario, or of several along outer axes.
struct TrajectoryJob
{
    /// All replicates of one scenario.
    static TrajectoryJob of(Scenario const& scenario);

    std::vector<OuterAxis> outer;        ///< none: one scenario
    std::vector<Scenario const*> points; ///< along the outer axes, the last one fastest; not owned
    std::uint32_t first = 0;             ///< first replicate
    std::uint32_t count = 1;             ///< replicates
    std::string shard;                   ///< "1/4" where others hold the rest
    std::vector<AddedTable> tables;      ///< known before the runs, as the values of a design
    std::string missing;                 ///< which replicates are missing, in words
    std::vector<Scenario const*>
        texts;                 ///< of a design, an arm each: each point is one of them with its values
    std::uint32_t designs = 0; ///< points of the whole design; 0 without one
    Identity identity;         ///< of the files it is made from; else of this build

    Scenario const& base() const { return *points.front(); }
};

/// Axes and variables of all points together.
TrajectoryContent content_of(TrajectoryJob const& job);

Identity identity_of(TrajectoryJob const& job);

/// The same whenever the runs end: what the runs of @p job share with shorter and longer ones.
Identity endless_identity_of(TrajectoryJob const& job);

/// Those of a file, empty where it has none.
Identity identity_of(Hdf5File const& file);

/// The first difference in words, "its seed is 1, and 2 is asked for"; empty if there is none.
std::string difference(Identity const& there, Identity const& wanted);

/// What is said where @p path holds something of another job.
IoError other_job(std::filesystem::path const& path, std::string const& why);

/// Writes title, identity and, unless @p is_part, the scenarios.
void sign(Hdf5File& file, TrajectoryJob const& job, bool is_part);
} // namespace mercato
