// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What ties to former colleagues weigh, and where they lead.

#include "acts/common/act.hpp"

namespace mercato
{
/// Weight [0, 1] of a tie at @p t.
double weight_of(Tie const& tie, Time t, SearchParams const& p);

/// Sum of weights of ties that work at @p lab.
double ties_at(Desk const& desk, std::uint32_t row, std::uint16_t lab, Time t);

/// Weight of the strongest tie to somebody at @p lab who once led the person.
double former_lead_at(Desk const& desk, std::uint32_t row, std::uint16_t lab, Time t);
} // namespace mercato
