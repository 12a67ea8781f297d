// SPDX-License-Identifier: Apache-2.0
#include "study/worlds.hpp"

#include <utility>

namespace mercato
{
Worlds::Worlds(std::span<Scenario const* const> scenarios, Threads const& threads, std::uint32_t runs_each)
    : scenarios_(scenarios.begin(), scenarios.end()), is_single_(runs_each == 1)
{
    if (runs_each == 0) return;
    starts_.reserve(scenarios_.size());
    for (auto const* scenario : scenarios_) starts_.push_back(shared_start(*scenario, threads));
}

RunRecords Worlds::run(RunKey run, Threads const& inside, Keeper* keeper)
{
    auto const& scenario = *scenarios_[run.point];
    auto& start = starts_[run.point];
    if (is_single_) return simulate(scenario, std::move(start), run.replicate, inside, keeper);
    return simulate(scenario, std::as_const(start), run.replicate, inside, keeper);
}
} // namespace mercato
