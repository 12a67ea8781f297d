// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>

#include "core/error.hpp"
#include "study/ensemble.hpp"

namespace mercato
{
namespace
{
using testing::ElementsAreArray;
using testing::HasSubstr;

/// Replicates that end in another order than they begin: early ones take longest.
RunRecords slow_start(RunKey which, Threads const&)
{
    std::this_thread::sleep_for(std::chrono::milliseconds(which.replicate % 4 == 0 ? 4 : 0));
    RunRecords r;
    r.people = which.replicate;
    return r;
}

TEST(Ensemble, HandsOverEveryReplicateInOrderForAnyThreads)
{
    for (int const count : {1, 2, 3, 8})
    {
        Threads const threads(count);
        std::vector<std::int64_t> taken;
        std::vector<std::uint32_t> numbers;
        run_ensemble({40, 1}, threads, slow_start, [&](RunKey which, RunRecords&& r) {
            numbers.push_back(which.replicate);
            taken.push_back(r.people);
        });
        std::vector<std::int64_t> wanted(40);
        for (std::size_t i = 0; i < wanted.size(); ++i) wanted[i] = static_cast<std::int64_t>(i);
        EXPECT_THAT(taken, ElementsAreArray(wanted)) << count << " threads";
        EXPECT_THAT(numbers, ElementsAreArray(wanted)) << count << " threads";
    }
}

TEST(Ensemble, HoldsNoMoreThanItsWindowInMemory)
{
    Threads const threads(3);
    std::atomic<int> alive = 0;
    std::atomic<int> most = 0;
    auto const run = [&](RunKey which, Threads const& inside) {
        auto const now = ++alive;
        auto before = most.load();
        while (now > before && !most.compare_exchange_weak(before, now)) {}
        return slow_start(which, inside);
    };
    auto const take = [&](RunKey, RunRecords&&) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        --alive;
    };
    run_ensemble({60, 1}, threads, run, take);
    EXPECT_EQ(alive, 0);
    EXPECT_LE(most, static_cast<int>(replicates_in_flight(3)));
}

TEST(Ensemble, ABrokenReplicateKeepsItsTypeAndIsNamedWithItsSeed)
{
    auto const run = [](RunKey which, Threads const&) -> RunRecords {
        if (which.replicate == 5) throw EventError("the utility of an offer is not a number");
        return {};
    };
    try
    {
        run_ensemble({9, 77}, Threads(2), run, [](RunKey, RunRecords&&) {});
        FAIL() << "nothing was thrown";
    }
    catch (EventError const& e)
    {
        EXPECT_THAT(e.what(), HasSubstr("replicate 5 of seed 77"));
        EXPECT_THAT(e.what(), HasSubstr("not a number"));
    }
}

TEST(Ensemble, OfManyBrokenReplicatesTheLowestIsNamedAndNothingAfterItIsTaken)
{
    auto const run = [](RunKey which, Threads const&) -> RunRecords {
        // The later ones fail sooner.
        std::this_thread::sleep_for(std::chrono::milliseconds(which.replicate == 3 ? 5 : 0));
        if (which.replicate >= 3) throw EventError("broken");
        return {};
    };
    for (int repeat = 0; repeat < 20; ++repeat)
    {
        std::vector<std::uint32_t> taken;
        try
        {
            run_ensemble({30, 1}, Threads(4), run,
                         [&](RunKey which, RunRecords&&) { taken.push_back(which.replicate); });
            FAIL() << "nothing was thrown";
        }
        catch (EventError const& e)
        {
            EXPECT_THAT(e.what(), HasSubstr("replicate 3 "));
        }
        EXPECT_THAT(taken, testing::ElementsAre(0, 1, 2));
    }
}

TEST(Ensemble, OtherErrorsPassAsTheyAre)
{
    auto const run = [](RunKey, Threads const&) -> RunRecords { throw std::bad_alloc(); };
    EXPECT_THROW(run_ensemble({2, 1}, Threads(2), run, [](RunKey, RunRecords&&) {}), std::bad_alloc);
    auto const full = [](RunKey, RunRecords&&) { throw IoError("no space left"); };
    EXPECT_THROW(run_ensemble({2, 1}, Threads(2), slow_start, full), IoError);
}

TEST(Ensemble, ThreadsWorkInsideAReplicateOnlyWhenReplicatesAreFew)
{
    auto const inside_threads = [](std::uint32_t replicates) {
        std::atomic<int> seen = 0;
        auto const run = [&](RunKey, Threads const& inside) {
            seen = inside.count();
            return RunRecords{};
        };
        run_ensemble({replicates, 1}, Threads(4), run, [](RunKey, RunRecords&&) {});
        return seen.load();
    };
    EXPECT_EQ(inside_threads(8), 1);
    EXPECT_EQ(inside_threads(4), 1);
    EXPECT_EQ(inside_threads(3), 4);
    EXPECT_EQ(inside_threads(1), 4);
}

TEST(Ensemble, ReplicatesThatWorkInParallelInsideComeInOrderToo)
{
    auto const run = [](RunKey which, Threads const& inside) {
        std::atomic<std::int64_t> sum = 0;
        inside.for_chunks(1000, 10, [&](std::size_t, std::size_t begin, std::size_t end) {
            sum += static_cast<std::int64_t>(end - begin);
        });
        RunRecords r;
        r.people = sum + which.replicate;
        return r;
    };
    std::vector<std::int64_t> taken;
    run_ensemble({3, 1}, Threads(4), run, [&](RunKey, RunRecords&& r) { taken.push_back(r.people); });
    EXPECT_THAT(taken, testing::ElementsAre(1000, 1001, 1002));
}
} // namespace
} // namespace mercato
