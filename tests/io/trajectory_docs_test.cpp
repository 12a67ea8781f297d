// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>

#include <gtest/gtest.h>

#include "io/folder.hpp"
#include "io/trajectory/layout.hpp"

namespace mercato
{
namespace
{
TEST(TrajectoryDocs, ListEveryVariableAsItIs)
{
    std::filesystem::path const path = MERCATO_ROOT "/docs/trajectory.md";
    auto const text = content_of_file(path);
    auto const at = text.find("## Variables\n");
    ASSERT_NE(at, std::string::npos);
    if (std::getenv("MERCATO_WRITE_DOCS") != nullptr)
        put_in_file(path, text.substr(0, at) + trajectory_markdown());
    else
    {
        EXPECT_EQ(text.substr(at), trajectory_markdown())
            << "MERCATO_WRITE_DOCS=1 mercato_test_io --gtest_filter='TrajectoryDocs.*' writes them anew";
    }
}

TEST(TrajectoryLayout, NamesNothingTwice)
{
    TrajectoryContent const all{};
    std::vector<std::string> names{"scenario", "lab_id", "lab_name", "lab_kind"};
    for (auto const& axis : trajectory_axes(all)) names.push_back(axis.name);
    for (auto const& variable : trajectory_variables(all)) names.push_back(variable.name);
    std::sort(names.begin(), names.end());
    EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
}

TEST(TrajectoryLayout, GivesEveryVariableAUnitAMeaningAndKnownAxes)
{
    TrajectoryContent const all{};
    std::vector<std::string> axes;
    for (auto const& axis : trajectory_axes(all)) axes.push_back(axis.name);
    for (auto const& variable : trajectory_variables(all))
    {
        EXPECT_NE(variable.unit, "") << variable.name;
        EXPECT_NE(variable.meaning, "") << variable.name;
        EXPECT_TRUE(variable.flags.empty() || variable.type == ValueType::int8) << variable.name;
        for (auto const& axis : variable.axes)
        {
            EXPECT_NE(std::find(axes.begin(), axes.end(), axis), axes.end())
                << variable.name << " along " << axis;
        }
    }
}
} // namespace
} // namespace mercato
