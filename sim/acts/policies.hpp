// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What policies do at their date, and raises and stories about pay as they reach people (E6, E7).
///
/// What lasts is published with the lab's other ways (office.hpp). What is done once goes to each of the
/// staff as an event: only a person's own handler changes its pay, grants and trust.

#include "acts/common/act.hpp"
#include "acts/common/office.hpp"

namespace mercato
{
/// Policy @p number of the scenario begins at the office's lab, or ends.
void adopt(Office const& office, std::size_t number, bool begins);

/// Gives the account that a crisis had put off.
void speak_up(Office const& office);

/// A story about a package of @p pay [$M/yr] goes round at the office's lab; 0: it is forgotten.
void tell_of(Office const& office, double pay);

void policy(Desk const& desk, Event const& e);
void account(Desk const& desk, Event const& e);
void calmed(Desk const& desk, Event const& e);
void raised(Desk const& desk, Event const& e);
void leaked(Desk const& desk, Event const& e);
void pledge(Desk const& desk, Event const& e);
} // namespace mercato
