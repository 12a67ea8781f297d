// SPDX-License-Identifier: Apache-2.0
#include <csignal>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/resource.h>

#include "io/folder.hpp"
#include "io/synthetic.hpp"
#include "io/trajectory/reader.hpp"
#include "io/trajectory/writer.hpp"

namespace mercato
{
namespace
{
using testing::AllOf;
using testing::AnyOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr SyntheticSize small{3, 60, 60, 4, 2};

/// A file system of its own over a folder, of so many kilobytes.
class SmallDisk
{
public:
    SmallDisk(std::filesystem::path const& folder, int kilobytes, unsigned long flags = 0) : folder_(folder)
    {
        auto const size = fmt::format("size={}k", kilobytes);
        is_there_ = mount("tmpfs", folder.c_str(), "tmpfs", flags, size.c_str()) == 0;
    }
    ~SmallDisk()
    {
        if (is_there_) umount2(folder_.c_str(), MNT_DETACH);
    }
    SmallDisk(SmallDisk const&) = delete;
    SmallDisk& operator=(SmallDisk const&) = delete;

    bool is_there() const { return is_there_; }

private:
    std::filesystem::path folder_;
    bool is_there_ = false;
};

constexpr char const* no_mount = "mounting a small disk needs the super-user";

void write(std::filesystem::path const& path, std::size_t part_bytes)
{
    auto const scenario = synthetic_scenario(small);
    TrajectoryWriter writer(path, scenario, {true, part_bytes});
    for (std::uint32_t r = 0; r < 4; ++r) writer.add(r, synthetic_records(scenario, small, r));
    writer.finish({});
}

std::size_t open_files() { return names_in("/proc/self/fd").size(); }

TEST(DiskFull, LeavesAWholeFileOrNoneWhateverTheSizeOfTheDisk)
{
    Folder const folder;
    auto const open_before = open_files();
    int refused = 0;
    int written = 0;
    for (int kilobytes = 4; kilobytes < 1300; kilobytes += 70)
    {
        SmallDisk const disk(folder.path(), kilobytes);
        if (!disk.is_there()) GTEST_SKIP() << no_mount;
        auto const message =
            message_of<IoError>([&] { write(folder / "a.h5", kilobytes % 140 == 4 ? 1 : 1UL << 30); });
        if (message.empty())
        {
            ++written;
            EXPECT_TRUE(TrajectoryReader(folder / "a.h5").is_intact());
            continue;
        }
        ++refused;
        EXPECT_THAT(names_in(folder.path()), IsEmpty()) << kilobytes << " kB: " << message;
        EXPECT_THAT(message,
                    AnyOf(AllOf(HasSubstr("No space left on device"), HasSubstr("Free some space there")),
                          HasSubstr("disk may be full")));
    }
    EXPECT_GT(refused, 5);
    EXPECT_GT(written, 2);
    EXPECT_EQ(open_files(), open_before);
}

TEST(DiskFull, KeepsTheOldFileWhenTheNewOneDoesNotFit)
{
    Folder const folder;
    SmallDisk const disk(folder.path(), 300);
    if (!disk.is_there()) GTEST_SKIP() << no_mount;
    put_in_file(folder / "a.h5", "old");
    EXPECT_THROW(write(folder / "a.h5", 1), IoError);
    EXPECT_EQ(content_of_file(folder / "a.h5"), "old");
    EXPECT_THAT(names_in(folder.path()), ElementsAre("a.h5"));
}

TEST(DiskFull, IsToldOfADiskThatCanOnlyBeRead)
{
    Folder const folder;
    SmallDisk const disk(folder.path(), 100, MS_RDONLY);
    if (!disk.is_there()) GTEST_SKIP() << no_mount;
    EXPECT_THAT(
        message_of<IoError>([&] { write(folder / "a.h5", 1); }),
        AllOf(HasSubstr("Read-only file system"), HasSubstr("a.h5"), HasSubstr("name another place")));
}

TEST(DiskFull, IsToldOfALimitOnTheSizeOfFiles)
{
    Folder const folder;
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    rlimit const tight{100000, before.rlim_max};
    std::signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &tight);
    auto const message = message_of<IoError>([&] { write(folder / "a.h5", 1); });
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, SIG_DFL);
    EXPECT_THAT(message, AllOf(HasSubstr("File too large"), HasSubstr("ulimit -f")));
    EXPECT_THAT(names_in(folder.path()), IsEmpty());
}
} // namespace
} // namespace mercato
