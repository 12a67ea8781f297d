// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Nobody and nothing is lost: sums kept along the way equal sums made anew (W5).

#include "world/world.hpp"

namespace mercato
{
/// Throws InternalError naming the first sum that does not agree. Costs a pass over everybody.
void check_invariants(World const& world);
} // namespace mercato
