// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// The layout of a trajectory file, said once: axes, variables, and where each comes from in the records of a
/// run.
///
/// Writer, merge, reader and docs/trajectory.md walk these lists. Everything is in the root. Lab records are
/// variables of (replicate, time, lab); event tables are columns along one axis for all replicates together,
/// in the order of replicates, with so many rows a replicate as TABLE_count says. Where several scenarios
/// share a file, outer axes (design, arm) stand before that of the replicates, and all runs of one point
/// come together.

#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "io/hdf5_file.hpp"
#include "run/records.hpp"
#include "run/scenario.hpp"

namespace mercato
{
/// The version of the layout; docs/trajectory.md has its history.
inline constexpr std::int32_t trajectory_format = 1;

/// An axis and its coordinate.
struct TrajectoryAxis
{
    std::string name;
    ValueType type = ValueType::int32;
    std::string unit;
    std::string meaning;
};

/// An axis before that of the replicates: the points of a design, the arms of a comparison.
struct OuterAxis
{
    std::string name; ///< one of outer_axes
    std::vector<std::string> labels;
    std::uint32_t first = 0; ///< place of the first point; not 0 where other files hold those before it
};

/// One run among those of a file: which replicate of which point along the outer axes, the last axis fastest.
struct RunKey
{
    std::uint32_t replicate = 0;
    std::uint32_t point = 0;

    auto operator<=>(RunKey const&) const = default;
};

/// A variable whose first axis grows with the replicates.
struct TrajectoryVariable
{
    std::string name;
    ValueType type = ValueType::float64;
    std::vector<std::string> axes;
    std::string unit;
    std::string meaning;
    std::string flags; ///< words for the codes 0, 1, ...; empty unless the values are codes

    /// Appends the rows of one replicate.
    std::function<void(RunRecords const&, RunKey const&, Bytes&)> take;
    /// Puts the rows of one replicate back into its records; none where they follow from others.
    std::function<void(Bytes const&, RunRecords&)> give;
};

/// What decides which variables there are.
struct TrajectoryContent
{
    std::size_t labs = 0;
    bool moves = true;
    bool offers = true;
    bool spells = true;
    bool panel = true;
    bool crisis = true;
    bool approaches = true;
    bool terms = true;
    bool accounts = true;
    bool firms = true;
    bool output = true;
    std::vector<OuterAxis> outer; ///< none where one scenario was run
};

/// How a file calls a lab.
struct LabLabel
{
    std::string id;
    std::string name;
    std::string kind;
};

/// The coordinates of a file.
struct TrajectoryFrame
{
    std::vector<std::int32_t> replicates; ///< their numbers
    std::vector<Time> times;
    std::vector<LabLabel> labs;
    std::map<std::string, std::uint64_t> lengths; ///< of event tables, and of the panel
};

TrajectoryContent content_of(Scenario const& scenario);
std::vector<TrajectoryAxis> trajectory_axes(TrajectoryContent const& content);
std::vector<TrajectoryVariable> trajectory_variables(TrajectoryContent const& content);

/// How many points the outer axes have; 1 without any.
std::uint32_t points_of(TrajectoryContent const& content);

/// Place of the first of them along all points of the job.
std::uint32_t first_point_of(TrajectoryContent const& content);

/// Axes of event tables, those first that every run may have.
inline constexpr std::string_view event_tables[] = {"move",      "offer",     "spell",    "announcement",
                                                    "crisis",    "intention", "approach", "choice",
                                                    "lab_event", "launch"};

/// Adds what one run needs to the lengths of a frame.
void extend(std::map<std::string, std::uint64_t>& lengths, TrajectoryContent const& content,
            RunRecords const& records);

/// Makes all axes with their coordinates and all variables, empty, with their attributes.
void lay_out(Hdf5File& file, TrajectoryContent const& content, TrajectoryFrame const& frame);

/// Units, meaning and codes, as attributes.
void describe(Hdf5File& file, std::string const& variable, std::string const& unit,
              std::string const& meaning, std::string const& flags);

/// Seconds since 1970-01-01T00:00:00Z and back, exact to the microsecond from 1698 to 2242; never is NaN.
double file_time(Time t);
Time time_in_file(double seconds);

/// docs/trajectory.md from its heading "Variables" on: every axis and variable with type, axes, unit and
/// meaning.
std::string trajectory_markdown();
} // namespace mercato
