// SPDX-License-Identifier: Apache-2.0
#include "study/ensemble.hpp"

#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/check.hpp"
#include "core/error.hpp"
#include "core/stop.hpp"

namespace mercato
{
namespace
{
/// A run that has ended and waits for those before it.
struct Finished
{
    RunKey run;
    std::optional<RunRecords> records;
};

RunRecords run_named(RunReplicate const& run, RunKey which, Threads const& inside, std::int64_t seed)
{
    auto const named = [&](std::exception const& e) {
        return fmt::format("replicate {} of seed {}: {}", which.replicate, seed, e.what());
    };
    try
    {
        return run(which, inside);
    }
    catch (EventError const& e)
    {
        throw EventError(named(e));
    }
    catch (InternalError const& e)
    {
        throw InternalError(named(e));
    }
}
} // namespace

void run_ensemble(std::span<RunKey const> runs, std::int64_t seed, Threads const& threads,
                  RunReplicate const& run, TakeRecords const& take, LeaveRecords const& leave)
{
    Threads const alone(1);
    bool const many = runs.size() >= static_cast<std::size_t>(threads.count());
    Threads const& inside = many ? alone : threads;
    auto const window = replicates_in_flight(threads.count());
    std::vector<Finished> places(window);
    try
    {
        threads.in_order(
            runs.size(), window,
            [&](std::size_t i) {
                places[i % window] = {runs[i], run_named(run, runs[i], inside, seed)};
            },
            [&](std::size_t i) {
                take(runs[i], std::move(*std::exchange(places[i % window].records, std::nullopt)));
            });
    }
    catch (Stopped const&)
    {
        for (auto const& place : places)
        {
            if (leave && place.records) leave(place.run, *place.records);
        }
        throw;
    }
}

void run_ensemble(EnsembleSize size, Threads const& threads, RunReplicate const& run, TakeRecords const& take,
                  LeaveRecords const& leave)
{
    std::vector<RunKey> runs(std::size_t{size.replicates} * size.points);
    for (std::size_t i = 0; i < runs.size(); ++i)
    {
        runs[i] = {size.first + static_cast<std::uint32_t>(i / size.points),
                   static_cast<std::uint32_t>(i % size.points)};
    }
    run_ensemble(runs, size.seed, threads, run, take, leave);
}
} // namespace mercato
