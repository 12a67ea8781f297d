// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Observables of a crisis: the letter, its ending, what was meant, who left. Definitions: docs/facts.md.

#include <optional>

#include "study/observables/question.hpp"

namespace mercato
{
std::optional<double> letter_share(View const& v);        ///< [1]
std::optional<double> letter_share_after(View const& v);  ///< [1]
std::optional<double> crisis_length(View const& v);       ///< [days]
std::optional<double> ended_by_concession(View const& v); ///< 0 or 1
std::optional<double> reply_share(View const& v);         ///< [1]
std::optional<double> conversation_share(View const& v);  ///< [1]
std::optional<double> intention_share(View const& v);     ///< [1]
std::optional<double> intended_of_signers(View const& v); ///< [1]
std::optional<double> voluntary_exits(View const& v);     ///< [people]
std::optional<double> exits_per_signature(View const& v); ///< [1]
} // namespace mercato
