// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Observables of moves: between whom, at what gain, alone or together. Definitions: docs/facts.md.

#include <optional>

#include "study/observables/question.hpp"

namespace mercato
{
std::optional<double> flow_ratio(View const& v);                      ///< [1]
std::optional<double> hire_share(View const& v);                      ///< [1]
std::optional<double> move_pay_gain_median(View const& v);            ///< [log points]
std::optional<double> move_pay_gain_mean(View const& v);              ///< [log points]
std::optional<double> share_pay_cut(View const& v);                   ///< [1]
std::optional<double> pay_growth_movers_minus_stayers(View const& v); ///< [log points]
std::optional<double> joint_move_share(View const& v);                ///< [1]
std::optional<double> joint_move_excess(View const& v);               ///< [1]
std::optional<double> job_gap(View const& v);                         ///< [days]
std::optional<double> reunited_share(View const& v);                  ///< [1]
std::optional<double> returned_share(View const& v);                  ///< [1]
std::optional<double> committed_share(View const& v);                 ///< [1]
} // namespace mercato
