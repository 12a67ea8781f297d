// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// The world before its first moment: labs as the scenario says, people of groups or of a roster, teams and
/// ties.

#include "core/parallel.hpp"
#include "run/scenario.hpp"
#include "run/starting/birth.hpp"

namespace mercato
{
/// Is there anything that the lab makes: capability, launches, or both? Or any lab?
bool makes_output(Scenario const& scenario, LabSpec const& lab);
bool makes_output(Scenario const& scenario);

/// Gives every lab its works, if there is one that makes anything.
void make_works(World& world, Scenario const& scenario);

/// Builds the world at @p t from @p draws; events that its people await are added to @p events.
World initial_world(Scenario const& scenario, Draws const& draws, Threads const& threads, Time t,
                    std::vector<Event>& events);
} // namespace mercato
