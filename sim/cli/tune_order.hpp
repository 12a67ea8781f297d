// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What mercato sweep is to tune before it runs: --solve and --match-cost, and what was found.

#include <optional>

#include "cli/arguments.hpp"
#include "cli/json.hpp"
#include "study/designing/tuning.hpp"

namespace mercato
{
struct TuneOrder
{
    TuningGoal goal;
    std::string metric; ///< its name
    std::string unit;
    std::vector<FreeParameter> free;
};

/// Nothing where neither is asked for. @throws ScenarioError where the design does not go with it
std::optional<TuneOrder> tune_order(Arguments const& arguments, Sweep const& sweep);

/// Did all arms reach the target?
bool all_reached(std::vector<TunedArm> const& tuned);

/// A line an arm: value, interval, what it reaches; or why it cannot. @p arms are their names before.
std::string tuning_text(TuneOrder const& order, std::vector<TunedArm> const& tuned,
                        std::vector<std::string> const& arms);
void write_tuning(JsonWriter& json, TuneOrder const& order, std::vector<TunedArm> const& tuned,
                  std::vector<std::string> const& arms);
} // namespace mercato
