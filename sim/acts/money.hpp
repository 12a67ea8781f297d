// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// A week of a lab that lives on its account: wages, other costs, revenue, rounds of funding, and what want
/// of money brings about (E13: laws/firms/funding.hpp).
///
/// Rounds, failures and bids are potential events of the lab's own scatter, held against the hazards of the
/// week; all take effect on the weekly grid.

#include "acts/common/office.hpp"

namespace mercato
{
/// What a week's money leads to, beyond the lab's own books.
struct Want
{
    double cut = 0; // share of staff to lay off
    bool fails = false;
    bool insolvent = false; // the account is spent
    std::uint16_t buyer = nowhere;
};

/// Counting begins: what the scenario says is on the account. `labs.total` must be fresh.
void open_account(Office const& office, double scale);

/// One week: @p from the last grid instant; @p scale of people. `labs.total` must be fresh.
Want step_money(Office const& office, Time from, double scale);

/// Charges the account with the wages that were paid since it was last charged.
void charge_wages(Office const& office);

/// Wages of all staff are paid up to now, if it is the week for it.
void pay_wages(Office const& office);
} // namespace mercato
