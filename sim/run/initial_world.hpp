// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// The world before its first moment: labs as the scenario says, people of groups or of a roster, teams and
/// ties.

#include "core/parallel.hpp"
#include "run/birth.hpp"
#include "run/scenario.hpp"

namespace mercato
{
/// Builds the world at @p t from @p draws; events that its people await are added to @p events.
World initial_world(Scenario const& scenario, Draws const& draws, Threads const& threads, Time t,
                    std::vector<Event>& events);
} // namespace mercato
