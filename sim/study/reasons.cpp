// SPDX-License-Identifier: Apache-2.0
#include "study/reasons.hpp"

#include <algorithm>

namespace mercato
{
namespace
{
double difference_of(ChoiceRecord const& c, TermOfChoice const& term)
{
    return static_cast<double>(c.*term.going) - static_cast<double>(c.*term.instead);
}
} // namespace

bool ReasonQuestion::asks_for(ChoiceRecord const& c) const
{
    constexpr std::int8_t goes = 1;
    if (only_exits && c.answer != goes) return false;
    if (c.time < begin || c.time >= end) return false;
    return (!from || c.from == *from) && (!to || c.to == *to) && (!person || c.person == *person);
}

std::string_view ReasonQuestion::left_without_offer(MoveRecord const& m) const
{
    if (m.from < 0 || m.time < begin || m.time >= end || to) return {};
    if ((from && m.from != *from) || (person && m.person != *person)) return {};
    switch (static_cast<Reason>(m.reason))
    {
    case Reason::quit: return "quit";
    case Reason::layoff: return "laid off";
    case Reason::burnout: return "burnt out";
    case Reason::left_field: return "left the field";
    case Reason::closure: return "lab shut";
    default: return {};
    }
}

bool is_pivotal(ChoiceRecord const& c, TermOfChoice const& term)
{
    auto const gap = static_cast<double>(c.gap);
    return (gap > 0) != (gap - difference_of(c, term) > 0);
}

std::vector<ReasonShare> reasons_of(std::vector<ChoiceRecord> const& choices)
{
    std::vector<ReasonShare> shares;
    if (choices.empty()) return shares;
    auto const n = static_cast<double>(choices.size());
    for (auto const& term : terms_of_choice)
    {
        ReasonShare share{std::string(term.name)};
        for (auto const& c : choices)
        {
            auto const d = difference_of(c, term);
            share.difference += d / n;
            share.pivotal += is_pivotal(c, term) ? 1 / n : 0;
            share.in_favour += (c.gap > 0 ? d > 0 : d < 0) ? 1 / n : 0;
        }
        shares.push_back(std::move(share));
    }
    std::ranges::stable_sort(shares, std::ranges::greater{}, &ReasonShare::pivotal);
    return shares;
}
} // namespace mercato
