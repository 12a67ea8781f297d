// SPDX-License-Identifier: Apache-2.0
#include "acts/contacts.hpp"

#include <algorithm>
#include <cmath>

#include "acts/common/bounds.hpp"
#include "acts/common/judgement.hpp"
#include "acts/common/ties.hpp"
#include "acts/common/weighing.hpp"

namespace mercato
{
namespace
{
constexpr std::uint8_t by_referral = 1;

bool out_of_reach(Line const& line, std::uint16_t lab)
{
    return line.lab == nowhere || line.standing == Standing::leaving || line.lab == lab;
}

/// The call is real and answered: a conversation follows.
void reply(Desk const& desk, Event const& e, std::uint16_t lab, std::uint8_t flag)
{
    ++desk.tally(lab).contacts;
    ++desk.tally(desk.line(e.person).lab).replies;
    auto const wait = exponential(words_of_call(desk, e.person, e.luck).w[3]);
    Event talk{after(e.at, desk.laws.search.conversation_time, wait), e.luck, e.person};
    talk.lab = lab;
    talk.what = What::talk;
    talk.flag = flag;
    desk.later(talk);
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

/// Opens calls beyond what blocks lay out, person by person, to the end of the page.
class Excess
{
public:
    Excess(Desk const& desk, Time from)
        : desk_(desk),
          from_(from),
          scattering_(desk.draws, from, page_start(Layout::brief, page_of(Layout::brief, from) + 1),
                      Due{&desk}),
          sieve_(desk.draws, Kind::excess, Layout::brief, page_of(Layout::brief, from), scattering_)
    {}

    /// False if the person is as calm as blocks expect it to be.
    bool open(std::uint32_t row)
    {
        auto const& line = desk_.line(row);
        if (line.lab == nowhere) return false;
        auto const excess = std::max(0.0, response_of(desk_, row, from_) - usual_response);
        auto const courted = looks_into(desk_, line) * most_replies;
        auto const& crisis = desk_.world.crises[line.lab];
        auto const upset = crisis.open() || crisis.leader_out;
        if (upset) open_flight(desk_, row, from_);
        if (excess + courted <= 0) return upset;
        auto const each = desk_.laws.search.contact_rate * line.base * excess;
        auto const& labs = desk_.world.labs;
        for (std::uint16_t lab = 0; lab < labs.size(); ++lab)
        {
            auto bound = each * labs.face[lab].recruiting;
            if (courted > 0) bound += courted * share_of(desk_, lab);
            if (!(bound > 0)) continue; // without limit times nothing is nothing too
            sieve_.add(mixed(labs.luck[lab], line.id.value), layers_below(Layout::brief, 2 * bound),
                       {row, lab});
        }
        return true;
    }

    void finish()
    {
        sieve_.finish();
        scattering_.finish();
    }

private:
    struct Caller
    {
        std::uint32_t row = 0;
        std::uint16_t lab = 0;
    };
    struct Due
    {
        Desk const* desk;
        void operator()(Caller const& c, Point const& p) const
        {
            Event e{p.at, p.luck, c.row, static_cast<float>(p.y)};
            e.lab = c.lab;
            e.what = What::excess;
            desk->later(e);
        }
    };
    // Points are few: of fifty cells one holds any
    using Scatter = Scattering<Caller, Due, 32>;

    Desk const& desk_;
    Time from_;
    Scatter scattering_;
    Sieve<Caller, Scatter> sieve_;
};
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

void excess_contact(Desk const& desk, Event const& e)
{
    auto const& line = desk.line(e.person);
    if (out_of_reach(line, e.lab)) return;
    auto const excess = std::max(0.0, response_of(desk, e.person, e.at) - usual_response);
    auto ceiling = desk.laws.search.contact_rate * line.base * desk.face(e.lab).recruiting * excess;
    if (auto const read = looks_into(desk, line); read > 0)
        ceiling += read * share_of(desk, e.lab) * std::min(most_replies, reply_share(desk, e.person, e.at));
    if (!(ceiling > 0)) return;
    if (e.value >= ceiling * fit_of(desk, e.person, e.lab, e.at)) return;
    reply(desk, e, e.lab, 0);
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

void open_stirred(Desk const& desk, Time from)
{
    if (desk.shelf.stirred.empty()) return;
    Excess excess(desk, from);
    for (auto const row : desk.shelf.stirred)
    {
        if (excess.open(row)) desk.shelf.restless.push_back(row);
    }
    excess.finish();
    desk.shelf.stirred.clear();
}

void open_restless(Desk const& desk, Time from)
{
    auto& rows = desk.shelf.restless;
    std::ranges::sort(rows);
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    Excess excess(desk, from);
    std::erase_if(rows, [&](std::uint32_t row) { return !excess.open(row); });
    excess.finish();
}
} // namespace mercato
