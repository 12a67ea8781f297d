// SPDX-License-Identifier: Apache-2.0
#include "study/ensemble.hpp"

#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/check.hpp"
#include "core/error.hpp"

namespace mercato
{
namespace
{
RunRecords run_named(RunReplicate const& run, std::uint32_t replicate, Threads const& inside,
                     std::int64_t seed)
{
    auto const named = [&](std::exception const& e) {
        return fmt::format("replicate {} of seed {}: {}", replicate, seed, e.what());
    };
    try
    {
        return run(replicate, inside);
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

void run_ensemble(EnsembleSize size, Threads const& threads, RunReplicate const& run, TakeRecords const& take)
{
    Threads const alone(1);
    bool const many = size.replicates >= static_cast<std::uint32_t>(threads.count());
    Threads const& inside = many ? alone : threads;
    auto const window = replicates_in_flight(threads.count());
    std::vector<RunRecords> places(window);
    threads.in_order(
        size.replicates, window,
        [&](std::size_t i) {
            places[i % window] = run_named(run, static_cast<std::uint32_t>(i), inside, size.seed);
        },
        [&](std::size_t i) {
            take(static_cast<std::uint32_t>(i), std::exchange(places[i % window], RunRecords{}));
        });
}
} // namespace mercato
