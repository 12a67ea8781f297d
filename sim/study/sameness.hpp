// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Does a scenario leave the same bits however it is run? The matrix of guarantee W1, on the user's machine.

#include <functional>
#include <string>

#include "run/scenario.hpp"

namespace mercato
{
/// One way to run, held against one thread in one piece.
struct SamenessCheck
{
    std::string name;       ///< "3 threads"
    std::string difference; ///< in words; empty if there is none
};

/// Runs @p scenario in all ways and hands over each verdict.
void check_sameness(Scenario const& scenario, std::function<void(SamenessCheck const&)> const& see);
} // namespace mercato
