// SPDX-License-Identifier: Apache-2.0
#include "study/observables/offering.hpp"

#include <algorithm>

namespace mercato
{
namespace
{
bool has_answer(OfferRecord const& o, Answer answer) { return o.answer == static_cast<std::int8_t>(answer); }

bool is_answered(OfferRecord const& o)
{
    return !has_answer(o, Answer::pending) && !has_answer(o, Answer::lapsed);
}

/// Said yes, whether or not a place was left.
bool said_yes(OfferRecord const& o)
{
    return has_answer(o, Answer::accepted) || has_answer(o, Answer::refused);
}

bool is_asked(View const& v, OfferRecord const& o)
{
    return in_window(v.ask, o.time) && v.ask.labs.has(o.from);
}

/// How many of the offers asked about that are @p part of those that are @p whole.
template <class Whole, class Part>
std::optional<double> share_of_offers(View const& v, Whole&& whole, Part&& part)
{
    double all = 0;
    double some = 0;
    for (auto const& o : v.run.offers)
    {
        if (!is_asked(v, o) || !whole(o)) continue;
        all += 1;
        if (part(o)) some += 1;
    }
    return ratio(some, all);
}

/// Days from offer to answer, median over the answered offers asked about that are @p meant.
template <class Meant>
std::optional<double> median_wait(View const& v, Meant&& meant)
{
    std::vector<double> days;
    for (auto const& o : v.run.offers)
    {
        if (is_asked(v, o) && is_answered(o) && meant(o)) days.push_back(days_between(o.time, o.answered));
    }
    return median_of(std::move(days));
}

/// One mark for each person of the replicate.
using Marks = std::vector<bool>;

void mark(Marks& marks, std::int32_t person)
{
    auto const k = static_cast<std::size_t>(person);
    if (k >= marks.size()) marks.resize(k + 1);
    marks[k] = true;
}

bool is_marked(Marks const& marks, std::int32_t person)
{
    auto const k = static_cast<std::size_t>(person);
    return k < marks.size() && marks[k];
}

/// People who get an offer in [t, t + horizon).
Marks with_offer_from(View const& v, Time t)
{
    Marks marks;
    for (auto const& o : v.run.offers)
    {
        if (is_asked(v, o) && t <= o.time && o.time < t + v.ask.horizon) mark(marks, o.person);
    }
    return marks;
}

/// People who change employer in [t, t + horizon).
Marks moving_from(View const& v, Time t)
{
    Marks marks;
    for (auto const& m : v.run.moves)
    {
        if (t <= m.time && m.time < t + v.ask.horizon && is_job_to_job(v.axes, m)) mark(marks, m.person);
    }
    return marks;
}

/// Calls visit(person) for everyone who is at the labs at @p t.
template <class Visit>
void for_each_member(View const& v, Time t, Visit&& visit)
{
    for (auto const& s : v.run.spells)
    {
        if (v.ask.labs.has(s.lab) && s.start <= t && t < s.end) visit(s.person);
    }
}
} // namespace

std::optional<double> contacts_per_year(View const& v)
{
    auto const first = recorded_at(v, v.ask.from);
    auto const last = recorded_at(v, v.ask.until);
    if (!first || !last) return std::nullopt;
    auto const lab_count = v.axes.labs.size();
    double contacts = 0;
    for (std::size_t k = 0; k < lab_count; ++k)
    {
        contacts += v.run.labs[*last * lab_count + k].contacts - v.run.labs[*first * lab_count + k].contacts;
    }
    return ratio(contacts, exposure(v, {v.axes.employs, true}));
}

std::optional<double> offers_per_year(View const& v)
{
    auto const offers =
        std::ranges::count_if(v.run.offers, [&](OfferRecord const& o) { return is_asked(v, o); });
    return ratio(static_cast<double>(offers), exposure(v, v.ask.labs));
}

std::optional<double> share_with_offer(View const& v)
{
    double people = 0;
    double receivers = 0;
    for (auto const t : anchors(v.ask))
    {
        auto const with_offer = with_offer_from(v, t);
        for_each_member(v, t, [&](std::int32_t person) {
            people += 1;
            if (is_marked(with_offer, person)) receivers += 1;
        });
    }
    return ratio(receivers, people);
}

std::optional<double> share_offer_receivers_moving(View const& v)
{
    double receivers = 0;
    double movers = 0;
    for (auto const t : anchors(v.ask))
    {
        auto const with_offer = with_offer_from(v, t);
        auto const moving = moving_from(v, t);
        for_each_member(v, t, [&](std::int32_t person) {
            if (!is_marked(with_offer, person)) return;
            receivers += 1;
            if (is_marked(moving, person)) movers += 1;
        });
    }
    return ratio(movers, receivers);
}

std::optional<double> offer_acceptance(View const& v) { return share_of_offers(v, is_answered, said_yes); }

std::optional<double> counter_share(View const& v)
{
    auto const would_go = [](OfferRecord const& o) {
        return said_yes(o) || has_answer(o, Answer::countered);
    };
    return share_of_offers(v, would_go, [](OfferRecord const& o) { return o.counter != 0; });
}

std::optional<double> counter_success(View const& v)
{
    auto const countered = [](OfferRecord const& o) { return is_answered(o) && o.counter != 0; };
    return share_of_offers(v, countered,
                           [](OfferRecord const& o) { return has_answer(o, Answer::countered); });
}

std::optional<double> decision_time(View const& v)
{
    return median_wait(v, [](OfferRecord const&) { return true; });
}

std::optional<double> counter_delay(View const& v)
{
    return median_wait(v, [](OfferRecord const& o) { return o.counter != 0; });
}

std::optional<double> referred_acceptance_ratio(View const& v)
{
    auto const referred = [](OfferRecord const& o) { return is_answered(o) && o.referred != 0; };
    auto const cold = [](OfferRecord const& o) { return is_answered(o) && o.referred == 0; };
    auto const of_referred = share_of_offers(v, referred, said_yes);
    auto const of_others = share_of_offers(v, cold, said_yes);
    if (!of_referred || !of_others) return std::nullopt;
    return ratio(*of_referred, *of_others);
}
} // namespace mercato
