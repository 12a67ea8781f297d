// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "core/error.hpp"
#include "io/folder.hpp"
#include "io/trajectory/output_place.hpp"

namespace mercato
{
namespace
{
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Why the place @p target cannot be had, empty if it can.
std::string refusal(std::filesystem::path const& target, bool replace = false)
{
    return message_of<IoError>([&] { OutputPlace const place(target, replace); });
}

TEST(OutputPlace, GivesAPartTheFinalNameAndLeavesNothingElse)
{
    Folder const folder;
    OutputPlace place(folder / "a.h5", false);
    put_in_file(place.part("result.h5"), "new");
    put_in_file(place.part("part00000000.h5"), "part");
    EXPECT_THAT(names_in(folder.path()), ElementsAre("a.h5.parts")) << "nothing under the final name before";
    place.settle("result.h5");
    place.publish("result.h5");
    EXPECT_THAT(names_in(folder.path()), ElementsAre("a.h5"));
    EXPECT_EQ(content_of_file(folder / "a.h5"), "new");
}

TEST(OutputPlace, LeavesNothingWhenGivenUp)
{
    Folder const folder;
    {
        OutputPlace const place(folder / "a.h5", false);
        put_in_file(place.part("part00000000.h5"), "part");
    }
    EXPECT_THAT(names_in(folder.path()), IsEmpty());
}

TEST(OutputPlace, RefusesAnExistingFileUnlessItMayReplaceIt)
{
    Folder const folder;
    put_in_file(folder / "a.h5", "old");
    EXPECT_THAT(refusal(folder / "a.h5"),
                AllOf(HasSubstr("a.h5"), HasSubstr("File exists"), HasSubstr("--force")));
    EXPECT_EQ(refusal(folder / "a.h5", true), "");
    EXPECT_EQ(content_of_file(folder / "a.h5"), "old") << "replaced only by publishing";
    EXPECT_THAT(names_in(folder.path()), ElementsAre("a.h5"));

    OutputPlace place(folder / "a.h5", true);
    put_in_file(place.part("result.h5"), "new");
    EXPECT_EQ(content_of_file(folder / "a.h5"), "old");
    place.publish("result.h5");
    EXPECT_EQ(content_of_file(folder / "a.h5"), "new");
}

TEST(OutputPlace, NeverReplacesAFileThatAppearedMeanwhile)
{
    Folder const folder;
    OutputPlace place(folder / "a.h5", false);
    put_in_file(place.part("result.h5"), "new");
    put_in_file(folder / "a.h5", "somebody else's");
    EXPECT_THAT(message_of<IoError>([&] { place.publish("result.h5"); }), HasSubstr("File exists"));
    EXPECT_EQ(content_of_file(folder / "a.h5"), "somebody else's");
}

TEST(OutputPlace, RefusesFoldersDevicesAndMissingFolders)
{
    Folder const folder;
    EXPECT_THAT(refusal(folder.path(), true), HasSubstr("Is a directory"));
    EXPECT_THAT(refusal(folder / "", true), HasSubstr("Name a file, not a folder"));
    EXPECT_THAT(refusal("/dev/null", true), HasSubstr("device or pipe"));
    EXPECT_THAT(refusal(folder / "no/a.h5"),
                AllOf(HasSubstr("No such file"), HasSubstr("Create the folder first")));
    put_in_file(folder / "file", "");
    EXPECT_THAT(refusal(folder / "file/a.h5"), HasSubstr("Not a directory"));
    EXPECT_THAT(refusal(folder / std::string(300, 'a')), HasSubstr("shorter name"));
    EXPECT_THAT(names_in(folder.path()), ElementsAre("file"));
}

TEST(OutputPlace, RefusesASecondWriterOfTheSameResult)
{
    Folder const folder;
    OutputPlace first(folder / "a.h5", false);
    put_in_file(first.part("result.h5"), "first");
    EXPECT_THAT(refusal(folder / "a.h5", true), HasSubstr("another process is writing it"));
    EXPECT_EQ(content_of_file(first.part("result.h5")), "first") << "the first one's parts are untouched";
    EXPECT_EQ(refusal(folder / "b.h5"), "");
    first.publish("result.h5");
    EXPECT_EQ(refusal(folder / "a.h5", true), "") << "free again";
}

TEST(OutputPlace, ClearsAwayWhatAKilledRunWasWriting)
{
    Folder const folder;
    std::filesystem::create_directory(folder / "a.h5.parts");
    put_in_file(folder / "a.h5.parts/lock", "");
    put_in_file(folder / "a.h5.parts/result.h5", "old");
    put_in_file(folder / "a.h5.parts/part00000000-00000001.h5", "sealed");
    OutputPlace const place(folder / "a.h5", false);
    EXPECT_THAT(names_in(folder / "a.h5.parts"), ElementsAre("lock", "part00000000-00000001.h5"))
        << "what was sealed is gone on with";
}

TEST(OutputPlace, DoesNotTouchAFolderOfPartsThatHoldsOtherThings)
{
    Folder const folder;
    std::filesystem::create_directory(folder / "a.h5.parts");
    put_in_file(folder / "a.h5.parts/thesis.tex", "precious");
    EXPECT_THAT(refusal(folder / "a.h5"), AllOf(HasSubstr("thesis.tex"), HasSubstr("no part of a result")));
    EXPECT_EQ(content_of_file(folder / "a.h5.parts/thesis.tex"), "precious");
}

TEST(OutputPlace, FollowsALinkSoThatItStaysOne)
{
    Folder const folder;
    std::filesystem::create_directory(folder / "store");
    put_in_file(folder / "store/real.h5", "old");
    std::filesystem::create_symlink(folder / "store/real.h5", folder / "link.h5");
    OutputPlace place(folder / "link.h5", true);
    put_in_file(place.part("result.h5"), "new");
    place.publish("result.h5");
    EXPECT_TRUE(std::filesystem::is_symlink(folder / "link.h5"));
    EXPECT_EQ(content_of_file(folder / "store/real.h5"), "new");
    std::filesystem::create_symlink(folder / "nothing", folder / "dangling.h5");
    EXPECT_THAT(refusal(folder / "dangling.h5"), HasSubstr("follow the link"));
}

TEST(OutputPlace, SaysThatAFolderMayNotBeWritten)
{
    Folder const folder;
    chmod(folder.path().c_str(), 0555);
    // Permissions do not hold the super-user
    bool const was_root = geteuid() == 0 && seteuid(65534) == 0;
    auto const message = refusal(folder / "a.h5");
    bool const is_root_again = !was_root || seteuid(0) == 0;
    chmod(folder.path().c_str(), 0755);
    ASSERT_TRUE(is_root_again);
    EXPECT_THAT(message, AllOf(HasSubstr("Permission denied"), HasSubstr("a.h5"), HasSubstr("with -o")));
    EXPECT_THAT(names_in(folder.path()), IsEmpty());
}
} // namespace
} // namespace mercato
