// SPDX-License-Identifier: Apache-2.0
#include "study/observables/staying.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace mercato
{
namespace
{
/// Voluntary exits and the person-years in which they could have happened.
struct Hazard
{
    double events = 0;
    double years_at_risk = 0;
    std::optional<double> rate() const { return ratio(events, years_at_risk); }
};

/// Adds what @p s lives through and whether it ends while its tenure is in [a, b).
void add(Hazard& hazard, Question const& q, SpellRecord const& s, Span a, Span b)
{
    hazard.years_at_risk += years_in_window(q, s.start + a, std::min(s.end, s.start + b));
    auto const tenure = s.end - s.start;
    bool const ends_there = s.ended != 0 && is_voluntary(s.reason) && a <= tenure && tenure < b;
    if (ends_there && in_window(q, s.end)) hazard.events += 1;
}

Hazard hazard_at_tenure(View const& v, double from_years, double until_years)
{
    Hazard hazard;
    for (auto const& s : v.run.spells)
    {
        if (v.ask.labs.has(s.lab))
            add(hazard, v.ask, s, span_of_years(from_years), span_of_years(until_years));
    }
    return hazard;
}

/// Month by month of tenure.
std::array<Hazard, 12> hazards_of_first_year(View const& v)
{
    std::array<Span, 13> months;
    for (std::size_t k = 0; k < months.size(); ++k) months[k] = span_of_years(static_cast<double>(k) / 12);
    std::array<Hazard, 12> hazards;
    for (auto const& s : v.run.spells)
    {
        // Nearly everybody's first year was over before the window
        if (!v.ask.labs.has(s.lab) || s.start + months.back() < v.ask.from) continue;
        for (std::size_t k = 0; k < hazards.size(); ++k) add(hazards[k], v.ask, s, months[k], months[k + 1]);
    }
    return hazards;
}

double exits(View const& v)
{
    return static_cast<double>(
        std::ranges::count_if(v.run.moves, [&](MoveRecord const& m) { return leaves(v, m); }));
}
} // namespace

std::optional<double> retention(View const& v)
{
    auto const& q = v.ask;
    double hired = 0;
    double stayed = 0;
    for (auto const& s : v.run.spells)
    {
        if (!q.labs.has(s.lab) || s.start < q.from || s.start + q.horizon > q.until) continue;
        hired += 1;
        if (s.end - s.start >= q.horizon) stayed += 1;
    }
    return ratio(stayed, hired);
}

std::optional<double> exit_rate(View const& v) { return ratio(exits(v), exposure(v, v.ask.labs)); }

std::optional<double> job_to_job_rate(View const& v)
{
    return ratio(static_cast<double>(moves_away(v).size()), exposure(v, v.ask.labs));
}

std::optional<double> job_to_job_share(View const& v)
{
    auto const rate = job_to_job_rate(v);
    if (!rate) return std::nullopt;
    return -std::expm1(-v.ask.horizon_years * *rate);
}

std::optional<double> job_to_job_share_of_exits(View const& v)
{
    return ratio(static_cast<double>(moves_away(v).size()), exits(v));
}

std::optional<double> tenure_hazard_peak_month(View const& v)
{
    auto const hazards = hazards_of_first_year(v);
    std::array<double, 12> rates{};
    double events = 0;
    for (std::size_t k = 0; k < rates.size(); ++k)
    {
        auto const rate = hazards[k].rate();
        if (!rate) return std::nullopt;
        rates[k] = *rate;
        events += hazards[k].events;
    }
    if (events == 0) return std::nullopt;
    std::size_t best = 1;
    auto const around = [&](std::size_t k) { return rates[k - 1] + rates[k] + rates[k + 1]; };
    for (std::size_t k = 2; k <= 10; ++k)
    {
        if (around(k) > around(best)) best = k;
    }
    return static_cast<double>(best + 1);
}

std::optional<double> tenure_hazard_ratio(View const& v)
{
    auto const first = hazard_at_tenure(v, 0, 1).rate();
    auto const fourth = hazard_at_tenure(v, 3, 4).rate();
    if (!first || !fourth) return std::nullopt;
    return ratio(*first, *fourth);
}

std::optional<double> vesting_jump(View const& v)
{
    Hazard before;
    Hazard after;
    for (auto const& s : v.run.spells)
    {
        if (!v.ask.labs.has(s.lab) || s.start < v.axes.start) continue;
        auto const cliff = value_at(v.axes.cliffs[static_cast<std::size_t>(s.lab)], s.start);
        if (cliff <= 0) continue;
        auto const c = span_of_years(cliff);
        add(before, v.ask, s, c - std::min(v.ask.horizon, c), c);
        add(after, v.ask, s, c, c + v.ask.horizon);
    }
    auto const usual = before.rate();
    auto const then = after.rate();
    if (!usual || !then) return std::nullopt;
    auto const jump = ratio(*then, *usual);
    if (!jump) return std::nullopt;
    return *jump - 1;
}

std::optional<double> exit_ratio_committed(View const& v)
{
    Hazard committed;
    Hazard others;
    for (auto const& s : v.run.spells)
    {
        if (!v.ask.labs.has(s.lab)) continue;
        add(s.safety_weight >= committed_from ? committed : others, v.ask, s, Span{}, span_of_years(100));
    }
    auto const a = committed.rate();
    auto const b = others.rate();
    if (!a || !b) return std::nullopt;
    return ratio(*a, *b);
}
} // namespace mercato
