// SPDX-License-Identifier: Apache-2.0
// Files that hold some runs of a job: unfinished parts that a later attempt goes on with, and several arms.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/folder.hpp"
#include "io/synthetic.hpp"
#include "io/trajectory/reader.hpp"
#include "io/trajectory/writer.hpp"

namespace mercato
{
namespace
{
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr SyntheticSize small{3, 30, 20, 4, 2};

/// First replicate that is missing; the end if none is.
std::uint32_t next_of(TrajectoryWriter const& writer)
{
    auto const missing = writer.missing();
    return missing.empty() ? writer.wanted() : missing.front().replicate;
}

/// Writes what is missing of @p scenario to @p path, one replicate a part; stops before replicate @p stop.
std::uint32_t write(std::filesystem::path const& path, Scenario const& scenario, std::uint32_t stop,
                    bool replace = false)
{
    TrajectoryWriter writer(path, scenario, {replace, 1});
    auto const first = next_of(writer);
    for (auto const run : writer.missing(stop))
        writer.add(run.replicate, synthetic_records(scenario, small, run.replicate));
    if (stop < 4)
        writer.save({});
    else
        writer.finish({});
    return first;
}

/// The bytes that one attempt leaves.
std::string whole(Folder const& folder, Scenario const& scenario)
{
    write(folder / "whole.h5", scenario, 4);
    return content_of_file(folder / "whole.h5");
}

TEST(UnfinishedRun, GoesOnAfterItsPartsAndLeavesTheSameBytes)
{
    Folder const folder;
    auto const scenario = synthetic_scenario(small);
    EXPECT_EQ(write(folder / "a.h5", scenario, 1), 0U);
    EXPECT_EQ(write(folder / "a.h5", scenario, 3), 1U);
    EXPECT_FALSE(std::filesystem::exists(folder / "a.h5"));
    EXPECT_EQ(write(folder / "a.h5", scenario, 4), 3U);
    EXPECT_EQ(content_of_file(folder / "a.h5"), whole(folder, scenario));
    EXPECT_FALSE(std::filesystem::exists(folder / "a.h5.parts"));
}

TEST(UnfinishedRun, ShowsWhatIsSaved)
{
    Folder const folder;
    auto const scenario = synthetic_scenario(small);
    write(folder / "a.h5", scenario, 2);
    TrajectoryWriter writer(folder / "a.h5", scenario, {});
    std::vector<std::uint32_t> seen;
    writer.see_saved({0, 0}, {4, 0}, [&](RunKey run, RunRecords&& records) {
        seen.push_back(run.replicate);
        EXPECT_EQ(records.moves.size(), synthetic_records(scenario, small, run.replicate).moves.size());
    });
    EXPECT_THAT(seen, ElementsAre(0, 1));
}

TEST(UnfinishedRun, RunsAgainWhatIsDamagedAndNothingElse)
{
    Folder const folder;
    auto const scenario = synthetic_scenario(small);
    for (auto const* const name : {"part00000000-00000001.h5", "part00000001-00000001.h5"})
    {
        write(folder / "a.h5", scenario, 3);
        auto const part = folder / "a.h5.parts" / name;
        std::filesystem::resize_file(part, std::filesystem::file_size(part) / 2);
        {
            TrajectoryWriter writer(folder / "a.h5", scenario, {});
            writer.keep();
            EXPECT_EQ(writer.missing().size(), 2U);
        }
        EXPECT_EQ(write(folder / "a.h5", scenario, 4), name[11] == '0' ? 0U : 1U);
        EXPECT_EQ(content_of_file(folder / "a.h5"), whole(folder, scenario));
        std::filesystem::remove(folder / "a.h5");
        std::filesystem::remove(folder / "whole.h5");
    }
}

TEST(UnfinishedRun, RunsAgainWhatWasChangedWithoutBreakingTheFile)
{
    Folder const folder;
    auto const scenario = synthetic_scenario(small);
    write(folder / "a.h5", scenario, 3);
    auto const part = folder / "a.h5.parts/part00000001-00000001.h5";
    auto text = content_of_file(part);
    auto const hash = Hdf5File::open(part).text_of("", "content_hash").value();
    text.replace(text.find(hash), 1, hash[0] == '0' ? "1" : "0");
    put_in_file(part, text);
    EXPECT_EQ(write(folder / "a.h5", scenario, 4), 1U);
    EXPECT_EQ(content_of_file(folder / "a.h5"), whole(folder, scenario));
}

TEST(UnfinishedRun, OfAnotherScenarioOrSeedIsRefusedWithTheDifferenceAndKept)
{
    Folder const folder;
    auto const scenario = synthetic_scenario(small);
    write(folder / "a.h5", scenario, 2);
    auto other = scenario;
    other.run.seed += 1;
    EXPECT_THAT(message_of<IoError>([&] { write(folder / "a.h5", other, 4); }),
                AllOf(HasSubstr("its seed is"), HasSubstr("--force")));
    other = scenario;
    other.hash = "another";
    EXPECT_THAT(message_of<IoError>([&] { write(folder / "a.h5", other, 4); }), HasSubstr("scenario_hash"));
    EXPECT_EQ(write(folder / "a.h5", scenario, 3), 2U) << "nothing was lost";
    EXPECT_EQ(write(folder / "a.h5", other, 4, true), 0U) << "replaced when told to";
}

TEST(UnfinishedRun, IsGoneOnWithAlsoWhereAFileMayBeReplaced)
{
    Folder const folder;
    auto const scenario = synthetic_scenario(small);
    write(folder / "a.h5", scenario, 2, true);
    EXPECT_EQ(write(folder / "a.h5", scenario, 4, true), 2U);
}

/// Two arms: the second one has the first one's replicates in another order.
class TwoArms : public ::testing::Test
{
protected:
    TwoArms() : scenario_(synthetic_scenario(small)), other_(scenario_) { other_.hash = "another"; }

