// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "cli/forecast.hpp"

namespace mercato
{
namespace
{
Slice slice()
{
    Slice s;
    s.share = 0.1;
    s.build_seconds = 2;
    s.run_seconds = 1;
    s.world_bytes = 1e6;
    s.fixed_bytes = 1e6;
    s.happened_bytes = 1e6;
    return s;
}

TEST(Forecast, TimeGrowsWithTheRunAndReplicatesAndIsSharedByThreads)
{
    EXPECT_DOUBLE_EQ(forecast_of(slice(), 1, 1).seconds, 2 + 10);
    EXPECT_DOUBLE_EQ(forecast_of(slice(), 40, 1).seconds, 2 + 400);
    EXPECT_DOUBLE_EQ(forecast_of(slice(), 40, 4).seconds, 2 + 100);
    EXPECT_DOUBLE_EQ(forecast_of(slice(), 1, 4).seconds, 2 + 10);
}

TEST(Forecast, DiskGrowsWithReplicatesAndMemoryDoesNotBeyondThoseInFlight)
{
    EXPECT_DOUBLE_EQ(forecast_of(slice(), 400, 2).disk_bytes, 10 * forecast_of(slice(), 40, 2).disk_bytes);
    EXPECT_DOUBLE_EQ(forecast_of(slice(), 400, 2).memory_bytes, forecast_of(slice(), 40, 2).memory_bytes);
    EXPECT_GT(forecast_of(slice(), 40, 4).memory_bytes, forecast_of(slice(), 40, 2).memory_bytes);
}
} // namespace
} // namespace mercato
