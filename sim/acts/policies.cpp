// SPDX-License-Identifier: Apache-2.0
#include "acts/policies.hpp"

#include <algorithm>
#include <cmath>

#include "acts/common/judgement.hpp"
#include "acts/common/ledger.hpp"
#include "acts/common/promises.hpp"

namespace mercato
{
namespace
{
bool acts_once(PolicySpec const& p)
{
    return p.bonus > 0 || p.bonus_share > 0 || p.raise != 0 || p.grant > 0 || p.accelerate > 0 ||
           (p.existing_grants && p.cliff);
}

void send(Office const& o, std::uint32_t row, What what, double value)
{
    Event e{o.now, 0, row, static_cast<float>(value)};
    e.lab = o.lab;
    e.what = what;
    o.out.push_back(e);
}

void send_all(Office const& o, What what, double value)
{
    for_members(o.books().teams, [&](std::uint32_t row, int) { send(o, row, what, value); });
}

bool is_there(Desk const& desk, Event const& e)
{
    auto const& line = desk.line(e.person);
    return line.lab == e.lab && line.standing != Standing::leaving;
}

/// Grants that are held vest earlier: what becomes the person's own by it is what the lab spends.
void change_grants(Desk const& desk, std::uint32_t row, Time t, PolicySpec const& p)
{
    auto& purse = desk.purse(row);
    auto const before = owned_units(purse, t);
    for (auto& h : purse.grants)
    {
        if (h.units <= 0) continue;
        h.start = h.start - span_of_years(p.accelerate);
        if (p.existing_grants && p.cliff)
            h.cliff_days = std::min(h.cliff_days, static_cast<std::uint16_t>(*p.cliff * 365.25));
    }
    auto const lab = desk.line(row).lab;
    desk.tally(lab).bonuses += worth_of_units(owned_units(purse, t) - before, desk.face(lab).unit_price);
}

void raise_pay(Desk const& desk, std::uint32_t row, Time t, double log_raise)
{
    auto const before = static_cast<double>(desk.mind(row).pay);
    auto const after = std::min(before * std::exp(log_raise), highest_pay);
    auto& sum = desk.tally(desk.line(row).lab);
    sum.raise_cost += fixed(after - before);
    if (desk.line(row).offers == nobody) ++sum.raised;
    change_pay(desk, row, t, after);
}
} // namespace

void adopt(Office const& o, std::size_t number, bool begins)
{
    publish_ways(o);
    auto& policy = o.world.policies[number];
    auto const& p = policy.spec;
    if (!begins) return;
    if (p.open_account && o.world.crises[o.lab].open())
        policy.silent.push_back(o.lab);
    else if (p.open_account)
        send_all(o, What::account, 0);
    if (!acts_once(p)) return;
    for_members(o.books().teams, [&](std::uint32_t row, int seat) {
        if (o.world.people.line[row].level < p.least_level || (p.leads_only && seat != 0)) return;
        send(o, row, What::policy, 0);
        o.out.back().slot = static_cast<std::uint32_t>(number);
    });
}

void speak_up(Office const& o)
{
    for (auto& policy : o.world.policies)
    {
        if (o.world.crises[o.lab].open() || std::erase(policy.silent, o.lab) == 0) continue;
        if (policy.holds(o.now)) send_all(o, What::account, 0);
    }
}

void tell_of(Office const& o, double pay) { send_all(o, What::leaked, pay); }

void policy(Desk const& desk, Event const& e)
{
    if (!is_there(desk, e)) return;
    auto const& p = desk.world.policies[e.slot].spec;
    change_grants(desk, e.person, e.at, p);
    auto const pay = static_cast<double>(desk.mind(e.person).pay);
    if (p.grant > 0)
    {
        grant(desk, e.person, e.at, p.grant * pay, true);
        desk.tally(e.lab).bonuses += cents(p.grant * pay);
    }
    if (p.raise != 0) raise_pay(desk, e.person, e.at, p.raise);
    auto const bonus = cents(p.bonus + p.bonus_share * pay);
    if (bonus > 0)
    {
        desk.tally(e.lab).bonuses += bonus;
        promise(desk, e.person, e.at, bonus, e.at + span_of_years(p.bonus_stay), p.bonus_first);
    }
    desk.note(e.person, e.at, 10, millions(bonus));
}

void account(Desk const& desk, Event const& e)
{
    if (desk.line(e.person).lab != e.lab) return;
    auto& mind = desk.mind(e.person);
    rebase(mind, e.at, desk.laws);
    mind.trust += static_cast<float>(desk.laws.climate.trust_account);
    desk.note(e.person, e.at, 11, mind.trust);
}

void calmed(Desk const& desk, Event const& e)
{
    if (desk.line(e.person).lab != e.lab) return;
    auto& mind = desk.mind(e.person);
    rebase(mind, e.at, desk.laws);
    auto const& p = desk.laws.contagion;
    auto const before = static_cast<double>(mind.alarm);
    mind.alarm = static_cast<float>(std::max(0.0, before - e.value));
    // Trust returns as alarm abates; it is slow, so that nearly all that was lost is still missing
    if (p.lead_jump > 0)
        mind.trust +=
            static_cast<float>(desk.laws.climate.trust_lead_exit * (before - mind.alarm) / p.lead_jump);
    desk.note(e.person, e.at, 13, mind.alarm);
}

void raised(Desk const& desk, Event const& e)
{
    if (is_there(desk, e)) raise_pay(desk, e.person, e.at, e.value);
}

void leaked(Desk const& desk, Event const& e)
{
    if (desk.line(e.person).lab != e.lab || !desk.face(e.lab).employs) return;
    compare_pay(desk, e.person, e.at, e.value);
    desk.note(e.person, e.at, 12, desk.mind(e.person).inequity_target);
}

void pledge(Desk const& desk, Event const& e) { fall_due(desk, e.person, e.slot, e.at); }
} // namespace mercato
