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

/// Whoever has answered hears all but the sum: who would take even a generous one is screened for an offer.
void conversation(Desk const& desk, Event const& e);
} // namespace mercato
