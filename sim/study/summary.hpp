// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What happened in a run, lab by lab, in a few numbers over replicates.

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "study/observables/question.hpp"
#include "study/spread.hpp"

namespace mercato
{
/// One number of a lab in one replicate.
struct Metric
{
    std::string_view name;
    std::string_view unit;
    std::string_view meaning;
    std::optional<double> (*value)(View const&);
};

/// Years after which the table asks who is still there.
inline constexpr double retention_horizon = 2;

/// Headcount at both ends, hires, exits, retention, pay, offers made and accepted.
std::span<Metric const> lab_metrics();

/// Gathers them one replicate after another.
class Summary
{
public:
    explicit Summary(Axes axes);

    void see(RunRecords const& run);

    /// One row a lab, in order, and a last one for all employers together.
    std::size_t rows() const { return questions_.size(); }

    /// Metric number @p metric of row @p row, a value a replicate.
    Sample const& at(std::size_t row, std::size_t metric) const { return samples_[row][metric]; }

private:
    Axes axes_;
    std::vector<Question> questions_;
    std::vector<std::vector<Sample>> samples_;
};
} // namespace mercato
