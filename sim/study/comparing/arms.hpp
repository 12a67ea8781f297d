// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Which scenarios can stand side by side in one file.

#include <string>
#include <vector>

#include "run/scenario.hpp"

namespace mercato
{
/// Why @p other cannot be an arm beside @p base; empty if it can. Labs, recorded moments, tables and luck
/// must be the same.
std::string obstacle(Scenario const& base, Scenario const& other);

/// Names made different by a number behind those that come again.
std::vector<std::string> distinct(std::vector<std::string> names);
} // namespace mercato
