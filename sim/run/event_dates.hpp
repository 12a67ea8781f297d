// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What follows from a scenario as a whole: when its events happen, and whether its labs are firms.

#include <optional>
#include <vector>

#include "run/scenario.hpp"

namespace mercato
{
/// When @p e begins, following the events that it comes after: nothing if a condition decides that, if what
/// it comes after is switched off, or if events follow one another in a circle.
std::optional<Time> date_of(std::vector<EventSpec> const& all, EventSpec const& e);

/// When what begins at @p begin ends.
std::optional<Time> end_of(EventSpec const& e, Time begin);

/// Does a lab live on an account?
bool has_accounts(Scenario const& s);

/// Is there anything to write of labs as firms: accounts, foundings, conditions, dated rounds?
bool has_firms(Scenario const& s);
} // namespace mercato
