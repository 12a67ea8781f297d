// SPDX-License-Identifier: Apache-2.0
#include "core/parallel.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <exception>
#include <vector>

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>

#include "core/check.hpp"

namespace mercato
{
struct Threads::Arena
{
    explicit Arena(int count)
        : control(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(count)), arena(count)
    {}
    tbb::global_control control; // must outlive the arena
    tbb::task_arena arena;
};

Threads::Threads(int count) : count_(count)
{
    require(count >= 1);
    if (count > 1) arena_ = std::make_unique<Arena>(count);
}

Threads::~Threads() = default;

void Threads::for_chunks(std::size_t size, std::size_t grain,
                         std::function<void(std::size_t, std::size_t, std::size_t)> const& body) const
{
    expect(grain >= 1);
    auto const chunks = chunk_count(size, grain);
    auto const run = [&](std::size_t c) { body(c, c * grain, std::min(size, (c + 1) * grain)); };
    if (!arena_ || chunks < 2)
    {
        for (std::size_t c = 0; c < chunks; ++c) run(c);
        return;
    }
    // Which chunk fails first in wall time is chance; the lowest one is not.
    std::vector<std::exception_ptr> failures(chunks);
    auto const caught = [&](std::size_t c) {
        try
        {
            run(c);
        }
        catch (...)
        {
            failures[c] = std::current_exception();
        }
    };
    // Isolated: who waits here for the last chunks must not begin another replicate meanwhile.
    arena_->arena.execute(
        [&] { tbb::this_task_arena::isolate([&] { tbb::parallel_for(std::size_t{0}, chunks, caught); }); });
    for (auto const& f : failures)
    {
        if (f) std::rethrow_exception(f);
    }
}

void Threads::in_order(std::size_t size, std::size_t window, std::function<void(std::size_t)> const& make,
                       std::function<void(std::size_t)> const& take) const
{
    require(window >= 1);
    if (!arena_)
    {
        for (std::size_t i = 0; i < size; ++i)
        {
            make(i);
            take(i);
        }
        return;
    }
    std::size_t next = 0;
    auto const number = [&](tbb::flow_control& control) {
        if (next == size) control.stop();
        return next++;
    };
    // Not handed from filter to filter: what is on its way when one throws is never destroyed.
    std::vector<std::exception_ptr> failures(window);
    auto const work = [&](std::size_t i) {
        try
        {
            make(i);
        }
        catch (...)
        {
            failures[i % window] = std::current_exception();
        }
        return i;
    };
    // A failure is thrown where order is kept, so that chance does not choose among several.
    auto const hand_over = [&](std::size_t i) {
        if (failures[i % window]) std::rethrow_exception(failures[i % window]);
        take(i);
    };
    using Mode = tbb::filter_mode;
    auto const line = tbb::make_filter<void, std::size_t>(Mode::serial_in_order, number) &
                      tbb::make_filter<std::size_t, std::size_t>(Mode::parallel, work) &
                      tbb::make_filter<std::size_t, void>(Mode::serial_in_order, hand_over);
    arena_->arena.execute([&] { tbb::parallel_pipeline(window, line); });
}

int default_thread_count(char const* slurm)
{
    if (slurm != nullptr)
    {
        int n = 0;
        auto const [stop, error] = std::from_chars(slurm, slurm + std::strlen(slurm), n);
        if (error == std::errc{} && n >= 1) return n;
    }
    return std::max(1, tbb::info::default_concurrency());
}
} // namespace mercato
