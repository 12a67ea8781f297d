// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What changes when somebody joins, leaves or is paid: own row, tallies, equity and accounts, both sides
/// alike (W5).

#include "acts/common/act.hpp"

namespace mercato
{
/// What became of an offer; the codes of the records.
enum class Outcome : std::int8_t { declined, accepted, countered, refused, lapsed, pending, unheard };

/// Tells the records and the offering lab's tally how an offer ended.
void record_answer(Desk const& desk, OpenOffer const& offer, Time t, Outcome outcome);

/// Adds an offer of a raid to the records, and tells the raider what it need no longer hold ready.
void end_pursuit(Desk const& desk, OpenOffer const& offer, Time t, Outcome outcome);

/// The row of the records on an offer of a raid.
ApproachRecord approach_of(World const& world, OpenOffer const& offer, Time t, Outcome outcome);

/// Takes the open offer at @p slot off the person's list.
void unlink_offer(Desk const& desk, std::uint32_t row, std::uint32_t slot);

/// Ends all open offers of a person, as overtaken.
void lapse_offers(Desk const& desk, std::uint32_t row, Time t);

/// Pays cash up to @p t: the lab's tally and the person's purse change by the same cents.
void settle(Desk const& desk, std::uint32_t row, Time t);

/// Pays @p amount [$M] of cash at once.
void pay_once(Desk const& desk, std::uint32_t row, double amount);

/// Looks at the peers' pay, and at a @p package [$M/yr] of which a story tells unless 0: inequity moves
/// towards what is found (E7).
void compare_pay(Desk const& desk, std::uint32_t row, Time t, double package = 0);

/// Changes annual pay to @p pay [$M/yr]; the difference is cash, and a cut takes at most all of it.
void change_pay(Desk const& desk, std::uint32_t row, Time t, double pay);

/// Adds or removes (@p sign = +1, -1) the person in the sums of the own lab.
void count_in(Desk const& desk, std::uint32_t row, int sign);

/// Promises @p value [$M] of equity from @p t on, at most the whole of the lab, with its cliff unless @p
/// without_cliff.
void grant(Desk const& desk, std::uint32_t row, Time t, double value, bool without_cliff);

/// What @p units bring at @p price [$M each], or cost the lab. Nobody's are worth more than a trillion
/// dollars: those granted when the price was near nothing may have risen a billionfold.
Cents worth_of_units(std::int64_t units, double price);

/// Sells @p units of owned equity of the own lab at @p price a unit [$M].
void sell(Desk const& desk, std::uint32_t row, std::int64_t units, double price);

/// Somebody who comes to @p lab at @p t for annual @p pay: row, grants, sums, mail to the lab.
void join(Desk const& desk, std::uint32_t row, std::uint16_t lab, Time t, double pay);

/// Leaves the job for non-employment, or the field where the scenario has none.
void lose_job(Desk const& desk, std::uint32_t row, Time t, Reason reason);

/// Somebody who leaves the own lab at @p t for @p to (nowhere: the field): equity, sums, records, mail to the
/// lab.
void leave(Desk const& desk, std::uint32_t row, Time t, std::uint16_t to, Reason reason, bool referred,
           double pay_after);
} // namespace mercato
