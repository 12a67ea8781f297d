// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Recruiters and ties reach people (E3): takes potential contacts, leaves screenings that have begun.

#include "acts/act.hpp"

namespace mercato
{
/// A potential call of a lab: Event::value is its intensity.
void contact(Desk const& desk, Event const& e);

/// A potential call through a tie: Event::slot is the tie.
void referral(Desk const& desk, Event const& e);

/// A potential call that only alarm or want of a job makes real.
void excess_contact(Desk const& desk, Event const& e);

/// Lays out the potential calls above the usual response for one person from @p from on, for the present long page.
void open_excess(Desk const& desk, std::uint32_t row, Time from);
} // namespace mercato
