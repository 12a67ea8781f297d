// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What a scenario imposes on a lab at a date: tenders, freezes, lay-offs, crunches, weeks of rest, memos,
/// breaches, departures, launches, computers, a change of amenity.
///
/// A dated event takes effect at the first exchange instant at or after its date.

#include <string_view>

#include "acts/common/office.hpp"

namespace mercato
{
/// What the scenario says of an event.
struct DatedEvent
{
    std::string_view type;
    double value = 0;
    std::uint64_t luck = 0; // keys who is hit
    std::uint16_t to = nowhere;
    bool ends = false; // what lasts is over
    Time at;
    Time until;
};

void happens(Office const& office, DatedEvent const& event);
} // namespace mercato
