// SPDX-License-Identifier: Apache-2.0
#include "study/worlds.hpp"

#include <utility>

#include "core/stop.hpp"

namespace mercato
{
Worlds::Worlds(std::span<Scenario const* const> scenarios, Threads const& threads, std::uint32_t runs_each)
    : scenarios_(scenarios.begin(), scenarios.end()), is_single_(runs_each == 1)
{
    if (runs_each == 0) return;
    starts_.reserve(scenarios_.size());
    for (auto const* scenario : scenarios_)
    {
        starts_.emplace_back();
        broken_.emplace_back();
        if (!shares_start(*scenario)) continue;
        // Where a start cannot be had, the runs of this scenario fail, and not those of others
        try
        {
            starts_.back() = shared_start(*scenario, threads);
        }
        catch (Stopped const&)
        {
            throw;
        }
        catch (std::exception const&)
        {
            broken_.back() = std::current_exception();
        }
    }
}

RunRecords Worlds::run(RunKey run, Threads const& inside, Keeper* keeper)
{
    auto const& scenario = *scenarios_[run.point];
    auto& start = starts_[run.point];
    if (broken_[run.point]) std::rethrow_exception(broken_[run.point]);
    if (!start)
        return simulate(scenario, start_of(scenario, run.replicate, inside), run.replicate, inside, keeper);
    if (is_single_) return simulate(scenario, std::move(*start), run.replicate, inside, keeper);
    return simulate(scenario, std::as_const(*start), run.replicate, inside, keeper);
}
} // namespace mercato
