// SPDX-License-Identifier: Apache-2.0
#include "run/engine.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "acts/hiring.hpp"
#include "acts/planning.hpp"
#include "acts/policies.hpp"
#include "core/check.hpp"
#include "run/event_dates.hpp"
#include "run/invariants.hpp"
#include "run/people_phase.hpp"
#include "run/starting/birth.hpp"
#include "run/starting/initial_world.hpp"

namespace mercato
{
Plan plan_of(Scenario const& s, double dt)
{
    return {s.run.scale, s.run.reference_slots * s.run.scale, s.run.start, dt};
}

namespace
{
// Below so many due events a window is worked by one thread: waking others costs more than it saves.
constexpr std::size_t worth_sharing = 256;
constexpr std::size_t shelves_a_task = 16;
} // namespace

Engine::Engine(Scenario const& scenario, Draws draws, Threads const& threads, State state)
    : scenario_(scenario),
      draws_(draws),
      threads_(threads),
      state_(std::move(state)),
      exchange_(span_of_years(scenario.run.exchange)),
      crisis_exchange_(span_of_years(scenario.run.crisis_exchange))
{
    date_events();
    date_raids_and_policies();
    std::ranges::sort(dated_);
    if (!conditions_.empty()) state_.watches.resize(scenario.events.size());
    find_dormant();
    opened_.resize(state_.world.shelves.size());
    keeps_terms_ = scenario.record.terms != kinds_of_terms[0];
    keeps_all_terms_ = scenario.record.terms == kinds_of_terms[2];
}

Desk Engine::desk_of(std::size_t shelf, Time window_end)
{
    expect(shelf < opened_.size());
    return {state_.world,
            state_.world.shelves[shelf],
            scenario_.laws,
            draws_,
            scenario_.labs,
            window_end,
            state_.recording && scenario_.record.offers,
            state_.recording && (scenario_.record.moves || scenario_.record.spells),
            state_.recording && scenario_.record.approaches,
            state_.recording && keeps_terms_,
            state_.recording && keeps_all_terms_,
            &opened_[shelf]};
}

Time Engine::instant_at(Time t, Span step)
{
    auto const below = floor_to(t, step);
    return below == t ? t : below + step;
}

Time Engine::next_instant(Time end) const
{
    auto const upset = in_crisis();
    auto const at = [step = upset ? crisis_exchange_ : exchange_](Time t) { return instant_at(t, step); };
    auto limit = std::min(end, at(state_.last_grid + week));
    if (state_.next_dated < dated_.size()) limit = std::min(limit, at(dated_[state_.next_dated].first));
    if (!state_.coming.empty()) limit = std::min(limit, at(state_.coming.front().at));
    if (!state_.mail.empty()) limit = at(state_.world.now + Span{1}); // labs answer at the next instant
    if (auto const launch = next_of_launches(); launch < limit) limit = at(launch);
    if (!state_.births.empty()) limit = std::min(limit, at(state_.births.back().at + Span{1}));
    auto const now = state_.world.now;
    auto const first = at(now + Span{1});
    if (!upset) return state_.agenda.next_window_end(now, std::max(limit, first));
    limit = std::max(first, std::min(limit, at(next_of_crises())));
    auto const window = floor_to(now, exchange_) + exchange_;
    auto const due = state_.agenda.next_due(now, limit);
    if (due >= window)
        return due < limit ? floor_to(due, exchange_) : limit; // nothing until then: no window is cut
    return std::min({limit, window, at(due + Span{1})});
}

void Engine::advance(Time until, std::vector<Time> const& times, std::function<void(Time)> const& look,
                     std::function<void()> const& pause)
{
    auto& now = state_.world.now;
    auto const end = floor_to(until, exchange_);
    auto next_look = std::ranges::lower_bound(times, now);
    while (now < end)
    {
        pause();
        open_pages(false);
        auto const window_end = next_instant(end);
        for (; next_look != times.end() && *next_look < window_end; ++next_look) look(*next_look);

        work_people_until(window_end);
        now = window_end;
        work_labs();
        give_birth();
        happen_dated();
        work_crises();
        work_works();
        if (now >= instant_at(state_.last_grid + week)) plan_labs();
        publish();
    }
    pause();
    for (; next_look != times.end() && *next_look <= until; ++next_look) look(*next_look);
}

void Engine::open_pages(bool anew)
{
    auto const now = state_.world.now;
    auto const turns = [&](Layout layout) { return anew || page_start(layout, page_of(layout, now)) == now; };
    if (!turns(Layout::blocks)) return;
    if (checks_are_on) check_invariants(state_.world);
    out_.clear();
    Opener const opener{state_.world, scenario_.laws, draws_, state_.open, out_, founding_bound_};
    open_page(opener, Layout::blocks, now);
    if (turns(Layout::single)) open_page(opener, Layout::single, now);
    if (anew)
    {
        for (auto& opened : opened_) opened.forget();
    }
    for (std::size_t s = 0; s < state_.world.shelves.size(); ++s) open_restless(desk_of(s, now), now);
    // What is due in the page is known nearly all at once: it is laid out in one piece
    for (auto& shelf : state_.world.shelves)
    {
        out_.insert(out_.end(), shelf.due_later.begin(), shelf.due_later.end());
        shelf.due_later.clear();
    }
    state_.agenda.turn_to(now, out_);
    constexpr std::size_t small = 1U << 16;
    if (out_.capacity() > small) out_ = {}; // of a large world as much as all that is due
    out_.clear();
}

void Engine::work_people_until(Time window_end)
{
    auto& world = state_.world;
    state_.agenda.take(window_end, due_);
    if (due_.empty()) return;
    auto const work = [&](std::size_t first_shelf, std::size_t last_shelf) {
        auto begin = std::ranges::lower_bound(due_, first_shelf * shelf_size, {}, &Event::person);
        fetch_first(world.people, {begin, due_.end()});
        while (begin != due_.end() && begin->person < last_shelf * shelf_size)
        {
            auto const shelf = begin->person / shelf_size;
            auto const end =
                std::ranges::lower_bound(begin, due_.end(), (shelf + 1) * shelf_size, {}, &Event::person);
            auto const desk = desk_of(shelf, window_end);
            work_people(desk, {begin, end}, due_.data() + due_.size());
            begin = end;
        }
    };
    if (due_.size() < worth_sharing || threads_.count() == 1)
        work(0, world.shelves.size());
    else
    {
        threads_.for_chunks(world.shelves.size(), shelves_a_task,
                            [&](std::size_t, std::size_t begin, std::size_t end) { work(begin, end); });
    }
    out_.clear();
    collect();
}

void Engine::collect()
{
    for (auto& shelf : state_.world.shelves)
    {
        for (auto const& e : shelf.due_later) state_.agenda.add(e);
        shelf.due_later.clear();
        state_.mail.insert(state_.mail.end(), shelf.mail.begin(), shelf.mail.end());
        shelf.mail.clear();
    }
    for (auto const& e : out_) state_.agenda.add(e);
    out_.clear();
}

void Engine::work_labs()
{
    if (state_.mail.empty()) return;
    auto& world = state_.world;
    work_foundings();
    std::ranges::sort(state_.mail, [](Mail const& a, Mail const& b) { return order_of(a) < order_of(b); });
    auto const reference = scenario_.run.reference_slots * scenario_.run.scale;
    for (std::size_t begin = 0; begin < state_.mail.size();)
    {
        auto end = begin;
        auto const lab = state_.mail[begin].lab;
        while (end < state_.mail.size() && state_.mail[end].lab == lab) ++end;
        Office const office{world, scenario_.laws, draws_, scenario_.labs, lab, world.now, out_};
        work_mail(office, {state_.mail.data() + begin, end - begin});
        publish_recruiting(office, reference);
        open_further({world, scenario_.laws, draws_, state_.open, out_}, lab, world.now);
        begin = end;
    }
    state_.mail.clear();
    collect();
}

void Engine::give_birth()
{
    auto& world = state_.world;
    auto& births = state_.births; // latest first
    bool any = false;
    while (!births.empty() && births.back().at < world.now)
    {
        auto const e = births.back();
        births.pop_back();
        auto& books = world.labs.books[e.lab];
        if (world.labs.face[e.lab].employs)
        {
            if (!world.labs.face[e.lab].hiring) continue;
            books.slots -= 1;
            ++books.pending;
        }
        auto const row = static_cast<std::uint32_t>(world.people.size());
        world.grow(row + 1);
        opened_.resize(world.shelves.size());
        auto const desk = desk_of(row / shelf_size, world.now);
        born(desk, row, entrant_identity(e.luck), e.lab, world.now);
        world.singles.push_back(row);
        open_person({world, scenario_.laws, draws_, state_.open, out_, founding_bound_}, row, world.now);
        open_stirred(desk, world.now);
        any = true;
    }
    if (any) collect();
    if (!state_.mail.empty()) work_labs();
}

void Engine::plan_labs()
{
    auto& world = state_.world;
    auto const plan = plan_of(scenario_, years(world.now - state_.last_grid));
    step_firms(plan);
    for (std::uint16_t lab = 0; lab < world.labs.size(); ++lab)
    {
        world.labs.total[lab] = world.total_of(lab);
    }
    plan_production();
    for (std::uint16_t lab = 0; lab < world.labs.size(); ++lab)
    {
        Office const office{world, scenario_.laws, draws_, scenario_.labs, lab, world.now, out_};
        plan_week(office, plan);
        speak_up(office);
        open_further({world, scenario_.laws, draws_, state_.open, out_}, lab, world.now);
        auto const& f = world.labs.face[lab];
        state_.hash += mixed(mixed(world.labs.luck[lab], std::bit_cast<std::uint64_t>(f.unit_price)),
                             std::bit_cast<std::uint64_t>(f.safety + 3 * f.culture[0] + 7 * f.culture[1]));
    }
    world.market = average_market(world.labs);
    watch_conditions();
    state_.last_grid = world.now;
    open_births();
    open_production();
    collect();
}

void Engine::publish()
{
    auto& people = state_.world.people;
    for (auto& shelf : state_.world.shelves)
    {
        for (auto const row : shelf.moved) people.at_lab[row] = people.line[row].lab;
        shelf.moved.clear();
    }
}

std::uint64_t Engine::hash() const
{
    auto sum = state_.hash;
    for (auto const& shelf : state_.world.shelves) sum += shelf.hash;
    return sum;
}
} // namespace mercato
