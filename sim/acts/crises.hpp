// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// A lab in crisis at its instants: news goes out, beliefs are brought up to date, the board decides (E10).
///
/// The scenario imposes the ouster, promises, courting and what is at risk; who signs, resigns, concedes or
/// holds is left to people and board. A concession changes utilities, trust and belief, nothing else.

#include <vector>

#include "acts/common/office.hpp"

namespace mercato
{
/// What a dated event says to a lab in crisis.
struct CrisisEvent
{
    std::string_view type;
    std::uint64_t luck = 0;
    double value = 0;
    std::uint16_t other = UINT16_MAX; // lab that offers, whose recruiters write, or where the leader goes
    Form form = Form::none;
    Time until = never;
    Time tender_at = never; // of the next tender of the lab
    double tender_share = 0;
    BoardSpec const* board = nullptr;
    bool ends = false;
};

/// Is @p type something that happens to a lab in crisis?
bool is_of_crisis(std::string_view type);

/// Something dated happens to the office's lab.
void crisis_event(Office const& office, CrisisEvent const& e);

/// Brings an open crisis to now: shares, beliefs, and the board's decision if one was due.
void step_crisis(Office const& office);

/// Moments at which an open crisis must be looked at though nobody writes.
Time next_of_crisis(Crisis const& crisis);
} // namespace mercato
