// SPDX-License-Identifier: Apache-2.0
#include "acts/common/reasons.hpp"

#include <iterator>
#include <string_view>

#include "acts/common/weighing.hpp"

namespace mercato
{
namespace
{
/// Place of a term among those of a choice, looked for while this is compiled.
consteval std::size_t term(std::string_view name)
{
    for (std::size_t k = 0; k < std::size(terms_of_choice); ++k)
    {
        if (terms_of_choice[k].name == name) return k;
    }
    throw "no term has this name";
}

/// Writes one side of a choice, term by term.
class Sheet
{
public:
    Sheet(ChoiceRecord& choice, bool going) : choice_(choice), going_(going) {}

    void put(std::size_t term, double value)
    {
        auto const& side = going_ ? terms_of_choice[term].going : terms_of_choice[term].instead;
        choice_.*side = static_cast<float>(value);
    }

    /// All terms but pay, which is split into what is paid in cash and the rest.
    void put(Terms const& u, double cash_alone)
    {
        put(term("pay"), cash_alone);
        put(term("equity"), u.pay - cash_alone);
        put(term("amenity"), u.amenity);
        put(term("safety"), u.safety);
        put(term("prestige"), u.prestige);
        put(term("culture"), u.culture);
        put(term("compute"), u.compute);
        put(term("autonomy"), u.autonomy);
        put(term("ties"), u.ties);
        put(term("leader"), u.leader);
        put(term("match"), u.match);
        put(term("strain"), u.strain);
        put(term("trust"), u.trust);
        put(term("alarm"), u.alarm);
        put(term("fairness"), u.fairness);
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
    sheet.put(term("moving"), -moving_cost_of(desk, o));
    sheet.put(term("pressure"), -pressure_of(desk, o));
    sheet.put(term("luck"), gumbel(tastes_of(desk, o).w[1]));
}

void put_staying(Sheet sheet, Desk const& desk, OpenOffer const& o, Felt const& felt, Time t)
{
    auto const& line = desk.line(o.person);
    auto const plain = terms_of_staying(desk, o.person, felt, t, 0);
    sheet.put(plain, worth(desk, o.person, millions(line.cash)));
    if (o.counter > 0)
    {
        auto const countered = terms_of_staying(desk, o.person, felt, t, raise_of(desk, o));
        sheet.put(term("counter"), countered.pay - plain.pay + desk.face(line.lab).ways.recognition);
    }
    sheet.put(term("luck"), gumbel(tastes_of(desk, o).w[2]));
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
    instead.put(term("waiting"), (1 - desk.laws.waiting.myopia) * v.waiting);
    c.gap = gap_of(c);
    desk.shelf.choices.push_back(c);
}
} // namespace mercato
