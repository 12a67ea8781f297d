// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// A lab's account and shares: what comes in by a round, what the books are worth, what is written down of
/// it.

#include "acts/common/office.hpp"

namespace mercato
{
/// New units are sold for @p sum [$M] after the price of a unit has changed by @p jump [1]: those who hold
/// units gain by the jump and not by the sum. @p scale of people, and with them of what comes in.
void raise_money(Office const& office, double sum, double jump, double scale);

/// The whole equity is worth @p value [$M] from now on.
void revalue(Office const& office, double value);

/// Log capability of the lab.
double capability_of(Office const& office);

/// Adds to the records what happened to the lab; whoever calls completes the row.
LabEventRecord& note_deed(Office const& office, Deed deed);
} // namespace mercato
