// SPDX-License-Identifier: Apache-2.0
#include "acts/offers.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "acts/common/ledger.hpp"
#include "acts/common/promises.hpp"
#include "acts/common/reasons.hpp"
#include "acts/common/weighing.hpp"
#include "core/check.hpp"

namespace mercato
{
namespace
{
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

/// The offer that an event brings: ordinary, to all who resign (with little time), or to somebody on a list.
OpenOffer offer_of(Desk const& desk, Event const& e)
{
    auto const promised = e.value > 0;
    OpenOffer o;
    o.luck = e.luck;
    o.made = e.at;
    o.deadline = e.at + (promised ? day * 4 : span_of_years(desk.face(e.lab).deadline));
    o.person = e.person;
    o.lab = e.lab;
    o.referred = e.flag != 0;
    o.pursuit = {promised ? e.slot : 0};
    if (o.pursuit.any())
    {
        auto const& raid = desk.world.raids[o.pursuit.raid()].spec;
        o.deadline = e.at + span_of_years(raid.deadline);
        o.sign_on = static_cast<float>(e.value * raid.sign_on);
    }
    // What a law or the lab has said of deadlines binds a raid too
    o.deadline = std::max(o.deadline, e.at + span_of_years(desk.face(e.lab).ways.least_deadline));
    if (desk.line(e.person).lab != nowhere)
        o.pay = promised ? e.value : offered_pay(desk, desk.line(e.person), e);
    return o;
}

/// Whoever would go but for the ultimatum and for what else may come asks for more time, once; the raider
/// grants it while the raid lasts: whom it would call instead is wanted less.
bool asks_for_time(Desk const& desk, std::uint32_t slot, Weighed const& v, Time t)
{
    auto& o = desk.shelf.offers[slot];
    if (!o.pursuit.any() || o.extended || t < o.deadline || v.go + v.pressure <= v.own) return false;
    auto const& raid = desk.world.raids[o.pursuit.raid()].spec;
    auto const extended = t + span_of_years(raid.extension);
    if (extended <= t || extended > raid.until) return false;
    o.extended = true;
    if (!o.disclosed && o.told != never && o.told >= o.deadline)
    {
        o.deadline = extended;
        disclose_when_due(desk, o, slot);
    }
    o.deadline = extended;
    Event again{extended, o.luck, o.person};
    again.slot = slot;
    again.what = What::decide;
    desk.later(again);
    return true;
}

/// Stays; a counter that has come is paid from now on.
void stay(Desk const& desk, std::uint32_t slot, Time t)
{
    auto const o = desk.shelf.offers[slot];
    record_choice(desk, o, t, o.counter > 0 ? Saying::countered : Saying::stays);
    record_answer(desk, desk.shelf.offers[slot], t, o.counter > 0 ? Outcome::countered : Outcome::declined);
    unlink_offer(desk, o.person, slot);
    auto& mind = desk.mind(o.person);
    if (o.counter <= mind.pay) return;
    desk.tally(desk.line(o.person).lab).counter_cost += fixed(static_cast<double>(o.counter) - mind.pay);
    change_pay(desk, o.person, t, o.counter);
}
} // namespace

void offer(Desk const& desk, Event const& e)
{
    auto& line = desk.line(e.person);
    auto const& face = desk.face(e.lab);
    auto const promised = e.value > 0; // to all who resign, or in a raid: it has its pay and a place
    auto o = offer_of(desk, e);
    auto const gone = line.lab == nowhere || line.standing == Standing::leaving || line.lab == e.lab;
    if (gone && o.pursuit.any()) end_pursuit(desk, o, e.at, Outcome::lapsed);
    if (gone || (!face.hiring && !promised)) return;
    o.next = line.offers;
    ++desk.tally(e.lab).offers;
    auto const v = weigh(desk, o, e.at);
    o.gap = static_cast<float>(v.gap());
    o.waiting = static_cast<float>(v.waiting);
    auto const tempted = v.gap() > 0;
    auto const w = desk.draws.words(Domain::behaviour, Kind::answer, occasion(line, e.luck), 0, 0).w;
    // Who is not tempted says so after a while; nothing else waits for it, but a raider's budget.
    auto const reply = std::min(after(e.at, desk.laws.search.reply_time, exponential(w[0])), o.deadline);
    if (!tempted && !o.pursuit.any())
    {
        record_choice(desk, o, e.at, Saying::stays);
        return record_answer(desk, o, reply, Outcome::declined);
    }
    auto const& own = desk.face(line.lab);
    if (tempted && face.employs && own.employs)
        o.told = after(e.at, desk.laws.counter.disclose_time / own.disclosure, exponential(w[1]));
    line.offers = open_offer(desk.shelf, o);
    Event answer{tempted ? o.deadline : reply, e.luck, e.person};
    answer.slot = line.offers;
    answer.what = What::decide;
    desk.later(answer);
    disclose_when_due(desk, o, line.offers);
}

void disclose(Desk const& desk, Event const& e)
{
    auto const slot = live(desk, e);
    if (slot == nobody) return;
    auto& o = desk.shelf.offers[slot];
    if (e.at != o.told) return; // timed anew meanwhile
    auto const v = weigh(desk, o, e.at);
    // What keeps somebody must beat the offer itself: the value of waiting shrinks as staying gets better.
    auto const honours = desk.face(desk.line(e.person).lab).ways.recognition;
    auto const wanted = v.go - v.own + desk.laws.counter.margin;
    auto const gap = honours > 0 ? std::max(wanted - honours, 1e-3) : wanted;
    if (o.taken || wanted <= 0 || v.gap() + desk.laws.counter.margin <= 0) return;
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
    if (v.gap() <= 0)
    {
        if (!asks_for_time(desk, slot, v, e.at)) stay(desk, slot, e.at);
        return;
    }
    record_choice(desk, o, e.at, Saying::goes);
    o.taken = true;
    line.standing = Standing::awaiting;
    Mail m{e.at, line.id.value, e.luck, e.person, slot};
    m.value = o.pay;
    m.lab = o.lab;
    m.matter = Matter::accepted;
    if (o.pursuit.any()) m.flag = static_cast<std::uint8_t>(o.pursuit.raid() + 1);
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
    auto const w = desk.draws.words(Domain::behaviour, Kind::answer, occasion(line, e.luck), 0, 0).w;
    auto notice = p.notice_low + unit_open(w[3]) * (p.notice_high - p.notice_low);
    notice = std::max(notice, paid_leave(desk, e.person));
    if (!desk.face(line.lab).employs) notice = 0;
    Event start{std::max(e.at + span_of_years(notice), desk.window_end), e.luck, e.person, o.pay};
    start.lab = o.lab;
    start.what = What::start;
    start.slot = std::bit_cast<std::uint32_t>(o.sign_on);
    auto const pressed = is_ultimatum(desk, o);
    auto const taken_over = o.pursuit.any() && desk.world.raids[o.pursuit.raid()].takes_over();
    start.flag = static_cast<std::uint8_t>((o.referred ? start_referred : 0) | (pressed ? start_pressed : 0) |
                                           (taken_over ? start_taken_over : 0));
    desk.later(start);
}
} // namespace mercato
