// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/scenario_folder.hpp"

namespace mercato
{
namespace
{
using testing::HasSubstr;

/// What is said of a file with these bytes.
std::string complaints_of(std::string const& bytes)
{
    ScenarioFolder const folder;
    folder.write("s.toml", bytes);
    return folder.complaints(folder.request("s.toml"));
}

TEST(TextFile, ThatIsNotThereIsComplainedOfWithTheNearestName)
{
    ScenarioFolder const folder;
    folder.write("baseline.toml", good_scenario);
    EXPECT_EQ(folder.complaints(folder.request("baselin.toml")),
              "baselin.toml: there is no such file, did you mean baseline.toml?");
    EXPECT_EQ(folder.complaints(folder.request("nowhere/x.toml")), "nowhere/x.toml: there is no such file");
}

TEST(TextFile, ThatIsAFolderOrADeviceIsRefused)
{
    ScenarioFolder const folder;
    folder.write("dir/s.toml", good_scenario);
    EXPECT_EQ(folder.complaints(folder.request("dir")), "dir: is a folder (a text file is wanted)");
    ScenarioRequest device;
    device.path = "/dev/zero";
    EXPECT_EQ(folder.complaints(device), "/dev/zero: is a device or a pipe (a text file is wanted)");
}

TEST(TextFile, ThatIsEmptyIsRefused)
{
    EXPECT_EQ(complaints_of(""), "s.toml: is empty (`mercato scenario new` writes a scenario to start from)");
}

TEST(TextFile, ThatIsTooLargeIsRefusedBeforeItIsRead)
{
    ScenarioFolder const folder;
    auto const path = folder.write("s.toml", good_scenario);
    std::filesystem::resize_file(path, largest_scenario + 1);
    EXPECT_EQ(folder.complaints(folder.request("s.toml")),
              "s.toml: has 16777217 bytes (at most 16777216 are read)");
}

TEST(TextFile, ThatIsBinaryIsRefusedWithAGuessAtItsKind)
{
    using namespace std::string_literals;
    EXPECT_EQ(complaints_of("format = 1\0"s),
              "s.toml: is a binary file (it contains zero bytes); plain text is wanted");
    EXPECT_THAT(complaints_of("\x89HDF\r\n\x1a\n\0"s), HasSubstr("is an HDF5 file, perhaps a result"));
    EXPECT_THAT(complaints_of("\x1f\x8b\x08"s), HasSubstr("compressed by gzip"));
    EXPECT_THAT(complaints_of("PK\x03\x04"s), HasSubstr("a zip archive or a spreadsheet"));
    EXPECT_THAT(complaints_of("\xff\xfe"
                              "f\0"s),
                HasSubstr("UTF-16; save it as UTF-8"));
}

TEST(TextFile, NamesTheLineAndColumnOfABrokenByte)
{
    EXPECT_EQ(complaints_of("format = 1\ntitle = \"caf\xe9\"\n"),
              "s.toml:2:13: a byte that is not UTF-8 (save the file in the encoding UTF-8)");
    // A column is a character: the two before the broken one have two and three bytes
    EXPECT_THAT(complaints_of("# \xc3\xa9\xe2\x82\xac\xff"),
                HasSubstr("s.toml:1:5: a byte that is not UTF-8"));
}

TEST(TextFile, RefusesEveryIllFormedKindOfUtf8)
{
    for (std::string const bad :
         {"\x80", "\xc0\xaf", "\xc1\xbf", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf",
          "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xc3", "\xe2\x82", "\xf0\x9f\x98", "\xc3("})
    {
        EXPECT_TRUE(find_invalid_utf8("ok\n" + bad).has_value()) << testing::PrintToString(bad);
    }
}

TEST(TextFile, AcceptsEveryLengthOfCharacter)
{
    EXPECT_FALSE(
        find_invalid_utf8("a\xc2\x80\xdf\xbf\xe0\xa0\x80\xed\x9f\xbf\xee\x80\x80\xef\xbf\xbf").has_value());
    EXPECT_FALSE(find_invalid_utf8("\xf0\x90\x80\x80\xf4\x8f\xbf\xbf").has_value());
}

TEST(TextFile, OfOddUnicodeIsRefusedOrReadButNeverCrashes)
{
    // Documents on which the header-only library is known to misbehave
    for (std::string const odd :
         {"[&", "\xe2\x80\xa8", "\xf0\x9f\x98\x80 = 1", "a = \"\xed\x9f\xbf\"", "\xcc\x81 = 1", "[[[[",
          "a = [[[[[[[[[[", "\"\\u0000\" = 1", "= = =", "a.b.c.d.e = 1"})
    {
        EXPECT_NE(complaints_of(odd), "") << odd;
    }
    EXPECT_NE(complaints_of("a = " + std::string(100000, '[')), "");
}

TEST(TextFile, WithLineEndsOfWindowsReadsTheSame)
{
    ScenarioFolder const folder;
    folder.write("unix.toml", good_scenario);
    std::string windows;
    for (char const c : std::string(good_scenario))
        windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
    folder.write("windows.toml", windows);
    EXPECT_EQ(read_scenario(folder.request("windows.toml")).hash,
              read_scenario(folder.request("unix.toml")).hash);
    folder.write("windows.toml", replaced(windows, "seed = 7", "seed = -7"));
    EXPECT_THAT(folder.complaints(folder.request("windows.toml")),
                HasSubstr("windows.toml:6:8: run.seed = -7"));
}

TEST(TextFile, WithAByteOrderMarkReadsTheSame)
{
    ScenarioFolder const folder;
    folder.write("s.toml", "\xEF\xBB\xBF" + std::string(good_scenario));
    EXPECT_EQ(folder.complaints(folder.request("s.toml")), "");
}

TEST(Quotes, EscapeWhatTomlAndJsonDoNotTakeBare)
{
    EXPECT_EQ(in_quotes("a\"b\\c\nd\te\x01\x7f"), R"("a\"b\\c\nd\te\u0001\u007F")");
    EXPECT_EQ(in_quotes_briefly(std::string(80, 'x')), '"' + std::string(57, 'x') + "...\"");
    // A shortened text ends with a whole character
    EXPECT_FALSE(
        find_invalid_utf8(in_quotes_briefly(std::string(56, 'x') + "\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac")));
}
} // namespace
} // namespace mercato
