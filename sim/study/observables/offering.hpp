// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Observables of contacts, offers, answers and counters. Definitions: docs/facts.md.

#include <optional>

#include "study/observables/question.hpp"

namespace mercato
{
std::optional<double> contacts_per_year(View const& v);            ///< [1/year]
std::optional<double> offers_per_year(View const& v);              ///< [1/year]
std::optional<double> share_with_offer(View const& v);             ///< [1]
std::optional<double> share_offer_receivers_moving(View const& v); ///< [1]
std::optional<double> offer_acceptance(View const& v);             ///< [1]
std::optional<double> counter_share(View const& v);                ///< [1]
std::optional<double> counter_success(View const& v);              ///< [1]
std::optional<double> decision_time(View const& v);                ///< [days]
std::optional<double> counter_delay(View const& v);                ///< [days]
std::optional<double> referred_acceptance_ratio(View const& v);    ///< [1]
} // namespace mercato
