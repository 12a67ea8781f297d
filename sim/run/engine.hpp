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
#include "acts/excess.hpp"
#include "acts/openings.hpp"
#include "acts/planning.hpp"
#include "core/parallel.hpp"
#include "run/agenda.hpp"
#include "run/scenario.hpp"
#include "world/timing/condition.hpp"

namespace mercato
{
/// Something that the run itself has dated: number as in Engine::dated_.
struct Coming
{
    Time at;
    std::uint64_t which = 0;
};

/// How many have come to or left a lab so far.
struct CountMark
{
    Time at;
    std::int64_t count = 0;
};

/// An event that waits for a condition.
struct EventWatch
{
    bool holds = false;
    Time began = never; // when it happened first
    std::vector<CountMark> marks;
};

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
    std::vector<Coming> coming;      // dated during the run, earliest first
    std::vector<EventWatch> watches; // an event each, where the scenario has conditions
    std::uint64_t hash = 0;          // of labs; people's are in the shelves
    std::vector<Mail> mail;          // told to labs and not worked yet
    bool recording = false;          // nothing is kept of the burn-in
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
    Time instant_at(Time t) const { return instant_at(t, in_crisis() ? crisis_exchange_ : exchange_); }
    static Time instant_at(Time t, Span step);
    bool in_crisis() const;
    Time next_of_crises() const;
    void work_crises();
    void take_census(std::uint16_t lab);
    CrisisEvent crisis_event_of(std::size_t number, bool ends) const;
    Time next_of_launches() const;
    void work_works();
    void plan_production();
    void open_production();
    void work_people_until(Time window_end);
    void collect();
    void work_labs();
    void give_birth();
    void date_events();
    void date_raids_and_policies();
    void happen_dated();
    void happen_policy(std::size_t number, bool begins);
    std::size_t first_policy() const { return 2 * scenario_.events.size(); }
    std::size_t first_raid() const { return first_policy() + 2 * scenario_.policies.size(); }
    void happen(std::size_t which);
    void date(Time at, std::size_t which);
    void begin_event(std::size_t number, Time at);
    void watch_conditions();
    double gauged(std::size_t number, std::uint16_t lab);
    void work_foundings();
    void plan_labs();
    void step_firms(Plan const& plan);
    void be_taken_over(std::uint16_t lab, std::uint16_t buyer);
    void open_raid(Raid raid);
    void find_dormant();
    void found_lab(Mail const& m);
    void open_accounts();
    void open_births();
    void publish();

    Scenario const& scenario_;
    Draws draws_;
    Threads const& threads_;
    State state_;
    Span exchange_;
    Span crisis_exchange_;
    // Moment, and event * 2 + ends; from first_policy() on policy * 2 + ends, from first_raid() on raid
    std::vector<std::pair<Time, std::size_t>> dated_;
    std::vector<Time> begins_;                                  // of each event, never if the run dates it
    std::vector<std::pair<std::size_t, Condition>> conditions_; // event, parsed
    double founding_bound_ = 0;                                 // [1/yr], 0 where no lab can be founded
    std::vector<OpenedCalls> opened_;                           // a shelf each
    bool keeps_terms_ = false;                                  // of moves
    bool keeps_all_terms_ = false;
    std::vector<Event> due_;
    std::vector<Event> out_;
};

/// Row of the lab that a scenario calls @p id; nowhere if it is empty.
std::uint16_t lab_named(Labs const& labs, std::string const& id);

/// What planning needs to know of a scenario, @p dt [yr] after the last grid instant.
Plan plan_of(Scenario const& scenario, double dt);
/// What the records say of a lab's account now; numbers that are none where it has none.
AccountRecord account_record(World const& world, std::uint16_t lab);

/// What the records say of a lab's works now; numbers that are none where it makes nothing.
OutputRecord works_record(World const& world, Scenario const& scenario, std::uint16_t lab);

/// The state of a scenario at its start, burn-in lived through.
State initial_state(Scenario const& scenario, Draws const& draws, Threads const& threads);
} // namespace mercato
