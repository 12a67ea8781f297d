// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "run/event_dates.hpp"
#include "run/simulation.hpp"

namespace mercato
{
namespace
{
float real(double x) { return static_cast<float>(x); }
std::int32_t count(std::int64_t n) { return static_cast<std::int32_t>(n); }
std::int16_t lab_number(std::uint16_t lab)
{
    return lab == nowhere ? std::int16_t{-1} : static_cast<std::int16_t>(lab);
}
std::int32_t team_number(std::uint32_t team) { return team == nobody ? -1 : static_cast<std::int32_t>(team); }

/// Of v = ln pay - rho theta around the mean of the own level.
double spread_within(Tally const& sum)
{
    double squares = 0;
    for (std::size_t k = 0; k < level_count; ++k)
    {
        auto const n = static_cast<double>(sum.level[k]);
        if (n > 0) squares += unfixed(sum.v2[k]) - unfixed(sum.v[k]) * unfixed(sum.v[k]) / n;
    }
    return std::sqrt(std::max(0.0, squares) / static_cast<double>(sum.members));
}

LabRecord lab_record(World const& world, std::uint16_t lab)
{
    auto const sum = world.total_of(lab);
    auto const& f = world.labs.face[lab];
    auto const& b = world.labs.books[lab];
    auto const n = static_cast<double>(sum.members);
    LabRecord r;
    r.headcount = count(sum.members);
    r.target = count(std::llround(b.target));
    r.slots = count(std::llround(b.slots));
    r.pending = count(b.pending);
    r.contacts = count(sum.contacts);
    r.offers = count(sum.offers);
    r.hires = count(sum.hires);
    r.exits = count(sum.exits);
    r.counters = count(b.counters);
    r.pay = n > 0 ? real(unfixed(sum.pay) / n) : NAN;
    r.talent = n > 0 ? real(unfixed(sum.talent) / n) : NAN;
    r.safety = real(f.safety);
    r.reputation = real(f.reputation);
    r.culture_x = real(f.culture[0]);
    r.culture_y = real(f.culture[1]);
    r.fatigue = real(f.fatigue);
    r.exhaustion = real(f.exhaustion);
    r.valuation = real(b.price);
    r.paid = real(millions(sum.paid));
    r.raised = count(sum.raised);
    r.counter_cost = real(unfixed(sum.counter_cost));
    r.raise_cost = real(unfixed(sum.raise_cost));
    r.bonuses = real(millions(sum.bonuses));
    r.pay_spread = n > 0 ? real(spread_within(sum)) : NAN;
    return r;
}

MoveRecord move_of(Happening const& h)
{
    MoveRecord m;
    m.time = h.at;
    m.person = count(h.person);
    m.from = lab_number(h.from);
    m.to = lab_number(h.to);
    m.reason = h.code;
    m.level = h.level;
    m.tenure = h.from == nowhere ? 0.0F : real(years(h.at - h.since));
    m.pay_before = h.pay_before;
    m.pay_after = h.pay_after;
    m.talent = h.talent;
    m.safety_weight = h.safety_weight;
    m.team = team_number(h.team);
    m.was_lead = h.led ? 1 : 0;
    m.referred = h.referred ? 1 : 0;
    m.reunited = h.reunited ? 1 : 0;
    m.returned = h.returned ? 1 : 0;
    return m;
}

OfferRecord offer_of(Happening const& h)
{
    OfferRecord o;
    o.time = h.since;
    o.answered = h.at;
    o.person = count(h.person);
    o.from = lab_number(h.from);
    o.to = lab_number(h.to);
    o.answer = h.code;
    o.disclosed = h.disclosed ? 1 : 0;
    o.counter = h.countered ? 1 : 0;
    o.referred = h.referred ? 1 : 0;
    o.pay_now = h.pay_before;
    o.pay_offered = h.pay_after;
    o.pay_counter = h.pay_counter;
    o.deadline = h.days;
    o.gap = h.gap;
    o.waiting = h.waiting;
    return o;
}

SpellRecord spell_of(Happening const& h, Time start)
{
    SpellRecord s;
    s.start = h.since;
    s.end = h.at;
    s.person = count(h.person);
    s.lab = lab_number(h.from);
    s.team = team_number(h.team);
    s.ended = 1;
    s.reason = h.code;
    s.level = h.level;
    s.pay_start = h.since >= start ? h.pay_start : 0.0F;
    s.safety_weight = h.safety_weight;
    return s;
}

/// The spell that a person is still in at the end.
SpellRecord running_spell(World const& world, std::uint32_t row, Time start, Time end)
{
    auto const& line = world.people.line[row];
    SpellRecord s;
    s.start = line.joined;
    s.end = end;
    s.person = count(row);
    s.lab = lab_number(line.lab);
    s.team = team_number(line.team);
    s.level = line.level;
    s.pay_start = line.joined >= start ? world.people.mind[row].pay_start : 0.0F;
    s.safety_weight = line.safety_weight;
    return s;
}

/// Offers that nobody has answered at the end.
void record_open(Shelf const& shelf, World const& world, RunRecords& records, Time end)
{
    for (auto const& o : shelf.offers)
    {
        if (o.luck == 0) continue;
        OfferRecord r;
        r.time = o.made;
        r.answered = end;
        r.person = count(o.person);
        r.from = lab_number(world.people.line[o.person].lab);
        r.to = lab_number(o.lab);
        r.answer = static_cast<std::int8_t>(Answer::pending);
        r.disclosed = o.disclosed ? 1 : 0;
        r.counter = o.counter > 0 ? 1 : 0;
        r.referred = o.referred ? 1 : 0;
        r.pay_now = world.people.mind[o.person].pay;
        r.pay_offered = o.pay;
        r.pay_counter = o.counter;
        r.deadline = real(years(o.deadline - o.made) * 365.25);
        records.offers.push_back(r);
    }
}

template <class Record>
void append(std::vector<Record>& all, std::vector<Record> const& some)
{
    all.insert(all.end(), some.begin(), some.end());
}

/// As many rows as will be needed: tables that double while they grow would take twice the memory.
void make_room(World const& world, Scenario const& scenario, RunRecords& records)
{
    std::size_t moves = 0;
    std::size_t spells = 0;
    std::size_t offers = 0;
    for (auto const& shelf : world.shelves)
    {
        for (auto const& h : shelf.happened)
        {
            auto const moved = h.kind == Happening::Kind::moved;
            moves += moved ? 1 : 0;
            spells += moved && h.from != nowhere ? 1 : 0;
        }
        offers += shelf.happened.size() + shelf.offers.size();
    }
    auto const there = [](Line const& line) { return line.lab != nowhere; };
    spells += static_cast<std::size_t>(std::ranges::count_if(world.people.line, there));
    if (scenario.record.moves) records.moves.reserve(moves);
    if (scenario.record.offers) records.offers.reserve(offers - moves);
    if (scenario.record.spells) records.spells.reserve(spells);
}

/// Moves, the spells they end, and answers.
void record_happening(Happening const& h, Scenario const& scenario, RunRecords& records)
{
    auto const& kept = scenario.record;
    auto const moved = h.kind == Happening::Kind::moved;
    if (moved && kept.moves) records.moves.push_back(move_of(h));
    if (moved && kept.spells && h.from != nowhere) records.spells.push_back(spell_of(h, scenario.run.start));
    if (!moved && kept.offers) records.offers.push_back(offer_of(h));
}

/// The course of each crisis, and who stood where in it.
void record_crises(World const& world, RunRecords& records)
{
    for (auto const& c : world.crises)
    {
        append(records.announcements, c.announcements);
        append(records.crises, c.course);
        append(records.intentions, c.intentions);
    }
}

void sort_records(RunRecords& r)
{
    std::ranges::sort(r.moves, {}, [](MoveRecord const& m) {
        return std::tuple{m.time, m.person, m.from, m.to};
    });
    std::ranges::sort(r.offers, {}, [](OfferRecord const& o) {
        return std::tuple{o.answered, o.person, o.time, o.to, o.pay_offered};
    });
    std::ranges::sort(r.approaches, {}, [](ApproachRecord const& a) {
        return std::tuple{a.time, a.person, a.raid};
    });
    std::ranges::sort(r.launches, {}, [](LaunchRecord const& l) {
        return std::tuple{l.time, l.lab, l.decided, l.capability};
    });
    std::ranges::sort(r.choices, {}, [](ChoiceRecord const& c) {
        return std::tuple{c.time, c.person, c.to, c.gap};
    });
    std::ranges::sort(r.spells, {}, [](SpellRecord const& s) {
        return std::tuple{s.person, s.start, s.end};
    });
}
} // namespace

void record_state(Engine const& engine, Scenario const& scenario, std::span<std::uint32_t const> followed,
                  RunRecords& records)
{
    auto const& world = engine.state().world;
    for (std::uint16_t lab = 0; lab < world.labs.size(); ++lab)
        records.labs.push_back(lab_record(world, lab));
    for (std::uint16_t lab = 0; has_accounts(scenario) && lab < world.labs.size(); ++lab)
        records.accounts.push_back(account_record(world, lab));
    for (std::uint16_t lab = 0; lab < world.works.size(); ++lab)
        records.works.push_back(works_record(world, scenario, lab));
    records.state_hash.push_back(engine.hash());
    for (auto const row : followed) records.panel.push_back(panel_record(world, row, scenario.laws));
}

void record_happenings(State& state, Scenario const& scenario, Time end, RunRecords& records)
{
    auto& world = state.world;
    make_room(world, scenario, records);
    for (auto& shelf : world.shelves)
    {
        for (auto const& h : shelf.happened) record_happening(h, scenario, records);
        shelf.happened = {}; // nobody needs it twice
        if (scenario.record.offers) record_open(shelf, world, records, end);
    }
    for (std::uint32_t row = 0; scenario.record.spells && row < world.people.size(); ++row)
    {
        if (world.people.line[row].lab != nowhere)
        {
            records.spells.push_back(running_spell(world, row, scenario.run.start, end));
        }
    }
    if (scenario.record.crisis) record_crises(world, records);
    if (has_firms(scenario)) append(records.lab_events, world.deeds);
    for (auto const& w : world.works) append(records.launches, w.record);
    for (auto const& shelf : world.shelves)
    {
        if (scenario.record.approaches) append(records.approaches, shelf.approaches);
        append(records.choices, shelf.choices);
    }
    sort_records(records);
}
} // namespace mercato
