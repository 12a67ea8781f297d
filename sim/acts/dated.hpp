// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What a scenario imposes on a lab at a date: tenders, freezes, lay-offs, crunches, weeks of rest, a change
/// of amenity.
///
/// A dated event takes effect at the first exchange instant at or after its date.

#include <string_view>

#include "acts/common/office.hpp"

namespace mercato
{
/// An event of @p type begins (or, with @p ends, is over); @p value as the scenario says; @p luck keys who is
/// hit.
void happens(Office const& office, std::string_view type, double value, std::uint64_t luck, bool ends);
} // namespace mercato
