// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// The value of a parameter at which a mean over replicates is what one wants.
///
/// All trials have the same luck, so that the mean is one function of the parameter, with steps where
/// somebody decides otherwise. Five trials over the whole range say where it crosses, and whether it rises or
/// falls all the way; the first crossing is closed in by Alefeld, Potra and Shi's bracketing (1995, algorithm
/// 748, doi:10.1145/210089.210111, through Boost.Math) until the bracket is narrow, or the mean is off by
/// less than a tenth of its standard error.

#include <functional>
#include <vector>

namespace mercato
{
/// The mean at one value of the parameter, less what is wanted.
struct TuningTrial
{
    double value = 0;
    double off = 0;   ///< mean less target
    double error = 0; ///< its standard error
    double half = 0;  ///< half its 95 % interval
};

/// Values from @p low to @p high are tried.
struct TuningRange
{
    double low = 0;
    double high = 1;
    bool is_log = false;
};

struct TuningResult
{
    bool is_reached = false;
    TuningTrial best; ///< nearest to the target
    double low = 0;   ///< 95 % interval of the value, cut at the range
    double high = 0;
    bool is_monotone = true;         ///< as far as noise lets one see
    int crossings = 0;               ///< how often the trials cross the target
    std::vector<TuningTrial> trials; ///< by value
};

/// @p tried runs the trial at a value.
TuningResult tune(TuningRange const& range, std::function<TuningTrial(double)> const& tried);

/// Trials that tune() makes at most.
inline constexpr int most_trials = 25;
} // namespace mercato
