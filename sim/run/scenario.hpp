// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// A scenario: all that fixes a run but the threads. Constant once read.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/draws.hpp"
#include "core/field.hpp"
#include "laws/laws.hpp"
#include "run/facts.hpp"
#include "run/people_spec.hpp"
#include "world/board_spec.hpp"
#include "world/firms/capital_spec.hpp"
#include "world/lab_spec.hpp"
#include "world/policy.hpp"
#include "world/raid_spec.hpp"
#include "world/timing/event_timing.hpp"

namespace mercato
{
struct RunParams
{
    Time start;
    Time end;
    double dt = 7 / 365.25;
    double exchange = 1.0 / 8766.0;
    double crisis_exchange = 1.0 / 105192.0;
    double burn_in = 1.0;
    std::int64_t seed = 1;
    std::int64_t replicates = 20;
    bool redraw_population = false;
    bool redraw_ties = false;
    bool redraw_market = true;
    bool redraw_behaviour = true;
    bool shuffle_ties = false;
    double scale = 1;
    double reference_slots = 1000;
    double entrants = 0;

    static constexpr auto fields()
    {
        using P = RunParams;
        using enum Status;
        return std::tuple{
            required(field("start", &P::start, "first moment of the simulated window, with offset")),
            required(field("end", &P::end, "last moment, with offset")),
            field("dt", &P::dt, unit::days, {0.01, 36525}, {1, 31}, assumed,
                  "interval of recording; changes nothing but what is written", ""),
            field("exchange", &P::exchange, unit::hours, {0.05, 672}, {0.25, 24}, assumed,
                  "interval at which people and labs exchange mail; divides four weeks", "convergence test"),
            field("crisis_exchange", &P::crisis_exchange, unit::minutes, {0.1, 1440}, {1, 60}, assumed,
                  "the same while a lab is in an open crisis; divides run.exchange", "convergence test"),
            field("burn_in", &P::burn_in, unit::years, {0, 20}, {0, 4}, assumed,
                  "lived before the start with plans held, and not recorded", ""),
            field("seed", &P::seed, unit::one, {0, 0x1p53}, {}, assumed, "seed of all luck", ""),
            field("replicates", &P::replicates, unit::one, {1, 1e6}, {10, 1000}, assumed,
                  "number of runs with other luck", ""),
            field("redraw_population", &P::redraw_population,
                  "each replicate has other people, those of replicate 0 unless true; docs/luck.md"),
            field("redraw_ties", &P::redraw_ties, "the same of ties at the start"),
            field("redraw_market", &P::redraw_market, "the same of noise, prices and who is laid off"),
            field("redraw_behaviour", &P::redraw_behaviour, "the same of calls, tastes, waits and births"),
            field("shuffle_ties", &P::shuffle_ties, "ties of the start lead to others, as many: a placebo"),
            field("scale", &P::scale, unit::one, {1e-6, 1e6}, {0.01, 1000}, assumed,
                  "multiplies group sizes, headcount plans and reference slots", ""),
            field("reference_slots", &P::reference_slots, unit::people, {1e-6, 1e9}, {1, 1e6}, assumed,
                  "R_ref: open slots of all labs together at which an average person is called contact_rate "
                  "times a year",
                  ""),
            field("entrants", &P::entrants, unit::per_year, {0, 1e8}, {0, 1e5}, assumed,
                  "people who enter the field a year, first without a job; a declared number, so that "
                  "nobody's luck depends on how many others there are",
                  "about 6 % of the field a year (docs/model.md 7.4)"),
        };
    }
};

inline constexpr std::string_view kinds_of_terms[] = {"none", "moves", "all"};

struct RecordParams
{
    bool offers = true;
    bool moves = true;
    bool spells = true;
    std::int64_t panel = 0;
    bool crisis = true;
    bool approaches = true;
    std::string terms = "moves";
    double intentions = 1 / 365.25;

    static constexpr auto fields()
    {
        using P = RecordParams;
        using enum Status;
        return std::tuple{
            field("offers", &P::offers, "write every offer and its answer"),
            field("moves", &P::moves, "write every move, exit and entry"),
            field("spells", &P::spells, "write every job spell, censored ones included"),
            field("panel", &P::panel, unit::people, {0, 1e6}, {}, assumed,
                  "people followed at each recorded time, spread evenly over those in the field at the start",
                  ""),
            field("crisis", &P::crisis, "write announcements, course and intentions of crises"),
            field("approaches", &P::approaches, "write everybody whom a raid approached"),
            field(
                "terms", &P::terms,
                "of which answers to offers the terms of utility are written: none, of those who go, of all",
                kinds_of_terms),
            field("intentions", &P::intentions, unit::days, {0.01, 3650}, {0.1, 7}, assumed,
                  "interval at which the staff of a lab in crisis are asked where they would go", ""),
        };
    }
};

inline constexpr std::string_view event_types[] = {
    "tender",         "hiring_freeze",  "lay_off",       "crunch",       "recharge_week", "amenity_change",
    "ouster",         "letter",         "appoint_lead",  "leader_moves", "blanket_offer", "full_match",
    "tender_at_risk", "equity_at_risk", "courting",      "memo",         "breach",        "lead_departs",
    "conflict",       "team_wound_up",  "closure",       "dispute",      "leak",          "funding_round",
    "valuation",      "pay_change",     "safety_change", "launch",       "compute_online"};

/// How firm an offer to all is.
inline constexpr std::string_view offer_forms[] = {"none", "verbal", "pledged", "written"};

struct EventSpec : EventTiming
{
    std::string id;
    std::int64_t luck = 0;
    std::string type;
    std::string lab;
    std::string to;
    std::string form = "none";
    Time at = never;
    std::optional<Time> until;
    double value = 0;
    double truth = 0;
    bool enabled = true;
    std::string note;
    std::string source;

