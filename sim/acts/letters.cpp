// SPDX-License-Identifier: Apache-2.0
#include "acts/letters.hpp"

#include <algorithm>
#include <cmath>

#include "acts/common/ledger.hpp"
#include "acts/common/prospects.hpp"

namespace mercato
{
namespace
{
double trust_lost(std::uint8_t kind, ClimateParams const& p)
{
    switch (kind)
    {
    case told::ouster: return p.trust_ouster;
    case told::conceded: return -p.trust_ouster * p.trust_regained;
    case told::held: return p.trust_held;
    default: return 0;
    }
}

/// Can the offer be taken up now? A word or a pledge cannot be signed; what asks for a resignation first can.
bool is_takeable(Promise const& p, Time t)
{
    auto const firm = p.form == Form::written || (p.form == Form::pledged && p.resign_first);
    return firm && p.since <= t && t < p.until;
}

double taste(Desk const& desk, Line const& line, std::uint64_t luck)
{
    return gumbel(desk.draws.words(Domain::behaviour, Kind::news, occasion(line, luck), 1, 0).w[0]);
}

/// Takes an offer to all: resigns and waits for it, or accepts like any other offer.
void take_up(Desk const& desk, Event const& e, Promise const& promise)
{
    auto& line = desk.line(e.person);
    auto const pay = static_cast<float>(promise.match * desk.mind(e.person).pay);
    if (promise.resign_first)
    {
        lose_job(desk, e.person, e.at, Reason::quit);
        Event offer{e.at + day, promise.luck, e.person, pay};
        offer.lab = promise.lab;
        offer.what = What::offer;
        return desk.later(offer);
    }
    OpenOffer o;
    o.luck = promise.luck;
    o.made = promise.since;
    o.deadline = promise.until;
    o.pay = pay;
    o.person = e.person;
    o.lab = promise.lab;
    o.next = line.offers;
    o.taken = true;
    ++desk.tally(o.lab).offers;
    line.offers = open_offer(desk.shelf, o);
    line.standing = Standing::awaiting;
    Mail m{e.at, line.id.value, o.luck, e.person, line.offers};
    m.value = o.pay;
    m.lab = o.lab;
    m.matter = Matter::accepted;
    desk.tell(m);
}
} // namespace

void news(Desk const& desk, Event const& e)
{
    auto const& line = desk.line(e.person);
    if (line.lab != e.lab) return;
    auto& mind = desk.mind(e.person);
    rebase(mind, e.at, desk.laws);
    mind.alarm += e.value;
    mind.trust -= static_cast<float>(trust_lost(e.flag, desk.laws.climate));
    desk.shelf.stirred.push_back(e.person);
    desk.note(e.person, e.at, 6, mind.trust);
    if (e.flag == told::conceded) return;
    auto const wait = desk.draws.words(Domain::behaviour, Kind::news, occasion(line, e.luck), 0, 0).w[0];
    auto again = e;
    again.at = after(e.at, desk.laws.contagion.consideration_time, exponential(wait));
    again.what = What::reconsider;
    desk.later(again);
}

void reconsider(Desk const& desk, Event const& e)
{
    auto const& line = desk.line(e.person);
    if (line.lab != e.lab || line.standing != Standing::settled) return;
    auto const& promises = desk.world.crises[line.lab].promises;
    if (std::ranges::none_of(promises, [&](Promise const& p) { return is_takeable(p, e.at); })) return;
    auto const felt = felt_at(desk, e.person, e.at);
    auto best = terms_of_staying(desk, e.person, felt, e.at, 0).sum() + taste(desk, line, line.spell);
    Promise const* chosen = nullptr;
    for (auto const& p : promises)
    {
        if (!is_takeable(p, e.at)) continue;
        auto const u = worth_of(desk, e.person, felt, p, e.at) + taste(desk, line, p.luck);
        if (u <= best) continue;
        best = u;
        chosen = &p;
    }
    if (chosen != nullptr) take_up(desk, e, *chosen);
}

void look(Desk const& desk, Event const& e)
{
    auto const& line = desk.line(e.person);
    auto const& crisis = desk.world.crises[e.lab];
    auto& has_signed = desk.world.people.has_signed;
    if (line.lab != e.lab || !crisis.open() || crisis.letter_luck != e.luck) return;
    auto const& p = desk.laws.letter;
    auto const identity = occasion(line, e.luck);
    auto const w = desk.draws.words(Domain::behaviour, Kind::look, identity, 0, e.slot).w;
    auto chance = 1.0;
    if (e.flag != seed_signer)
    {
        auto const felt = felt_at(desk, e.person, e.at);
        auto const usual = terms_as_usual(desk, e.person, felt, e.at, 0);
        auto const held = terms_if_held(desk, e.person, usual, e.at, 0).sum();
        Signing s;
        s.belief = crisis.belief;
        s.gain = terms_if_conceded(desk, e.person, usual, felt).sum() - held;
        s.cost = p.retaliation * std::max(0.0, held - best_outside(desk, e.person, felt, e.at));
        s.lab_share = crisis.lab_share;
        // A team may be newer than what the lab last published
        s.team_share = line.team < crisis.team_share.size() ? crisis.team_share[line.team] : s.lab_share;
        auto const local = e.at + span_of_years(desk.specs[e.lab].utc_offset);
        chance = signing_chance(signing_utility(s, p), p) * awake(years(local - floor_to(local, day)), p);
    }
    if (unit_open(w[0]) < chance)
    {
        has_signed[e.person] = 1;
        Mail m{e.at, line.id.value, e.luck, e.person, line.team};
        m.lab = e.lab;
        m.matter = Matter::signed_letter;
        desk.tell(m);
        return desk.note(e.person, e.at, 7, 1);
    }
    auto again = e;
    again.at = after(e.at, p.attention_time, exponential(w[1]));
    ++again.slot;
    desk.later(again);
}
} // namespace mercato
