// SPDX-License-Identifier: Apache-2.0
#include "acts/launches.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <vector>

#include "acts/common/craft.hpp"
#include "acts/common/ledger.hpp"
#include "acts/common/works.hpp"
#include "laws/climate.hpp"

namespace mercato
{
namespace
{
constexpr double highest_price = 1e9; // [$M] as the reader has it: beyond it no account in cents holds

Works& works_of(Office const& o) { return o.world.works[o.lab]; }

double rate_at(LabSpec const& spec, Time t)
{
    return spec.launch_rate.empty() ? 0 : value_at(spec.launch_rate, t);
}

double highest_rate(LabSpec const& spec)
{
    double most = 0;
    for (auto const& step : spec.launch_rate) most = std::max(most, step.value);
    return most;
}

/// Effort of ordinary weeks, of people who have long worked them.
double usual_effort(Office const& o)
{
    return std::max(effort(usual_workload(o), 0, 0, o.laws.output), 1e-6);
}

/// The workload has changed: what follows it is carried to now first.
void publish_workload(Office const& o)
{
    carry_reference(o);
    o.face().workload = present_workload(o);
}

/// Have the two come from the same lab, and at about the same time?
bool came_along(World const& world, std::uint32_t row, std::uint32_t other, OutputParams const& p)
{
    auto const& people = world.people;
    if (other == nobody || other == row || people.line[other].lab != people.line[row].lab) return false;
    auto const apart = std::abs(years(people.line[other].joined - people.line[row].joined));
    return people.former[other][0] == people.former[row][0] && apart <= p.co_move_time;
}

/// Has somebody come with enough of those to whom there is a tie?
bool came_with_ties(World const& world, std::uint32_t row, OutputParams const& p)
{
    auto const along = std::ranges::count_if(
        world.people.ties[row], [&](Tie const& tie) { return came_along(world, row, tie.person, p); });
    return static_cast<double>(along) >= p.co_movers;
}

/// Has somebody come with enough of those who were asked together?
bool came_with_asked(World const& world, std::uint32_t row, OutputParams const& p)
{
    return std::ranges::any_of(world.raids, [&](Raid const& raid) {
        auto const& list = raid.list;
        if (!raid.asks_all_at_once() || raid.lab != world.people.line[row].lab) return false;
        if (std::ranges::find(list, row) == list.end()) return false;
        auto const comes = [&](std::uint32_t other) { return came_along(world, row, other, p); };
        return static_cast<double>(std::ranges::count_if(list, comes)) >= p.co_movers;
    });
}

/// Rows of those who came lately: since well before the last look, so that nobody is passed over.
std::vector<bool> latecomers(Office const& o, std::span<std::uint32_t const> newcomers)
{
    std::vector<bool> late(o.world.people.size());
    for (auto const row : newcomers) late[row] = o.now - o.world.people.line[row].joined <= week * 2;
    return late;
}

/// Newcomers whose team has come hear of it; those who have been there for long no longer wait. Who had no
/// team at the last look has one now only if somebody has come since: most need not be looked at again.
void look_for_teams(Office const& o)
{
    auto const& people = o.world.people;
    auto& newcomers = works_of(o).newcomers;
    auto const late = latecomers(o, newcomers);
    auto const is_late = [&](Tie const& tie) { return tie.person != nobody && late[tie.person]; };
    std::erase_if(newcomers, [&](std::uint32_t row) {
        auto const& line = people.line[row];
        if (line.lab != o.lab || years(o.now - line.joined) > o.laws.output.co_move_time) return true;
        auto const has_news = late[row] || std::ranges::any_of(people.ties[row], is_late);
        auto const came = (has_news && came_with_ties(o.world, row, o.laws.output)) ||
                          came_with_asked(o.world, row, o.laws.output);
        if (!came) return false;
        Event e{o.now, 0, row};
        e.lab = o.lab;
        e.what = What::team_came;
        o.out.push_back(e);
        return true;
    });
}

/// The value of output follows what the lab pays: markdowns last, but not from one week to the next.
void step_value(Office const& o, double dt)
{
    auto& w = works_of(o);
    auto const& p = o.laws.output;
    auto const pay = unfixed(o.world.labs.total[o.lab].pay);
    auto const ordinary = product_of(w.usual_effort * w.labour, w.compute, o.specs[o.lab].productivity, p);
    auto const of_labour = ordinary.labour * ordinary.output;
    if (of_labour <= 0 || pay <= 0)
    {
        w.product = 0;
        return;
    }
    auto const fitting = o.laws.counter.product_multiple * pay / of_labour;
    w.value = w.value > 0 ? relaxed(w.value, fitting, p.value_time, dt) : fitting;
    w.product = w.value * of_labour / w.weights;
}

/// A lab is held in esteem for what it has launched, beside the others.
void step_prestige(Office const& o)
{
    auto const& w = works_of(o);
    auto const gained = w.launched - o.world.race.launched - w.first;
    o.face().prestige = o.specs[o.lab].prestige + o.laws.output.launch_prestige * gained;
}

/// The most that any other lab has launched; NaN where there is none.
double best_of_others(Office const& o)
{
    auto best = -std::numeric_limits<double>::infinity();
    for (std::uint16_t lab = 0; lab < o.world.works.size(); ++lab)
    {
        if (lab != o.lab && o.world.works[lab].makes) best = std::max(best, o.world.works[lab].launched);
    }
    return std::isfinite(best) ? best : std::numeric_limits<double>::quiet_NaN();
}

/// Factor on the price: dated valuations hold, and a listed parent is not moved by one of its units.
double revalued(Office const& o, std::uint64_t luck)
{
    auto const& spec = o.specs[o.lab];
    if (spec.valuation.size() > 1 || spec.liquidity <= 0) return 1;
    Luck draw(o.draws, Domain::market, Kind::launch, mixed(o.world.labs.luck[o.lab], luck));
    auto const factor = launch_jump(draw.normal(), o.laws.output);
    o.books().price = std::min(o.books().price * factor, highest_price);
    o.face().unit_price = o.books().price / all_units;
    return factor;
}

void launch(Office const& o, LaunchPoint const& point)
{
    auto& w = works_of(o);
    carry_works(o);
    w.capability += point.gain;
    w.launched = w.capability;
    ++w.launches;
    LaunchRecord r;
    r.time = o.now;
    r.decided = point.decided;
    r.lab = static_cast<std::int16_t>(o.lab);
    r.dated = point.dated ? 1 : 0;
    r.capability = static_cast<float>(w.launched);
    r.lead = static_cast<float>(w.launched - best_of_others(o));
    r.effort = point.effort;
    r.price = static_cast<float>(revalued(o, point.luck));
    w.record.push_back(r);
    step_prestige(o);
}

/// From now on staff work long hours for it.
void prepare(Office const& o, LaunchPoint point)
{
    auto& coming = works_of(o).coming;
    point.decided = o.now;
    point.effort = static_cast<float>(effort_at(o));
    coming.insert(std::ranges::upper_bound(coming, point.at, {}, &LaunchPoint::at), point);
    publish_workload(o);
}

/// A potential launch: real if it lies below the present hazard.
void decide(Office const& o, LaunchPoint point)
{
    auto const& w = works_of(o);
    auto const hazard = rate_at(o.specs[o.lab], point.at) * effort_at(o) / w.usual_effort;
    if (point.y >= hazard || o.books().closed || w.weights <= 0) return;
    point.at = o.now + span_of_years(o.laws.output.crunch_time);
    point.gain = o.laws.output.launch_gain;
    prepare(o, point);
}
} // namespace

void plan_works(Office const& o, double scale)
{
    if (!makes(o.world, o.lab)) return;
    auto& w = works_of(o);
    auto const before = w.at;
    carry_works(o);
    if (o.now <= before) w.effort = effort_at(o); // nothing has been made yet
    auto const& p = o.laws.output;
    auto const& sum = o.world.labs.total[o.lab];
    auto const missing = unfixed(sum.craft_missing) * carried_forward(o.now, o.world, p);
    w.weights = std::max(0.0, unfixed(sum.craft) - missing);
    w.labour = labour_of(w.weights / scale, p);
    w.compute = compute_of(static_cast<double>(sum.members) / scale, o.face().compute, p);
    w.usual_effort = usual_effort(o);
    w.research = product_of(effort_at(o) * w.labour, w.compute, o.specs[o.lab].productivity, p).output;
    step_value(o, std::max(0.0, years(o.now - before)));
    step_prestige(o);
    look_for_teams(o);
}

void run_race(World& world, OutputParams const& p, double dt)
{
    Race race{-std::numeric_limits<double>::infinity(), world.race.known, 0, 0};
    for (auto const& w : world.works)
    {
        if (!w.makes) continue;
        race.ahead = std::max(race.ahead, w.capability);
        race.launched += w.launched;
        ++race.labs;
    }
    if (race.labs <= 0) return;
    race.launched /= race.labs;
    race.known = relaxed(race.known, race.ahead, p.public_lag, dt);
    world.race = race;
}

void open_launches(Office const& o, Time from, Time to)
{
    if (!makes(o.world, o.lab)) return;
    auto& w = works_of(o);
    w.potential.clear();
    from = std::max(from, w.at);
    // No effort is above 1: what lies higher never comes
    auto const layers = layers_below(Layout::single, highest_rate(o.specs[o.lab]) / usual_effort(o));
    for (int layer = 0; layer < layers; ++layer)
    {
        for (auto page = page_of(Layout::single, from); page_start(Layout::single, page) < to; ++page)
        {
            Cell const cell{Kind::launch, o.world.labs.luck[o.lab], layer, page, Layout::single};
            scatter(o.draws, cell, from, to, [&](Point const& p) {
                w.potential.push_back({p.at, {}, p.luck, p.y});
            });
        }
    }
    std::ranges::sort(w.potential, std::ranges::greater{}, [](LaunchPoint const& p) {
        return std::pair{p.at, p.luck};
    });
}

void prepare_launch(Office const& o, Time at, double gain, std::uint64_t luck)
{
    if (!makes(o.world, o.lab)) return;
    LaunchPoint point{std::max(at, o.now), o.now, luck};
    point.gain = gain != 0 ? gain : o.laws.output.launch_gain;
    point.dated = true;
    prepare(o, point);
}

Time next_of_works(Works const& w)
{
    auto next = w.potential.empty() ? never : w.potential.back().at;
    return w.coming.empty() ? next : std::min(next, w.coming.front().at);
}

void work_launches(Office const& o)
{
    auto& w = works_of(o);
    while (!w.potential.empty() && w.potential.back().at <= o.now)
    {
        auto const point = w.potential.back();
        w.potential.pop_back();
        decide(o, point);
    }
    auto const due = [&] { return !w.coming.empty() && w.coming.front().at <= o.now; };
    if (!due()) return;
    for (; due(); w.coming.erase(w.coming.begin()))
    {
        if (!o.books().closed) launch(o, w.coming.front());
    }
    publish_workload(o);
}
} // namespace mercato
