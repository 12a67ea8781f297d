// SPDX-License-Identifier: Apache-2.0
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.hpp"
#include "io/folder.hpp"
#include "io/trajectory/output_place.hpp"
#include "io/trajectory/snapshots.hpp"

namespace mercato
{
namespace
{
namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// Every attribute of a job, with @p value for the one called @p name.
KeepingOptions kept_by(fs::path const& states, std::string_view name = {}, std::string const& value = {})
{
    KeepingOptions options;
    Scenario scenario;
    options.identity = identity_of(TrajectoryJob::of(scenario));
    for (auto& [attribute, there] : options.identity)
    {
        if (attribute == name) there = value;
    }
    options.states = states;
    return options;
}

class Snapshots : public ::testing::Test
{
protected:
    Folder folder_;
    OutputPlace place_{folder_ / "a.h5", false};
    KeepingOptions options_ = kept_by(folder_ / "a.h5.states");
    RunKey run_{12, 3};
    KeptRun kept_{place_, options_, run_};

    void keep(int value)
    {
        kept_.keep([&](Sink& sink) { Packer{sink}(value); });
    }
    /// What is found; -1 if nothing is.
    int found()
    {
        int value = -1;
        kept_.find([&](Source& source) { Unpacker{source}(value); });
        return value;
    }
    fs::path newest() const { return place_.part("state00000012-00000003.snapshot"); }
    fs::path previous() const { return place_.part(previous_of(newest().filename())); }

    /// Changes one bit in the middle.
    static void damage(fs::path const& path)
    {
        std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
        auto const middle = static_cast<std::streamoff>(fs::file_size(path) / 2);
        file.seekg(middle);
        auto const byte = static_cast<char>(file.get() ^ 1);
        file.seekp(middle);
        file.put(byte);
    }
};
} // namespace

TEST_F(Snapshots, TheLatestIsFound)
{
    EXPECT_EQ(found(), -1);
    keep(1);
    keep(2);
    EXPECT_EQ(found(), 2);
}

TEST_F(Snapshots, TheOneBeforeServesWhereTheLatestIsDamagedOrCutShort)
{
    keep(1);
    keep(2);
    damage(newest());
    EXPECT_EQ(found(), 1);
    keep(3); // the damaged one is the one before now
    fs::resize_file(newest(), fs::file_size(newest()) - 1);
    EXPECT_EQ(found(), -1);
    EXPECT_THAT(sift_snapshots(place_, options_, false),
                ElementsAre(newest().filename().string(), previous().filename().string()));
    EXPECT_THAT(place_.snapshots(), IsEmpty());
}

TEST_F(Snapshots, OfAnEmptyFileNothingIsTaken)
{
    std::ofstream{newest()};
    EXPECT_EQ(found(), -1);
    EXPECT_THAT(sift_snapshots(place_, options_, false), ElementsAre(newest().filename().string()));
}

TEST_F(Snapshots, OfAnotherBuildOrScenarioAreRefusedByNameAndStay)
{
    keep(1);
    for (auto const* const name : {"commit", "compiler", "flags", "mathematics", "scenario_hash", "seed"})
    {
        auto const other = kept_by(folder_ / "a.h5.states", name, "another");
        auto const message = message_of<IoError>([&] { sift_snapshots(place_, other, false); });
        EXPECT_THAT(message, HasSubstr(std::string("its ") + name));
        EXPECT_THAT(message, HasSubstr("another is wanted"));
        EXPECT_EQ(found(), 1);
    }
    sift_snapshots(place_, kept_by(folder_ / "a.h5.states", "seed", "another"), true);
    EXPECT_EQ(found(), -1);
}

TEST_F(Snapshots, GoWithTheReplicatesThatPartsHold)
{
    keep(1);
    remove_snapshots(place_, [](RunKey run) { return run.replicate < 12 || run.point != 3; });
    EXPECT_EQ(found(), 1);
    remove_snapshots(place_, [](RunKey run) { return run.replicate == 12; });
    EXPECT_EQ(found(), -1);
}

TEST_F(Snapshots, AFinishedRunIsFoundAsItsRecords)
{
    EXPECT_FALSE(kept_.finished());
    RunRecords records;
    records.state_hash = {1, 2, 3};
    records.moves.emplace_back().person = 7;
    kept_.keep_finished(records);
    auto const again = kept_.finished();
    ASSERT_TRUE(again);
    EXPECT_EQ(again->state_hash, records.state_hash);
    EXPECT_EQ(again->moves.at(0).person, 7);
    EXPECT_EQ(found(), -1);
}

TEST_F(Snapshots, ALastInstantServesALongerRunOfTheSameJobOnly)
{
    options_.endless = options_.identity;
    options_.keeps_states = true;
    kept_.reach_end([](Sink& sink) { Packer{sink}(5); });
    EXPECT_EQ(found(), -1); // it belongs to this run, which is over
    save_states(place_, options_);
    EXPECT_THAT(place_.snapshots(), IsEmpty());
    EXPECT_EQ(found(), 5);
    options_.endless.back().second = "another";
    EXPECT_EQ(found(), -1);
}
} // namespace mercato
