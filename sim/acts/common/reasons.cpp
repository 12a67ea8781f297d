// SPDX-License-Identifier: Apache-2.0
#include "acts/common/reasons.hpp"

#include "acts/common/weighing.hpp"

namespace mercato
{
namespace
{
/// Writes one side of a choice by the names of its terms.
class Sheet
{
public:
    Sheet(ChoiceRecord& choice, bool going) : choice_(choice), going_(going) {}

    void put(std::string_view name, double value)
    {
        for (auto const& term : terms_of_choice)
        {
            if (term.name == name) choice_.*(going_ ? term.going : term.instead) = static_cast<float>(value);
        }
    }

    /// All terms but pay, which is split into what is paid in cash and the rest.
    void put(Terms const& u, double cash_alone)
    {
        put("pay", cash_alone);
        put("equity", u.pay - cash_alone);
        put("amenity", u.amenity);
        put("safety", u.safety);
        put("prestige", u.prestige);
        put("culture", u.culture);
        put("compute", u.compute);
        put("autonomy", u.autonomy);
        put("ties", u.ties);
        put("leader", u.leader);
        put("match", u.match);
        put("strain", u.strain);
        put("trust", u.trust);
        put("alarm", u.alarm);
        put("fairness", u.fairness);
    }

private:
    ChoiceRecord& choice_;
    bool going_;
};

/// An offer: its terms, what it costs to move, and the taste of it.
void put_offer(Sheet sheet, Desk const& desk, OpenOffer const& o, Felt const& felt, Time t)
{
    auto const cash = o.pay * (1 - desk.face(o.lab).equity_share) + as_flow(desk, o.sign_on);
    sheet.put(terms_of_offer(desk, o, felt, t), worth(desk, o.person, cash));
    sheet.put("moving", -moving_cost_of(desk, o));
    sheet.put("pressure", -pressure_of(desk, o));
    sheet.put("luck", gumbel(tastes_of(desk, o).w[1]));
}

void put_staying(Sheet sheet, Desk const& desk, OpenOffer const& o, Felt const& felt, Time t)
{
    auto const& line = desk.line(o.person);
    auto const plain = terms_of_staying(desk, o.person, felt, t, 0);
    sheet.put(plain, worth(desk, o.person, millions(line.cash)));
    if (o.counter > 0)
    {
        auto const countered = terms_of_staying(desk, o.person, felt, t, raise_of(desk, o));
        sheet.put("counter", countered.pay - plain.pay + desk.face(line.lab).ways.recognition);
    }
    sheet.put("luck", gumbel(tastes_of(desk, o).w[2]));
}
} // namespace

void record_choice(Desk const& desk, OpenOffer const& o, Time t, Saying saying)
{
    if (saying == Saying::goes ? !desk.keep_moves_terms : !desk.keep_all_terms) return;
    auto const felt = felt_at(desk, o.person, t);
    auto const v = weigh(desk, o, t);
    ChoiceRecord c;
    c.time = t;
    c.person = static_cast<std::int32_t>(o.person);
    c.from = static_cast<std::int16_t>(desk.line(o.person).lab);
    c.to = static_cast<std::int16_t>(o.lab);
    c.answer = static_cast<std::int8_t>(saying);
    put_offer({c, true}, desk, o, felt, t);
    Sheet instead{c, false};
    auto const other = best_other(desk, o, felt, t);
    if (other.offer != nullptr && other.worth > v.own)
    {
        c.instead = static_cast<std::int16_t>(other.offer->lab);
        put_offer(instead, desk, *other.offer, felt, t);
    }
    else
        put_staying(instead, desk, o, felt, t);
    instead.put("waiting", (1 - desk.laws.waiting.myopia) * v.waiting);
    c.gap = gap_of(c);
    desk.shelf.choices.push_back(c);
}
} // namespace mercato
