// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// The main loop: windows of people's events, instants of labs' mail, and the weekly grid.
///
/// Between two instants people work what is due for them, in parallel, against what labs last published. At
/// the instant labs work their mail, publish, newcomers are born, dated events happen, and on the weekly grid
/// labs plan.
/// Windows in which nothing is due are skipped; the instants are absolute, so what is recorded changes
/// nothing.

#include <functional>

#include "acts/common/act.hpp"
#include "acts/crises.hpp"
#include "acts/openings.hpp"
#include "core/parallel.hpp"
#include "run/agenda.hpp"
#include "run/scenario.hpp"

namespace mercato
{
/// All that a run needs to go on: copied where many runs share a past.
struct State
{
    explicit State(Span exchange) : agenda(exchange) {}
    World world;
    Agenda agenda;
    OpenLayers open;
    std::vector<Event> births; // potential births of the present week, by time; lab as in Event
    Time last_grid;
    std::size_t next_dated = 0;
    std::uint64_t hash = 0; // of labs; people's are in the shelves
    std::vector<Mail> mail; // told to labs and not worked yet
    bool recording = false; // nothing is kept of the burn-in
};

class Engine
{
public:
    Engine(Scenario const& scenario, Draws draws, Threads const& threads, State state);

    /// Goes on to the last instant at or before @p until; look(t) is called before anything after t happens,
    /// for each of @p times up to there, in order. pause() is called at every instant, the last one too:
    /// state() is whole there, and an engine made of it goes on as this one.
    void advance(Time until, std::vector<Time> const& times, std::function<void(Time)> const& look,
                 std::function<void()> const& pause);

    /// Begins a replicate: other luck from here on, nothing counted yet.
    void begin_replicate();

    /// The first plans, before anything has happened.
    void plan_first();

    State const& state() const { return state_; }
    State& state() { return state_; }

    /// Sum of all changes of state so far.
    std::uint64_t hash() const;

private:
    Desk desk_of(std::size_t shelf, Time window_end);
    void open_pages(bool anew);
    Time next_instant(Time end) const;
    Time instant_at(Time t) const;
    bool in_crisis() const;
    Time next_of_crises() const;
    void work_crises();
    void take_census(std::uint16_t lab);
    CrisisEvent crisis_event_of(EventSpec const& e, bool ends) const;
    Time next_of_launches() const;
    void work_works();
    void plan_production();
    void open_production();
    void work_people_until(Time window_end);
    void collect();
    void work_labs();
    void give_birth();
    void happen_dated();
    void plan_labs();
    void open_births();
    void publish();

    Scenario const& scenario_;
    Draws draws_;
    Threads const& threads_;
    State state_;
    Span exchange_;
    Span crisis_exchange_;
    std::vector<std::pair<Time, std::size_t>> dated_; // moment, event * 2 + ends
    std::vector<Event> due_;
    std::vector<Event> out_;
};

/// What the records say of a lab's works now; numbers that are none where it makes nothing.
OutputRecord works_record(World const& world, Scenario const& scenario, std::uint16_t lab);

/// The state of a scenario at its start, burn-in lived through.
State initial_state(Scenario const& scenario, Draws const& draws, Threads const& threads);
} // namespace mercato
