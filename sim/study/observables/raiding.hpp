// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Observables of raids and lift-outs: who was approached, who went, from how far down the list. Definitions:
/// docs/facts.md.

#include <optional>

#include "study/observables/question.hpp"

namespace mercato
{
std::optional<double> raid_hires(View const& v);          ///< [people]
std::optional<double> raid_acceptance(View const& v);     ///< [1]
std::optional<double> raid_hire_share(View const& v);     ///< [1]
std::optional<double> raid_approach_share(View const& v); ///< [1]
std::optional<double> raid_counter_share(View const& v);  ///< [1]
std::optional<double> raid_rank_of_hires(View const& v);  ///< [1]
std::optional<double> raid_first_hire(View const& v);     ///< [days]
std::optional<double> raid_offer_median(View const& v);   ///< [M$]
std::optional<double> raid_taken_median(View const& v);   ///< [M$]
std::optional<double> raid_stake_ratio(View const& v);    ///< [1]
std::optional<double> raid_decision_time(View const& v);  ///< [days]
std::optional<double> raid_counter_delay(View const& v);  ///< [days]
} // namespace mercato
