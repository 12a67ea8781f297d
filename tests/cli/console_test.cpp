// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "cli/console.hpp"

namespace mercato
{
namespace
{
TEST(Console, SaysTimeInTwoUnits)
{
    EXPECT_EQ(duration_text(0.1234), "0.12 s");
    EXPECT_EQ(duration_text(5), "5 s");
    EXPECT_EQ(duration_text(59.4), "59 s");
    EXPECT_EQ(duration_text(60), "1 min 0 s");
    EXPECT_EQ(duration_text(125.6), "2 min 6 s");
    EXPECT_EQ(duration_text(3600), "1 h 0 min");
    EXPECT_EQ(duration_text(100000), "27 h 46 min");
}

TEST(Console, SaysBytesInPowersOfTen)
{
    EXPECT_EQ(bytes_text(0), "0 bytes");
    EXPECT_EQ(bytes_text(999), "999 bytes");
    EXPECT_EQ(bytes_text(1234), "1.23 kB");
    EXPECT_EQ(bytes_text(12345678), "12.3 MB");
    EXPECT_EQ(bytes_text(999.6e6), "1.0 GB");
    EXPECT_EQ(bytes_text(3.21e9), "3.2 GB");
}

TEST(Console, ProgressSaysWhatIsDoneAndHowLongTheRestTakes)
{
    EXPECT_EQ(progress_text(0, 20, 0), "0 of 20 replicates");
    EXPECT_EQ(progress_text(5, 20, 60), "5 of 20 replicates, 3 min 0 s left");
    EXPECT_EQ(progress_text(20, 20, 60), "20 of 20 replicates");
    EXPECT_EQ(progress_text(0, 1, 0), "0 of 1 replicate");
}
} // namespace
} // namespace mercato