    TrajectoryJob job() const
    {
        TrajectoryJob job;
        job.outer = {{"arm", {"base", "other"}}};
        job.points = {&scenario_, &other_};
        job.count = 4;
        return job;
    }

    RunRecords records(std::uint32_t arm, std::uint32_t replicate) const
    {
        return synthetic_records(scenario_, small, arm == 0 ? replicate : 3 - replicate);
    }

    void write_to(std::filesystem::path const& path, std::size_t part_bytes) const
    {
        TrajectoryWriter writer(path, job(), {false, part_bytes});
        for (std::uint32_t r = 0; r < 4; ++r)
        {
            for (std::uint32_t arm = 0; arm < 2; ++arm) writer.add({r, arm}, records(arm, r));
        }
        writer.finish({});
    }

    Folder folder_;
    Scenario scenario_;
    Scenario other_;
};

TEST_F(TwoArms, StandInOneFileAndAreReadBackEach)
{
    write_to(folder_ / "a.h5", 1UL << 40);
    EXPECT_THAT(broken_rules(folder_ / "a.h5"), IsEmpty());
    TrajectoryReader const file(folder_ / "a.h5");
    EXPECT_TRUE(file.is_intact());
    EXPECT_EQ(file.points(), 2U);
    EXPECT_THAT(file.file().read_texts("arm_name"), ElementsAre("base", "other"));
    EXPECT_THAT(file.file().info("headcount").axes, ElementsAre("arm", "replicate", "time", "lab"));
    for (std::uint32_t arm = 0; arm < 2; ++arm)
    {
        for (std::uint32_t r = 0; r < 4; ++r)
        {
            auto const read = file.records(r, arm);
            auto const wanted = records(arm, r);
            EXPECT_EQ(read.state_hash, wanted.state_hash);
            EXPECT_EQ(read.labs.back().headcount, wanted.labs.back().headcount);
            ASSERT_EQ(read.moves.size(), wanted.moves.size());
            EXPECT_EQ(read.spells.back().end, wanted.spells.back().end);
        }
    }
    auto const arms = file.file().read<std::int32_t>("move_arm");
    EXPECT_TRUE(std::is_sorted(arms.begin(), arms.end()));
    EXPECT_EQ(arms.front(), 0);
    EXPECT_EQ(arms.back(), 1);
}

TEST_F(TwoArms, HaveTheSameBytesHoweverTheRunWasCutIntoParts)
{
    write_to(folder_ / "one.h5", 1UL << 40);
    write_to(folder_ / "each.h5", 1);
    write_to(folder_ / "some.h5", 30000);
    EXPECT_EQ(content_of_file(folder_ / "each.h5"), content_of_file(folder_ / "one.h5"));
    EXPECT_EQ(content_of_file(folder_ / "some.h5"), content_of_file(folder_ / "one.h5"));
}

TEST_F(TwoArms, OfAReplicateThatOneArmLacksTheOtherIsSaved)
{
    {
        TrajectoryWriter writer(folder_ / "a.h5", job(), {});
        writer.add({0, 0}, records(0, 0));
        writer.add({0, 1}, records(1, 0));
        writer.add({1, 0}, records(0, 1));
        EXPECT_EQ(writer.save({}), 1U);
    }
    TrajectoryWriter writer(folder_ / "a.h5", job(), {false, 1});
    auto const missing = writer.missing();
    ASSERT_EQ(missing.size(), 5U);
    EXPECT_EQ(missing.front().replicate, 1U);
    EXPECT_EQ(missing.front().point, 1U);
    for (auto const run : missing) writer.add(run, records(run.point, run.replicate));
    writer.finish({});
    write_to(folder_ / "one.h5", 1UL << 40);
    EXPECT_EQ(content_of_file(folder_ / "a.h5"), content_of_file(folder_ / "one.h5"));
}

/// Writers that share a folder, as ranks do: runs in any order, in any cut.
TEST_F(TwoArms, HaveTheSameBytesWhoeverWroteWhichRun)
{
    TrajectoryWriter writer(folder_ / "a.h5", job(), {});
    std::vector<RunKey> const one{{0, 1}, {1, 0}, {1, 1}, {2, 0}};
    std::vector<RunKey> const other{{0, 0}, {2, 1}, {3, 0}, {3, 1}};
    std::vector<std::string> names;
    for (auto const& [stem, runs] : {std::pair{"b", other}, std::pair{"a", one}})
    {
        PartWriter parts(writer.folder(), writer.job(), {}, stem);
        for (auto const run : runs) parts.add(run, records(run.point, run.replicate));
        parts.flush();
        for (auto const& part : parts.take_sealed()) names.push_back(part.name);
    }
    EXPECT_THAT(names, ElementsAre("part00000000-00000001-0000000.h5", "part00000002-00000001-0000001.h5",
                                   "part00000003-00000001.h5", "part00000000-00000001-0000001.h5",
                                   "part00000001-00000001.h5", "part00000002-00000001-0000000.h5"));
    writer.adopt(names);
    EXPECT_TRUE(writer.missing().empty());
    writer.finish({});
    write_to(folder_ / "one.h5", 1UL << 40);
    EXPECT_EQ(content_of_file(folder_ / "a.h5"), content_of_file(folder_ / "one.h5"));
}
/// Two variants of two arms, each run alone in a part.
TEST_F(TwoArms, UnderVariantsHaveTheSameBytesFromPartsOfOneRunEach)
{
    auto job = this->job();
    job.outer = {{"design", {"as it is", "calls"}}, {"arm", {"base", "other"}}};
    job.points = {&scenario_, &other_, &scenario_, &other_};
    job.count = 2;
    auto const write = [&](std::filesystem::path const& path, bool alone) {
        TrajectoryWriter writer(path, job, {});
        PartWriter parts(writer.folder(), writer.job(), {}, "a");
        std::vector<std::string> names;
        for (auto const run : writer.missing())
        {
            parts.add(run, records(run.point % 2, run.replicate));
            if (alone) parts.flush();
        }
        parts.flush();
        for (auto const& part : parts.take_sealed()) names.push_back(part.name);
        writer.adopt(names);
        EXPECT_TRUE(writer.missing().empty());
        writer.finish({});
        return names.size();
    };
    EXPECT_EQ(write(folder_ / "a.h5", true), 8U);
    EXPECT_EQ(write(folder_ / "one.h5", false), 1U);
    EXPECT_EQ(content_of_file(folder_ / "a.h5"), content_of_file(folder_ / "one.h5"));
}
} // namespace
} // namespace mercato
