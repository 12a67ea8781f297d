// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Worlds side by side: what each arm shows, the effect of each on what it was laid over, and where they
/// part.
///
/// Arm 0 is the base. Where there are variants of the whole (axis design), each arm is compared with the
/// base of the same variant.

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "io/trajectory/added_table.hpp"
#include "io/trajectory/reader.hpp"
#include "study/comparing/divergence.hpp"
#include "study/comparing/headlines.hpp"
#include "study/comparing/paired.hpp"

namespace mercato
{
/// What all replicates of all points showed; points as along the outer axes of the file, arms inside
/// variants.
class Comparison
{
public:
    Comparison(Scenario const& base, std::vector<OuterAxis> outer);

    std::vector<OuterAxis> const& outer() const { return outer_; }
    std::vector<std::string> const& arms() const { return outer_.back().labels; }
    std::uint32_t points() const { return static_cast<std::uint32_t>(samples_.size()); }
    std::vector<Headline> const& headlines() const { return headlines_; }

    /// What a run showed of each headline, and how it parts from its base.
    void add(std::uint32_t point, std::vector<std::optional<double>> const& values, Divergence const& apart);

    /// The point that @p point is compared with.
    std::uint32_t base_of(std::uint32_t point) const;
    bool is_base(std::uint32_t point) const { return base_of(point) == point; }

    Sample const& sample(std::uint32_t point, std::size_t headline) const
    {
        return samples_[point][headline];
    }
    std::vector<Divergence> const& divergences(std::uint32_t point) const { return apart_[point]; }
    /// By the first @p replicates of them.
    std::optional<PairedEffect> effect(
        std::uint32_t point, std::size_t headline,
        std::size_t replicates = std::numeric_limits<std::size_t>::max()) const;

    /// As they stand in the file, and back.
    std::vector<AddedTable> tables() const;
    static Comparison in(TrajectoryReader const& file, Scenario const& base);
    /// Adds the replicates that @p other has behind those of this one, its points from @p first on.
    void append(Comparison const& other, std::uint32_t first = 0);

private:
    AddedTable metric_table() const;
    AddedTable divergence_table() const;
    void add_effects(AddedTable& table) const;
    std::vector<std::string> outer_names() const;

    std::vector<OuterAxis> outer_;
    std::vector<Headline> headlines_;
    std::vector<std::vector<Sample>> samples_;   // by point and headline
    std::vector<std::vector<Divergence>> apart_; // by point and replicate
};

/// Gathers a comparison from runs as they come: replicate by replicate, points inside.
class ComparisonWatch
{
public:
    /// @p points along @p outer; they outlive the watch.
    ComparisonWatch(std::vector<Scenario const*> const& points, std::vector<OuterAxis> outer);

    void see(RunKey run, RunRecords const& records);

    Comparison const& comparison() const { return comparison_; }

private:
    std::vector<HeadlineWatch> watches_;
    Comparison comparison_;
    RunRecords base_; // of the replicate that comes in now
};
} // namespace mercato
