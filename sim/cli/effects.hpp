// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What is said of a comparison: the effect of each arm with its error, and where the worlds part.

#include <span>
#include <string>

#include "cli/json.hpp"
#include "study/comparing/comparison.hpp"

namespace mercato
{
/// Which effects are shown.
struct EffectChoice
{
    std::vector<std::size_t> headlines; ///< asked for by name; empty for a choice of the program's
};

/// For each variant and arm a table: means, difference, error, interval, variance ratio.
std::string effects_text(Comparison const& comparison, EffectChoice const& choice);

/// Where the arms part from the base, over replicates.
std::string divergence_text(Comparison const& comparison, Scenario const& base);

/// The same as members of the open object; of all headlines.
void write_effects(JsonWriter& json, Comparison const& comparison, EffectChoice const& choice);
} // namespace mercato
