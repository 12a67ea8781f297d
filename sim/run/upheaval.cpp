// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "acts/prospects.hpp"
#include "run/engine.hpp"

namespace mercato
{
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

CrisisEvent Engine::crisis_event_of(EventSpec const& e, bool ends) const
{
    auto const& labs = state_.world.labs;
    CrisisEvent c;
    c.type = e.type;
    c.luck = luck_of(e);
    c.value = e.value;
    c.ends = ends;
    c.form = static_cast<Form>(std::ranges::find(offer_forms, e.form) - std::begin(offer_forms));
    if (!e.to.empty())
        c.other = static_cast<std::uint16_t>(std::ranges::find(labs.id, e.to) - labs.id.begin());
    if (e.until) c.until = *e.until;
    for (auto const& board : scenario_.boards)
    {
        if (board.lab == e.lab) c.board = &board;
    }
    for (auto const& tender : scenario_.events)
    {
        auto const next = tender.enabled && tender.type == "tender" && tender.lab == e.lab &&
                          tender.at > state_.world.now && tender.at < c.tender_at;
        if (!next) continue;
        c.tender_at = tender.at;
        c.tender_share = tender.value;
    }
    return c;
}

void Engine::take_census(std::uint16_t lab)
{
    auto& world = state_.world;
    auto& c = world.crises[lab];
    if (world.now < c.next_census || !c.open() || !scenario_.record.crisis) return;
    c.next_census = world.now + span_of_years(scenario_.record.intentions);
    std::vector<double> staff(world.labs.size());
    std::vector<double> signers(world.labs.size());
    auto const& teams = world.labs.books[lab].teams;
    for (std::uint32_t team = 0; team < teams.size(); ++team)
    {
        for (int k = 0; k < teams.count[team]; ++k)
        {
            auto const row = teams.begin(team)[k];
            auto const desk = desk_of(row / shelf_size, world.now);
            auto const has_signed = row < world.people.has_signed.size() && world.people.has_signed[row] != 0;
            add_intention(desk, row, world.now, 1, has_signed ? signers : staff);
        }
    }
    for (std::uint16_t to = 0; to < world.labs.size(); ++to)
    {
        auto const all = static_cast<float>(staff[to] + signers[to]);
        if (all > 0) c.intentions.push_back({world.now, to, all, static_cast<float>(signers[to])});
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
        std::int64_t replies = 0;
        for (auto const& shelf : world.shelves) replies += shelf.tally[lab].replies;
        double base = 0;
        auto const& teams = world.labs.books[lab].teams;
        for (std::uint32_t team = 0; team < teams.size(); ++team)
        {
            for (int k = 0; k < teams.count[team]; ++k) base += world.people.line[teams.begin(team)[k]].base;
        }
        read_crisis(office, replies, base);
    }
    collect();
}
} // namespace mercato
