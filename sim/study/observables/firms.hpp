// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Observables of labs as firms: rounds, failures, take-overs, foundings. Definitions: docs/facts.md.

#include <optional>

#include "study/observables/question.hpp"

namespace mercato
{
std::optional<double> funding_rounds_per_year(View const& v); ///< [1/year]
std::optional<double> failures_per_year(View const& v);       ///< [1/year]
std::optional<double> closed_share(View const& v);            ///< [1]
std::optional<double> taken_over_share(View const& v);        ///< [1]
std::optional<double> foundings(View const& v);               ///< [1]
std::optional<double> founding_group_size(View const& v);     ///< [people]
std::optional<double> founder_ties(View const& v);            ///< [1]
std::optional<double> spin_out_safety_gap(View const& v);     ///< [1]
} // namespace mercato
