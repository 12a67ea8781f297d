// SPDX-License-Identifier: Apache-2.0
// Runs that fail take no other with them, and are run again alone.
#include <algorithm>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "engine/made_market.hpp"
#include "io/folder.hpp"
#include "study/failures.hpp"
#include "study/verdicts.hpp"
#include "study/whole_job.hpp"

namespace mercato
{
namespace
{
/// A small market in which some replicates meet an offer that is not a number: no reader would let it pass.
Scenario sick(double people, bool is_sick)
{
    auto s = testing::a_market(people);
    s.run.end = s.run.start + week * 4;
    s.run.burn_in = 0;
    s.run.replicates = 12;
    s.record.panel = 3;
    s.laws.search.contact_rate = 0.03; // hardly any offers
    if (is_sick) s.labs[1].amenity = std::numeric_limits<double>::quiet_NaN();
    s.hash = "of the market";
    return s;
}

std::vector<std::uint32_t> failed_of(Scenario const& s, std::filesystem::path const& target, Means means)
{
    std::vector<std::uint32_t> failed;
    means.failed = [&](FailedRun const& f) { failed.push_back(f.run.replicate); };
    run_job(TrajectoryJob::of(s), target, means);
    return failed;
}
} // namespace

TEST(Failures, TakeNoOtherRunWithThem)
{
    Folder const folder;
    auto const s = sick(300, true);
    auto const failed = failed_of(s, folder / "a.h5", {});
    ASSERT_FALSE(failed.empty());
    ASSERT_LT(failed.size(), 12U);
    TrajectoryReader const file(folder / "a.h5");
    EXPECT_EQ(failed_runs(file), failed.size());
    auto const status = file.file().read<std::int8_t>("run_status");
    auto const pay = file.file().read<float>("pay");
    auto const headcount = file.file().read<std::int32_t>("headcount");
    auto const each = pay.size() / status.size();
    for (std::uint32_t r = 0; r < 12; ++r)
    {
        bool const is_failed = std::ranges::count(failed, r) > 0;
        EXPECT_EQ(status[r], is_failed ? 1 : 0);
        EXPECT_EQ(std::isnan(pay[r * each]), is_failed);
        EXPECT_EQ(headcount[r * each] == -1, is_failed);
        EXPECT_EQ(file.records(r).failed(), is_failed);
        EXPECT_EQ(file.records(r).offers.empty() && is_failed, is_failed);
    }
}

TEST(Failures, StopEverythingWhereAsked)
{
    Folder const folder;
    Means means;
    means.care.tolerance.on_failure = OnFailure::stop;
    EXPECT_THROW(failed_of(sick(300, true), folder / "a.h5", means), EventError);
    EXPECT_FALSE(std::filesystem::exists(folder / "a.h5"));
}

TEST(Failures, AreRunAgainAloneAndLeaveTheFileOfARunThatNeverFailed)
{
    Folder const folder;
    auto const failed = failed_of(sick(300, true), folder / "a.h5", {});
    auto const well = sick(300, false); // what the user repaired; of the same name, so that the test can tell
    failed_of(well, folder / "well.h5", {});
    TrajectoryReader const earlier(folder / "a.h5");
    Means means;
    means.writing.replace = true;
    means.care.earlier = {&earlier, 0};
    EXPECT_TRUE(failed_of(well, folder / "a.h5", means).empty());
    TrajectoryReader const again(folder / "a.h5");
    TrajectoryReader const whole(folder / "well.h5");
    for (std::uint32_t r = 0; r < 12; ++r)
    {
        bool const is_again = std::ranges::count(failed, r) > 0;
        auto const& from = is_again ? whole : earlier;
        EXPECT_EQ(testing::bits_of(again.records(r).offers), testing::bits_of(from.records(r).offers)) << r;
    }
    EXPECT_EQ(failed_runs(again), 0U);
}

TEST(Failures, OfAStartFailTheRunsOfThatPointOnly)
{
    auto const s = sick(300, false);
    auto broken = s;
    broken.run.burn_in = 1;
    broken.laws.search.contact_rate = 50;
    broken.labs[1].amenity = std::numeric_limits<double>::quiet_NaN();
    std::vector<Scenario const*> const points{&broken, &s};
    Worlds worlds(points, Threads(1), 2);
    EXPECT_THROW(worlds.run({0, 0}, Threads(1)), EventError);
    EXPECT_GT(worlds.run({0, 1}, Threads(1)).people, 0);
}

TEST(Failures, AreNotCountedByVerdicts)
{
    FactSpec fact;
    fact.high = 1;
    Sample const sample{0.5, 2.0, std::nullopt, std::nullopt};
    EXPECT_EQ(probability_of(fact, sample), 0.25);
    EXPECT_EQ(probability_of(fact, sample, 2), 0.5);
    EXPECT_EQ(probability_of(fact, {std::nullopt}, 1), 0);
}
} // namespace mercato
