// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/scenario_folder.hpp"

namespace mercato
{
namespace
{
using testing::HasSubstr;
using testing::StartsWith;

std::vector<std::string> ids(auto const& entries)
{
    std::vector<std::string> names;
    for (auto const& e : entries) names.push_back(e.id);
    return names;
}

// ---- base

TEST(Base, GivesWhatTheFileDoesNotSay)
{
    ScenarioFolder const folder;
    folder.write("base.toml", good_scenario);
    folder.write("s.toml", "format = 1\nbase = \"base.toml\"\n[run]\nseed = 8\n");
    auto const s = read_scenario(folder.request("s.toml"));
    EXPECT_EQ(s.run.seed, 8);
    EXPECT_EQ(s.title, "Good");
    EXPECT_EQ(s.labs.size(), 2U);
}

TEST(Base, IsRelativeToTheFileThatNamesIt)
{
    ScenarioFolder const folder;
    folder.write("scenarios/base.toml", good_scenario);
    folder.write("scenarios/a/middle.toml", "format = 1\nbase = \"../base.toml\"\ntitle = \"Middle\"\n");
    folder.write("scenarios/a/b/s.toml", "format = 1\nbase = \"../middle.toml\"\n[run]\nseed = 8\n");
    auto const s = read_scenario(folder.request("scenarios/a/b/s.toml"));
    EXPECT_EQ(s.title, "Middle");
    EXPECT_EQ(s.run.seed, 8);
}

TEST(Base, ThatComesBackToItselfIsRefused)
{
    ScenarioFolder const folder;
    folder.write("a.toml", "format = 1\nbase = \"b.toml\"\n");
    folder.write("b.toml", "format = 1\nbase = \"./a.toml\"\n");
    EXPECT_EQ(folder.complaints(folder.request("a.toml")),
              "b.toml:2:8: base: a.toml inherits from itself, directly or through its own base");
    folder.write("self.toml", "format = 1\nbase = \"self.toml\"\n");
    EXPECT_THAT(folder.complaints(folder.request("self.toml")),
                StartsWith("self.toml:2:8: base: self.toml inherits"));
}

TEST(Base, ThroughALinkToItselfIsRefusedToo)
{
    ScenarioFolder const folder;
    folder.write("a.toml", "format = 1\nbase = \"link.toml\"\n");
    std::filesystem::create_symlink("a.toml", folder.path("link.toml"));
    EXPECT_THAT(folder.complaints(folder.request("a.toml")), HasSubstr("inherits from itself"));
}

TEST(Base, DeeperThanSixteenFilesIsRefused)
{
    ScenarioFolder const folder;
    for (int i = 0; i < 17; ++i)
    {
        auto const next = std::to_string(i + 1) + ".toml";
        folder.write(std::to_string(i) + ".toml", "format = 1\nbase = \"" + next + "\"\n");
    }
    folder.write("17.toml", good_scenario);
    EXPECT_EQ(folder.complaints(folder.request("0.toml")),
              "15.toml:2:8: base: more than 16 files inherit from each other");
    EXPECT_EQ(folder.complaints(folder.request("2.toml")), "");
}

TEST(Base, ThatIsNotThereIsComplainedOfWhereItIsNamed)
{
    ScenarioFolder const folder;
    folder.write("base.toml", good_scenario);
    folder.write("s.toml", "format = 1\nbase = \"bass.toml\"\n");
    EXPECT_EQ(folder.complaints(folder.request("s.toml")),
              "s.toml:2:8: bass.toml: there is no such file, did you mean base.toml?");
}

TEST(Base, WithAMistakeIsComplainedOfInTheBase)
{
    ScenarioFolder const folder;
    folder.write("base.toml", replaced(good_scenario, "seed = 7", "seed = -7"));
    folder.write("s.toml", "format = 1\nbase = \"base.toml\"\ntitel = \"x\"\n");
    EXPECT_EQ(folder.complaints(folder.request("s.toml")),
              "base.toml:6:8: run.seed = -7 (must be a whole number between 0 and 9007199254740992)\n"
              "s.toml:3:1: titel is not a known key (did you mean title?)");
}

TEST(Base, MustBeText)
{
    ScenarioFolder const folder;
    folder.write("s.toml", "base = 3\n" + std::string(good_scenario));
    EXPECT_EQ(folder.complaints(folder.request("s.toml")), "s.toml:1:8: base = 3 (must be text in quotes)");
}

// ---- root

TEST(Root, KeepsPathsBelowTheNearestFolderNamedScenarios)
{
    ScenarioFolder const folder;
    folder.write("outside.toml", good_scenario);
    folder.write("scenarios/a/s.toml", "format = 1\nbase = \"../../outside.toml\"\n");
    EXPECT_EQ(folder.complaints(folder.request("scenarios/a/s.toml")),
              "scenarios/a/s.toml:2:8: base = \"../../outside.toml\" (must be a relative path that stays "
              "below the folder "
              "scenarios; --root names another)");
}

TEST(Root, IsTheFilesOwnFolderWithoutOneNamedScenarios)
{
    ScenarioFolder const folder;
    folder.write("outside.toml", good_scenario);
    folder.write("a/s.toml", "format = 1\nbase = \"../outside.toml\"\n");
    EXPECT_THAT(folder.complaints(folder.request("a/s.toml")),
                HasSubstr("must be a relative path that stays below"));
    auto wider = folder.request("a/s.toml");
    wider.root = folder.path(".");
    EXPECT_EQ(folder.complaints(wider), "");
}

TEST(Root, RefusesAbsolutePathsAndLinksThatLeadOut)
{
    ScenarioFolder const folder;
    auto const outside = folder.write("outside.toml", good_scenario);
    folder.write("a/s.toml", "format = 1\nbase = \"" + outside.string() + "\"\n");
    EXPECT_THAT(folder.complaints(folder.request("a/s.toml")), HasSubstr("must be a relative path"));
    std::filesystem::create_symlink("../outside.toml", folder.path("a/link.toml"));
    folder.write("a/s.toml", "format = 1\nbase = \"link.toml\"\n");
    EXPECT_THAT(folder.complaints(folder.request("a/s.toml")), HasSubstr("must be a relative path"));
}

TEST(Root, ThatDoesNotHoldTheScenarioIsRefused)
{
    ScenarioFolder const folder;
    folder.write("s.toml", good_scenario);
    folder.write("a/t.toml", good_scenario);
    auto request = folder.request("s.toml");
    request.root = folder.path("a");
    EXPECT_EQ(folder.complaints(request), "s.toml: lies outside --root a");
}

TEST(Root, HoldsRostersAndFactsFilesToo)
{
    ScenarioFolder const folder;
    folder.write("f.toml", "format = 1\n");
    folder.write("a/s.toml",
                 "facts_file = \"../f.toml\"\nroster = \"../people.csv\"\n" + std::string(good_scenario));
    auto const text = folder.complaints(folder.request("a/s.toml"));
    EXPECT_THAT(text, HasSubstr("a/s.toml:1:14: facts_file = \"../f.toml\" (must be a relative path"));
    folder.write("a/s.toml", "roster = \"../people.csv\"\n" + std::string(good_scenario));
    EXPECT_THAT(folder.complaints(folder.request("a/s.toml")),
                HasSubstr("a/s.toml:1:10: roster = \"../people.csv\" (must be"));
}

// ---- merging

TEST(Merging, ChangesTheNamedKeysOfAKnownIdAndAddsNewOnes)
{
    ScenarioFolder const folder;
    folder.write("s.toml", good_scenario);
    folder.write("o.toml", "format = 1\n[[labs]]\nid = \"south\"\npay = 450\n[[labs]]\nid = \"west\"\npay = "
                           "300\nheadcount = 3\n");
    auto const s = read_scenario(folder.request("s.toml", {}, {"o.toml"}));
    EXPECT_THAT(ids(s.labs), testing::ElementsAre("north", "south", "west"));
    EXPECT_DOUBLE_EQ(s.labs[1].pay[0].value, 0.45);
    EXPECT_DOUBLE_EQ(s.labs[0].pay[0].value, 0.5);
}

TEST(Merging, DropsWithDropAndAllWithAnEmptyList)
{
    ScenarioFolder const folder;
    folder.write("s.toml", good_scenario);
    folder.write("o.toml", "format = 1\nfacts = []\n[[events]]\nid = \"crunch\"\ndrop = true\n");
    auto const s = read_scenario(folder.request("s.toml", {}, {"o.toml"}));
    EXPECT_TRUE(s.events.empty());
    EXPECT_TRUE(s.facts.empty());
    EXPECT_FALSE(s.sources.empty());
}

TEST(Merging, ReplacesASeriesAsAWhole)
{
    ScenarioFolder const folder;
    folder.write("s.toml", good_scenario);
    folder.write("o.toml", "format = 1\n[[labs]]\nid = \"north\"\ndeadline = 7\n");
    auto const s = read_scenario(folder.request("s.toml", {}, {"o.toml"}));
    ASSERT_EQ(s.labs[0].deadline.size(), 1U);
    EXPECT_DOUBLE_EQ(s.labs[0].deadline[0].value, 7 / 365.25);
}

TEST(Merging, LaysBaseBelowFileBelowOverlaysBelowSets)
{
    ScenarioFolder const folder;
    folder.write("base.toml", good_scenario);
    folder.write("s.toml", "format = 1\nbase = \"base.toml\"\n[run]\nseed = 1\n");
    folder.write("o1.toml", "format = 1\n[run]\nseed = 2\n");
    folder.write("o2.toml", "format = 1\n[run]\nseed = 3\n");
    EXPECT_EQ(read_scenario(folder.request("base.toml")).run.seed, 7);
    EXPECT_EQ(read_scenario(folder.request("s.toml")).run.seed, 1);
    EXPECT_EQ(read_scenario(folder.request("s.toml", {}, {"o1.toml"})).run.seed, 2);
    EXPECT_EQ(read_scenario(folder.request("s.toml", {}, {"o1.toml", "o2.toml"})).run.seed, 3);
    EXPECT_EQ(read_scenario(folder.request("s.toml", {"run.seed=4"}, {"o1.toml"})).run.seed, 4);
    EXPECT_EQ(read_scenario(folder.request("s.toml", {"run.seed=4", "run.seed=5"}, {"o1.toml"})).run.seed, 5);
}

TEST(Merging, RefusesADropOfWhatIsNotThere)
{
    ScenarioFolder const folder;
    folder.write("s.toml", good_scenario);
    folder.write("o.toml", "format = 1\n[[labs]]\nid = \"sout\"\ndrop = true\n");
    EXPECT_EQ(folder.complaints(folder.request("s.toml", {}, {"o.toml"})),
              "o.toml:3:6: labs.sout: there is no such entry to change or drop, did you mean south?");
}

TEST(Overlay, HasAFormatAndNoBase)
{
    ScenarioFolder const folder;
    folder.write("s.toml", good_scenario);
    folder.write("o.toml", "base = \"s.toml\"\n[run]\nseed = 3\n");
    EXPECT_EQ(folder.complaints(folder.request("s.toml", {}, {"o.toml"})),
              "o.toml: format is missing (it must be given: version of the format: 1)\n"
              "o.toml:1:1: base: what is laid over a scenario has no base of its own");
}

TEST(Overlay, ThatCannotBeReadIsComplainedOfBesideTheScenario)
{
    ScenarioFolder const folder;
    folder.write("s.toml", good_scenario);
    folder.write("o.toml", "seed =\n");
    EXPECT_THAT(
        folder.complaints(folder.request("s.toml", {}, {"o.toml", "p.toml"})),
        testing::AllOf(HasSubstr("o.toml:1:7: not TOML"), HasSubstr("p.toml: there is no such file")));
}

// ---- facts files

TEST(FactsFile, GivesRowsThatTheScenarioMayChangeOrDrop)
{
    ScenarioFolder const folder;
    folder.write("facts/f.toml",
                 "format = 1\n[[facts]]\nid = \"E1\"\nstatement = \"a\"\nsource = \"b\"\nobservable = \"c\"\n"
                 "low = 1\n[[facts]]\nid = \"E2\"\nstatement = \"a\"\nsource = \"b\"\nobservable = \"c\"\n");
    folder.write("s.toml", "facts_file = \"facts/f.toml\"\n" + std::string(good_scenario) +
                               "[[facts]]\nid = \"E1\"\nlow = 2\n[[facts]]\nid = \"E2\"\ndrop = true\n");
    auto const s = read_scenario(folder.request("s.toml"));
    EXPECT_THAT(ids(s.facts), testing::ElementsAre("E1", "E1-01"));
    EXPECT_DOUBLE_EQ(*s.facts[0].low, 2);
}

TEST(FactsFile, HoldsFactsAndSourcesOnly)
{
    ScenarioFolder const folder;
    folder.write("f.toml", "format = 1\ntitle = \"Rows\"\n[run]\nseed = 3\n");
    folder.write("s.toml", "facts_file = \"f.toml\"\n" + std::string(good_scenario));
    EXPECT_EQ(folder.complaints(folder.request("s.toml")),
              "f.toml:3:2: run is not a known key (`mercato scenario params` lists all)");
}

TEST(FactsFile, MaySpeakOfLabsThatTheScenarioDoesNotHave)
{
    ScenarioFolder const folder;
    std::string const row = "[[facts]]\nid = \"E1\"\nstatement = \"a\"\nsource = \"b\"\nobservable = "
                            "\"c\"\nlab = \"elsewhere\"\n";
    folder.write("f.toml", "format = 1\n" + row);
    folder.write("s.toml", "facts_file = \"f.toml\"\n" + std::string(good_scenario));
    EXPECT_EQ(folder.complaints(folder.request("s.toml")), "");
    folder.write("s.toml", std::string(good_scenario) + row);
    EXPECT_THAT(folder.complaints(folder.request("s.toml")),
                HasSubstr("facts.E1.lab = \"elsewhere\" (there is no such lab)"));
    auto judged = folder.request("s.toml");
    judged.facts = folder.path("f.toml");
    EXPECT_EQ(folder.complaints(judged), "");
}

TEST(FactsFile, IsReadOnItsOwnWithTheSameChecks)
{
    ScenarioFolder const folder;
    folder.write(
        "f.toml",
        "format = 1\n[[facts]]\nid = \"E1\"\nstatement = \"a\"\nsource = \"b\"\nobservable = \"c\"\n");
    auto const facts = read_facts(folder.path("f.toml"));
    ASSERT_EQ(facts.size(), 1U);
    EXPECT_EQ(facts[0].observable, "c");
    folder.write("f.toml", "format = 1\n[[facts]]\nid = \"E1\"\nobservable = 3\n");
    EXPECT_THROW(read_facts(folder.path("f.toml")), ScenarioError);
}

// ---- episodes

TEST(Episode, MayNotSetBehaviour)
{
    ScenarioFolder const folder;
    folder.write("scenarios/base.toml", good_scenario);
    folder.write("scenarios/episodes/e.toml",
                 "format = 1\nbase = \"../base.toml\"\n[utility]\npay_weight = 3\n[run]\nseed = 3\n");
    EXPECT_EQ(folder.complaints(folder.request("scenarios/episodes/e.toml")),
              "scenarios/episodes/e.toml:3:2: [utility] is behaviour, which an episode must not set "
              "(behaviour is one shared "
              "set; try variants by --set or --with)");
}

TEST(Episode, TakesBehaviourFromItsBaseOverlaysAndSets)
{
    ScenarioFolder const folder;
    folder.write("scenarios/base.toml", good_scenario);
    folder.write("scenarios/variants/v.toml", "format = 1\n[utility]\npay_weight = 3\n");
    folder.write("scenarios/episodes/e.toml", "format = 1\nbase = \"../base.toml\"\n");
    auto const request =
        folder.request("scenarios/episodes/e.toml", {"search.contact_rate=3"}, {"scenarios/variants/v.toml"});
    auto const s = read_scenario(request);
    EXPECT_DOUBLE_EQ(s.laws.utility.pay_weight, 3);
    EXPECT_DOUBLE_EQ(s.laws.search.contact_rate, 3);
}
} // namespace
} // namespace mercato
