// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Observables of ties, teams and leads: do referred people stay, do exits follow exits? See docs/facts.md.

#include <optional>

#include "study/observables/question.hpp"

namespace mercato
{
std::optional<double> referred_quit_ratio(View const& v); ///< [1]
std::optional<double> contagion_peer(View const& v);      ///< [1]
std::optional<double> contagion_lead(View const& v);      ///< [1]
} // namespace mercato
