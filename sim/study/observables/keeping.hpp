// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Observables of keeping people: what it costs, who goes all the same, who follows. See docs/facts.md.

#include <optional>

#include "study/observables/question.hpp"

namespace mercato
{
std::optional<double> pay_spread_at(View const& v);          ///< [log points]
std::optional<double> counter_cost(View const& v);           ///< [M$/year]
std::optional<double> raise_cost(View const& v);             ///< [M$/year]
std::optional<double> unit_raises(View const& v);            ///< [people]
std::optional<double> bonus_cost(View const& v);             ///< [M$]
std::optional<double> talent_lost(View const& v);            ///< [people of average talent]
std::optional<double> second_wave_share(View const& v);      ///< [1]
std::optional<double> followers_per_lead(View const& v);     ///< [people]
std::optional<double> leads_leaving_together(View const& v); ///< [1]
} // namespace mercato
