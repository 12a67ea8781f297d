// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "core/stop.hpp"
#include "run/engine.hpp"
#include "run/starting/birth.hpp"
#include "run/starting/first_ties.hpp"
#include "run/starting/initial_world.hpp"

namespace mercato
{
namespace
{
/// Layers of blocks that cover one unit of intensity: a door through which at most one person a year would
/// come.
int door_layers() { return layers_below(Layout::blocks, 1.0); }

/// Counts since the start begin at nothing; what is outstanding stays.
void restart(Tally& t)
{
    t.contacts = t.hires = t.exits = t.replies = t.replies_in_house = t.conversations = 0;
    t.paid = t.bonuses = 0;
    t.raised = t.counter_cost = t.raise_cost = 0;
    t.offers -= t.answered;
    t.answered = 0;
}

/// Potential births at @p lab with @p rate [1/yr] in [from, to): the intensity axis runs through numbered
/// doors.
void scatter_births(Draws const& draws, Kind kind, std::uint64_t identity, std::uint16_t lab, double rate,
                    Time from, Time to, std::vector<Event>& births)
{
    for (int layer = 0; layer < door_layers(); ++layer)
    {
        auto const block = shape_of(Layout::blocks, layer).block;
        for (std::uint32_t first = 0; first < rate; first += block)
        {
            auto const visit = [&](Point const& p) {
                if (first + p.slot + p.y >= rate) return;
                Event e{p.at, p.luck};
                e.lab = lab;
                births.push_back(e);
            };
            for (auto page = page_of(Layout::blocks, from); page_start(Layout::blocks, page) < to; ++page)
            {
                scatter(draws, {kind, mixed(identity, first / block), layer, page, Layout::blocks}, from, to,
                        visit);
            }
        }
    }
}
} // namespace

void Engine::open_births()
{
    auto& world = state_.world;
    auto const to = instant_at(world.now + week);
    state_.births.clear();
    if (world.jobless != nowhere)
    {
        scatter_births(draws_, Kind::entry, named("entry"), world.jobless,
                       scenario_.run.entrants * scenario_.run.scale, world.now, to, state_.births);
    }
    for (std::uint16_t lab = 0; lab < world.labs.size(); ++lab)
    {
        if (!world.labs.face[lab].employs) continue;
        auto const rate = scenario_.laws.growth.outside_share * scenario_.labs[lab].outside_factor *
                          world.labs.books[lab].slots;
        scatter_births(draws_, Kind::outside_hire, world.labs.luck[lab], lab, rate, world.now, to,
                       state_.births);
    }
    std::ranges::sort(state_.births, std::ranges::greater{}, [](Event const& e) {
        return std::pair{e.at, e.luck};
    });
}

void Engine::plan_first()
{
    state_.open.blocks.assign(state_.world.labs.size() * class_count, 0);
    state_.open.singles = state_.open.blocks;
    state_.open.recruiting.assign(state_.world.labs.size(), 0);
    plan_labs();
    open_pages(true);
}

void Engine::begin_replicate()
{
    auto& world = state_.world;
    state_.recording = true;
    state_.agenda.drop_potential();
    state_.hash = 0;
    world.wealth_before = 0;
    for (auto const& purse : world.people.purse) world.wealth_before += purse.wealth;
    for (auto& shelf : world.shelves)
    {
        for (std::size_t lab = 0; lab < shelf.tally.size(); ++lab)
        {
            // Counted from a crisis of the burn-in on
            auto& crisis = world.crises[lab];
            crisis.replies_before -= shelf.tally[lab].replies;
            crisis.replies_in_house_before -= shelf.tally[lab].replies_in_house;
            crisis.conversations_before -= shelf.tally[lab].conversations;
            restart(shelf.tally[lab]);
        }
        shelf.happened.clear();
        shelf.hash = 0;
        shelf.wealth_in = shelf.spent = shelf.sales = 0;
    }
    for (auto& books : world.labs.books) books.exits_seen = books.counters = 0;
    world.deeds.clear();
    open_accounts();
    for (auto& w : world.works)
    {
        w.launches = 0;
        w.record.clear();
    }
    state_.last_grid = world.now;
    open_births();
    open_production();
    open_pages(true);
}

State initial_state(Scenario const& scenario, Draws const& draws, Threads const& threads)
{
    auto const exchange = span_of_years(scenario.run.exchange);
    State state(exchange);
    auto const first = floor_to(scenario.run.start - span_of_years(scenario.run.burn_in), exchange);
    std::vector<Event> awaited;
    state.world = initial_world(scenario, draws, threads, first, awaited);
    state.last_grid = first - week;
    std::erase_if(awaited, [&](Event const& e) { return e.at < first; });
    state.agenda.turn_to(first, awaited);
    Engine engine(scenario, draws, threads, std::move(state));
    engine.plan_first();
    auto const start = floor_to(scenario.run.start, exchange);
    if (first < start)
        engine.advance(
            start, {}, [](Time) {}, stop_if_asked);
    if (scenario.run.shuffle_ties) shuffle_ties(engine.state().world, draws);
    return std::move(engine.state());
}
} // namespace mercato
