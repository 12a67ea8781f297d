// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// The state of a lab as a firm: its account, its shares, whether it is there at all, and what is changing
/// about it bit by bit. Written at instants only.

#include <array>
#include <cstdint>

#include "core/fixed.hpp"
#include "core/time.hpp"

namespace mercato
{
/// Number of units that stand for the whole equity of a lab at the start; each round issues more.
inline constexpr double all_units = 1e9;

/// Accounts since the start: cash = cash_before + earned + raised - spent - paid (W5).
struct Firm
{
    bool has_account = false;
    bool dormant = false;  // waits for founders
    bool may_hire = true;  // its runway allows it
    bool failed = false;   // shut because its money ran out, or wound up after a take-over
    Cents cash_before = 0; // when counting began, or when it was founded
    Cents cash = 0;
    Cents earned = 0;
    Cents spent = 0; // besides wages
    Cents raised = 0;
    Cents paid = 0;    // of Tally::paid, what the account has been charged with
    double burn = 0;   // [$M/yr]
    double runway = 0; // [yr]
    double chest = 0;  // [$M] left to take others over with
    double issued = all_units;
    double capability_then = 0; // at the last round
    std::array<double, 2> leader_culture{};
    Time wound_up = never; // when the rest of a lab that was taken over shuts
    Time founded = never;
};

/// A column of a lab that an event moves.
enum class Lever : std::int8_t { amenity, pay, safety, workload };

/// A change of @p value, reached evenly over @p ramp from @p from on.
struct Shift
{
    Time from;
    Span ramp;
    double value = 0;
    double done = 0;        // of safety priority, which has a life of its own: how much has been added
    double level = 0;       // of workload: what is aimed at, reached where the value is 1
    std::uint64_t luck = 0; // of the event, which may end it
    Lever lever{};
};

/// How much of a shift is there at @p t.
inline double part_of(Shift const& s, Time t)
{
    if (t < s.from) return 0;
    if (s.ramp.us <= 0 || t >= s.from + s.ramp) return s.value;
    return s.value * years(t - s.from) / years(s.ramp);
}
} // namespace mercato
