// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <gtest/gtest.h>

#include "study/fact_table.hpp"
#include "study/made_run.hpp"

namespace mercato
{
namespace
{
template <class T>
std::vector<T> column_of(AddedTable const& table, std::string_view wanted)
{
    for (auto const& c : table.columns)
    {
        if (c.name == wanted) return std::get<std::vector<T>>(c.values);
    }
    ADD_FAILURE() << wanted;
    return {};
}

TEST(FactTable, HoldsVerdictsAndWhatEachReplicateShows)
{
    std::vector<FactSpec> facts(2);
    name(facts[0].id, "first");
    facts[0].low = 1;
    name(facts[1].id, "second");
    std::vector<Observed> const observed{{{2.0, std::nullopt, 0.5}, "days", {}},
                                         {{{}, {}, {}}, "1", "no such lab"}};
    auto const table = fact_table(judge(facts, observed), observed);
    EXPECT_EQ(table.axis, "fact");
    EXPECT_EQ(column_of<std::string>(table, "fact_id"), (std::vector<std::string>{"first", "second"}));
    EXPECT_EQ(column_of<std::string>(table, "fact_remark"), (std::vector<std::string>{"", "no such lab"}));
    EXPECT_EQ(column_of<std::int8_t>(table, "fact_outcome"), (std::vector<std::int8_t>{0, 2}));
    EXPECT_DOUBLE_EQ(column_of<double>(table, "fact_probability")[0], 1.0 / 3);
    EXPECT_DOUBLE_EQ(column_of<double>(table, "fact_median")[0], 1.25);
    EXPECT_TRUE(std::isnan(column_of<double>(table, "fact_high")[0]));
    auto const values = column_of<double>(table, "fact_value");
    ASSERT_EQ(values.size(), 6u);
    EXPECT_EQ(values[0], 2);
    EXPECT_TRUE(std::isnan(values[1]));
    EXPECT_EQ(values[2], 0.5);
    EXPECT_TRUE(std::isnan(values[5]));
}

TEST(FactTable, ColumnsAreOfOneLengthAndBearTheNameOfTheTable)
{
    std::vector<FactSpec> const facts(3);
    std::vector<Observed> const observed(3, Observed{{1.0, 2.0}, "1", {}});
    auto const table = fact_table(judge(facts, observed), observed);
    for (auto const& c : table.columns)
    {
        EXPECT_EQ(c.name.rfind("fact_", 0), 0u) << c.name;
        auto const rows = std::visit([](auto const& values) { return values.size(); }, c.values);
        EXPECT_EQ(rows, !c.more_axes.empty() ? 6u : 3u) << c.name;
    }
}
} // namespace
} // namespace mercato
