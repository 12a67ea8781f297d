// SPDX-License-Identifier: Apache-2.0
#include "core/parallel.hpp"

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <vector>

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include "core/check.hpp"

namespace mercato
{
struct Threads::Arena
{
    explicit Arena(int count)
        : control(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(count)), arena(count)
    {
    }
    tbb::global_control control;  // must outlive the arena
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
    auto const chunks = chunk_count(size, grain);
    auto const run = [&](std::size_t c) { body(c, c * grain, std::min(size, (c + 1) * grain)); };
    if (!arena_ || chunks < 2)
    {
        for (std::size_t c = 0; c < chunks; ++c) run(c);
        return;
    }
    // Which chunk fails first in wall time is chance; the lowest one is not.
    std::vector<std::exception_ptr> failures(chunks);
    arena_->arena.execute([&] {
        tbb::parallel_for(std::size_t{0}, chunks, [&](std::size_t c) {
            try
            {
                run(c);
            }
            catch (...)
            {
                failures[c] = std::current_exception();
            }
        });
    });
    for (auto const& f : failures)
    {
        if (f) std::rethrow_exception(f);
    }
}

int default_thread_count(char const* slurm)
{
    if (slurm != nullptr)
    {
        auto const n = std::atoi(slurm);
        if (n >= 1) return n;
    }
    return std::max(1, tbb::info::default_concurrency());
}
}  // namespace mercato
