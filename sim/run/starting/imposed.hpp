// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Raids and policies of a scenario as the world keeps them: with the labs that they concern.

#include "run/scenario.hpp"
#include "world/world.hpp"

namespace mercato
{
void impose_raids(World& world, Scenario const& s);

/// Before labs are made, whose first ways they may change.
void impose_policies(World& world, Scenario const& s);
} // namespace mercato
