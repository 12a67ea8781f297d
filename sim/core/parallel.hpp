// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Loops over rows on several threads that cannot change a bit of the result. The only door to oneTBB.
///
/// Chunks have a fixed size and are numbered; a chunk writes only what belongs to it, and who joins the
/// chunks does it in their order. The grain is a constant of the caller, never of the machine.

#include <cstddef>
#include <functional>
#include <memory>

namespace mercato
{
/// How many threads work; @p count >= 1. Lives as long as the loops that use it.
class Threads
{
public:
    explicit Threads(int count);
    ~Threads();
    Threads(Threads const&) = delete;
    Threads& operator=(Threads const&) = delete;

    int count() const { return count_; }

    /// Calls body(chunk, begin, end) for every chunk of @p grain rows of [0, size), on any thread, in any
    /// order. The exception of the lowest failing chunk is thrown.
    void for_chunks(
        std::size_t size, std::size_t grain,
        std::function<void(std::size_t chunk, std::size_t begin, std::size_t end)> const& body) const;

    /// Calls make(i) for each i of [0, size) on any thread, then take(i), one at a time and in the order of
    /// i. At most @p window of them are begun and not yet taken, so that i modulo window numbers a place to
    /// keep what was made. The exception of the lowest failing i is thrown, and nothing after it is taken.
    void in_order(std::size_t size, std::size_t window, std::function<void(std::size_t i)> const& make,
                  std::function<void(std::size_t i)> const& take) const;

private:
    struct Arena;
    int count_;
    std::unique_ptr<Arena> arena_;
};

/// Number of chunks of @p grain in [0, size).
constexpr std::size_t chunk_count(std::size_t size, std::size_t grain) { return (size + grain - 1) / grain; }

/// Threads to use unless told: SLURM_CPUS_PER_TASK as given in @p slurm (may be null), else the affinity
/// mask.
int default_thread_count(char const* slurm);
} // namespace mercato
