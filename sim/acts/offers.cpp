// SPDX-License-Identifier: Apache-2.0
#include "acts/offers.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "acts/common/judgement.hpp"
#include "acts/common/ledger.hpp"
#include "core/check.hpp"
#include "core/error.hpp"

namespace mercato
{
namespace
{
/// What an offer comes to at one moment [utils]; staying includes a counter that has come.
struct Weighed
{
    double go = 0;
    double stay = 0; // or wait, or take another offer in hand
    double own = 0;  // staying alone
    double waiting = 0;
    double gap() const { return go - stay; }
};

/// Words of the tastes of an offer: 1 of going, 2 of staying.
Words tastes_of(Desk const& desk, OpenOffer const& o)
{
    return desk.draws.words(Domain::behaviour, Kind::offer, occasion(desk.line(o.person), o.luck), 0, 0);
}

/// Utility of taking an offer, moving cost paid, taste included.
double worth_of(Desk const& desk, OpenOffer const& o, Words const& tastes, Felt const& felt, Time t)
{
    auto const& line = desk.line(o.person);
    auto u =
        terms_of_going(desk, o.person, felt, o.lab, o.pay, t).sum() - line.moving_cost + gumbel(tastes.w[1]);
    if (years(o.deadline - o.made) < desk.laws.waiting.pressure_below) u -= desk.laws.waiting.pressure;
    return u;
}

/// The best other offer in hand; -infinity without.
double best_other(Desk const& desk, OpenOffer const& offer, Felt const& felt, Time t)
{
    auto best = -std::numeric_limits<double>::infinity();
    for (auto k = desk.line(offer.person).offers; k != nobody; k = desk.shelf.offers[k].next)
    {
        auto const& o = desk.shelf.offers[k];
        if (o.luck != offer.luck && t <= o.deadline && !o.taken)
            best = std::max(best, worth_of(desk, o, tastes_of(desk, o), felt, t));
    }
    return best;
}

Weighed weigh(Desk const& desk, OpenOffer const& o, Time t)
{
    auto const& line = desk.line(o.person);
    auto const& p = desk.laws.waiting;
    auto const felt = felt_at(desk, o.person, t);
    auto const tastes = tastes_of(desk, o);
    auto const raise = o.counter > 0 ? static_cast<double>(o.counter) - desk.mind(o.person).pay : 0.0;
    Weighed v;
    v.stay = terms_of_staying(desk, o.person, felt, t, raise).sum() + gumbel(tastes.w[2]);
    v.go = worth_of(desk, o, tastes, felt, t);
    v.own = v.stay;
    auto const in_hand = std::max(v.stay, best_other(desk, o, felt, t));
    auto const left = p.horizon - years(o.deadline - t);
    if (v.go > in_hand && left > 0)
    {
        // Waiting can only speak against what is better than all that is in hand.
        auto const rate = desk.laws.search.contact_rate * line.base * desk.world.market.recruiting *
                          response_of(desk, o.person, t);
        v.waiting = waiting_value(rate, left, typical_other(desk, o.person) - in_hand);
    }
    v.stay = in_hand + (1 - p.myopia) * v.waiting;
    if (!std::isfinite(v.go) || !std::isfinite(v.stay))
    {
        throw EventError(fmt::format("the utility of an offer is not a number: person {}, lab {}, {}",
                                     o.person, desk.specs[o.lab].id, to_text(t)));
    }
    return v;
}

/// The open offer an event is about; nobody if it has been answered meanwhile.
std::uint32_t live(Desk const& desk, Event const& e)
{
    if (e.slot >= desk.shelf.offers.size()) return nobody;
    auto const& o = desk.shelf.offers[e.slot];
    return o.luck == e.luck && o.person == e.person ? e.slot : nobody;
}

float offered_pay(Desk const& desk, Line const& line, Event const& e)
{
    auto const& p = desk.laws.search;
    Luck luck(desk.draws, Domain::behaviour, Kind::offer, occasion(line, e.luck), 0, 1);
    auto const premium = p.offer_premium + p.offer_spread * luck.normal();
    return static_cast<float>(band_pay(desk, line, e.lab, premium));
}

/// Stays; a counter that has come is paid from now on.
void stay(Desk const& desk, std::uint32_t slot, Time t)
{
    auto const o = desk.shelf.offers[slot];
    record_answer(desk, desk.shelf.offers[slot], t, o.counter > 0 ? Outcome::countered : Outcome::declined);
    unlink_offer(desk, o.person, slot);
    auto& mind = desk.mind(o.person);
    if (o.counter > mind.pay) change_pay(desk, o.person, t, o.counter);
}
} // namespace

void offer(Desk const& desk, Event const& e)
{
    auto& line = desk.line(e.person);
    auto const& face = desk.face(e.lab);
    auto const promised = e.value > 0; // to all who resign: it has its pay and a place, and little time
    if (line.lab == nowhere || line.standing == Standing::leaving || line.lab == e.lab) return;
    if (!face.hiring && !promised) return;
    OpenOffer o;
    o.luck = e.luck;
    o.made = e.at;
    o.deadline = e.at + (promised ? day * 4 : span_of_years(face.deadline));
    o.pay = promised ? e.value : offered_pay(desk, line, e);
    o.person = e.person;
    o.lab = e.lab;
    o.referred = e.flag != 0;
    o.next = line.offers;
    ++desk.tally(e.lab).offers;
    auto const v = weigh(desk, o, e.at);
    o.gap = static_cast<float>(v.gap());
    o.waiting = static_cast<float>(v.waiting);
    auto const w = desk.draws.words(Domain::behaviour, Kind::answer, occasion(line, e.luck), 0, 0).w;
    if (v.gap() <= 0)
    {
        // Who is not tempted says so after a while; nothing else waits for it.
        auto const reply = after(e.at, desk.laws.search.reply_time, exponential(w[0]));
        return record_answer(desk, o, std::min(reply, o.deadline), Outcome::declined);
    }
    line.offers = open_offer(desk.shelf, o);
    Event answer{o.deadline, e.luck, e.person};
    answer.slot = line.offers;
    answer.what = What::decide;
    desk.later(answer);
    answer.at = after(e.at, desk.laws.counter.disclose_time, exponential(w[1]));
    answer.what = What::disclose;
    if (answer.at < o.deadline && face.employs && desk.face(line.lab).employs) desk.later(answer);
}

void disclose(Desk const& desk, Event const& e)
{
    auto const slot = live(desk, e);
    if (slot == nobody) return;
    auto& o = desk.shelf.offers[slot];
    auto const v = weigh(desk, o, e.at);
    // What keeps somebody must beat the offer itself: the value of waiting shrinks as staying gets better.
    auto const gap = v.go - v.own + desk.laws.counter.margin;
    if (o.taken || gap <= 0 || v.gap() + desk.laws.counter.margin <= 0) return;
    o.disclosed = true;
    auto const& line = desk.line(e.person);
    auto const& mind = desk.mind(e.person);
    auto const& p = desk.laws.utility;
    auto const now = pay_of_staying(desk, e.person, e.at);
    auto const unearned = p.wealth_income * millions(desk.purse(e.person).wealth);
    auto const match = matching_pay(now, unearned, gap, line.pay_weight, line.curvature, p.reference_pay);
    Mail m{e.at, line.id.value, e.luck, e.person, slot};
    m.value = static_cast<float>(std::min(match - now, 1e6) + mind.pay);
    m.pay = mind.pay;
    m.lab = line.lab;
    m.matter = Matter::disclosed;
    m.level = static_cast<std::uint8_t>(line.level);
    m.talent = line.talent;
    desk.tell(m);
}

void counter(Desk const& desk, Event const& e)
{
    auto const slot = live(desk, e);
    if (slot == nobody || desk.shelf.offers[slot].taken || e.at > desk.shelf.offers[slot].deadline) return;
    desk.shelf.offers[slot].counter = e.value;
    decide(desk, e);
}

void decide(Desk const& desk, Event const& e)
{
    auto const slot = live(desk, e);
    if (slot == nobody || desk.shelf.offers[slot].taken) return;
    auto& line = desk.line(e.person);
    if (line.standing == Standing::awaiting)
    {
        // Another acceptance is on its way; its answer comes at the instant.
        auto again = e;
        again.at = desk.window_end;
        again.what = What::decide;
        return desk.later(again);
    }
    auto const v = weigh(desk, desk.shelf.offers[slot], e.at);
    auto& o = desk.shelf.offers[slot];
    o.gap = static_cast<float>(v.gap());
    o.waiting = static_cast<float>(v.waiting);
    if (v.gap() <= 0) return stay(desk, slot, e.at);
    o.taken = true;
    line.standing = Standing::awaiting;
    Mail m{e.at, line.id.value, e.luck, e.person, slot};
    m.value = o.pay;
    m.lab = o.lab;
    m.matter = Matter::accepted;
    desk.tell(m);
}

void refused(Desk const& desk, Event const& e)
{
    auto const slot = live(desk, e);
    if (slot == nobody) return;
    desk.line(e.person).standing = Standing::settled;
    record_answer(desk, desk.shelf.offers[slot], e.at, Outcome::refused);
    unlink_offer(desk, e.person, slot);
}

void admitted(Desk const& desk, Event const& e)
{
    auto const slot = live(desk, e);
    require(slot != nobody); // whoever awaits an answer cannot leave or be taken away meanwhile
    auto& line = desk.line(e.person);
    auto const o = desk.shelf.offers[slot];
    record_answer(desk, desk.shelf.offers[slot], e.at, Outcome::accepted);
    unlink_offer(desk, e.person, slot);
    line.standing = Standing::leaving;
    ++desk.tally(line.lab).bound;
    lapse_offers(desk, e.person, e.at);

    auto const& p = desk.laws.search;
    auto const& spec = desk.specs[line.lab];
    auto const w = desk.draws.words(Domain::behaviour, Kind::answer, occasion(line, e.luck), 0, 0).w;
    auto notice = p.notice_low + unit_open(w[3]) * (p.notice_high - p.notice_low);
    auto const held = desk.draws.words(Domain::population, Kind::traits, line.id.value, line.spell, 63).w[0];
    if (unit_open(held) < spec.noncompete_share) notice = std::max(notice, spec.noncompete);
    if (!desk.face(line.lab).employs) notice = 0;
    Event start{std::max(e.at + span_of_years(notice), desk.window_end), e.luck, e.person, o.pay};
    start.lab = o.lab;
    start.what = What::start;
    start.slot = line.spell;
    start.flag = o.referred ? 1 : 0;
    desk.later(start);
}
} // namespace mercato
