// SPDX-License-Identifier: Apache-2.0
// What the ordinary market costs: a call, an offer, a decision, an hour, a year of a researcher.
// All people of scenarios/baseline.toml, one thread.
#include <chrono>
#include <memory>
#include <vector>

#include <benchmark/benchmark.h>

#include "acts/common/ledger.hpp"
#include "acts/contacts.hpp"
#include "acts/offers.hpp"
#include "io/scenario_reader.hpp"
#include "run/simulation.hpp"

namespace mercato
{
namespace
{
/// The market at its start, made once.
struct Market
{
    Market()
    {
        ScenarioRequest baseline;
        baseline.path = MERCATO_ROOT "/scenarios/baseline.toml";
        scenario = read_scenario(baseline);
        scenario.run.burn_in = 0;
        scenario.run.end = scenario.run.start + week * 13;
        start = std::make_unique<State>(shared_start(scenario, threads));
    }
    Scenario scenario;
    Threads threads{1};
    Draws draws{1, 0};
    std::unique_ptr<State> start;
};

Market const& market()
{
    static Market const made;
    return made;
}

/// A copy of the market whose people can be visited one by one, here and there as events are.
class Visits
{
public:
    Visits() : state_(*market().start), count_(static_cast<std::uint32_t>(state_.world.people.size())) {}

    Event next()
    {
        if (++visit_ % 4096 == 0) forget();
        auto const luck = mixed(3, visit_);
        Event e{now() + Span{1}, luck, static_cast<std::uint32_t>(luck % count_)};
        e.lab = static_cast<std::uint16_t>(visit_ % 14);
        return e;
    }
    Desk desk(std::uint32_t row)
    {
        auto const& s = market().scenario;
        auto& world = state_.world;
        return {world, world.shelf_of(row), s.laws, market().draws, s.labs, now(), false, false};
    }
    /// What has been made due or written is dropped.
    void forget()
    {
        for (auto& shelf : state_.world.shelves)
        {
            shelf.due_later.clear();
            shelf.mail.clear();
        }
    }

private:
    Time now() const { return state_.world.now; }

    State state_;
    std::uint32_t count_;
    std::uint64_t visit_ = 0;
};

/// Most of them end at the comparison of an intensity with a hazard, as in a run.
void potential_contact(benchmark::State& state)
{
    Visits visits;
    constexpr double highest = 0.5; // intensities [1/yr]
    for (auto _ : state)
    {
        auto e = visits.next();
        e.value = static_cast<float>(static_cast<double>(e.luck >> 40) * 0x1p-24 * highest);
        contact(visits.desk(e.person), e);
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(potential_contact);

/// A firm offer: pay, both utilities, and what answers it; overtaken at once.
void firm_offer(benchmark::State& state)
{
    Visits visits;
    for (auto _ : state)
    {
        auto const e = visits.next();
        auto const desk = visits.desk(e.person);
        offer(desk, e);
        lapse_offers(desk, e.person, e.at);
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(firm_offer);

/// Answers of those who are tempted, at the deadline.
void decision(benchmark::State& state)
{
    Visits visits;
    constexpr std::size_t batch = 512;
    for (auto _ : state)
    {
        std::vector<Event> tempted;
        while (tempted.size() < batch)
        {
            auto e = visits.next();
            auto const desk = visits.desk(e.person);
            if (desk.line(e.person).offers != nobody) continue;
            offer(desk, e);
            e.slot = desk.line(e.person).offers;
            if (e.slot != nobody) tempted.push_back(e);
        }
        auto const begin = std::chrono::steady_clock::now();
        for (auto const& e : tempted) decide(visits.desk(e.person), e);
        state.SetIterationTime(
            std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
        for (auto const& e : tempted)
        {
            visits.desk(e.person).line(e.person).standing = Standing::settled;
            lapse_offers(visits.desk(e.person), e.person, e.at);
        }
        visits.forget();
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(batch));
}
BENCHMARK(decision)->UseManualTime();

/// An exchange window with all that is due in it.
void window(benchmark::State& state)
{
    auto const& m = market();
    Engine engine(m.scenario, Draws(1, 1), m.threads, *m.start);
    engine.begin_replicate();
    auto const exchange = span_of_years(m.scenario.run.exchange);
    for (auto _ : state)
        engine.advance(
            engine.state().world.now + exchange, {}, [](Time) {}, [] {});
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(window)->Iterations(24 * 7 * 13);

/// Thirteen weeks with their records: time by researcher-year, and by offer with all that leads to it and
/// comes of it.
void quarter(benchmark::State& state)
{
    auto const& m = market();
    double researcher_years = 0;
    double offers = 0;
    std::uint32_t replicate = 0;
    for (auto _ : state)
    {
        auto const records = simulate(m.scenario, *m.start, replicate++, m.threads);
        for (auto const& lab : records.labs)
            researcher_years += lab.headcount / static_cast<double>(records.times.size());
        offers += static_cast<double>(records.offers.size());
    }
    researcher_years *= years(m.scenario.run.end - m.scenario.run.start);
    using benchmark::Counter;
    state.counters["s/researcher_year"] = Counter(researcher_years, Counter::kIsRate | Counter::kInvert);
    state.counters["s/offer"] = Counter(offers, Counter::kIsRate | Counter::kInvert);
}
BENCHMARK(quarter)->Unit(benchmark::kMillisecond);
} // namespace
} // namespace mercato
