// SPDX-License-Identifier: Apache-2.0
#include "acts/hiring.hpp"

#include <algorithm>
#include <cmath>

#include "acts/common/countering.hpp"
#include "acts/common/works.hpp"
#include "core/check.hpp"

namespace mercato
{
namespace
{
constexpr std::uint8_t is_lead = 1;

Event event_for(Office const& o, std::uint32_t person, What what)
{
    Event e{o.now, 0, person};
    e.what = what;
    e.lab = o.lab;
    return e;
}

/// Why whoever wrote has left.
Reason reason_of(Mail const& m) { return static_cast<Reason>(m.flag); }

/// Alarms the people a member of @p team leaves behind; they keep a tie.
void alarm_team(Office const& o, Mail const& m, bool led)
{
    auto const& teams = o.books().teams;
    auto const& p = o.laws.contagion;
    auto const laid_off = reason_of(m) == Reason::layoff;
    auto const size = teams.count[m.slot];
    auto const peer = (laid_off ? p.layoff_jump : p.peer_jump) * team_factor(size + 1.0);
    for (int k = 0; k < size; ++k)
    {
        auto e = event_for(o, teams.begin(m.slot)[k], What::alarm);
        e.value = static_cast<float>(led && !laid_off ? p.lead_jump : peer);
        e.flag = laid_off ? alarm_of_layoff : led ? alarm_of_lead : 0;
        e.slot = m.person;
        e.luck = static_cast<std::uint64_t>(span_of_years(m.value).us);
        o.out.push_back(e);
    }
}

/// Whoever is left behind hears who leads now, where the lab says so soon.
void calm_team(Office const& o, Mail const& m)
{
    auto const wait = o.face().ways.successor;
    if (wait < 0 || reason_of(m) == Reason::layoff) return;
    auto const& teams = o.books().teams;
    auto const& p = o.laws.contagion;
    for (int k = 0; k < teams.count[m.slot]; ++k)
    {
        auto e = event_for(o, teams.begin(m.slot)[k], What::calmed);
        e.at = std::max(o.now, m.at + span_of_years(wait));
        e.value =
            static_cast<float>(p.successor_calm * p.lead_jump * std::exp(-years(e.at - m.at) / p.decay_time));
        o.out.push_back(e);
    }
}

/// The team of somebody who left before hearing which one it is: who joins and leaves between two instants.
std::uint32_t seated_at(Teams const& teams, std::uint32_t person)
{
    for (auto team = static_cast<std::uint32_t>(teams.size()); team-- > 0;)
    {
        auto const* const seat = teams.begin(team);
        if (std::find(seat, seat + teams.count[team], person) != seat + teams.count[team]) return team;
    }
    return nobody;
}

void left(Office const& o, Mail m)
{
    o.books().slots += 1;
    o.books().payroll -= m.pay;
    auto& crisis = o.world.crises[o.lab];
    auto const resigned = reason_of(m) == Reason::offer || reason_of(m) == Reason::quit;
    if (crisis.open() && resigned) ++crisis.resigned;
    auto& teams = o.books().teams;
    if (m.slot == nobody) m.slot = seated_at(teams, m.person);
    if (m.slot == nobody) return;
    auto* const seat = &teams.seats[std::size_t{m.slot} * teams.width];
    auto* const end = seat + teams.count[m.slot];
    auto* const mine = std::find(seat, end, m.person);
    require(mine != end);
    auto const led = mine == seat;
    std::copy(mine + 1, end, mine);
    auto const since = teams.since.begin() + (mine - teams.seats.data());
    std::copy(since + 1, since + (end - mine), since);
    if (teams.count[m.slot]-- == teams.width) teams.open.push_back(m.slot); // had been full
    alarm_team(o, m, led);
    if (led) calm_team(o, m);
    if (led && teams.count[m.slot] > 0)
    {
        auto e = event_for(o, *seat, What::placed);
        e.slot = m.slot;
        e.flag = is_lead;
        o.out.push_back(e);
    }
    auto e = event_for(o, m.person, What::parted);
    e.slot = m.slot;
    e.value = m.value;
    e.flag = led ? is_lead : 0;
    o.out.push_back(e);
}

void joined(Office const& o, Mail const& m)
{
    if (!o.face().employs) return;
    auto& books = o.books();
    auto e = event_for(o, m.person, What::placed);
    e.slot = take_seat(books.teams, m.person, m.at);
    e.flag = books.teams.count[e.slot] == 1 ? is_lead : 0;
    o.out.push_back(e);
    if (books.pending > 0) --books.pending;
    welcome(o, m.person);
    if (!books.closed) return;
    // Came on the first day agreed on, and nobody is there
    o.out.push_back(event_for(o, m.person, What::laid_off));
    o.out.back().flag = laid_off_by_closure;
}

void signed_letter(Office const& o, Mail const& m)
{
    auto& crisis = o.world.crises[o.lab];
    ++crisis.signatures;
    if (m.slot == nobody) return;
    if (m.slot >= crisis.team_signatures.size()) crisis.team_signatures.resize(m.slot + 1);
    ++crisis.team_signatures[m.slot];
}

/// Places for those on the list of a raid go with its budget.
void accepted_in_raid(Office const& o, Mail const& m)
{
    auto& raid = o.world.raids[m.flag - 1U];
    ++raid.accepted;
    ++o.books().pending;
    o.books().guests += 1;
    o.books().payroll += m.value;
    auto e = event_for(o, m.person, What::admitted);
    e.luck = m.luck;
    e.slot = m.slot;
    o.out.push_back(e);
}

void turned_down(Office const& o, Mail const& m)
{
    auto& raid = o.world.raids[Pursuit{m.slot}.raid()];
    raid.promised -= m.value;
    raid.leaning -= m.flag;
}

void leaning(Office const& o, Mail const& m)
{
    o.world.raids[Pursuit{m.slot}.raid()].leaning += m.flag != 0 ? 1 : -1;
}

void accepted(Office const& o, Mail const& m)
{
    if (m.flag != 0 && !o.books().closed) return accepted_in_raid(o, m);
    auto& books = o.books();
    auto const people = static_cast<double>(o.world.labs.total[o.lab].members + books.pending);
    auto const fits = books.slots >= 1 || people + 1 <= books.ceiling;
    auto const room = !books.frozen && fits && books.payroll + m.value <= books.budget;
    auto e = event_for(o, m.person, room ? What::admitted : What::refused);
    e.luck = m.luck;
    e.slot = m.slot;
    o.out.push_back(e);
    if (e.what == What::refused) return;
    ++books.pending;
    books.slots = std::max(0.0, books.slots - 1);
    books.payroll += m.value;
}
} // namespace

std::uint32_t take_seat(Teams& teams, std::uint32_t row, Time since)
{
    while (!teams.open.empty() && teams.count[teams.open.back()] >= teams.width) teams.open.pop_back();
    if (teams.open.empty())
    {
        teams.open.push_back(static_cast<std::uint32_t>(teams.size()));
        teams.count.push_back(0);
        teams.seats.resize(teams.seats.size() + teams.width, nobody);
        teams.since.resize(teams.seats.size());
    }
    auto const team = teams.open.back();
    auto const seat = std::size_t{team} * teams.width + teams.count[team]++;
    teams.seats[seat] = row;
    teams.since[seat] = static_cast<std::uint32_t>(since.us / hour.us);
    return team;
}

void work_mail(Office const& o, std::span<Mail const> mail)
{
    for (auto const& m : mail)
    {
        switch (m.matter)
        {
        case Matter::left: left(o, m); break;
        case Matter::joined: joined(o, m); break;
        case Matter::disclosed: disclosed(o, m); break;
        case Matter::accepted: accepted(o, m); break;
        case Matter::signed_letter: signed_letter(o, m); break;
        case Matter::turned_down: turned_down(o, m); break;
        case Matter::leaning: leaning(o, m); break;
        case Matter::founds: break; // worked for all labs together
        }
    }
}
} // namespace mercato
