// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What a lab does with its mail, in (time, identity) order: teams, counters, places (E5, E7, E8, E14).
///
/// Takes mail of one lab; writes its books; leaves events for people, all due at the instant or later.

#include "acts/common/office.hpp"

namespace mercato
{
/// Works @p mail, all for this lab and in order.
void work_mail(Office const& office, std::span<Mail const> mail);

/// Seats somebody in a team; used for the people of the start too. Returns the team; the first in a team
/// leads it.
std::uint32_t take_seat(Teams& teams, std::uint32_t row, Time since);
} // namespace mercato
