// SPDX-License-Identifier: Apache-2.0
/// Every scenario of the project is in order and runs, and every variant can be laid over the baseline.

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "engine/made_market.hpp"
#include "io/scenario_reader.hpp"
#include "kept_in_memory.hpp"
#include "run/simulation.hpp"
#include "study/observables/observables.hpp"
#include "study/summary.hpp"

namespace mercato
{
namespace
{
namespace fs = std::filesystem;

fs::path const folder = fs::path(MERCATO_ROOT) / "scenarios";

/// The files of @p below that end in .toml.
std::vector<fs::path> files_in(fs::path const& below)
{
    std::vector<fs::path> files;
    if (!fs::exists(below)) return files;
    for (auto const& entry : fs::directory_iterator(below))
    {
        if (entry.path().extension() == ".toml") files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

std::vector<ScenarioRequest> all_requests()
{
    std::vector<ScenarioRequest> requests;
    for (auto const* const below : {"", "episodes"})
    {
        for (auto const& file : files_in(folder / below)) requests.emplace_back().path = file;
    }
    for (auto const& file : files_in(folder / "variants"))
    {
        auto& request = requests.emplace_back();
        request.path = folder / "baseline.toml";
        request.overlays = {file};
    }
    return requests;
}

/// The same in small: a month of a few hundred people.
Scenario shortened(Scenario s)
{
    double people = 0;
    for (auto const& group : s.groups) people += group.count;
    s.run.scale = std::min(s.run.scale, 500 / std::max(1.0, people));
    s.run.burn_in = std::min(s.run.burn_in, 0.05);
    s.run.end = std::min(s.run.end, s.run.start + week * 5);
    return s;
}

class EveryScenario : public ::testing::TestWithParam<ScenarioRequest>
{};

TEST_P(EveryScenario, IsInOrderAndItsFactsAskForWhatIsKnown)
{
    for (auto const& complaint : check_scenario(GetParam())) ADD_FAILURE() << to_text(complaint);
    auto const scenario = read_scenario(GetParam());
    for (auto const& complaint : complaints_about(scenario.facts)) ADD_FAILURE() << to_text(complaint);
}

TEST_P(EveryScenario, Runs)
{
    auto const s = shortened(read_scenario(GetParam()));
    Threads const threads(2);
    auto const records = simulate(s, shared_start(s, threads), 1, threads);
    EXPECT_EQ(records.times.back(), s.run.end);
    EXPECT_EQ(records.labs.size(), records.times.size() * s.labs.size());
    EXPECT_GT(records.people, 0);
    FactWatch facts(s.facts, axes_of(s));
    facts.see(records);
    Summary summary(axes_of(s));
    summary.see(records);
    EXPECT_EQ(summary.rows(), s.labs.size() + 1);
}

TEST_P(EveryScenario, MayBeStoppedAndResumedAtEveryInstant)
{
    auto const s = shortened(read_scenario(GetParam()));
    Threads const threads(1);
    auto const start = shared_start(s, threads);
    auto const whole = simulate(s, start, 1, threads);
    int times = 0;
    auto const pieced = testing::interrupted_run(s, start, 1, threads, 1, times);
    EXPECT_GT(times, 0);
    EXPECT_EQ(whole.state_hash, pieced.state_hash);
    EXPECT_EQ(testing::bits_of(whole.labs), testing::bits_of(pieced.labs));
    EXPECT_EQ(testing::bits_of(whole.moves), testing::bits_of(pieced.moves));
    EXPECT_EQ(testing::bits_of(whole.offers), testing::bits_of(pieced.offers));
    EXPECT_EQ(testing::bits_of(whole.approaches), testing::bits_of(pieced.approaches));
    EXPECT_EQ(testing::bits_of(whole.crises), testing::bits_of(pieced.crises));
    EXPECT_EQ(testing::bits_of(whole.spells), testing::bits_of(pieced.spells));
}

TEST_P(EveryScenario, IsReadBackFromTheResultThatCarriesIt)
{
    auto const s = read_scenario(GetParam());
    auto const again = read_resolved(s.resolved, "result.h5");
    EXPECT_EQ(to_toml(again), s.resolved);
    EXPECT_EQ(again.facts.size(), s.facts.size());
    EXPECT_EQ(axes_of(again).labs, axes_of(s).labs);
}

std::string name_of(::testing::TestParamInfo<ScenarioRequest> const& info)
{
    auto name = info.param.path.stem().string();
    if (!info.param.overlays.empty()) name += "_with_" + info.param.overlays.front().stem().string();
    return name;
}

INSTANTIATE_TEST_SUITE_P(Scenarios, EveryScenario, ::testing::ValuesIn(all_requests()), name_of);

TEST(EveryFactsFile, IsInOrderAndAsksForWhatIsKnown)
{
    for (auto const& file : files_in(folder / "facts"))
    {
        auto const facts = read_facts(file);
        EXPECT_EQ(facts.empty(), file.stem() == "none") << file;
        for (auto const& complaint : complaints_about(facts))
            ADD_FAILURE() << file << ": " << to_text(complaint);
    }
}
} // namespace
} // namespace mercato
