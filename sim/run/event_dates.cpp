// SPDX-License-Identifier: Apache-2.0
#include "run/event_dates.hpp"

#include <algorithm>

#include "world/timing/condition.hpp"

namespace mercato
{
std::optional<Time> date_of(std::vector<EventSpec> const& all, EventSpec const& e)
{
    Span delay;
    auto const* at = &e;
    for (std::size_t steps = 0; steps <= all.size(); ++steps)
    {
        if (!at->enabled || !at->when.empty()) return {};
        if (at->after.empty()) return at->at == never ? std::nullopt : std::optional(at->at + delay);
        auto const after = parse_after(at->after);
        auto const found = std::ranges::find(all, after.event, &EventSpec::id);
        if (found == all.end()) return {};
        delay = delay + after.delay;
        at = &*found;
    }
    return {};
}

std::optional<Time> end_of(EventSpec const& e, Time begin)
{
    if (e.until) return e.until;
    if (e.lasts) return begin + span_of_years(*e.lasts);
    return {};
}

bool has_accounts(Scenario const& s)
{
    return std::ranges::any_of(s.labs, [](LabSpec const& lab) { return lab.cash.has_value(); });
}

bool has_firms(Scenario const& s)
{
    auto const of_firms = [](EventSpec const& e) {
        return e.enabled && (!e.when.empty() || e.type == "funding_round" || e.type == "valuation");
    };
    return has_accounts(s) || std::ranges::any_of(s.labs, &LabSpec::dormant) ||
           std::ranges::any_of(s.events, of_firms);
}
} // namespace mercato
