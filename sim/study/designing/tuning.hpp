// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Arms of a design brought to a target: one parameter of each is set so that a number of the runs is what is
/// wanted, alone or against the base.
///
/// A trial is a job of its own with the replicates of the design, kept in a folder, so that who is stopped
/// goes on with the next one.

#include <string>
#include <vector>

#include "study/designing/solving.hpp"
#include "study/designing/sweep.hpp"

namespace mercato
{
/// What is wanted.
struct TuningGoal
{
    std::size_t headline = 0;
    double target = 0;
    bool is_against_base = false; ///< the target is a difference to arm 0
};

/// A parameter of an arm that is free.
struct FreeParameter
{
    std::size_t arm = 0;
    std::string path;
    TuningRange range;
};

struct TunedArm
{
    FreeParameter free;
    TuningResult result;
};

/// Tries values until each parameter reaches the goal or cannot. @p folder holds the trials.
/// @throws IoError, Stopped, ScenarioError where a value is refused or the number is not observable
std::vector<TunedArm> tune_arms(Sweep const& sweep, std::vector<FreeParameter> const& free,
                                TuningGoal const& goal, std::filesystem::path const& folder,
                                Means const& means);

/// What was tried and found, for the file; @p arms are its arms.
AddedTable tuning_table(std::vector<TunedArm> const& tuned, TuningGoal const& goal, std::string const& metric,
                        std::vector<std::string> const& arms);
} // namespace mercato
