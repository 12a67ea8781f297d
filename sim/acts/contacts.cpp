// SPDX-License-Identifier: Apache-2.0
#include "acts/contacts.hpp"

#include <algorithm>
#include <cmath>

#include "acts/common/bounds.hpp"
#include "acts/common/judgement.hpp"
#include "acts/common/ties.hpp"

namespace mercato
{
namespace
{
constexpr std::uint8_t by_referral = 1;

bool out_of_reach(Line const& line, std::uint16_t lab)
{
    return line.lab == nowhere || line.standing == Standing::leaving || line.lab == lab;
}

/// The call is real: screening begins.
void screen(Desk const& desk, Event const& e, std::uint16_t lab, std::uint8_t flag)
{
    ++desk.tally(lab).contacts;
    ++desk.tally(desk.line(e.person).lab).replies;
    auto const luck = occasion(desk.line(e.person), e.luck);
    auto const wait = exponential(desk.draws.words(Domain::behaviour, Kind::offer, luck, 0, 0).w[0]);
    Event offer{after(e.at, desk.laws.search.screening_time, wait), e.luck, e.person};
    offer.lab = lab;
    offer.what = What::offer;
    offer.flag = flag;
    desk.later(offer);
}

/// Messages of recruiters that somebody looks into [1/yr], of all labs.
double looks_into(Desk const& desk, Line const& line)
{
    return std::min(desk.world.crises[line.lab].courting, desk.laws.search.messages_read);
}

/// Share of recruiters at work for @p lab.
double share_of(Desk const& desk, std::uint16_t lab)
{
    auto const all = desk.world.market.recruiting;
    return all > 0 ? desk.face(lab).recruiting / all : 0;
}

/// Potential quits out of a crisis, to the end of the page.
void open_flight(Desk const& desk, std::uint32_t row, Time from)
{
    auto const& line = desk.line(row);
    auto const page = page_of(Layout::brief, from);
    auto const take = [&](std::uint16_t lab, Point const& p) {
        Event e{p.at, p.luck, row, static_cast<float>(p.y)};
        e.lab = lab;
        e.what = What::flight;
        desk.later(e);
    };
    Scattering<std::uint16_t, decltype(take), 8> scattering(desk.draws, from,
                                                            page_start(Layout::brief, page + 1), take);
    scattering.add_layers({Kind::flight, line.id.value, 0, page, Layout::brief}, 0,
                          layers_below(Layout::brief, flight_bound(desk.laws.growth)), line.lab);
    scattering.finish();
}

/// Share of recruiters' calls that somebody in a crisis answers: who hopes for a repair rarely looks
/// elsewhere.
double reply_share(Desk const& desk, std::uint32_t row, Time t)
{
    auto const felt = felt_at(desk, row, t);
    auto const gap = terms_of_staying(desk, row, felt, t, 0).sum() - typical_other(desk, row);
    return 1 / (1 + std::exp(gap));
}
} // namespace

void contact(Desk const& desk, Event const& e)
{
    auto const& line = desk.line(e.person);
    if (out_of_reach(line, e.lab)) return;
    auto const& p = desk.laws.search;
    auto const ceiling = p.contact_rate * line.base * desk.face(e.lab).recruiting;
    if (e.value >= ceiling * usual_response) return;
    auto const response = std::min(usual_response, response_of(desk, e.person, e.at));
    if (e.value >= ceiling * response) return;
    if (e.value >= ceiling * response * fit_of(desk, e.person, e.lab, e.at)) return;
    screen(desk, e, e.lab, 0);
}

void referral(Desk const& desk, Event const& e)
{
    auto const& line = desk.line(e.person);
    auto const& tie = desk.world.people.ties[e.person][e.slot];
    if (tie.person == nobody) return;
    auto const lab = desk.world.people.at_lab[tie.person];
    if (lab == nowhere || out_of_reach(line, lab)) return;
    auto const& p = desk.laws.search;
    auto const ceiling = p.contact_rate * p.referral_boost * line.base *
                         std::min(desk.face(lab).recruiting, largest_referring);
    auto const response = std::min(usual_response, response_of(desk, e.person, e.at));
    if (e.value >= ceiling * response * weight_of(tie, e.at, p)) return;
    screen(desk, e, lab, by_referral);
}

void excess_contact(Desk const& desk, Event const& e)
{
    auto const& line = desk.line(e.person);
    if (out_of_reach(line, e.lab)) return;
    auto const excess = std::max(0.0, response_of(desk, e.person, e.at) - usual_response);
    auto ceiling = desk.laws.search.contact_rate * line.base * desk.face(e.lab).recruiting * excess;
    if (auto const read = looks_into(desk, line); read > 0)
        ceiling += read * share_of(desk, e.lab) * std::min(most_replies, reply_share(desk, e.person, e.at));
    if (ceiling <= 0) return;
    if (e.value >= ceiling * fit_of(desk, e.person, e.lab, e.at)) return;
    screen(desk, e, e.lab, 0);
}

bool open_excess(Desk const& desk, std::uint32_t row, Time from)
{
    auto const& line = desk.line(row);
    if (line.lab == nowhere) return false;
    auto const excess = std::max(0.0, response_of(desk, row, from) - usual_response);
    auto const courted = looks_into(desk, line) * most_replies;
    auto const& crisis = desk.world.crises[line.lab];
    auto const upset = crisis.open() || crisis.leader_out;
    if (upset) open_flight(desk, row, from);
    if (excess + courted <= 0) return upset;
    auto const page = page_of(Layout::brief, from);
    auto const take = [&](std::uint16_t lab, Point const& p) {
        Event e{p.at, p.luck, row, static_cast<float>(p.y)};
        e.lab = lab;
        e.what = What::excess;
        desk.later(e);
    };
    // One person's cells are about as many as labs, and mostly empty: their words are drawn together
    constexpr std::size_t abreast = 64;
    Scattering<std::uint16_t, decltype(take), abreast> scattering(desk.draws, from,
                                                                  page_start(Layout::brief, page + 1), take);
    for (std::uint16_t lab = 0; lab < desk.world.labs.size(); ++lab)
    {
        auto const called = desk.laws.search.contact_rate * line.base * excess * desk.face(lab).recruiting;
        auto const bound = courted > 0 ? 2 * (called + courted * share_of(desk, lab)) : 2 * called;
        auto const identity = mixed(desk.world.labs.luck[lab], line.id.value);
        scattering.add_layers({Kind::excess, identity, 0, page, Layout::brief}, 0,
                              layers_below(Layout::brief, bound), lab);
    }
    scattering.finish();
    return true;
}

void open_stirred(Desk const& desk, Time from)
{
    for (auto const row : desk.shelf.stirred)
    {
        if (open_excess(desk, row, from)) desk.shelf.restless.push_back(row);
    }
    desk.shelf.stirred.clear();
}

void open_restless(Desk const& desk, Time from)
{
    auto& rows = desk.shelf.restless;
    std::ranges::sort(rows);
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    std::erase_if(rows, [&](std::uint32_t row) { return !open_excess(desk, row, from); });
}
} // namespace mercato
