// SPDX-License-Identifier: Apache-2.0
#include "acts/contacts.hpp"

#include <algorithm>

#include "acts/common/bounds.hpp"
#include "acts/common/judgement.hpp"
#include "acts/common/ties.hpp"
#include "acts/common/weighing.hpp"

namespace mercato
{
namespace
{
constexpr std::uint8_t by_referral = 1;
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
    reply(desk, e, e.lab, 0);
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
    reply(desk, e, lab, by_referral);
}

void conversation(Desk const& desk, Event const& e)
{
    auto const& line = desk.line(e.person);
    if (out_of_reach(line, e.lab) || !desk.face(e.lab).hiring) return;
    ++desk.tally(line.lab).conversations;
    auto const& p = desk.laws.search;
    OpenOffer hoped;
    hoped.luck = e.luck;
    hoped.made = e.at;
    hoped.deadline = e.at + span_of_years(desk.face(e.lab).deadline);
    hoped.person = e.person;
    hoped.lab = e.lab;
    hoped.pay =
        static_cast<float>(band_pay(desk, line, e.lab, p.offer_premium + p.hoped_premium * p.offer_spread));
    auto const mood =
        unit_open(desk.draws.words(Domain::behaviour, Kind::answer, occasion(line, e.luck), 0, 0).w[2]);
    if (mood < p.frankness && weigh(desk, hoped, e.at).gap() <= 0) return;
    auto offer = e;
    offer.at = after(e.at, p.screening_time, exponential(words_of_call(desk, e.person, e.luck).w[0]));
    offer.what = What::offer;
    desk.later(offer);
}
} // namespace mercato
