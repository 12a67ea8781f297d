// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What a scenario imposes on a lab at a date: tenders, freezes, lay-offs, crunches, weeks of rest, memos,
/// breaches, departures, launches, computers, changes of amenity, pay, safety and workload, rounds of
/// funding, valuations.
///
/// A dated event takes effect at the first exchange instant at or after its date.

#include <cstdint>
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
    Span ramp{};       // in which a change is reached
    double scale = 1;  // of sums of money
    Time until{};      // end of what lasts
};

void happens(Office const& office, DatedEvent const& event);

/// Lays off each member with probability @p share, as @p luck has it. Returns how many.
std::int64_t lay_off(Office const& office, double share, std::uint64_t luck);
} // namespace mercato
