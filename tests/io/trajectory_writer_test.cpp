// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "core/check.hpp"
#include "io/folder.hpp"
#include "io/synthetic.hpp"
#include "io/trajectory/reader.hpp"
#include "io/trajectory/writer.hpp"

namespace mercato
{
namespace
{
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr SyntheticSize small{3, 30, 20, 4, 2};

/// Writes synthetic replicates to @p path.
Written write(std::filesystem::path const& path, TrajectoryWriter::Options options = {},
              SyntheticSize size = small)
{
    auto const scenario = synthetic_scenario(size);
    TrajectoryWriter writer(path, scenario, options);
    for (std::uint32_t r = 0; r < static_cast<std::uint32_t>(size.replicates); ++r)
    {
        writer.add(r, synthetic_records(scenario, size, r));
    }
    return writer.finish({"mercato run somewhere.toml", 2});
}

TEST(TrajectoryWriter, LeavesACompleteFileAndALogAndNothingElse)
{
    Folder const folder;
    auto const written = write(folder / "a.h5");
    EXPECT_THAT(names_in(folder.path()), ElementsAre("a.h5", "a.h5.log"));
    EXPECT_EQ(written.path, folder / "a.h5");
    EXPECT_EQ(written.bytes, std::filesystem::file_size(folder / "a.h5"));
    EXPECT_EQ(written.warning, "");
    EXPECT_THAT(broken_rules(folder / "a.h5"), IsEmpty());
    EXPECT_TRUE(TrajectoryReader(folder / "a.h5").is_intact());
}

TEST(TrajectoryWriter, HasNothingUnderTheFinalNameBeforeTheEnd)
{
    Folder const folder;
    auto const scenario = synthetic_scenario(small);
    {
        TrajectoryWriter writer(folder / "a.h5", scenario, {false, 1});
        writer.add(0, synthetic_records(scenario, small, 0));
        EXPECT_THAT(names_in(folder.path()), ElementsAre("a.h5.parts"));
        EXPECT_THAT(names_in(folder / "a.h5.parts"), ElementsAre("lock", "part00000000-00000001.h5"));
        EXPECT_THAT(broken_rules(folder / "a.h5.parts/part00000000-00000001.h5"), IsEmpty());
    }
    EXPECT_THAT(names_in(folder.path()), IsEmpty()) << "given up";
}

TEST(TrajectoryWriter, WritesTheSameBytesHoweverTheRunWasCutIntoParts)
{
    Folder const folder;
    write(folder / "one.h5", {false, 1UL << 40});
    write(folder / "each.h5", {false, 1});
    write(folder / "some.h5", {false, 20000});
    auto const one = content_of_file(folder / "one.h5");
    EXPECT_EQ(content_of_file(folder / "each.h5"), one);
    EXPECT_EQ(content_of_file(folder / "some.h5"), one);
}

TEST(TrajectoryWriter, KeepsDateHostPathAndThreadsOutOfTheFileAndInTheLog)
{
    Folder const folder;
    write(folder / "a.h5");
    auto const file = content_of_file(folder / "a.h5");
    auto const log = content_of_file(folder / "a.h5.log");
    char host[256] = {};
    gethostname(host, sizeof host - 1);
    EXPECT_THAT(file, Not(HasSubstr(folder.path().filename().string())));
    EXPECT_THAT(file, Not(HasSubstr("somewhere.toml")));
    for (auto const* const line : {"command: mercato run somewhere.toml\n", "threads: 2\n",
                                   "outcome: complete\n", "date: 20", "seconds: "})
    {
        EXPECT_THAT(log, HasSubstr(line));
    }
    EXPECT_THAT(log, HasSubstr(fmt::format("host: {}\n", host)));
}

TEST(TrajectoryWriter, AddsToTheLogOfEarlierRuns)
{
    Folder const folder;
    put_in_file(folder / "a.h5.log", "earlier\n");
    write(folder / "a.h5");
    EXPECT_THAT(content_of_file(folder / "a.h5.log"), testing::StartsWith("earlier\ndate: "));
}

TEST(TrajectoryWriter, KeepsAResultWhoseLogCannotBeWrittenAndSaysSo)
{
    Folder const folder;
    std::filesystem::create_directory(folder / "a.h5.log");
    auto const written = write(folder / "a.h5");
    EXPECT_THAT(written.warning, HasSubstr("cannot write the log"));
    EXPECT_TRUE(TrajectoryReader(folder / "a.h5").is_intact());
}

TEST(TrajectoryWriter, RefusesAnExistingFileAtTheStart)
{
    Folder const folder;
    put_in_file(folder / "a.h5", "precious");
    auto const scenario = synthetic_scenario(small);
    EXPECT_THAT(message_of<IoError>([&] { TrajectoryWriter const writer(folder / "a.h5", scenario, {}); }),
                HasSubstr("File exists"));
    EXPECT_EQ(content_of_file(folder / "a.h5"), "precious");
    write(folder / "a.h5", {true});
    EXPECT_TRUE(TrajectoryReader(folder / "a.h5").is_intact());
}

TEST(TrajectoryWriter, RefusesToReplaceAFileThatAppearedMeanwhile)
{
    Folder const folder;
    auto const scenario = synthetic_scenario(small);
    TrajectoryWriter writer(folder / "a.h5", scenario, {});
    for (std::uint32_t r = 0; r < 4; ++r) writer.add(r, synthetic_records(scenario, small, r));
    put_in_file(folder / "a.h5", "precious");
    EXPECT_THROW(writer.finish({}), IoError);
    EXPECT_EQ(content_of_file(folder / "a.h5"), "precious");
}

TEST(TrajectoryWriter, NoticesAPartThatWasChanged)
{
    Folder const folder;
    auto const scenario = synthetic_scenario(small);
    TrajectoryWriter writer(folder / "a.h5", scenario, {false, 1});
    for (std::uint32_t r = 0; r < 4; ++r) writer.add(r, synthetic_records(scenario, small, r));
    std::filesystem::resize_file(folder / "a.h5.parts/part00000002-00000001.h5", 10000);
    EXPECT_THROW(writer.finish({}), IoError);
    EXPECT_FALSE(std::filesystem::exists(folder / "a.h5"));
}

TEST(TrajectoryWriter, RefusesReplicatesTwiceMissingOrOfAnotherScenario)
{
    Folder const folder;
    auto const scenario = synthetic_scenario(small);
    TrajectoryWriter writer(folder / "a.h5", scenario, {});
    writer.add(0, synthetic_records(scenario, small, 0));
    EXPECT_THROW(writer.add(0, synthetic_records(scenario, small, 0)), InternalError);
    EXPECT_THROW(writer.finish({}), InternalError) << "three are missing";
    auto const other = synthetic_records(scenario, {3, 30, 19, 4, 2}, 1);
    EXPECT_THROW(writer.add(1, RunRecords(other)), InternalError) << "other times";
}

TEST(TrajectoryWriter, SaysWhatMadeTheFile)
{
    Folder const folder;
    write(folder / "a.h5");
    TrajectoryReader const file(folder / "a.h5");
    auto const scenario = synthetic_scenario(small);
    EXPECT_EQ(file.scenario_text(), scenario.resolved);
    EXPECT_EQ(file.attribute("title"), scenario.title);
    EXPECT_EQ(file.attribute("seed"), "9007199254740991");
    EXPECT_EQ(file.attribute("scenario_hash"), scenario.hash);
    EXPECT_EQ(file.attribute("Conventions"), "CF-1.10");
    for (auto const* const name :
         {"mercato_version", "commit", "compiler", "flags", "cpu_class", "mathematics"})
    {
        EXPECT_NE(file.attribute(name), "") << name;
    }
    EXPECT_EQ(file.file().number_of("", "replicates"), 4);
}

TEST(TrajectoryWriter, CountsFlowsFromTheMoves)
{
    Folder const folder;
    write(folder / "a.h5");
    TrajectoryReader const file(folder / "a.h5");
    auto const flow = file.file().read<std::int32_t>("flow");
    std::vector<std::int32_t> counted(flow.size());
    for (std::uint32_t r = 0; r < file.replicates(); ++r)
    {
        for (auto const& move : file.records(r).moves)
        {
            if (move.to >= 0)
                ++counted[(r * 3 + static_cast<std::size_t>(move.from)) * 3 +
                          static_cast<std::size_t>(move.to)];
        }
    }
    EXPECT_EQ(flow, counted);
    EXPECT_GT(std::count_if(flow.begin(), flow.end(), [](auto n) { return n > 0; }), 3);
}

TEST(TrajectoryWriter, PutsTablesOfOthersBesideTheTrajectories)
{
    Folder const folder;
    auto const scenario = synthetic_scenario(small);
    TrajectoryWriter writer(folder / "a.h5", scenario, {});
    for (std::uint32_t r = 0; r < 4; ++r) writer.add(r, synthetic_records(scenario, small, r));
    std::vector<double> const values{1, 2, 3, 4, 5, 6, 7, 8};
    AddedTable facts{"fact", "row of the table of facts", {}};
    facts.columns.push_back({"fact_id", "1", "id", std::vector<std::string>{"G1", ""}, "", {}});
    facts.columns.push_back({"fact_low", "1", "low", std::vector{0.5, -0.5}, "", {}});
    facts.columns.push_back(
        {"fact_verdict", "1", "verdict", std::vector<std::int8_t>{1, 0}, "fail pass", {}});
    facts.columns.push_back({"fact_value", "1", "value of each replicate", values, "", {"replicate"}});
    writer.add_table(facts);
    writer.finish({});

    TrajectoryReader const file(folder / "a.h5");
    EXPECT_THAT(file.file().read_texts("fact_id"), ElementsAre("G1", ""));
    EXPECT_EQ(file.file().read<double>("fact_value"), values);
    EXPECT_THAT(file.file().info("fact_value").axes, ElementsAre("fact", "replicate"));
    EXPECT_EQ(file.file().text_of("fact_verdict", "flag_meanings"), "fail pass");
    EXPECT_THAT(broken_rules(folder / "a.h5"), IsEmpty());
}

TEST(TrajectoryWriter, TakesATableWithoutRows)
{
    Folder const folder;
    auto const scenario = synthetic_scenario(small);
    TrajectoryWriter writer(folder / "a.h5", scenario, {});
    for (std::uint32_t r = 0; r < 4; ++r) writer.add(r, synthetic_records(scenario, small, r));
    AddedTable facts{"fact", "row of the table of facts", {}};
    facts.columns.push_back({"fact_id", "1", "id", std::vector<std::string>{}, "", {}});
    writer.add_table(facts);
    writer.finish({});
    EXPECT_THAT(TrajectoryReader(folder / "a.h5").file().read_texts("fact_id"), IsEmpty());
}
} // namespace
} // namespace mercato
