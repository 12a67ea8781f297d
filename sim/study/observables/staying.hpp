// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Observables of staying and leaving: retention, exit rates, hazards over tenure. Definitions:
/// docs/facts.md.

#include <optional>

#include "study/observables/question.hpp"

namespace mercato
{
std::optional<double> retention(View const& v);                 ///< [1]
std::optional<double> exit_rate(View const& v);                 ///< [1/year]
std::optional<double> job_to_job_rate(View const& v);           ///< [1/year]
std::optional<double> job_to_job_share(View const& v);          ///< [1]
std::optional<double> job_to_job_share_of_exits(View const& v); ///< [1]
std::optional<double> tenure_hazard_peak_month(View const& v);  ///< [months]
std::optional<double> tenure_hazard_ratio(View const& v);       ///< [1]
std::optional<double> vesting_jump(View const& v);              ///< [1]
std::optional<double> exit_ratio_committed(View const& v);      ///< [1]
} // namespace mercato
