// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Observables of the recorded state of labs: headcount, growth, pay, open places, spending. Definitions:
/// docs/facts.md.

#include <optional>

#include "study/observables/question.hpp"

namespace mercato
{
std::optional<double> headcount_at(View const& v);     ///< [people]
std::optional<double> growth_rate(View const& v);      ///< [1/year]
std::optional<double> pay_mean_at(View const& v);      ///< [M$/year]
std::optional<double> vacancy_duration(View const& v); ///< [days]
std::optional<double> spending(View const& v);         ///< [M$]
std::optional<double> fatigue_at(View const& v);       ///< [1]
std::optional<double> exhaustion_at(View const& v);    ///< [1]
} // namespace mercato
