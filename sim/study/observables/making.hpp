// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Observables of what labs make: launches, capability beside the others, effort. No value where the run has
/// no lab that makes anything.

#include "study/observables/question.hpp"

namespace mercato
{
std::optional<double> launches(View const& view);
std::optional<double> launch_interval(View const& view);
std::optional<double> relative_capability(View const& view);
std::optional<double> effort_mean(View const& view);
} // namespace mercato
