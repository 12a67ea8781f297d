// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/check.hpp"
#include "core/draws.hpp"
#include "core/parallel.hpp"

namespace mercato
{
namespace
{
/// Sums of doubles chunk by chunk, joined in the order of chunks: the pattern of the engine.
double sum_of_logs(Threads const& threads, std::size_t size, std::size_t grain)
{
    Draws const draws(5, 0);
    std::vector<double> sums(chunk_count(size, grain));
    threads.for_chunks(size, grain, [&](std::size_t chunk, std::size_t begin, std::size_t end) {
        for (auto i = begin; i < end; ++i)
        {
            sums[chunk] += exponential(draws.words(Domain::market, Kind::grid, i, 0, 0).w[0]);
        }
    });
    return std::accumulate(sums.begin(), sums.end(), 0.0);
}

std::string failure_of(Threads const& threads, std::size_t chunks, std::size_t every)
{
    try
    {
        threads.for_chunks(chunks, 1, [&](std::size_t chunk, std::size_t, std::size_t) {
            if (chunk >= 7 && (chunk - 7) % every == 0)
                throw std::runtime_error("chunk " + std::to_string(chunk));
        });
    }
    catch (std::runtime_error const& e)
    {
        return e.what();
    }
    return "none";
}
} // namespace

TEST(Threads, SumsHaveTheSameBitsForAnyNumberOfThreads)
{
    auto const alone = sum_of_logs(Threads(1), 100'003, 256);
    for (int const count : {2, 3, 8})
    {
        for (int again = 0; again < 5; ++again)
            EXPECT_EQ(sum_of_logs(Threads(count), 100'003, 256), alone) << count;
    }
}

RC_GTEST_PROP(Threads, EveryRowIsVisitedOnceInItsOwnChunk, ())
{
    auto const size = *rc::gen::inRange<std::size_t>(0, 5'000);
    auto const grain = *rc::gen::inRange<std::size_t>(1, 700);
    Threads const threads(*rc::gen::element(1, 2, 3, 8));
    std::vector<std::atomic<int>> visits(size);
    std::vector<std::atomic<int>> chunks(chunk_count(size, grain));
    std::atomic<bool> in_place = true;
    threads.for_chunks(size, grain, [&](std::size_t chunk, std::size_t begin, std::size_t end) {
        ++chunks[chunk];
        if (begin != chunk * grain || end <= begin || end - begin > grain) in_place = false;
        for (auto i = begin; i < end; ++i) ++visits[i];
    });
    RC_ASSERT(in_place);
    for (auto const& v : visits) RC_ASSERT(v == 1);
    for (auto const& c : chunks) RC_ASSERT(c == 1);
}

TEST(Threads, TheExceptionOfTheLowestChunkIsThrownWhateverTheRace)
{
    for (int const count : {1, 2, 3, 8})
    {
        Threads const threads(count);
        for (int again = 0; again < 20; ++again)
        {
            EXPECT_EQ(failure_of(threads, 200, 1), "chunk 7") << count;
            EXPECT_EQ(failure_of(threads, 200, 31), "chunk 7") << count;
        }
    }
}

TEST(Threads, WorkAgainAfterAFailure)
{
    Threads const threads(2);
    EXPECT_EQ(failure_of(threads, 50, 1), "chunk 7");
    EXPECT_EQ(failure_of(threads, 5, 1), "none");
    EXPECT_EQ(sum_of_logs(threads, 1'000, 10), sum_of_logs(Threads(1), 1'000, 10));
}

TEST(Threads, NothingToDoIsDone)
{
    Threads const threads(3);
    threads.for_chunks(0, 10, [](std::size_t, std::size_t, std::size_t) { FAIL(); });
}

TEST(Threads, LoopsNest)
{
    Threads const threads(2);
    std::atomic<int> inner = 0;
    threads.for_chunks(8, 1, [&](std::size_t, std::size_t, std::size_t) {
        threads.for_chunks(
            100, 10, [&](std::size_t, std::size_t b, std::size_t e) { inner += static_cast<int>(e - b); });
    });
    EXPECT_EQ(inner, 800);
}

TEST(Threads, FewerThanOneIsADefect) { EXPECT_THROW(Threads(0), InternalError); }

TEST(ThreadCount, IsWhatTheBatchSystemGaveOrElseTheMachines)
{
    auto const machine = default_thread_count(nullptr);
    EXPECT_GE(machine, 1);
    EXPECT_EQ(default_thread_count("3"), 3);
    for (auto const* odd : {"", "0", "-4", "many", "99999999999999999999"})
    {
        EXPECT_EQ(default_thread_count(odd), machine) << odd;
    }
}
} // namespace mercato
