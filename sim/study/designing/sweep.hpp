// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// A scenario at all points of a design: which values, which runs, and the one file they end in.
///
/// Points are run in batches, each with a file of its own in OUT.points, so that who is stopped goes on
/// after the last one, and a batch that breaks takes no other with it. All points have the same people with
/// the same luck.

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "io/design_reader.hpp"
#include "io/scenario_layers.hpp"
#include "study/comparing/comparison.hpp"
#include "study/whole_job.hpp"

namespace mercato
{
/// A design with its scenarios, checked.
class Sweep
{
public:
    /// Works out the points and reads every scenario once. @p common is said of all: root, sets.
    /// @throws ScenarioError with the complaints of the first point that has any
    Sweep(std::filesystem::path const& path, ScenarioRequest const& common);

    Design const& design() const { return design_; }
    std::uint32_t points() const { return static_cast<std::uint32_t>(design_.rows.size()); }
    std::vector<std::string> const& arms() const { return arms_; }
    /// The scenario of arm 0 without anything varied.
    Scenario const& base() const { return bases_.front(); }

    /// "search.contact_rate=0.8, utility.moving_cost=1.1".
    std::string label(std::uint32_t point) const;

    /// Runs of points [first, first + count), all arms; the scenarios live in @p scenarios.
    TrajectoryJob job(std::uint32_t first, std::uint32_t count, std::vector<Scenario>& scenarios) const;

    /// Points that are run together: so many that threads have enough to do, whatever their number.
    std::uint32_t batch() const;

    /// Runs points [first, first + count) and leaves one file. Batches that break are named in @p broken,
    /// and no file is left. @throws Stopped, IoError
    Written run(std::uint32_t first, std::uint32_t count, std::filesystem::path const& target,
                Means const& means, std::vector<std::string>& broken) const;

private:
    Scenario scenario(std::uint32_t point, std::size_t arm) const;
    std::filesystem::path run_batch(std::uint32_t first, std::uint32_t count,
                                    std::filesystem::path const& folder, Means const& means) const;
    AddedTable values(std::uint32_t first, std::uint32_t count) const;

    Design design_;
    ScenarioRequest common_;
    std::vector<std::string> arms_;
    std::vector<Scenario> bases_; // an arm each
    Identity identity_;           // of the whole design
};
} // namespace mercato
