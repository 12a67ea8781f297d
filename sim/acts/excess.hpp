// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Calls beyond what blocks lay out: of those who are alarmed, have no job or are courted in a crisis.

#include <cstdint>
#include <span>
#include <vector>

#include "acts/common/act.hpp"

namespace mercato
{
/// How many layers of such calls are open for whom on a page, lab by lab: what is laid out once need not be
/// laid out again when somebody is stirred a second time. Of one shelf; only saves work, since whatever is
/// made due twice happens once.
class OpenedCalls
{
public:
    void forget();

    /// Forgets what was open on any page but @p page: at its last instant a page opens calls of the next.
    void turn_to(std::int64_t page);

    /// Layers open for @p row, of each of @p labs.
    std::span<std::int8_t> of(std::uint32_t row, std::size_t labs);

private:
    std::vector<std::uint16_t> places_; // of the shelf's rows in layers_, counted from 1; 0 for none
    std::vector<std::int8_t> layers_;
    std::uint16_t count_ = 0;
    std::int64_t page_ = 0;
};

/// A potential call that only alarm or want of a job makes real.
void excess_contact(Desk const& desk, Event const& e);

/// Lays out potential calls above the usual response for those who have been stirred in this window, from
/// @p from to the end of the page, and keeps them in sight. They follow a lab's recruiting up to twice what
/// it is now.
void open_stirred(Desk const& desk, Time from);

/// The same on a new page for all who are in sight; and forgets those who have calmed down.
void open_restless(Desk const& desk, Time from);
} // namespace mercato
