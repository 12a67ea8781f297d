// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <bit>
#include <cstring>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/draws.hpp"
#include "io/folder.hpp"
#include "io/synthetic.hpp"
#include "io/trajectory/reader.hpp"
#include "io/trajectory/writer.hpp"

namespace mercato
{
namespace
{
using testing::AllOf;
using testing::HasSubstr;

/// Any value of the type, infinities and never included.
template <class T>
T any(Luck& luck)
{
    auto const word = luck();
    if constexpr (std::is_same_v<T, Time>)
    {
        auto const us =
            static_cast<std::int64_t>((std::uint64_t{word} << 21) ^ luck()) - (std::int64_t{1} << 52);
        return word % 16 == 0 ? never : Time{us};
    }
    else if constexpr (std::is_same_v<T, float>)
        return std::bit_cast<float>(word);
    else
        return static_cast<T>(word);
}

template <class Record>
std::vector<Record> any_table(Luck& luck, std::size_t rows)
{
    std::vector<Record> table(rows);
    for (auto& record : table)
    {
        std::apply(
            [&]<class... T>(Column<Record, T> const&... column) {
                ((record.*(column.member) = any<T>(luck)), ...);
            },
            Record::columns());
    }
    return table;
}

/// The bits of every column of every record, for comparison.
template <class Record>
Bytes bits(std::vector<Record> const& table)
{
    Bytes bytes;
    for (auto const& record : table)
    {
        std::apply([&](auto const&... column) { (append(bytes, record.*(column.member)), ...); },
                   Record::columns());
    }
    return bytes;
}

bool same(RunRecords const& a, RunRecords const& b)
{
    return a.times == b.times && a.state_hash == b.state_hash && a.people == b.people &&
           bits(a.labs) == bits(b.labs) && bits(a.panel) == bits(b.panel) && bits(a.moves) == bits(b.moves) &&
           bits(a.offers) == bits(b.offers) && bits(a.spells) == bits(b.spells) &&
           bits(a.announcements) == bits(b.announcements) && bits(a.crises) == bits(b.crises) &&
           bits(a.intentions) == bits(b.intentions) && bits(a.works) == bits(b.works) &&
           bits(a.launches) == bits(b.launches);
}

/// A run in which nothing makes sense, with tables of @p rows at most.
RunRecords any_records(Luck& luck, std::size_t times, std::size_t labs, std::size_t followed,
                       std::uint32_t rows)
{
    RunRecords r;
    for (std::size_t t = 0; t < times; ++t) r.times.push_back(Time{} + week * static_cast<std::int64_t>(t));
    r.labs = any_table<LabRecord>(luck, times * labs);
    r.works = any_table<OutputRecord>(luck, times * labs);
    r.launches = any_table<LaunchRecord>(luck, luck() % (rows + 1));
    r.panel = any_table<PanelRecord>(luck, times * followed);
    r.moves = any_table<MoveRecord>(luck, luck() % (rows + 1));
    for (auto& move : r.moves)
    {
        move.from = static_cast<std::int16_t>(static_cast<int>(luck() % (labs + 1)) - 1);
        move.to = static_cast<std::int16_t>(static_cast<int>(luck() % (labs + 1)) - 1);
    }
    r.offers = any_table<OfferRecord>(luck, luck() % (rows + 1));
    r.spells = any_table<SpellRecord>(luck, luck() % (rows + 1));
    r.announcements = any_table<AnnouncementRecord>(luck, luck() % (rows + 1));
    r.crises = any_table<CrisisRecord>(luck, luck() % (rows + 1));
    r.intentions = any_table<IntentionRecord>(luck, luck() % (rows + 1));
    for (std::size_t t = 0; t < times; ++t) r.state_hash.push_back((std::uint64_t{luck()} << 32) | luck());
    r.people = luck() >> 1;
    return r;
}

/// Writes a run of any size and contents and reads it back.
void keeps_any_run(Luck& luck)
{
    auto const below = [&luck](std::uint32_t bound) { return static_cast<int>(luck() % bound); };
    int const replicates = 1 + below(4);
    int const labs = 1 + below(4);
    auto const times = static_cast<std::size_t>(1 + below(5));
    auto const followed = static_cast<std::size_t>(1 + below(2));
    auto const rows = std::array{0U, 1U, 30U, 3000U, 70000U}[luck() % 5];
    auto const part_bytes = std::array{1UL, 20000UL, 1UL << 30}[luck() % 3];

    Folder const folder;
    auto scenario = synthetic_scenario({labs, 0, 0, replicates, static_cast<int>(followed)});
    scenario.events.emplace_back().type = "ouster"; // or no table of crises is written
    scenario.labs.front().productivity = 1;         // nor anything that labs make
    TrajectoryWriter writer(folder / "a.h5", scenario, {false, part_bytes});
    std::vector<RunRecords> runs;
    for (std::uint32_t r = 0; r < static_cast<std::uint32_t>(replicates); ++r)
    {
        runs.push_back(any_records(luck, times, static_cast<std::size_t>(labs), followed, rows));
        writer.add(r, RunRecords(runs.back()));
    }
    writer.finish({});

    TrajectoryReader const reader(folder / "a.h5");
    ASSERT_EQ(reader.replicates(), runs.size());
    EXPECT_TRUE(reader.is_intact());
    for (std::uint32_t r = 0; r < reader.replicates(); ++r) EXPECT_TRUE(same(reader.records(r), runs[r]));
}

TEST(TrajectoryReader, GivesBackEveryBitOfAnyRun)
{
    for (std::uint64_t seed = 0; seed < 10; ++seed)
    {
        SCOPED_TRACE(seed);
        Draws const draws(seed, 0);
        Luck luck(draws, Domain::market, Kind::offer, 1);
        keeps_any_run(luck);
    }
}
/// A file of two small replicates.
void write_small(std::filesystem::path const& path, RecordParams const& record = {.panel = 2})
{
    SyntheticSize const size{1, 10, 5, 2, static_cast<int>(record.panel)};
    auto scenario = synthetic_scenario(size);
    scenario.record = record;
    TrajectoryWriter writer(path, scenario, {});
    for (std::uint32_t r = 0; r < 2; ++r) writer.add(r, synthetic_records(scenario, size, r));
    writer.finish({});
}

std::string refusal(std::filesystem::path const& path)
{
    return message_of<IoError>([&] { TrajectoryReader const reader(path); });
}

TEST(TrajectoryReader, GivesEmptyTablesWhereNothingWasRecorded)
{
    Folder const folder;
    write_small(folder / "a.h5", {.offers = false, .moves = false, .spells = false, .panel = 0});
    TrajectoryReader const reader(folder / "a.h5");
    auto const records = reader.records(1);
    EXPECT_TRUE(records.moves.empty() && records.offers.empty() && records.spells.empty() &&
                records.panel.empty());
    EXPECT_EQ(records.labs.size(), 6U);
    EXPECT_FALSE(reader.file().has("flow")) << "without moves there is nothing to count";
}

TEST(TrajectoryReader, KnowsLabsTimesAndReplicates)
{
    Folder const folder;
    write_small(folder / "a.h5");
    TrajectoryReader const reader(folder / "a.h5");
    ASSERT_EQ(reader.labs().size(), 1U);
    EXPECT_EQ(reader.labs()[0].name, "Aurora Lab");
    EXPECT_EQ(reader.labs()[0].id, "lab0");
    EXPECT_EQ(reader.replicates(), 2U);
    ASSERT_EQ(reader.times().size(), 6U);
    EXPECT_EQ(to_text(reader.times().front()), "2022-11-30T00:00:00Z");
    EXPECT_THAT(message_of<IoError>([&] { static_cast<void>(reader.records(2)); }),
                HasSubstr("They are 0 to 1"));
}

TEST(TrajectoryReader, RefusesWhatIsNoTrajectoryWithAClearWord)
{
    Folder const folder;
    EXPECT_THAT(refusal(folder / "no.h5"), AllOf(HasSubstr("no.h5"), HasSubstr("No such file")));
    EXPECT_THAT(refusal(folder.path()), HasSubstr("Is a directory"));
    put_in_file(folder / "text.h5", "hello");
    EXPECT_THAT(refusal(folder / "text.h5"), HasSubstr("was it written by mercato?"));
    put_in_file(folder / "empty.h5", "");
    EXPECT_THAT(refusal(folder / "empty.h5"), HasSubstr("was it written by mercato?"));
    auto foreign = Hdf5File::create(folder / "foreign.h5", Packing::raw);
    foreign.create_axis("x", ValueType::int32, 0);
    foreign.close();
    EXPECT_THAT(refusal(folder / "foreign.h5"), HasSubstr("it was not written by mercato"));
}

TEST(TrajectoryReader, RefusesAPartAndANewerFormat)
{
    Folder const folder;
    auto part = Hdf5File::create(folder / "part.h5", Packing::raw);
    part.set_number("", "mercato_format", trajectory_format);
    part.close();
    EXPECT_THAT(refusal(folder / "part.h5"), HasSubstr("it is not complete"));
    auto newer = Hdf5File::create(folder / "newer.h5", Packing::raw);
    newer.set_number("", "mercato_format", trajectory_format + 1);
    newer.set_text("", "mercato_version", "9.9");
    newer.close();
    EXPECT_THAT(refusal(folder / "newer.h5"), AllOf(HasSubstr("its format is 2"), HasSubstr("9.9")));
}

TEST(TrajectoryReader, NoticesAFileThatWasCutShortAnywhere)
{
    Folder const folder;
    write_small(folder / "a.h5");
    auto const whole = content_of_file(folder / "a.h5");
    for (std::size_t keep = 0; keep < whole.size(); keep += whole.size() / 50)
    {
        put_in_file(folder / "cut.h5", whole.substr(0, keep));
        EXPECT_NE(refusal(folder / "cut.h5"), "") << keep << " of " << whole.size() << " bytes";
    }
}

TEST(TrajectoryReader, NoticesValuesThatWereChanged)
{
    Folder const folder;
    write_small(folder / "a.h5");
    auto bytes = content_of_file(folder / "a.h5");
    double const last = file_time(TrajectoryReader(folder / "a.h5").times().back());
    std::string word(sizeof last, '\0');
    std::memcpy(word.data(), &last, sizeof last);
    auto const at = bytes.find(word);
    ASSERT_NE(at, std::string::npos);
    bytes[at + 2] = static_cast<char>(bytes[at + 2] + 1);
    put_in_file(folder / "changed.h5", bytes);
    EXPECT_TRUE(TrajectoryReader(folder / "a.h5").is_intact());
    EXPECT_FALSE(TrajectoryReader(folder / "changed.h5").is_intact());
}

TEST(FileTime, IsExactToTheMicrosecondAndKnowsNever)
{
    for (auto const us : {0LL, 1LL, -1LL, 1669766400000001LL, 4102444799999999LL, -2208988800000001LL})
    {
        EXPECT_EQ(time_in_file(file_time(Time{us})), Time{us});
    }
    EXPECT_EQ(time_in_file(file_time(never)), never);
}
} // namespace
} // namespace mercato
