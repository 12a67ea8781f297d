// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What hangs on staying: bonuses owed or to be given back, paid leave before a move (E6).
///
///     c_stay += amount exp(-rho (due - t)) / integral_0^H e^(-rho u) du   owed within the horizon
///     c_stay += amount / integral_0^H e^(-rho u) du                       given back by who leaves now
///
/// A lump ahead like the one at a cliff: nothing is added for forfeiture besides. Cents are paid by the lab
/// and received by the person at the same moment; nobody consumes what may have to be given back.

#include "acts/common/act.hpp"

namespace mercato
{
/// Annual value over the horizon of what hangs on staying [$M/yr].
double pledged(Desk const& desk, std::uint32_t row, Time t);

/// Pays @p paid at once: saved in part, the rest taxed and consumed.
void receive(Desk const& desk, std::uint32_t row, Cents paid);

/// Promises @p amount for whoever is there at @p due; with @p first it is paid now and held until then.
void promise(Desk const& desk, std::uint32_t row, Time t, Cents amount, Time due, bool first);

/// What is owed is paid, what is held is the person's own; nothing if the date was moved meanwhile.
void fall_due(Desk const& desk, std::uint32_t row, std::uint32_t which, Time t);

/// Somebody leaves: what is owed is lost, what is held goes back unless the lab has @p dismissed the person.
void forfeit(Desk const& desk, std::uint32_t row, bool dismissed);

/// Paid leave [yr] before somebody may start elsewhere; 0 for whoever is not bound.
double paid_leave(Desk const& desk, std::uint32_t row);

/// Share of calls that reach somebody [1]: recruiters spare those who are bound (E3).
double reach_of(Desk const& desk, std::uint32_t row);
} // namespace mercato
