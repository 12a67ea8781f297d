// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Worlds with the same people and the same luck: the start of each scenario, built once and shared by its
/// replicates unless people or ties are redrawn.

#include <exception>
#include <optional>
#include <span>
#include <vector>

#include "io/trajectory/layout.hpp"
#include "run/simulation.hpp"

namespace mercato
{
class Worlds
{
public:
    /// Builds the starts. @p scenarios outlive the worlds. @p runs_each is how many replicates will be asked
    /// for: one alone takes the start itself, since of a large world two do not fit.
    Worlds(std::span<Scenario const* const> scenarios, Threads const& threads, std::uint32_t runs_each);

    /// Runs replicate run.replicate of scenario run.point; @p keeper as for simulate(). Throws EventError
    /// where the model breaks.
    RunRecords run(RunKey run, Threads const& inside, Keeper* keeper = nullptr);

private:
    std::vector<Scenario const*> scenarios_;
    std::vector<std::optional<State>> starts_; // none where each replicate has its own
    std::vector<std::exception_ptr> broken_;   // what each start threw
    bool is_single_;
};
} // namespace mercato
