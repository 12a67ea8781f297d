// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Works what is due for people in one window: which act answers which event.

#include <span>

#include "acts/common/act.hpp"

namespace mercato
{
/// Fetches the rows of the first few of @p due into the cache.
void fetch_first(Researchers const& people, std::span<Event const> due);

/// Works the events of one shelf, @p due in person order, those that arise inside the window included. More
/// events of other shelves may stand behind them, up to @p end_of_all: they are on their way into the cache.
void work_people(Desk const& desk, std::span<Event const> due, Event const* end_of_all);
} // namespace mercato
