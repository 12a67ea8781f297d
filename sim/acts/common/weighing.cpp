// SPDX-License-Identifier: Apache-2.0
#include "acts/common/weighing.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/error.hpp"

namespace mercato
{
namespace
{
/// Share of the others of a coalition who lean to go; 0 for everybody else.
double coalition_share(Desk const& desk, OpenOffer const& o)
{
    if (!o.pursuit.any()) return 0;
    auto const& raid = desk.world.raids[o.pursuit.raid()];
    if (!raid.is_coalition() || raid.list.size() < 2) return 0;
    auto const others = raid.leaning + raid.accepted - (o.leaning ? 1 : 0);
    return std::clamp(static_cast<double>(others) / static_cast<double>(raid.list.size() - 1), 0.0, 1.0);
}

/// Utility of taking an offer, moving cost paid, taste included.
double worth_of(Desk const& desk, OpenOffer const& o, Words const& tastes, Felt const& felt, Time t)
{
    return terms_of_offer(desk, o, felt, t).sum() - moving_cost_of(desk, o) + gumbel(tastes.w[1]) -
           pressure_of(desk, o);
}

} // namespace

double raise_of(Desk const& desk, OpenOffer const& o)
{
    return o.counter > 0 ? std::max(0.0, static_cast<double>(o.counter) - desk.mind(o.person).pay) : 0.0;
}

Words words_of_call(Desk const& desk, std::uint32_t row, std::uint64_t luck)
{
    return desk.draws.words(Domain::behaviour, Kind::offer, occasion(desk.line(row), luck), 0, 0);
}

bool is_ultimatum(Desk const& desk, OpenOffer const& o)
{
    return years(o.deadline - o.made) < desk.laws.waiting.pressure_below;
}

double pressure_of(Desk const& desk, OpenOffer const& o)
{
    return is_ultimatum(desk, o) ? desk.laws.waiting.pressure : 0;
}

OtherOffer best_other(Desk const& desk, OpenOffer const& offer, Felt const& felt, Time t)
{
    OtherOffer best;
    for (auto k = desk.line(offer.person).offers; k != nobody; k = desk.shelf.offers[k].next)
    {
        auto const& o = desk.shelf.offers[k];
        if (o.luck == offer.luck || t > o.deadline || o.taken) continue;
        auto const worth = worth_of(desk, o, tastes_of(desk, o), felt, t);
        if (worth > best.worth) best = {&o, worth};
    }
    return best;
}

Terms terms_of_offer(Desk const& desk, OpenOffer const& o, Felt const& felt, Time t)
{
    auto u = terms_of_going(desk, o.person, felt, o.lab, o.pay, t, o.sign_on);
    if (!o.pursuit.any()) return u;
    auto const& raid = desk.world.raids[o.pursuit.raid()];
    auto const unit = raid.spec.prestige + colleagues_prestige(raid.accepted, desk.laws.raid);
    u.prestige += desk.laws.utility.prestige_weight * unit;
    u.ties += desk.laws.raid.coalition_pull * coalition_share(desk, o);
    if (raid.takes_over()) u.autonomy -= desk.laws.funding.autonomy_loss;
    return u;
}

double moving_cost_of(Desk const& desk, OpenOffer const& o)
{
    auto const& former = desk.world.people.former[o.person];
    auto cost = static_cast<double>(desk.line(o.person).moving_cost);
    if (o.pursuit.any()) cost *= 1 - desk.world.raids[o.pursuit.raid()].spec.moving_discount;
    if (former[0] == o.lab || former[1] == o.lab) cost *= 1 - desk.laws.utility.boomerang_discount;
    return cost * (1 - desk.laws.raid.coalition_discount * coalition_share(desk, o));
}

Weighed weigh(Desk const& desk, OpenOffer const& o, Time t)
{
    auto const& line = desk.line(o.person);
    auto const& p = desk.laws.waiting;
    auto const felt = felt_at(desk, o.person, t);
    auto const tastes = tastes_of(desk, o);
    auto const raise = raise_of(desk, o);
    Weighed v;
    v.stay = terms_of_staying(desk, o.person, felt, t, raise).sum() + gumbel(tastes.w[2]);
    if (o.counter > 0) v.stay += desk.face(line.lab).ways.recognition;
    v.go = worth_of(desk, o, tastes, felt, t);
    v.pressure = pressure_of(desk, o);
    v.own = v.stay;
    auto const in_hand = std::max(v.stay, best_other(desk, o, felt, t).worth);
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

OpenOffer* pursued(Desk const& desk, std::uint32_t row, Pursuit pursuit)
{
    for (auto slot = desk.line(row).offers; slot != nobody; slot = desk.shelf.offers[slot].next)
    {
        if (desk.shelf.offers[slot].pursuit.packed == pursuit.packed) return &desk.shelf.offers[slot];
    }
    return nullptr;
}

void disclose_when_due(Desk const& desk, OpenOffer const& o, std::uint32_t slot)
{
    if (o.told >= o.deadline) return;
    Event e{o.told, o.luck, o.person};
    e.slot = slot;
    e.what = What::disclose;
    desk.later(e);
}

bool out_of_reach(Line const& line, std::uint16_t lab)
{
    return line.lab == nowhere || line.standing == Standing::leaving || line.lab == lab;
}

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
} // namespace mercato
