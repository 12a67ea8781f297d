// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What replicates with the same luck in two worlds say about the difference between them.
///
///     effect         = mean of b_r - a_r over replicates r
///     error          = sd of b_r - a_r / sqrt(replicates)
///     interval       = effect -+ t(0.975, replicates - 1) error
///     variance ratio = (var a + var b) / var(b - a)
///
/// The variance ratio is how many times more replicates two independent sets of runs would need for the same
/// error: common random numbers (Law 2015, Simulation modeling and analysis, 11.2) are worth that much here.

#include <cstddef>
#include <optional>

#include "study/spread.hpp"

namespace mercato
{
/// The difference between two worlds; means and errors are over the replicates observed in both.
struct PairedEffect
{
    std::size_t pairs = 0;
    double mean_base = 0;
    double mean_arm = 0;
    double mean = 0;  ///< of arm less base
    double error = 0; ///< standard error of that mean; NaN with fewer than two pairs
    double low = 0;   ///< 95 % interval
    double high = 0;
    double variance_ratio = 0; ///< infinite where no replicate differs, NaN where nothing varies
};

/// Nothing where no replicate was observed in both. @p base and @p arm hold the same replicates.
std::optional<PairedEffect> paired_effect(Sample const& base, Sample const& arm);

/// Replicates that would make half the interval of @p effect at most @p half_width > 0; 0 where the error is
/// not known.
double replicates_for(PairedEffect const& effect, double half_width);
} // namespace mercato
