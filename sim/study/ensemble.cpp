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

void run_ensemble(EnsembleSize size, Threads const& threads, RunReplicate const& run, TakeRecords const& take,
                  LeaveRecords const& leave)
{
    Threads const alone(1);
    auto const runs = std::size_t{size.replicates} * size.points;
    bool const many = runs >= static_cast<std::size_t>(threads.count());
    auto const key = [&](std::size_t i) {
        return RunKey{size.first + static_cast<std::uint32_t>(i / size.points),
                      static_cast<std::uint32_t>(i % size.points)};
    };
    Threads const& inside = many ? alone : threads;
    auto const window = replicates_in_flight(threads.count());
    std::vector<Finished> places(window);
    try
    {
        threads.in_order(
            runs, window,
            [&](std::size_t i) {
                places[i % window] = {key(i), run_named(run, key(i), inside, size.seed)};
            },
            [&](std::size_t i) {
                take(key(i), std::move(*std::exchange(places[i % window].records, std::nullopt)));
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
} // namespace mercato
