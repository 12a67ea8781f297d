// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What ties to former colleagues weigh, and where they lead.

#include "acts/common/act.hpp"

namespace mercato
{
/// Weight [0, 1] of a tie at @p t.
double weight_of(Tie const& tie, Time t, SearchParams const& p);

/// What ties of one person lead to a lab.
struct TiesThere
{
    double sum = 0;         // of weights
    double former_lead = 0; // weight of the strongest tie to somebody who once led the person
};
TiesThere ties_at(Desk const& desk, std::uint32_t row, std::uint16_t lab, Time t);
} // namespace mercato
