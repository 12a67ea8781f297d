// SPDX-License-Identifier: Apache-2.0
// Events that the run dates: conditions that are watched every week, and what comes after them.
#include <algorithm>
#include <cmath>

#include "acts/common/account.hpp"
#include "run/engine.hpp"
#include "run/event_dates.hpp"

namespace mercato
{
namespace
{
/// Does the event hold for as long as its condition does?
bool holds_while(EventSpec const& e)
{
    constexpr std::string_view lasting[] = {"hiring_freeze", "crunch", "amenity_change", "pay_change"};
    return !e.lasts && std::ranges::find(lasting, e.type) != std::end(lasting);
}

/// How many have come in the window before now, given all marks up to now; forgets older ones.
double in_window(std::vector<CountMark>& marks, Time now, Span window)
{
    // The last mark at or before the window's start stays: the count is taken from there
    while (marks.size() > 1 && marks[1].at <= now - window) marks.erase(marks.begin());
    return static_cast<double>(marks.back().count - marks.front().count);
}

/// Does @p e begin, now that its condition is met or is not? What cannot end begins once.
bool begins_now(EventSpec const& e, EventWatch const& watch, bool met)
{
    return met && !watch.holds && (watch.began == never || holds_while(e));
}

/// The lab whose condition is watched: the event's own, unless it names another.
std::uint16_t watched_lab(Labs const& labs, EventSpec const& e, Condition const& c)
{
    return lab_named(labs, c.lab.empty() ? e.lab : c.lab);
}
} // namespace

void Engine::date(Time at, std::size_t which)
{
    auto& all = state_.coming;
    auto const later = [](Time t, Coming const& c) { return t < c.at; };
    all.insert(std::upper_bound(all.begin(), all.end(), at, later), {at, which});
}

void Engine::begin_event(std::size_t number, Time at)
{
    auto const& events = scenario_.events;
    happen(2 * number);
    if (auto const end = end_of(events[number], at)) date(*end, 2 * number + 1);
    for (std::size_t k = 0; k < events.size(); ++k)
    {
        if (!events[k].enabled || events[k].after.empty()) continue;
        auto const after = parse_after(events[k].after);
        if (after.event == events[number].id) date(at + after.delay, 2 * k);
    }
}

double Engine::gauged(std::size_t number, std::uint16_t lab)
{
    auto const& c = conditions_[number].second;
    auto& world = state_.world;
    auto const& sum = world.labs.total[lab];
    auto const& books = world.labs.books[lab];
    auto const& face = world.labs.face[lab];
    auto& marks = state_.watches[conditions_[number].first].marks;
    switch (c.gauge)
    {
    case Gauge::headcount: return static_cast<double>(sum.members);
    case Gauge::slots: return books.slots;
    case Gauge::hires: marks.push_back({world.now, sum.hires}); return in_window(marks, world.now, c.window);
    case Gauge::exits: marks.push_back({world.now, sum.exits}); return in_window(marks, world.now, c.window);
    case Gauge::runway: return books.firm.has_account ? books.firm.runway : NAN;
    case Gauge::cash: return books.firm.has_account ? millions(books.firm.cash) : NAN;
    case Gauge::valuation: return books.price;
    case Gauge::capability:
        return capability_of({world, scenario_.laws, draws_, scenario_.labs, lab, world.now, out_});
    case Gauge::safety: return face.safety;
    case Gauge::workload: return face.workload;
    case Gauge::fatigue: return face.fatigue;
    case Gauge::exhaustion: return face.exhaustion;
    case Gauge::climate: return world.capital;
    }
    return NAN;
}

void Engine::watch_conditions()
{
    if (!state_.recording) return;
    auto& world = state_.world;
    for (std::size_t k = 0; k < conditions_.size(); ++k)
    {
        auto const& [number, condition] = conditions_[k];
        auto const& e = scenario_.events[number];
        auto& watch = state_.watches[number];
        auto const lab = watched_lab(world.labs, e, condition);
        auto const met = meets(condition, gauged(k, lab)) && !world.labs.books[lab].firm.dormant;
        auto const begins = begins_now(e, watch, met);
        auto const ends = !met && watch.holds && holds_while(e);
        watch.holds = met;
        if (!begins && !ends) continue;
        Office const office{
            world, scenario_.laws, draws_, scenario_.labs, lab_named(world.labs, e.lab), world.now, out_};
        note_deed(office, Deed::condition).sum = begins ? 1 : 0;
        if (ends)
            happen(2 * number + 1);
        else if (watch.began != never)
            happen(2 * number); // again: what comes after the first time has been dated then
        else
            begin_event(number, world.now);
        if (watch.began == never) watch.began = world.now;
        publish_recruiting(office, scenario_.run.reference_slots * scenario_.run.scale);
        open_further({world, scenario_.laws, draws_, state_.open, out_}, office.lab, world.now);
    }
}
} // namespace mercato
