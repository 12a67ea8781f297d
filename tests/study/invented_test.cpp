// SPDX-License-Identifier: Apache-2.0
/// Two episodes that nobody had in mind when the vocabulary of scenarios was made, told in it.

#include <algorithm>
#include <filesystem>

#include <gtest/gtest.h>

#include "io/scenario_reader.hpp"
#include "run/simulation.hpp"

namespace mercato
{
namespace
{
ScenarioRequest invented(std::string const& name, std::vector<std::string> sets = {})
{
    ScenarioRequest request;
    request.path = std::filesystem::path(MERCATO_ROOT) / "tests/episodes" / name;
    request.sets = std::move(sets);
    return request;
}

std::vector<RunRecords> runs_of(ScenarioRequest const& request, std::uint32_t replicates)
{
    for (auto const& complaint : check_scenario(request)) ADD_FAILURE() << to_text(complaint);
    auto const s = read_scenario(request);
    Threads const threads(1);
    auto const start = shared_start(s, threads);
    std::vector<RunRecords> runs;
    for (std::uint32_t k = 0; k < replicates; ++k) runs.push_back(simulate(s, start, k, threads));
    return runs;
}

/// Sum over runs of @p count(run).
template <class Count>
double total(std::vector<RunRecords> const& runs, Count count)
{
    double sum = 0;
    for (auto const& run : runs) sum += static_cast<double>(count(run));
    return sum;
}

std::int64_t moves_between(RunRecords const& run, std::int16_t from, std::int16_t to)
{
    return std::ranges::count_if(run.moves,
                                 [&](MoveRecord const& m) { return m.from == from && m.to == to; });
}

std::int64_t takers(RunRecords const& run)
{
    return std::ranges::count(run.approaches, static_cast<std::int8_t>(Answer::accepted),
                              &ApproachRecord::answer);
}

/// Share of the staff that has signed on the first evening, before signatures themselves persuade.
double signed_share(RunRecords const& run)
{
    auto const evening = run.crises.front().time + hour * 8;
    auto const last = std::prev(std::ranges::upper_bound(run.crises, evening, {}, &CrisisRecord::time));
    return static_cast<double>(last->signatures) / last->staff;
}

bool is_won(RunRecords const& run)
{
    return !run.crises.empty() && run.crises.back().phase == static_cast<std::int8_t>(Phase::conceded);
}

constexpr std::uint32_t replicates = 12;
constexpr std::int16_t university = 0;
constexpr std::int16_t cloud = 1;
} // namespace

TEST(UniversityGroup, IsAskedAsAGroupAndTakenWhereItCoheres)
{
    auto const runs = runs_of(invented("university_group.toml"), replicates);
    for (auto const& run : runs)
    {
        EXPECT_LE(run.approaches.size(), 8U);
        for (auto const& a : run.approaches)
        {
            EXPECT_EQ(a.to, cloud);
            EXPECT_TRUE(a.from == university || a.from == -1) << a.from;
        }
    }
    EXPECT_GT(total(runs, [](auto const& r) { return r.approaches.size(); }), replicates);
    auto const alone =
        runs_of(invented("university_group.toml", {"raid.coalition_pull=0", "raid.coalition_discount=0"}),
                replicates);
    EXPECT_GT(total(runs, takers), total(alone, takers));
}

TEST(UniversityGroup, CostsTheUniversityPeopleThatItWouldHaveKept)
{
    auto const gone = [](auto const& r) { return moves_between(r, university, cloud); };
    auto const with = runs_of(invented("university_group.toml"), replicates);
    auto const without =
        runs_of(invented("university_group.toml", {"raids.the_group.enabled=false"}), replicates);
    EXPECT_GT(total(with, gone), total(without, gone));
    EXPECT_EQ(total(without, [](auto const& r) { return r.approaches.size(); }), 0);
}

TEST(ShorterWeeks, AreSignedForByThoseWhomTheyWouldRelieve)
{
    auto const demanded = runs_of(invented("shorter_weeks.toml"), replicates);
    auto const idle = runs_of(invented("shorter_weeks.toml", {"events.demand.value=0.95"}), replicates);
    EXPECT_GT(total(demanded, signed_share), 1.5 * total(idle, signed_share));
}

TEST(ShorterWeeks, RestTheStaffOnceTheyAreAgreedOn)
{
    auto const fatigue = [](RunRecords const& r) { return r.labs[r.labs.size() - 3].fatigue; };
    auto const runs = runs_of(invented("shorter_weeks.toml", {"boards.owners.authority=0.1"}), replicates);
    ASSERT_TRUE(std::ranges::any_of(runs, is_won));
    for (auto const& run : runs) { EXPECT_NEAR(fatigue(run), is_won(run) ? 0.4 : 0.95, 0.02); }
    auto const none = runs_of(invented("shorter_weeks.toml", {"events.demand.enabled=false"}), 2);
    EXPECT_EQ(total(none, [](auto const& r) { return r.crises.size(); }), 0);
}

TEST(ShorterWeeks, PutNobodysLeaderOutAndMoveNobodysLoyalty)
{
    // A strike that is lost costs trust in those who held, and no leader
    auto const s = read_scenario(invented("shorter_weeks.toml", {"boards.owners.authority=50"}));
    Threads const threads(1);
    auto const draws = Draws(static_cast<std::uint64_t>(s.run.seed), 0);
    Engine engine(s, draws, threads, shared_start(s, threads));
    engine.begin_replicate();
    engine.advance(
        s.run.end, {}, [](Time) {}, [] {});
    auto const& crisis = engine.state().world.crises.front();
    EXPECT_EQ(crisis.phase, Phase::held);
    EXPECT_FALSE(crisis.leader_out);
    EXPECT_EQ(engine.state().world.labs.books.front().agreed_workload, 1);
}
} // namespace mercato
