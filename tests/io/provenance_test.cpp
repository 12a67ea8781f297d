// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <memory>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/folder.hpp"
#include "io/provenance.hpp"

namespace mercato
{
namespace
{
using testing::HasSubstr;
using testing::MatchesRegex;

TEST(Provenance, IsTheSameEachTimeAndComplete)
{
    auto const a = provenance();
    auto const b = provenance();
    EXPECT_EQ(a.mathematics, b.mathematics);
    EXPECT_THAT(a.mathematics, MatchesRegex("[0-9a-f]{16}"));
    EXPECT_THAT(a.version, MatchesRegex("[0-9]+\\.[0-9]+\\.[0-9]+"));
    EXPECT_THAT(a.flags, HasSubstr("-ffp-contract=off"));
    for (auto const& text : {a.commit, a.compiler, a.cpu_class}) EXPECT_NE(text, "");
}

TEST(Log, SaysWhereTheFileIsThatCannotBeWritten)
{
    Folder const folder;
    EXPECT_EQ(append_to_log(folder / "a.log", "one\n"), "");
    EXPECT_EQ(append_to_log(folder / "a.log", "two\n"), "");
    EXPECT_EQ(content_of_file(folder / "a.log"), "one\ntwo\n");
    EXPECT_THAT(append_to_log(folder / "no/a.log", "x"), HasSubstr("no/a.log"));
    EXPECT_THAT(append_to_log("/dev/full", "x"), HasSubstr("No space left on device"));
}
} // namespace
} // namespace mercato
