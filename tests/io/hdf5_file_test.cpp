// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <cstring>
#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/check.hpp"
#include "io/folder.hpp"
#include "io/hdf5_file.hpp"

namespace mercato
{
namespace
{
using testing::ElementsAre;
using testing::HasSubstr;

/// A file with the axes replicate (3) and lab (2), closed and ready to be read.
template <class Fill>
Hdf5File written(std::filesystem::path const& path, Fill const& fill, Packing packing = Packing::packed)
{
    auto file = Hdf5File::create(path, packing);
    file.create_axis("replicate", ValueType::int32, 3);
    file.create_axis("lab", ValueType::int32, 2);
    file.write<std::int32_t>("replicate", std::vector<std::int32_t>{0, 1, 2});
    file.write<std::int32_t>("lab", std::vector<std::int32_t>{0, 1});
    fill(file);
    file.close();
    return Hdf5File::open(path);
}

template <class Number>
void keeps(std::vector<Number> const& values)
{
    Folder const folder;
    Hdf5File const file = written(folder / "a.h5", [&](Hdf5File& f) {
        f.create_variable({"x", value_type_of<Number>(), {"replicate", "lab"}, {3, 2}});
        f.write<Number>("x", values);
    });
    std::vector<Number> const read = file.read<Number>("x");
    ASSERT_EQ(read.size(), values.size());
    EXPECT_EQ(std::memcmp(read.data(), values.data(), values.size() * sizeof(Number)), 0);
    EXPECT_EQ(file.info("x").type, value_type_of<Number>());
}

TEST(Hdf5File, GivesNumbersBackBitByBit)
{
    keeps<std::int8_t>({-128, 127, 0, 1, -1, 2});
    keeps<std::int16_t>({-32768, 32767, 0, 1, -1, 2});
    keeps<std::int32_t>({INT32_MIN, INT32_MAX, 0, 1, -1, 2});
    keeps<float>({-0.0F, 1e-45F, 3.4e38F, std::nanf(""), INFINITY, -INFINITY});
    keeps<double>({-0.0, 5e-324, 1.7e308, std::nan(""), INFINITY, 1669766400.000001});
}

TEST(Hdf5File, GivesTextsBackInAnyScriptAndLength)
{
    Folder const folder;
    std::vector<std::string> const texts{"", "Börse №4 深度", std::string(1 << 20, 'x')};
    auto const file = written(folder / "a.h5", [&](Hdf5File& f) {
        f.create_variable({"name", ValueType::text, {"replicate"}, {3}});
        f.write_texts("name", texts);
        f.create_variable({"whole", ValueType::text, {}, {}});
        f.write_texts("whole", std::vector<std::string>{"one\ntext"});
    });
    EXPECT_EQ(file.read_texts("name"), texts);
    EXPECT_THAT(file.read_texts("whole"), ElementsAre("one\ntext"));
}

TEST(Hdf5File, KnowsAxesShapesAndTypesOfAllVariablesInTheirOrder)
{
    Folder const folder;
    auto const file = written(folder / "a.h5", [](Hdf5File& f) {
        f.create_variable({"z", ValueType::float32, {"replicate", "lab"}, {3, 2}});
        f.create_variable({"a", ValueType::text, {}, {}});
        f.write_texts("a", std::vector<std::string>{"t"});
        f.create_group("entry");
    });
    auto const all = file.variables();
    ASSERT_EQ(all.size(), 4U);
    EXPECT_EQ(all[0].name, "replicate");
    EXPECT_THAT(all[0].axes, ElementsAre("replicate"));
    EXPECT_EQ(all[2].name, "z");
    EXPECT_EQ(all[2].type, ValueType::float32);
    EXPECT_THAT(all[2].axes, ElementsAre("replicate", "lab"));
    EXPECT_THAT(all[2].shape, ElementsAre(3, 2));
    EXPECT_EQ(all[3].name, "a");
    EXPECT_TRUE(all[3].axes.empty());
    EXPECT_TRUE(file.has("z"));
    EXPECT_FALSE(file.has("y"));
}

TEST(Hdf5File, ReadsASliceOfRows)
{
    Folder const folder;
    auto const file = written(folder / "a.h5", [](Hdf5File& f) {
        f.create_variable({"x", ValueType::int32, {"replicate", "lab"}, {3, 2}});
        f.write<std::int32_t>("x", std::vector<std::int32_t>{0, 1, 2, 3, 4, 5});
    });
    Bytes rows;
    file.read_rows("x", 1, 2, rows);
    ASSERT_EQ(rows.size(), 16U);
    auto const* const values = reinterpret_cast<std::int32_t const*>(rows.data());
    EXPECT_THAT(std::vector(values, values + 4), ElementsAre(2, 3, 4, 5));
}

TEST(Hdf5File, GivesAttributesBackAndNothingWhereThereIsNone)
{
    Folder const folder;
    auto const file = written(folder / "a.h5", [](Hdf5File& f) {
        f.set_text("", "title", "Ünder");
        f.set_text("lab", "units", "");
        f.set_number("", "complete", 1);
    });
    EXPECT_EQ(file.text_of("", "title"), "Ünder");
    EXPECT_EQ(file.text_of("lab", "units"), "");
    EXPECT_EQ(file.number_of("", "complete"), 1);
    EXPECT_EQ(file.text_of("", "nothing"), std::nullopt);
    EXPECT_EQ(file.number_of("", "title"), std::nullopt) << "a text is no number";
    EXPECT_EQ(file.text_of("", "complete"), std::nullopt) << "a number is no text";
}

TEST(Hdf5File, HasTheSameFingerprintHoweverRowsWereCutAndPacked)
{
    Folder const folder;
    std::vector<double> values(3 * 20000);
    std::iota(values.begin(), values.end(), 0.5);
    auto const fill = [&](std::uint64_t step) {
        return [&values, step](Hdf5File& f) {
            f.create_axis("row", ValueType::int32, 20000);
            f.create_variable({"x", ValueType::float64, {"row", "replicate"}, {20000, 3}});
            for (std::uint64_t row = 0; row < 20000; row += step)
            {
                f.write_rows("x", row, std::as_bytes(std::span(values).subspan(row * 3, step * 3)));
            }
        };
    };
    auto const one = written(folder / "1.h5", fill(20000)).stored_hash();
    EXPECT_EQ(written(folder / "2.h5", fill(1000)).stored_hash(), one);
    EXPECT_EQ(written(folder / "3.h5", fill(500), Packing::raw).stored_hash(), one);
    values[7] += 1;
    EXPECT_NE(written(folder / "4.h5", fill(20000)).stored_hash(), one);
    EXPECT_LT(std::filesystem::file_size(folder / "1.h5"), std::filesystem::file_size(folder / "3.h5"));
}

TEST(Hdf5File, WritesEqualBytesForEqualCalls)
{
    Folder const folder;
    auto const fill = [](Hdf5File& f) {
        f.set_text("", "title", "same");
        f.create_variable({"name", ValueType::text, {"lab"}, {2}});
        f.write_texts("name", std::vector<std::string>{"a", "b"});
        f.create_group("entry");
        f.link("name", "entry/name");
    };
    written(folder / "1.h5", fill);
    sleep(1); // time stamps have a resolution of one second
    written(folder / "2.h5", fill);
    EXPECT_EQ(content_of_file(folder / "1.h5"), content_of_file(folder / "2.h5"));
}

TEST(Hdf5File, RefusesToReplaceAFileAndLeavesItAsItWas)
{
    Folder const folder;
    put_in_file(folder / "a.h5", "precious");
    auto const message = message_of<IoError>([&] { Hdf5File::create(folder / "a.h5", Packing::raw); });
    EXPECT_THAT(message, HasSubstr("a.h5"));
    EXPECT_THAT(message, HasSubstr("File exists"));
    EXPECT_EQ(content_of_file(folder / "a.h5"), "precious");
}

TEST(Hdf5File, SaysWhatIsWrongWithAFileThatCannotBeRead)
{
    Folder const folder;
    put_in_file(folder / "a.h5", "not HDF5");
    EXPECT_THAT(message_of<IoError>([&] { Hdf5File::open(folder / "a.h5"); }), HasSubstr("cannot read"));
    EXPECT_THAT(message_of<IoError>([&] { Hdf5File::open(folder / "no.h5"); }),
                HasSubstr("No such file or directory"));
    auto const file = written(folder / "b.h5", [](Hdf5File&) {});
    EXPECT_THAT(message_of<IoError>([&] { static_cast<void>(file.read<double>("lab")); }),
                HasSubstr("int32 where float64 should be"));
    EXPECT_THAT(message_of<IoError>([&] { static_cast<void>(file.info("nothing")); }),
                HasSubstr("read 'nothing'"));
}

TEST(Hdf5File, RefusesRowsOutOfOrderOrBeyondTheEnd)
{
    Folder const folder;
    auto file = Hdf5File::create(folder / "a.h5", Packing::raw);
    file.create_axis("row", ValueType::int32, 4);
    std::vector<std::int32_t> const two{1, 2};
    file.write_rows("row", 0, std::as_bytes(std::span(two)));
    EXPECT_THROW(file.write_rows("row", 0, std::as_bytes(std::span(two))), InternalError) << "twice";
    EXPECT_THROW(file.write_rows("row", 3, std::as_bytes(std::span(two))), InternalError) << "beyond";
}

TEST(Chunk, HoldsWholeRowsOrPartsOfOneAndNeverExceedsTheShape)
{
    EXPECT_THAT(chunk_of({"x", ValueType::float32, {"a"}, {10}}), ElementsAre(10));
    EXPECT_THAT(chunk_of({"x", ValueType::float32, {"a"}, {1000000}}), ElementsAre(65536));
    EXPECT_THAT(chunk_of({"x", ValueType::float32, {"a", "b", "c"}, {10, 20, 2}}), ElementsAre(10, 20, 2));
    EXPECT_THAT(chunk_of({"x", ValueType::float32, {"a", "b", "c"}, {1000, 160, 20}}),
                ElementsAre(5, 160, 20));
    EXPECT_THAT(chunk_of({"x", ValueType::float32, {"a", "b", "c"}, {1000, 30000, 20}}),
                ElementsAre(1, 819, 20));
    EXPECT_THAT(chunk_of({"x", ValueType::float32, {"a", "b"}, {0, 7}}), ElementsAre(1, 7))
        << "empty, but legal";
}

TEST(Chunk, IsMovedWholeUnlessOneRowIsLargerThanMemoryAtOnce)
{
    VariableInfo const narrow{"x", ValueType::float32, {"a"}, {100000000}};
    EXPECT_EQ(rows_at_once(narrow) % chunk_of(narrow).front(), 0U);
    EXPECT_EQ(rows_at_once({"x", ValueType::float64, {"a", "b"}, {4, 10000000}}), 1U);
    EXPECT_EQ(rows_at_once({"x", ValueType::text, {}, {}}), 1U);
}
} // namespace
} // namespace mercato
