// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Recruiters and ties reach people (E3): takes potential contacts, leaves conversations and screenings that
/// have begun.

#include "acts/common/act.hpp"

namespace mercato
{
/// A potential call of a lab: Event::value is its intensity.
void contact(Desk const& desk, Event const& e);

/// A potential call through a tie: Event::slot is the tie.
void referral(Desk const& desk, Event const& e);

/// A potential call that only alarm or want of a job makes real.
void excess_contact(Desk const& desk, Event const& e);

/// Whoever has answered hears all but the sum: who would take even a generous one is screened for an offer.
void conversation(Desk const& desk, Event const& e);

/// Lays out potential calls above the usual response for those who have been stirred in this window, from
/// @p from to the end of the page, and keeps them in sight. They follow a lab's recruiting up to twice what
/// it is now.
void open_stirred(Desk const& desk, Time from);

/// The same on a new page for all who are in sight; and forgets those who have calmed down.
void open_restless(Desk const& desk, Time from);
} // namespace mercato
