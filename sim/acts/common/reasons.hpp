// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Why an offer is answered as it is, for the records: the terms of both sides. Decides nothing.

#include "acts/common/act.hpp"

namespace mercato
{
/// What a person says to an offer; the codes of the records.
enum class Saying : std::int8_t { stays, goes, countered };

/// Adds the terms of the choice on @p offer at @p t to the records, if they are kept.
void record_choice(Desk const& desk, OpenOffer const& offer, Time t, Saying saying);
} // namespace mercato
