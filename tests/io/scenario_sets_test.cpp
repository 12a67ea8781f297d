// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/scenario_folder.hpp"

namespace mercato
{
namespace
{
/// The good scenario under --set.
Scenario read_with(std::vector<std::string> sets)
{
    ScenarioFolder const folder;
    folder.write("s.toml", good_scenario);
    return read_scenario(folder.request("s.toml", std::move(sets)));
}

std::string complaints_with(std::vector<std::string> sets)
{
    ScenarioFolder const folder;
    folder.write("s.toml", good_scenario);
    return folder.complaints(folder.request("s.toml", std::move(sets)));
}

TEST(Set, ReachesSectionsListsAndTheTop)
{
    auto const s = read_with({"run.seed=3", "labs.south.amenity=0.3", "events.crunch.at=2025-02-01T00:00:00Z",
                              "facts.E1-01.low=2", "title=A title", "record.moves=false"});
    EXPECT_EQ(s.run.seed, 3);
    EXPECT_DOUBLE_EQ(s.labs[1].amenity, 0.3);
    EXPECT_EQ(to_text(s.events[0].at), "2025-02-01T00:00:00Z");
    EXPECT_DOUBLE_EQ(*s.facts[0].low, 2);
    EXPECT_EQ(s.title, "A title");
    EXPECT_FALSE(s.record.moves);
}

TEST(Set, TakesQuantitiesSeriesListsAndQuotedText)
{
    auto const s = read_with({"search.contact_rate=2.5 1/years", "labs.north.deadline=\"3 weeks\"",
                              "run.dt = 12 hours", "labs.south.culture=[1, -1]", "title=\"3\"",
                              "labs.south.pay=[{at = 2025-01-01T00:00:00Z, value = 100}, {at = "
                              "2025-02-01T00:00:00Z, value = 200}]"});
    EXPECT_DOUBLE_EQ(s.laws.search.contact_rate, 2.5);
    EXPECT_DOUBLE_EQ(s.labs[0].deadline[0].value, 21 / 365.25);
    EXPECT_DOUBLE_EQ(s.run.dt, 0.5 / 365.25);
    EXPECT_THAT(s.labs[1].culture, testing::ElementsAre(1, -1));
    EXPECT_EQ(s.title, "3");
    ASSERT_EQ(s.labs[1].pay.size(), 2U);
    EXPECT_DOUBLE_EQ(s.labs[1].pay[1].value, 0.2);
}

TEST(Set, DropsEntriesAndSwitchesEventsOff)
{
    auto const s = read_with({"facts.E1-01.drop=true", "events.crunch.enabled=false"});
    EXPECT_TRUE(s.facts.empty());
    EXPECT_FALSE(s.events[0].enabled);
}

/// What is set and what is said of it.
struct Wrong
{
    std::vector<std::string> sets;
    std::string complaint;
};

TEST(Set, IsCheckedLikeAFileAndComplainedOfByItsNumber)
{
    Wrong const wrong[] = {
        {{"run.seed=1", "run.sed=2"}, "--set 2: run.sed is not a known key (did you mean seed?)"},
        {{"run.seed=abc"},
         "--set 1: run.seed = \"abc\" (must be a whole number between 0 and 9007199254740992)"},
        {{"run.seed=-1"}, "--set 1: run.seed = -1 (must be a whole number between 0 and 9007199254740992)"},
        {{"search.contact_rate=nan"}, "--set 1: search.contact_rate = nan (must be a finite number)"},
        {{"search.contact_rate=2 days"},
         "--set 1: search.contact_rate = \"2 days\" (has a unit of another kind: it must be in 1/years, "
         "1/days)"},
        {{"labs.nort.pay=3"},
         "--set 1: labs.nort: there is no such entry to change or drop, did you mean north?"},
        {{"labs.north.play=3"}, "--set 1: labs.north.play is not a known key (did you mean pay?)"},
        {{"nosuch.key=3"}, "--set 1: nosuch is not a known key (`mercato scenario params` lists all)"},
        {{"run=3"}, "--set 1: run = 3 (must be a section: [run] above its keys)"},
        {{"title=3"}, "--set 1: title = 3 (must be text in quotes)"},
        {{"events.crunch.until=2025-02-01T00:00:00Z"},
         "--set 1: events.crunch.until = 2025-02-01T00:00:00Z (must come after at = 2025-03-01T00:00:00Z)"},
        {{"run.exchange=5"},
         "--set 1: run.exchange = 5 hours (must divide four weeks evenly, such as 15 minutes, 1 hour, 6 "
         "hours, 1 day)"},
    };
    for (auto const& w : wrong) EXPECT_EQ(complaints_with(w.sets), w.complaint);
}

TEST(Set, WithADateWithoutOffsetIsRefused)
{
    EXPECT_THAT(complaints_with({"run.start=2025-01-01"}),
                testing::StartsWith("--set 1: run.start = 2025-01-01 (has no time of day"));
}

TEST(Set, ThatIsNoPathAndValueIsRefused)
{
    for (std::string const text :
         {"run.seed", "=3", ".seed=3", "run.=3", "a.b.c=3", "labs.north=3", "labs.north.pay.x=3"})
    {
        EXPECT_THAT(complaints_with({text}),
                    testing::AllOf(testing::StartsWith("--set 1: " + in_quotes(text)),
                                   testing::HasSubstr("write section.key=value")))
            << text;
    }
}

TEST(Set, CannotSmuggleInASecondKey)
{
    EXPECT_THAT(complaints_with({"run.seed=3\nseed = 4"}), testing::StartsWith("--set 1: "));
    EXPECT_THAT(complaints_with({"run.seed=3\n[record]\nmoves = false"}), testing::StartsWith("--set 1: "));
}

TEST(Set, OfUnfinishedTomlIsRefused)
{
    EXPECT_THAT(complaints_with({"labs.north.culture=[1, 2"}),
                testing::HasSubstr("is not a value TOML knows"));
    EXPECT_THAT(complaints_with({"title=\"open"}), testing::HasSubstr("is not a value TOML knows"));
}

TEST(Set, DoesNotReachWhatBelongsToAFile)
{
    EXPECT_EQ(complaints_with({"base=other.toml"}), "--set 1: base stands in files only");
    EXPECT_EQ(complaints_with({"format=1"}), "--set 1: format stands in files only");
}
} // namespace
} // namespace mercato
