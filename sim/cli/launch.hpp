// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// How this process was started: alone, or by a launcher with others.

#include <functional>
#include <string>
#include <vector>

#include "cli/command.hpp"

namespace mercato
{
/// How many processes a launcher (mpirun, srun) has started together with this one, and what says so.
struct Launch
{
    int processes = 1;
    std::string variable; ///< of the environment; empty without a launcher
};

Launch launch_of_this_process();

/// @throws ScenarioError if @p launch started several that would do the same work @p ranks times, each alone
void refuse_copies(Launch const& launch, int ranks, Command const& command, Arguments const& arguments);

/// Calls @p act on the one process that decides, while the others of @p launch work for it; all end with its
/// exit code. Processes that were given other words work each for itself.
int act_together(Launch const& launch, std::vector<std::string> const& words,
                 std::function<int(int ranks)> const& act);
} // namespace mercato
