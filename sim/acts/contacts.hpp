// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Recruiters and ties reach people (E3): takes potential contacts, leaves screenings that have begun.

#include "acts/common/act.hpp"

namespace mercato
{
/// A potential call of a lab: Event::value is its intensity.
void contact(Desk const& desk, Event const& e);

/// A potential call through a tie: Event::slot is the tie.
void referral(Desk const& desk, Event const& e);

/// A potential call that only alarm or want of a job makes real.
void excess_contact(Desk const& desk, Event const& e);

/// Lays out the potential calls above the usual response for one person from @p from on, for the present
/// page; they follow a lab's recruiting up to twice what it is now. Says whether there are any to lay out.
bool open_excess(Desk const& desk, std::uint32_t row, Time from);

/// Opens for those who have been stirred in this window, and keeps them in sight.
void open_stirred(Desk const& desk, Time from);

/// Opens a new page for the restless, and forgets those who have calmed down.
void open_restless(Desk const& desk, Time from);
} // namespace mercato
