// SPDX-License-Identifier: Apache-2.0
#include "run/simulation.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace mercato
{
Draws draws_of(Scenario const& scenario, std::uint32_t replicate)
{
    auto const& run = scenario.run;
    Draws draws(static_cast<std::uint64_t>(run.seed), replicate);
    if (!run.redraw_population) draws.share(Domain::population, 0);
    if (!run.redraw_ties) draws.share(Domain::ties, 0);
    if (!run.redraw_market) draws.share(Domain::market, 0);
    if (!run.redraw_behaviour) draws.share(Domain::behaviour, 0);
    return draws;
}

bool shares_start(Scenario const& scenario)
{
    return !scenario.run.redraw_population && !scenario.run.redraw_ties;
}

State shared_start(Scenario const& scenario, Threads const& threads)
{
    return initial_state(scenario, draws_of(scenario, 0), threads);
}

State start_of(Scenario const& scenario, std::uint32_t replicate, Threads const& threads)
{
    return initial_state(scenario, draws_of(scenario, shares_start(scenario) ? 0 : replicate), threads);
}

std::vector<Time> recorded_times(Scenario const& s)
{
    std::vector<Time> times;
    auto const dt = span_of_years(s.run.dt);
    for (auto t = s.run.start; t < s.run.end; t = t + dt) times.push_back(t);
    times.push_back(s.run.end);
    return times;
}

namespace
{
/// Gives up what no record is made of: with it, the records of a large world might not fit.
void spare_for_records(State& state)
{
    state.world.people.purse = {};
    state.world.people.ties = {};
    state.agenda = Agenda(week);
}

/// Runs a replicate in @p state, and leaves its memory there.
RunRecords run_in(State& state, Scenario const& scenario, std::uint32_t replicate, Threads const& threads,
                  bool is_last)
{
    Engine engine(scenario, draws_of(scenario, replicate), threads, std::move(state));
    engine.begin_replicate();
    RunRecords records;
    auto const times = recorded_times(scenario);
    auto const followed = followed_people(engine.state().world.people, scenario.record.panel);
    engine.advance(scenario.run.end, times, [&](Time t) {
        records.times.push_back(t);
        record_state(engine, scenario, followed, records);
    });
    if (is_last) spare_for_records(engine.state());
    record_happenings(engine.state(), scenario, scenario.run.end, records);
    records.people = static_cast<std::int64_t>(engine.state().world.people.size());
    state = std::move(engine.state());
    return records;
}
} // namespace

RunRecords simulate(Scenario const& scenario, State const& start, std::uint32_t replicate,
                    Threads const& threads)
{
    // Where this thread's last replicate lay: memory that is known already is had for nothing
    thread_local std::unique_ptr<State> spare;
    auto state = std::exchange(spare, nullptr);
    if (state)
        *state = start;
    else
        state = std::make_unique<State>(start);
    auto records = run_in(*state, scenario, replicate, threads, false);
    spare = std::move(state);
    return records;
}

RunRecords simulate(Scenario const& scenario, State&& start, std::uint32_t replicate, Threads const& threads)
{
    auto state = std::move(start);
    return run_in(state, scenario, replicate, threads, true);
}
} // namespace mercato
