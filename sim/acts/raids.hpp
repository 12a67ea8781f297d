// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Raids and lift-outs: whom a raider calls, what whoever is called does, how a coalition makes up its mind
/// (E9, E13).

#include "acts/common/act.hpp"
#include "acts/common/office.hpp"

namespace mercato
{
/// A day of raid @p number: the list or the coalition is made, calls go out while the budget lasts, a
/// coalition is asked anew.
void raid_day(Office const& o, std::size_t number);

/// Whom @p founder asks along: strong ties, those most at odds with their lab first where ties are alike.
/// Puts them on the list behind the founder; the mean weight of the founder's ties to them.
double gather(Office const& o, Raid& raid, std::uint32_t founder);

/// A raider calls: who listens has a firm offer after a short screening.
void called(Desk const& desk, Event const& e);

/// The coalition is asked: as things stand, would the person go?
void poll(Desk const& desk, Event const& e);

/// Disclosing goes at another pace: what is pending is timed anew.
void hurry(Desk const& desk, Event const& e);
} // namespace mercato
