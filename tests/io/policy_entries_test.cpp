// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/scenario_folder.hpp"

namespace mercato
{
namespace
{
using ::testing::HasSubstr;

constexpr char const* policy = R"(
[[policies]]
id = "keep"
lab = "north"
at = 2025-02-01T00:00:00Z
bonus = "2 $M"
bonus_stay = "2 years"
least_deadline = "2 weeks"
cliff = 6
existing_grants = true
)";

Scenario read_with(std::string const& added, std::vector<std::string> sets = {})
{
    ScenarioFolder const folder;
    folder.write("s.toml", good_scenario + added);
    return read_scenario(folder.request("s.toml", std::move(sets)));
}

std::string complaints_with(std::string const& added, std::vector<std::string> sets = {})
{
    ScenarioFolder const folder;
    folder.write("s.toml", good_scenario + added);
    return folder.complaints(folder.request("s.toml", std::move(sets)));
}
} // namespace

TEST(PolicyEntries, AreReadWithUnitsAndEchoed)
{
    auto const s = read_with(policy, {"policies.keep.raise=0.1"});
    ASSERT_EQ(s.policies.size(), 1U);
    auto const& p = s.policies[0];
    EXPECT_DOUBLE_EQ(p.bonus, 2);
    EXPECT_DOUBLE_EQ(p.bonus_stay, 2);
    EXPECT_NEAR(*p.least_deadline, 14 / 365.25, 1e-12);
    EXPECT_DOUBLE_EQ(*p.cliff, 0.5);
    EXPECT_DOUBLE_EQ(p.raise, 0.1);
    EXPECT_FALSE(p.garden_leave);
    auto const again = read_resolved(s.resolved, "resolved");
    ASSERT_EQ(again.policies.size(), 1U);
    EXPECT_EQ(again.policies[0].bonus, p.bonus);
    EXPECT_EQ(again.policies[0].cliff, p.cliff);
    EXPECT_EQ(to_toml(again), s.resolved);
}

TEST(PolicyEntries, MergeByIdAndAreSwitchedOff)
{
    auto const s = read_with(policy, {"policies.keep.enabled=false", "policies.keep.lab=all"});
    EXPECT_FALSE(s.policies[0].enabled);
    EXPECT_EQ(s.policies[0].lab, "all");
    EXPECT_TRUE(read_with(policy, {"policies.keep.drop=true"}).policies.empty());
}

TEST(PolicyEntries, ThatCannotBeMeantAreComplainedOf)
{
    EXPECT_THAT(complaints_with(policy, {"policies.keep.lab=nort"}), HasSubstr("did you mean north?"));
    EXPECT_THAT(complaints_with(policy, {"policies.kept.raise=1"}), HasSubstr("did you mean keep"));
    EXPECT_THAT(complaints_with(policy, {"policies.keep.jurisdiction=californa"}),
                HasSubstr("no lab is under such a law, did you mean california?"));
    EXPECT_THAT(complaints_with(policy, {"policies.keep.until=2025-01-01T00:00:00Z"}),
                HasSubstr("must come after at = 2025-02-01T00:00:00Z"));
    EXPECT_THAT(complaints_with(policy, {"policies.keep.visibility=2"}), HasSubstr("between 0 and 1"));
    EXPECT_THAT(complaints_with(policy, {"policies.keep.bonus=3 days"}), HasSubstr("policies.keep.bonus"));
    EXPECT_THAT(complaints_with(policy, {"policies.keep.least_level=5"}), HasSubstr("between 1 and 4"));
    EXPECT_THAT(complaints_with(policy, {"policies.keep.never_match=true", "policies.keep.counter_factor=1"}),
                HasSubstr("which of the two?"));
    auto const lost = std::string(policy) + "bonsu = 1\n";
    EXPECT_THAT(complaints_with(lost), HasSubstr("did you mean bonus"));
    EXPECT_THAT(complaints_with("[[policies]]\nid = \"x\"\nlab = \"north\"\nat = 2025-02-01T00:00:00Z\n"
                                "existing_grants = true\n"),
                HasSubstr("cliff is missing"));
    EXPECT_THAT(complaints_with("[[policies]]\nid = \"x\"\nlab = \"north\"\n"), HasSubstr("policies.x.at"));
}

TEST(PolicyEntries, LeaksSayWhatIsTold)
{
    EXPECT_THAT(complaints_with("[[events]]\nid = \"story\"\ntype = \"leak\"\nlab = \"north\"\n"
                                "at = 2025-02-01T00:00:00Z\ntruth = 3\n"),
                HasSubstr("events.story.value is missing"));
}

TEST(PolicyEntries, GoUnderStandInNames)
{
    ScenarioFolder const folder;
    folder.write("s.toml", good_scenario + std::string(policy) + "note = \"of North Lab\"\n");
    auto request = folder.request("s.toml", {});
    request.alias = true;
    auto const s = read_scenario(request);
    EXPECT_NE(s.policies[0].lab, "north");
    EXPECT_TRUE(s.policies[0].note.empty());
}
} // namespace mercato
