// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// RapidCheck draws of whole scenarios: any that validates, small and short.

#include "engine/made_market.hpp"

namespace mercato::testing
{
/// A few labs, a few hundred people, sixty days; any parameters within their ranges.
Scenario any_scenario();

/// The same with a lab whose board puts out the leader: any board, and whatever may be promised, put at risk
/// or said around it, in any order, more than once, and also when no crisis is open.
Scenario any_crisis();
} // namespace mercato::testing
