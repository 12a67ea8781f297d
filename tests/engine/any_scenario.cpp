// SPDX-License-Identifier: Apache-2.0
#include "engine/any_scenario.hpp"

#include <algorithm>

#include "support/generators.hpp"

namespace mercato::testing
{
namespace
{
/// A value of a parameter's valid range, at its ends too, in the internal unit.
double any_value(FieldInfo const& f)
{
    auto const low = f.valid.low;
    auto const high = f.valid.high;
    auto const border = *rc::gen::weightedOneOf<double>(
        {{1, rc::gen::element(low, high)},
         {2, between(low, high)},
         {6, between(std::max(low, f.plausible.low), std::min(high, f.plausible.high))}});
    return border * f.unit.factor;
}

Laws any_laws()
{
    Laws laws;
    Laws::for_each_section(laws, [](std::string const&, auto& params) {
        for_each_field<std::decay_t<decltype(params)>>([&](auto const& f) {
            if (*rc::gen::inRange(0, 3) == 0) params.*f.member = any_value(f.info);
        });
    });
    // What a scenario is refused for
    if (laws.utility.share_committed + laws.utility.share_capability > 1) laws.utility.share_capability = 0;
    laws.utility.curvature_high = std::max(laws.utility.curvature_low, laws.utility.curvature_high);
    laws.search.notice_high = std::max(laws.search.notice_low, laws.search.notice_high);
    // Sixty days of a few hundred people, not a stress test
    laws.search.contact_rate = std::min(laws.search.contact_rate, 20.0);
    laws.growth.outside_share = std::min(laws.growth.outside_share, 3.0);
    return laws;
}

LabSpec any_lab(int number, Time start)
{
    auto lab = a_lab("lab" + std::to_string(number), *across(1e-3, 50), *between(0, 200));
    lab.amenity = *between(-3, 3);
    lab.safety = *between(-1, 1);
    lab.culture = {*between(-2, 2), *between(-2, 2)};
    lab.equity_share = *rc::gen::element(0.0, 0.5, 0.9, 1.0);
    lab.volatility = *between(0, 2);
    lab.liquidity = *between(0, 5);
    lab.team_size = *rc::gen::element(1.0, 2.0, 8.0, 150.0);
    lab.cliff = {{start, *rc::gen::element(0.0, 0.5, 1.0, 4.0), ""}};
    lab.deadline = {{start, *across(0.1, 60) / 365.25, ""}};
    lab.workload = {{start, *between(0, 1), ""}};
    lab.counter_factor = *between(0, 2);
    lab.noncompete = *between(0, 1);
    lab.noncompete_share = *between(0, 1);
    if (*rc::gen::inRange(0, 4) == 0) lab.budget = {{start, *across(1, 1e3), ""}};
    if (*rc::gen::inRange(0, 4) == 0) lab.headcount.clear();
    lab.growth_cap = *between(-1, 1);
    if (*rc::gen::inRange(0, 3) == 0)
    {
        lab.cash = *across(0.01, 1e3);
        lab.costs = {{start, *across(0.01, 100), ""}};
        lab.revenue = {{start, *across(0.01, 100), ""}};
        lab.costs_a_head = *between(0, 2);
    }
    if (*rc::gen::inRange(0, 3) == 0) lab.war_chest = *across(1, 1e5);
    lab.capability = *between(-3, 3);
    lab.productivity = *rc::gen::element(0.0, 0.0, 1.0, 100.0);
    if (*rc::gen::inRange(0, 3) == 0) lab.launch_rate = {{start, *across(0.1, 52), ""}};
    return lab;
}

EventSpec any_event(Scenario const& s, int number)
{
    EventSpec e;
    e.id = "event" + std::to_string(number);
    e.type = std::string(*rc::gen::elementOf(std::vector(std::begin(event_types), std::end(event_types))));
    auto const lab = *rc::gen::inRange<std::size_t>(0, s.labs.size());
    e.lab = s.labs[lab].id;
    e.to = s.labs[(lab + 1) % s.labs.size()].id;
    if (e.to == e.lab) e.type = "tender"; // nobody departs for the own lab
    e.at = s.run.start + hour * *rc::gen::inRange(0, 1400);
    e.until = e.at + hour * *rc::gen::inRange(1, 400);
    e.value = *between(0, 1);
    e.ramp = *rc::gen::element(0.0, 10 / 365.25);
    if (*rc::gen::inRange(0, 4) != 0) return e;
    constexpr std::string_view columns[] = {"hiring_freeze", "crunch",        "amenity_change", "pay_change",
                                            "safety_change", "funding_round", "valuation"};
    e.type = std::string(*rc::gen::elementOf(std::vector(std::begin(columns), std::end(columns))));
    e.at = never;
    e.until.reset();
    e.when = *rc::gen::element<std::string>("headcount > 10", "exits in 20 days > 1", "workload < 0.5");
    if (*rc::gen::inRange(0, 2) == 0) e.lasts = 9 / 365.25;
    return e;
}

RaidSpec any_raid(Scenario const& s, int number)
{
    RaidSpec r;
    r.id = "raid" + std::to_string(number);
    auto const lab = *rc::gen::inRange<std::size_t>(0, s.labs.size());
    r.lab = s.labs[lab].id;
    r.target = s.labs[(lab + 1) % s.labs.size()].id;
    r.mode = std::string(*rc::gen::elementOf(std::vector(std::begin(raid_modes), std::end(raid_modes))));
    r.at = s.run.start + hour * *rc::gen::inRange(-400, 1000);
    r.until = r.at + hour * *rc::gen::inRange(1, 1000);
    r.people = *rc::gen::inRange(1, 60);
    r.personal = *rc::gen::inRange(0, 20);
    r.pace = *across(0.1, 50) * 365.25;
    r.budget = *across(0.1, 1e5);
    r.top_multiple = *across(0.5, 100);
    r.low_multiple = *across(0.1, 10);
    r.sign_on = *between(0, 3);
    r.clawback = *rc::gen::element(0.0, 0.1, 2.0);
    r.deadline = *across(0.05, 30) / 365.25;
    r.extension = *between(0, 10) / 365.25;
    r.screening = *between(0, 20) / 365.25;
    return r;
}

PolicySpec any_policy(Scenario const& s, int number)
{
    PolicySpec p;
    for_each_field<PolicySpec>([&](auto const& f) {
        using Value = std::decay_t<decltype(p.*f.member)>;
        if (*rc::gen::inRange(0, 3) != 0) return;
        if constexpr (std::is_same_v<Value, double> || std::is_same_v<Value, std::optional<double>>)
            p.*f.member = any_value(f.info);
        else if constexpr (std::is_same_v<Value, bool>)
            p.*f.member = true;
    });
    p.id = "policy" + std::to_string(number);
    p.lab = *rc::gen::element(std::string(every_lab), s.labs.front().id);
    p.bonus = std::min(p.bonus, 10.0);
    p.raise = *between(-0.5, 0.5);
    p.least_level = *rc::gen::inRange(1, 5);
    p.at = s.run.start + hour * *rc::gen::inRange(-200, 1200);
    if (*rc::gen::inRange(0, 2) == 0) p.until = p.at + hour * *rc::gen::inRange(1, 600);
    return p;
}

/// Any value of each field of a board.
BoardSpec any_board(std::string const& lab)
{
    BoardSpec board;
    for_each_field<BoardSpec>([&](auto const& f) {
        if constexpr (std::is_same_v<std::decay_t<decltype(board.*f.member)>, double>)
        {
            if (*rc::gen::inRange(0, 2) == 0) board.*f.member = any_value(f.info);
        }
    });
    board.id = "board";
    board.lab = lab;
    if (*rc::gen::inRange(0, 2) == 0) board.successor_safety = *between(-1, 1);
    return board;
}

/// Something that a crisis of @p lab is made of, around @p ouster.
EventSpec any_turn(Scenario const& s, std::string const& lab, Time ouster, int number)
{
    constexpr std::string_view turns[] = {"ouster",         "appoint_lead",   "leader_moves",
                                          "letter",         "blanket_offer",  "full_match",
                                          "tender_at_risk", "equity_at_risk", "courting"};
    EventSpec e;
    e.id = "turn" + std::to_string(number);
    e.type = std::string(*rc::gen::elementOf(std::vector(std::begin(turns), std::end(turns))));
    e.lab = lab;
    e.at = ouster + minute * *rc::gen::inRange(-3000, 15'000);
    if (*rc::gen::inRange(0, 2) == 0) e.until = e.at + minute * *rc::gen::inRange(1, 20'000);
    e.to = s.labs[*rc::gen::inRange<std::size_t>(0, s.labs.size())].id;
    e.form = std::string(*rc::gen::elementOf(std::vector(std::begin(offer_forms), std::end(offer_forms))));
    e.value = e.type == "courting" ? *between(0, 20) : *between(0, 1);
    auto const by_agencies = e.type == "courting" && (e.to == lab || *rc::gen::inRange(0, 2) == 0);
    if (by_agencies) e.to.clear();
    return e;
}
} // namespace

Scenario any_scenario()
{
    Scenario s;
    s.run.start = time_of(2024, 2, 1, 0, 0, 0, 0);
    s.run.end = s.run.start + day * 60;
    s.run.burn_in = *rc::gen::element(0.0, 0.1);
    s.run.exchange = *rc::gen::element(1.0, 24.0) / 8766;
    s.run.dt = 10 / 365.25;
    s.run.seed = *rc::gen::inRange(0, 1'000'000);
    s.run.reference_slots = *across(1, 500);
    s.run.entrants = *between(0, 300);
    s.laws = any_laws();
    auto const labs = *rc::gen::inRange(1, 5);
    for (int k = 0; k < labs; ++k)
    {
        s.labs.push_back(any_lab(k, s.run.start));
        s.groups.push_back(a_group(s.labs.back().id, *rc::gen::inRange(1, 150)));
        s.groups.back().tenure = *between(0, 5);
    }
    for (auto k = *rc::gen::inRange(0, 3); k > 0; --k)
    {
        auto lab = any_lab(labs + k, s.run.start);
        lab.headcount.clear();
        lab.dormant = true;
        s.labs.push_back(lab);
        s.laws.founding.hazard = 1;
    }
    if (*rc::gen::inRange(0, 4) != 0)
    {
        auto none = a_lab("none", 0.03, 0);
        none.kind = "nonemployment";
        s.labs.push_back(none);
        s.groups.push_back(a_group("none", *rc::gen::inRange(0, 60)));
    }
    for (auto k = *rc::gen::inRange(0, 4); k > 0; --k) s.events.push_back(any_event(s, k));
    for (auto k = *rc::gen::inRange(0, 3); k > 0; --k) s.raids.push_back(any_raid(s, k));
    for (auto k = *rc::gen::inRange(0, 4); k > 0; --k) s.policies.push_back(any_policy(s, k));
    return s;
}

Scenario any_crisis()
{
    auto s = any_scenario();
    auto const lab = s.labs.front().id;
    // Enough staff that news of it is worth sharing between threads
    s.groups.front().count = *rc::gen::inRange(1, 400);
    s.labs.front().team_size = *rc::gen::element(1.0, 8.0, 30.0);
    s.boards = {any_board(lab)};
    s.run.crisis_exchange = *rc::gen::element(5.0, 60.0) / 525'960;
    s.run.end = s.run.start + day * 20;
    // A look every few seconds by everybody would take a minute and try nothing that ten a hour do not
    s.laws.letter.attention_time = std::max(s.laws.letter.attention_time, 0.1 / 8766);
    s.record.intentions = *rc::gen::element(0.25, 3.0) / 365.25;
    auto const at = s.run.start + hour * *rc::gen::inRange(1, 240);
    EventSpec ouster;
    ouster.id = ouster.type = "ouster";
    ouster.lab = lab;
    ouster.at = at;
    auto letter = ouster;
    letter.id = letter.type = "letter";
    letter.at = at + hour * *rc::gen::inRange(1, 72);
    letter.value = *between(0, 1);
    s.events.push_back(ouster);
    s.events.push_back(letter);
    for (auto k = *rc::gen::inRange(0, 8); k > 0; --k) s.events.push_back(any_turn(s, lab, at, k));
    return s;
}
} // namespace mercato::testing
