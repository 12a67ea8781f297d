// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "acts/common/account.hpp"
#include "acts/common/prospects.hpp"
#include "acts/common/works.hpp"
#include "acts/dated.hpp"
#include "acts/launches.hpp"
#include "acts/policies.hpp"
#include "acts/raids.hpp"
#include "run/engine.hpp"
#include "run/event_dates.hpp"

namespace mercato
{
namespace
{
constexpr Span between_readings = minute * 30;

/// Writes a line of the course of a crisis if one is due. @p since_start counts of the lab's members,
/// @p base_rates sum of base_i over its @p staff.
void read_crisis(Office const& o, Tally const& since_start, double base_rates, std::int32_t staff)
{
    auto& c = o.world.crises[o.lab];
    if (c.phase == Phase::none || (c.open() && o.now < c.next_reading)) return;
    // The others do not answer: of calls that come at a rate, those that are answered and the rest are
    // independent.
    Luck luck(o.draws, Domain::market, Kind::message, o.world.labs.luck[o.lab], c.readings++);
    auto const ordinary = o.laws.search.contact_rate * base_rates * o.world.market.recruiting;
    auto const calls = ordinary + c.agencies * staff;
    auto const before = c.course.empty() ? CrisisRecord{} : c.course.back();
    auto const dt = c.course.empty() ? 0 : years(o.now - before.time);
    if (c.course.empty())
    {
        c.replies_before = since_start.replies;
        c.replies_in_house_before = since_start.replies_in_house;
        c.conversations_before = since_start.conversations;
    }
    CrisisRecord r;
    r.time = o.now;
    r.lab = static_cast<std::int16_t>(o.lab);
    r.staff = staff;
    r.signatures = c.signatures;
    r.resigned = c.resigned;
    r.replies = static_cast<std::int32_t>(since_start.replies - c.replies_before);
    r.conversations = static_cast<std::int32_t>(since_start.conversations - c.conversations_before);
    r.replies_in_house = static_cast<std::int32_t>(since_start.replies_in_house - c.replies_in_house_before);
    auto const unanswered = static_cast<std::int32_t>(luck.poisson(calls * dt));
    auto const in_house = static_cast<std::int32_t>(luck.poisson(c.all_in_house() * staff * dt));
    r.messages_in_house =
        before.messages_in_house + (r.replies_in_house - before.replies_in_house) + in_house;
    r.messages = before.messages + (r.replies - before.replies) + unanswered + in_house;
    r.belief = static_cast<float>(c.belief);
    r.believed_exits = static_cast<float>(c.believed_exits);
    r.concession_hazard = static_cast<float>(c.hazard);
    r.effort = static_cast<float>(effort_at(o));
    r.phase = static_cast<std::int8_t>(c.phase);
    c.course.push_back(r);
    c.next_reading = c.open() ? floor_to(o.now, between_readings) + between_readings : never;
}
} // namespace

std::uint16_t lab_named(Labs const& labs, std::string const& id)
{
    if (id.empty()) return nowhere;
    return static_cast<std::uint16_t>(std::ranges::find(labs.id, id) - labs.id.begin());
}

void Engine::date_events()
{
    for (std::size_t k = 0; k < scenario_.events.size(); ++k)
    {
        auto const& e = scenario_.events[k];
        begins_.push_back(never);
        if (!e.enabled) continue;
        if (!e.when.empty()) conditions_.emplace_back(k, parse_condition(e.when));
        auto const date = date_of(scenario_.events, e);
        if (!date) continue;
        begins_.back() = *date;
        auto const is_launch = e.type == "launch"; // prepared first
        auto const ahead = is_launch ? span_of_years(scenario_.laws.output.crunch_time) : Span{};
        dated_.emplace_back(*date - ahead, 2 * k);
        if (auto const end = end_of(e, *date); end && !is_launch) dated_.emplace_back(*end, 2 * k + 1);
    }
}

void Engine::date_raids_and_policies()
{
    // A raid goes on day by day; what a scenario dates before its start begins at the start
    for (std::size_t k = 0; k < scenario_.raids.size(); ++k)
    {
        auto const& raid = scenario_.raids[k];
        for (auto t = std::max(raid.at, scenario_.run.start); raid.enabled && t < raid.until; t = t + day)
            dated_.emplace_back(t, first_raid() + k);
    }
    // What a policy does once, it does within the window; before, only what lasts of it holds
    for (std::size_t k = 0; k < scenario_.policies.size(); ++k)
    {
        auto const& policy = scenario_.policies[k];
        if (!policy.enabled) continue;
        if (policy.at >= scenario_.run.start) dated_.emplace_back(policy.at, first_policy() + 2 * k);
        if (policy.until) dated_.emplace_back(*policy.until, first_policy() + 2 * k + 1);
    }
}

bool Engine::in_crisis() const
{
    return std::ranges::any_of(state_.world.crises, [](Crisis const& c) { return c.open(); });
}

Time Engine::next_of_crises() const
{
    auto next = never;
    for (auto const& c : state_.world.crises) next = std::min(next, next_of_crisis(c));
    return next;
}

CrisisEvent Engine::crisis_event_of(std::size_t number, bool ends) const
{
    auto const& e = scenario_.events[number];
    auto const& labs = state_.world.labs;
    CrisisEvent c;
    c.type = e.type;
    c.luck = luck_of(e);
    c.value = e.value;
    c.ends = ends;
    c.form = static_cast<Form>(std::ranges::find(offer_forms, e.form) - std::begin(offer_forms));
    if (!e.to.empty()) c.other = lab_named(labs, e.to);
    auto const begins = begins_[number] == never ? state_.world.now : begins_[number];
    if (auto const end = end_of(e, begins)) c.until = *end;
    for (auto const& board : scenario_.boards)
    {
        if (board.lab == e.lab) c.board = &board;
    }
    for (std::size_t k = 0; k < scenario_.events.size(); ++k)
    {
        auto const& tender = scenario_.events[k];
        auto const next = tender.type == "tender" && tender.lab == e.lab && begins_[k] != never &&
                          begins_[k] > state_.world.now && begins_[k] < c.tender_at;
        if (!next) continue;
        c.tender_at = begins_[k];
        c.tender_share = tender.value;
    }
    return c;
}

void Engine::happen_policy(std::size_t number, bool begins)
{
    auto& world = state_.world;
    for (auto const lab : world.policies[number].labs)
        adopt({world, scenario_.laws, draws_, scenario_.labs, lab, world.now, out_}, number, begins);
}

void Engine::happen_dated()
{
    auto const now = state_.world.now;
    for (; state_.next_dated < dated_.size() && dated_[state_.next_dated].first <= now; ++state_.next_dated)
        happen(dated_[state_.next_dated].second);
    while (!state_.coming.empty() && state_.coming.front().at <= now)
    {
        auto const [at, which] = state_.coming.front();
        state_.coming.erase(state_.coming.begin());
        auto const begins = which < first_policy() && which % 2 == 0;
        if (begins)
            begin_event(which / 2, at);
        else
            happen(which);
    }
    collect();
}

void Engine::happen(std::size_t which)
{
    auto& world = state_.world;
    if (which >= first_raid())
    {
        auto const raid = which - first_raid();
        return raid_day(
            {world, scenario_.laws, draws_, scenario_.labs, world.raids[raid].lab, world.now, out_}, raid);
    }
    if (which >= first_policy())
        return happen_policy((which - first_policy()) / 2, (which - first_policy()) % 2 == 0);
    auto const& e = scenario_.events[which / 2];
    auto const lab = lab_named(world.labs, e.lab);
    Office const office{world, scenario_.laws, draws_, scenario_.labs, lab, world.now, out_};
    auto const ends = which % 2 == 1;
    if (is_of_crisis(e.type)) return crisis_event(office, crisis_event_of(which / 2, ends));
    if (e.type == "leak") return tell_of(office, ends ? e.truth : e.value);
    auto const began = begins_[which / 2] == never ? world.now : begins_[which / 2];
    if (e.type == "launch") return prepare_launch(office, began, e.value, luck_of(e));
    if (!ends && (e.type == "lay_off" || e.type == "closure"))
        note_deed(office, e.type == "closure" ? Deed::closure : Deed::lay_off).sum =
            static_cast<float>(e.value);
    happens(office, {e.type, e.value, luck_of(e), lab_named(world.labs, e.to), ends, span_of_years(e.ramp),
                     scenario_.run.scale, end_of(e, began).value_or(began)});
}

void Engine::take_census(std::uint16_t lab)
{
    auto& world = state_.world;
    auto& c = world.crises[lab];
    if (world.now < c.next_census || !c.open() || !scenario_.record.crisis) return;
    c.next_census = world.now + span_of_years(scenario_.record.intentions);
    std::vector<double> staff(world.labs.size());
    std::vector<double> signers(world.labs.size());
    for_members(world.labs.books[lab].teams, [&](std::uint32_t row, int) {
        auto const desk = desk_of(row / shelf_size, world.now);
        auto const has_signed = row < world.people.has_signed.size() && world.people.has_signed[row] != 0;
        add_intention(desk, row, world.now, 1, has_signed ? signers : staff);
    });
    for (std::uint16_t to = 0; to < world.labs.size(); ++to)
    {
        auto const all = static_cast<float>(staff[to] + signers[to]);
        if (all > 0)
            c.intentions.push_back({world.now, static_cast<std::int16_t>(lab), static_cast<std::int16_t>(to),
                                    all, static_cast<float>(signers[to])});
    }
}

void Engine::work_crises()
{
    auto& world = state_.world;
    for (std::uint16_t lab = 0; lab < world.labs.size(); ++lab)
    {
        if (world.crises[lab].phase == Phase::none || world.crises[lab].next_reading == never) continue;
        Office const office{world, scenario_.laws, draws_, scenario_.labs, lab, world.now, out_};
        step_crisis(office);
        take_census(lab);
        if (world.now < world.crises[lab].next_reading && world.crises[lab].open()) continue;
        double base = 0;
        std::int32_t staff = 0;
        for_members(world.labs.books[lab].teams, [&](std::uint32_t row, int) {
            ++staff;
            base += world.people.line[row].base;
        });
        read_crisis(office, world.total_of(lab), base, staff);
    }
    collect();
}
} // namespace mercato
