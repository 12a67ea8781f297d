// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/quantity.hpp"
#include "io/fields.hpp"
#include "io/scenario_help.hpp"
#include "support/scenario_folder.hpp"

namespace mercato
{
bool operator==(Dated const& a, Dated const& b)
{
    return a.at == b.at && a.value == b.value && a.source == b.source;
}

namespace
{
namespace fs = std::filesystem;

/// The names of fields in which two structs differ: bit for bit, since values come back as they were.
template <class P>
std::string differences(std::string const& where, P const& a, P const& b)
{
    std::string names;
    for_each_field<P>([&](auto const& f) {
        if (!(a.*f.member == b.*f.member)) names += where + "." + std::string(f.info.key) + " ";
    });
    return names;
}

template <class P>
std::string differences(std::string const& where, std::vector<P> const& a, std::vector<P> const& b)
{
    if (a.size() != b.size()) return where + " differ in number ";
    std::string names;
    for (std::size_t i = 0; i < a.size(); ++i) names += differences(where + "." + a[i].id, a[i], b[i]);
    return names;
}

std::string differences(Scenario const& a, Scenario const& b)
{
    auto names = differences("top", a, b) + differences("run", a.run, b.run) +
                 differences("record", a.record, b.record) + differences("capital", a.capital, b.capital);
    auto const sections_of = [](Scenario const& s) {
        std::vector<std::string> texts;
        Laws::for_each_section(
            s.laws, [&](std::string const& name, auto const& p) { texts.push_back(name + lines_of(p)); });
        return texts;
    };
    Laws::for_each_section(a.laws, [&](std::string const& name, auto const& mine) {
        Laws::for_each_section(b.laws, [&](std::string const& other, auto const& theirs) {
            if constexpr (std::is_same_v<decltype(mine), decltype(theirs)>)
            {
                if (name == other) names += differences(name, mine, theirs);
            }
        });
    });
    if (sections_of(a) != sections_of(b)) names += "texts of sections ";
    return names + differences("labs", a.labs, b.labs) + differences("groups", a.groups, b.groups) +
           differences("events", a.events, b.events) + differences("boards", a.boards, b.boards) +
           differences("raids", a.raids, b.raids) + differences("policies", a.policies, b.policies) +
           differences("sources", a.sources, b.sources) + differences("facts", a.facts, b.facts);
}

std::vector<fs::path> shipped()
{
    std::vector<fs::path> files;
    fs::path const root = fs::path(MERCATO_ROOT) / "scenarios";
    for (auto const& entry : fs::recursive_directory_iterator(root))
    {
        // Designs have a reader of their own; questions are asked one by one in tests/cli
        auto const folder = entry.path().parent_path().filename();
        auto const elsewhere = folder == "designs" || folder == "questions";
        if (entry.path().extension() == ".toml" && !elsewhere) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// Facts files and overlays are no scenarios: they have no labs of their own and no base.
bool is_scenario(fs::path const& path)
{
    std::ifstream file(path);
    std::string const text(std::istreambuf_iterator<char>(file), {});
    return text.find("\nstart = ") != std::string::npos || text.find("\nbase = ") != std::string::npos;
}

TEST(Echo, OfEveryShippedScenarioReadsBackEqual)
{
    int scenarios = 0;
    for (auto const& path : shipped())
    {
        if (!is_scenario(path)) continue;
        ++scenarios;
        ScenarioRequest request;
        request.path = path;
        auto const s = read_scenario(request);
        ScenarioFolder const folder;
        folder.write("s.toml", s.resolved);
        auto const again = read_scenario(folder.request("s.toml"));
        EXPECT_EQ(differences(s, again), "") << path;
        EXPECT_EQ(again.resolved, s.resolved) << path;
        EXPECT_EQ(again.hash, s.hash) << path;
        EXPECT_EQ(differences(s, read_resolved(s.resolved, "result.h5")), "") << path;
    }
    EXPECT_GE(scenarios, 2);
}

TEST(Shipped, FilesThatAreNoScenariosAreOverlaysOrFactsThatRead)
{
    for (auto const& path : shipped())
    {
        if (is_scenario(path)) continue;
        auto const is_facts = path.parent_path().filename() == "facts";
        ScenarioRequest request;
        // What lies in a folder beside the scenario of the same name belongs to it
        auto const own = path.parent_path().string() + ".toml";
        request.path =
            fs::exists(own) ? fs::path(own) : fs::path(MERCATO_ROOT) / "scenarios" / "baseline.toml";
        (is_facts ? request.facts : request.overlays.emplace_back()) = path;
        EXPECT_EQ(testing::PrintToString(check_scenario(request).size()), "0") << path;
    }
}

TEST(Echo, SaysEveryKeyThatHasAValue)
{
    ScenarioFolder const folder;
    folder.write("s.toml", good_scenario);
    auto const s = read_scenario(folder.request("s.toml"));
    EXPECT_THAT(s.resolved,
                testing::StartsWith("format = 1\ntitle = \"Good\"\n\n[run]\nstart = 2025-01-01T00:00:00Z\n"));
    EXPECT_THAT(s.resolved, testing::HasSubstr("\ndt = 7\nexchange = 1\n"));
    EXPECT_THAT(s.resolved, testing::HasSubstr("\ncontact_rate = 2\n"));
    EXPECT_THAT(s.resolved,
                testing::HasSubstr("deadline = [\n    { at = 2025-01-01T00:00:00Z, value = 21 },\n"
                                   "    { at = 2025-06-01T00:00:00Z, value = 2, source = \"S-1\" },\n]\n"));
}

TEST(Echo, KeepsOddTextsAndTimesOfOtherOffsets)
{
    ScenarioFolder const folder;
    auto text = replaced(good_scenario, "\"Good\"", R"("tab\t, \"quotes\", \\, \u0001, é, \n line")");
    folder.write("s.toml",
                 replaced(text, "start = 2025-01-01T00:00:00Z", "start = 2024-12-31T16:30:00-08:00"));
    auto const s = read_scenario(folder.request("s.toml"));
    EXPECT_EQ(to_text(s.run.start), "2025-01-01T00:30:00Z");
    folder.write("s.toml", s.resolved);
    EXPECT_EQ(read_scenario(folder.request("s.toml")).title, s.title);
    EXPECT_EQ(s.title, "tab\t, \"quotes\", \\, \x01, \xc3\xa9, \n line");
}

TEST(Echo, SayingADefaultChangesNoBit)
{
    ScenarioFolder const folder;
    folder.write("s.toml", good_scenario);
    std::string said = "format = 1\n";
    for (auto const& section : scenario_sections())
    {
        if (section.is_list || section.name.empty()) continue;
        said += "[" + section.name + "]\n";
        for (auto const& p : section.params)
        {
            auto const own = p.key == "seed" || p.key == "contact_rate"; // those the scenario sets
            if (!p.standard.empty() && !own) said += p.key + " = " + p.standard + "\n";
        }
    }
    folder.write("o.toml", said);
    EXPECT_GT(said.size(), 2000U);
    EXPECT_EQ(read_scenario(folder.request("s.toml", {}, {"o.toml"})).hash,
              read_scenario(folder.request("s.toml")).hash);
}

TEST(Echo, HashIsTheSha256OfTheResolvedTextWithoutRoster)
{
    ScenarioFolder const folder;
    folder.write("s.toml", good_scenario);
    auto const s = read_scenario(folder.request("s.toml"));
    auto const t = read_scenario(folder.request("s.toml", {"run.seed=8"}));
    EXPECT_EQ(s.hash.size(), 64U);
    EXPECT_NE(s.hash, t.hash);
}

RC_GTEST_PROP(Echo, OfAnyValueReadsBackToTheSameBits, (double share, std::uint32_t pick))
{
    RC_PRE(std::isfinite(share));
    struct Key
    {
        char const* path;
        double low;
        double high;
    };
    static constexpr Key keys[] = {{"run.burn_in", 0, 20},
                                   {"search.screening_time", 0, 730},
                                   {"utility.pay_weight", 0, 20},
                                   {"labs.north.pay", 0.001, 1e9},
                                   {"labs.north.deadline", 0.1, 365},
                                   {"labs.north.valuation", 1e-6, 1e6},
                                   {"labs.north.cliff", 0, 48},
                                   {"facts.E1-01.low", -1e12, 12}};
    auto const& key = keys[pick % std::size(keys)];
    auto const value = key.low + (std::abs(share) - std::floor(std::abs(share))) * (key.high - key.low);
    ScenarioFolder const folder;
    folder.write("s.toml", good_scenario);
    auto const s =
        read_scenario(folder.request("s.toml", {std::string(key.path) + "=" + number_text(value)}));
    folder.write("t.toml", s.resolved);
    RC_ASSERT(differences(s, read_scenario(folder.request("t.toml"))) == "");
}

// ---- stand-in names

TEST(Alias, PutsStandInNamesAndIdsEverywhere)
{
    ScenarioFolder const folder;
    auto text = replaced(good_scenario, "id = \"north\"\n",
                         "id = \"north\"\nname = \"North Lab\"\nalias = \"Frontier A\"\nnote = \"x\"\n");
    text = replaced(text, "\"Good\"", "\"North Lab against Northern lights\"");
    folder.write("s.toml", text + "\n[[sources]]\nid = \"paper\"\ntext = \"yearly report, north.example\"\n");
    auto request = folder.request("s.toml");
    request.alias = true;
    auto const s = read_scenario(request);
    EXPECT_EQ(s.labs[0].id, "frontier_a");
    EXPECT_EQ(s.labs[0].name, "Frontier A");
    EXPECT_EQ(s.labs[1].id, "lab_2");
    EXPECT_EQ(s.groups[0].id, "frontier_a_staff");
    EXPECT_EQ(s.groups[0].lab, "frontier_a");
    EXPECT_EQ(s.events[0].lab, "frontier_a");
    EXPECT_EQ(s.facts[0].lab, "frontier_a lab_2");
    EXPECT_EQ(s.title, "Frontier A against Northern lights");
    EXPECT_THAT(s.resolved, testing::Not(testing::HasSubstr("North Lab")));
    EXPECT_THAT(s.resolved, testing::Not(testing::HasSubstr("\"north")));
    EXPECT_TRUE(s.sources.empty()) << "who wrote of a lab tells which it is";
    EXPECT_THAT(s.resolved, testing::Not(testing::HasSubstr("north.example")));
}

TEST(Alias, ChangesNobodysLuck)
{
    ScenarioFolder const folder;
    folder.write("s.toml", good_scenario);
    auto request = folder.request("s.toml");
    auto const named = read_scenario(request);
    request.alias = true;
    auto const hidden = read_scenario(request);
    for (std::size_t i = 0; i < named.labs.size(); ++i)
    {
        EXPECT_NE(named.labs[i].luck, 0);
        EXPECT_EQ(named.labs[i].luck, hidden.labs[i].luck);
        EXPECT_EQ(named.groups[i].luck, hidden.groups[i].luck);
    }
    EXPECT_NE(named.labs[0].luck, named.labs[1].luck);
    EXPECT_EQ(named.events[0].luck, hidden.events[0].luck);
}

TEST(Alias, ScenarioReadsBackEqual)
{
    ScenarioFolder const folder;
    folder.write("s.toml", good_scenario);
    auto request = folder.request("s.toml");
    request.alias = true;
    auto const s = read_scenario(request);
    folder.write("t.toml", s.resolved);
    EXPECT_EQ(differences(s, read_scenario(folder.request("t.toml"))), "");
}

// ---- remarks

TEST(Remarks, NameWhatIsAllowedAndImplausible)
{
    ScenarioFolder const folder;
    folder.write("s.toml", good_scenario);
    auto const remarks = remarks_on(
        folder.request("s.toml", {"search.contact_rate=900", "utility.pay_weight=3", "labs.north.pay=1",
                                  "labs.north.headcount=[{at=2025-01-01T00:00:00Z,value=0}]"}));
    std::vector<std::string> texts;
    for (auto const& r : remarks) texts.push_back(to_text(r));
    EXPECT_THAT(texts,
                testing::Contains(
                    "--set 1: search.contact_rate = 900 (is allowed; plausible is between 1 and 4 1/years)"));
    EXPECT_THAT(texts, testing::Contains(testing::StartsWith(
                           "--set 3: labs.north.pay = 1 (is allowed; plausible is between 20")));
    EXPECT_THAT(texts, testing::Contains(testing::HasSubstr("labs.north.headcount = 0 (is allowed;")));
    EXPECT_THAT(texts, testing::Not(testing::Contains(testing::HasSubstr("pay_weight"))));
}
} // namespace
} // namespace mercato
