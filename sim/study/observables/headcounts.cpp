// SPDX-License-Identifier: Apache-2.0
#include "study/observables/headcounts.hpp"

#include <algorithm>
#include <cmath>

namespace mercato
{
namespace
{
/// Sum of of(record) over the labs asked about, in the recorded state number @p at.
template <class Of>
double sum_at(View const& v, std::size_t at, Of&& of)
{
    auto const lab_count = v.axes.labs.size();
    double sum = 0;
    for (std::size_t k = 0; k < lab_count; ++k)
    {
        if (v.ask.labs.in[k]) sum += of(v.run.labs[at * lab_count + k]);
    }
    return sum;
}

double people_at(View const& v, std::size_t at)
{
    return sum_at(v, at, [](LabRecord const& r) { return static_cast<double>(r.headcount); });
}

/// Sum over everybody there of what the records give the mean of; that of nobody is not a number.
double total_at(View const& v, std::size_t at, float LabRecord::*mean)
{
    return sum_at(v, at, [&](LabRecord const& r) {
        return r.headcount > 0 ? static_cast<double>(r.headcount) * static_cast<double>(r.*mean) : 0.0;
    });
}

/// The mean over all of the labs in the recorded state at the date.
std::optional<double> mean_at(View const& v, float LabRecord::*mean)
{
    auto const at = recorded_at(v, v.ask.date);
    if (!at) return std::nullopt;
    return ratio(total_at(v, *at, mean), people_at(v, *at));
}

double payroll_at(View const& v, std::size_t at) { return total_at(v, at, &LabRecord::pay); }

/// Sign-on payments that were accepted in the window [M$].
double sign_ons(View const& v)
{
    double sum = 0;
    for (auto const& a : v.run.approaches)
    {
        auto const is_accepted = a.answer == static_cast<std::int8_t>(Answer::accepted);
        if (is_accepted && v.ask.labs.has(a.to) && in_window(v.ask, a.answered)) sum += a.sign_on;
    }
    return sum;
}

/// What policies promised in the window beside pay, less what was forfeited or given back [M$].
double bonuses(View const& v)
{
    auto const first = recorded_at(v, v.ask.from);
    auto const last = recorded_at(v, v.ask.until);
    auto const all = [](LabRecord const& r) { return static_cast<double>(r.bonuses); };
    return first && last ? sum_at(v, *last, all) - sum_at(v, *first, all) : 0;
}

bool is_hire(View const& v, MoveRecord const& m)
{
    auto const& q = v.ask;
    return in_window(q, m.time) && q.labs.has(m.to) && (q.labs.is_everyone || !q.labs.has(m.from));
}
} // namespace

std::optional<double> headcount_at(View const& v)
{
    auto const at = recorded_at(v, v.ask.date);
    if (!at) return std::nullopt;
    return people_at(v, *at);
}

std::optional<double> growth_rate(View const& v)
{
    auto const first = recorded_at(v, v.ask.from);
    auto const last = recorded_at(v, v.ask.until);
    if (!first || !last || v.ask.from >= v.ask.until) return std::nullopt;
    auto const growth = ratio(people_at(v, *last), people_at(v, *first));
    if (!growth) return std::nullopt;
    return std::pow(*growth, 1 / years(v.ask.until - v.ask.from)) - 1;
}

std::optional<double> pay_mean_at(View const& v) { return mean_at(v, &LabRecord::pay); }

std::optional<double> fatigue_at(View const& v) { return mean_at(v, &LabRecord::fatigue); }

std::optional<double> exhaustion_at(View const& v) { return mean_at(v, &LabRecord::exhaustion); }

std::optional<double> vacancy_duration(View const& v)
{
    auto const& times = v.run.times;
    double open = 0;
    for (std::size_t at = 0; at < times.size(); ++at)
    {
        if (!in_window(v.ask, times[at])) continue;
        auto const next = at + 1 < times.size() ? std::min(times[at + 1], v.ask.until) : v.ask.until;
        auto const slots = sum_at(v, at, [](LabRecord const& r) { return static_cast<double>(r.slots); });
        open += slots * years(next - times[at]) * 365.25;
    }
    auto const hires = std::ranges::count_if(v.run.moves, [&](MoveRecord const& m) { return is_hire(v, m); });
    return ratio(open, static_cast<double>(hires));
}

std::optional<double> spending(View const& v)
{
    auto const& times = v.run.times;
    if (times.size() < 2 || v.ask.from >= v.ask.until) return std::nullopt;
    auto total = sign_ons(v) + bonuses(v);
    for (std::size_t at = 0; at + 1 < times.size(); ++at)
    {
        auto const from = std::max(times[at], v.ask.from);
        auto const until = std::min(times[at + 1], v.ask.until);
        if (from >= until) continue;
        total += 0.5 * (payroll_at(v, at) + payroll_at(v, at + 1)) * years(until - from);
    }
    return total;
}
} // namespace mercato
