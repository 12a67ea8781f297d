// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "cli/forecast.hpp"
#include "study/ensemble.hpp"

namespace mercato
{
namespace
{
Trial trial()
{
    Trial t;
    t.share = 0.1;
    t.build_seconds = 0.2;
    t.run_seconds = 1;
    t.world_bytes = 1e6;
    t.fixed_bytes = 1e6;
    t.happened_bytes = 1e6;
    return t;
}

TEST(Forecast, TimeGrowsWithPeopleAndReplicatesAndIsSharedByThreads)
{
    EXPECT_DOUBLE_EQ(forecast_of(trial(), 1, 1).seconds, 2 + 10);
    EXPECT_DOUBLE_EQ(forecast_of(trial(), 40, 1).seconds, 2 + 400);
    EXPECT_DOUBLE_EQ(forecast_of(trial(), 40, 4).seconds, 2 + 100);
    EXPECT_DOUBLE_EQ(forecast_of(trial(), 1, 4).seconds, 2 + 10);
}

TEST(Forecast, DiskGrowsWithReplicatesAndMemoryDoesNotBeyondThoseInFlight)
{
    EXPECT_DOUBLE_EQ(forecast_of(trial(), 400, 2).disk_bytes, 10 * forecast_of(trial(), 40, 2).disk_bytes);
    EXPECT_DOUBLE_EQ(forecast_of(trial(), 400, 2).memory_bytes, forecast_of(trial(), 40, 2).memory_bytes);
    EXPECT_GT(forecast_of(trial(), 40, 4).memory_bytes, forecast_of(trial(), 40, 2).memory_bytes);
}

TEST(Forecast, HoldsTheRecordsOfAllReplicatesInFlight)
{
    auto more = trial();
    more.fixed_bytes += 1e6;
    auto const difference = forecast_of(more, 40, 2).memory_bytes - forecast_of(trial(), 40, 2).memory_bytes;
    EXPECT_DOUBLE_EQ(difference, 1e6 * static_cast<double>(replicates_in_flight(2)));
}

TEST(Forecast, CountsGroupsAtTheirScaleAndThePeopleOfARoster)
{
    Scenario s;
    s.run.scale = 10;
    s.groups.resize(2);
    s.groups[0].count = 100;
    s.groups[1].count = 50;
    s.roster.resize(7);
    EXPECT_DOUBLE_EQ(people_of(s), 1507);
}
} // namespace
} // namespace mercato