    static constexpr auto own_fields()
    {
        using P = EventSpec;
        using enum Status;
        return std::tuple{
            required(field("id", &P::id, "short name of the event")),
            field("luck", &P::luck, unit::one, {0, 0x1p53}, {}, assumed,
                  "what the event's luck hangs on; made from the id unless given", ""),
            required(field("type", &P::type, "what happens", event_types)),
            required(field("lab", &P::lab, "id of the lab it happens to")),
            field(
                "to", &P::to,
                "id of the lab that makes an offer to all of the staff, whose in-house recruiters court them "
                "(agencies do without it), or where a leader or lead goes"),
            field("form", &P::form, "how firm an offer to all is: only a written one can be signed",
                  offer_forms),
            field("at", &P::at, "when, with offset; else `after` or `when` says it"),
            field(
                "until", &P::until,
                "end of what lasts (freeze, crunch, recharge week, memo, offer to all, risk, courting), with "
                "offset"),
            field("value", &P::value, unit::one, {-20, 1e6}, {-1, 100}, assumed,
                  "tender: share of vested equity sold; lay_off: share of staff; crunch: workload; "
                  "amenity_change: utils; letter: share of staff that signed before it went round; "
                  "blanket_offer, "
                  "full_match: pay over the present one, 1 unless given; equity_at_risk: share of the price "
                  "lost if "
                  "the board holds; courting: messages a day to each of the staff; breach: fall "
                  "of the lab's safety priority; lead_departs, team_wound_up: 1 for the lead who cares "
                  "most for safety, 0 for the most talented; conflict: trust lost by the leads; dispute: the "
                  "workload "
                  "that staff demand; leak: a package as it is told, M$ a year; funding_round: sum [$M]; "
                  "valuation: of the whole equity [$B]; pay_change: log points; safety_change: of the "
                  "priority; recharge_week: parts of the staff that are off in turn, each its share of the "
                  "time, all at once unless given; launch: log capability gained, output.launch_gain unless "
                  "given; compute_online: log compute a head gained",
                  ""),
            field("truth", &P::truth, unit::one, {0, 1000}, {0, 100}, assumed,
                  "leak: the package as it really is, M$ a year, which comes out at its end", ""),
            field("enabled", &P::enabled, "false switches the event off"),
            field("note", &P::note, "what is assumed"),
            field("source", &P::source, "where it is documented"),
        };
    }

    static constexpr auto fields() { return std::tuple_cat(own_fields(), EventTiming::fields()); }
};

struct SourceSpec
{
    std::string id;
    std::string text;

    static constexpr auto fields()
    {
        using P = SourceSpec;
        return std::tuple{required(field("id", &P::id, "key that other entries cite")),
                          required(field("text", &P::text, "title and address"))};
    }
};

/// What the luck of a lab, group or event hangs on: what it says, else its id. Stand-in names change nobody's
/// luck.
template <class Spec>
std::uint64_t luck_of(Spec const& spec)
{
    return spec.luck != 0 ? static_cast<std::uint64_t>(spec.luck) : named(spec.id) >> 11U;
}

struct Scenario
{
    std::int64_t format = 1;
    std::string title;
    std::string description;
    RunParams run;
    RecordParams record;
    CapitalSpec capital;
    Laws laws;
    std::vector<LabSpec> labs;
    std::vector<GroupSpec> groups;
    std::vector<EventSpec> events;
    std::vector<BoardSpec> boards;
    std::vector<RaidSpec> raids;
    std::vector<PolicySpec> policies;
    std::vector<SourceSpec> sources;
    std::vector<FactSpec> facts;
    std::vector<RosterRow> roster;
    std::string roster_path; // as written in the file; empty without roster
    std::string roster_salt; // stays out of the resolved text: who has both could guess ids back
    std::string resolved;    // the whole scenario as one TOML text, reads back equal
    std::string hash;        // SHA-256 of the resolved text and the roster

    static constexpr auto fields()
    {
        using P = Scenario;
        return std::tuple{
            field("title", &P::title, "one line, above tables and figures"),
            field("description", &P::description,
                  "what the scenario is for, what it assumes, how far to trust it"),
            field("roster", &P::roster_path,
                  "CSV file of people instead of [[groups]], relative to this file; docs/roster.md"),
            field("roster_salt", &P::roster_salt,
                  "hashed into the ids of the roster; never written to results"),
        };
    }
};
} // namespace mercato
