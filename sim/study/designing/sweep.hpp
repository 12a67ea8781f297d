// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// A scenario at all points of a design: which values, which runs, and the one file they end in.
///
/// Points are run in batches, each with a file of its own in OUT.points, so that who is stopped goes on
/// after the last one. All points have the same people with the same luck.

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
    Identity const& identity() const { return identity_; }

    /// "search.contact_rate=0.8, utility.moving_cost=1.1"; "as it is" where nothing is varied.
    std::string label(std::uint32_t point) const;

    /// Sets @p set, "PATH=VALUE", in an arm at all points from now on, and says so in its name.
    void settle(std::size_t arm, std::string const& set);
    /// Varies nothing any more: one point is left, which the arms' own values make.
    void vary_nothing();

    /// What the base of arm @p arm shows with @p set, which may be empty; runs it unless @p folder holds it.
    Comparison trial(std::size_t arm, std::string const& set, std::filesystem::path const& folder,
                     Means const& means) const;

    /// Runs of points [first, first + count), all arms; the scenarios live in @p scenarios.
    TrajectoryJob job(std::uint32_t first, std::uint32_t count, std::vector<Scenario>& scenarios) const;

    /// What each point costs, all arms and replicates of it, as cost_of() counts.
    std::vector<std::int64_t> const& costs() const { return costs_; }

    /// Points that are run together: so many that threads have enough to do, whatever their number.
    std::uint32_t batch() const;

    /// Runs points [first, first + count) and leaves one file. @throws Stopped, IoError
    /// @p tables go into the file as they are.
    Written run(std::uint32_t first, std::uint32_t count, std::filesystem::path const& target,
                Means const& means, std::vector<AddedTable> tables = {}) const;

private:
    void read_all();
    ScenarioRequest request(std::uint32_t point, std::size_t arm) const;
    Scenario scenario(std::uint32_t point, std::size_t arm) const;
    std::filesystem::path run_batch(std::uint32_t first, std::uint32_t count,
                                    std::filesystem::path const& folder, Means const& means) const;
    AddedTable values(std::uint32_t first, std::uint32_t count) const;

    Design design_;
    ScenarioRequest common_;
    std::filesystem::path path_;
    std::vector<std::string> arms_;
    std::vector<std::vector<std::string>> settled_; // sets of each arm behind its own
    std::vector<Scenario> bases_;                   // an arm each
    Identity identity_;                             // of the whole design
    std::vector<std::int64_t> costs_;
};
} // namespace mercato
