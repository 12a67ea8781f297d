// SPDX-License-Identifier: Apache-2.0
#include "study/observables/keeping.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

namespace mercato
{
namespace
{
constexpr std::size_t together = 3; // leads

/// Sum over the labs of of(record) in the recorded state number @p at.
template <class Of>
double sum_at(View const& v, std::size_t at, Of&& of)
{
    auto const lab_count = v.axes.labs.size();
    double sum = 0;
    for (std::size_t k = 0; k < lab_count; ++k)
    {
        auto const& r = v.run.labs[at * lab_count + k];
        if (v.ask.labs.in[k] && r.headcount > 0) sum += of(r);
    }
    return sum;
}

/// What a count since the start has grown by within the window.
template <class T>
std::optional<double> grown_by(View const& v, T LabRecord::*count)
{
    auto const first = recorded_at(v, v.ask.from);
    auto const last = recorded_at(v, v.ask.until);
    if (!first || !last || v.ask.from >= v.ask.until) return std::nullopt;
    auto const lab_count = v.axes.labs.size();
    double sum = 0;
    for (std::size_t k = 0; k < lab_count; ++k)
    {
        if (!v.ask.labs.in[k]) continue;
        sum += static_cast<double>(v.run.labs[*last * lab_count + k].*count);
        sum -= static_cast<double>(v.run.labs[*first * lab_count + k].*count);
    }
    return sum;
}

bool is_voluntary_exit(View const& v, MoveRecord const& m)
{
    return is_voluntary(m.reason) && v.ask.labs.has(m.from) && !(m.to >= 0 && m.to == m.from);
}

/// Who turned an offer down that the lab knew of and did not counter in time, and when.
std::vector<std::pair<std::int32_t, Time>> uncountered(View const& v)
{
    std::vector<std::pair<std::int32_t, Time>> all;
    auto const add = [&](auto const& o) {
        auto const stayed = o.answer == static_cast<std::int8_t>(Answer::declined);
        if (stayed && o.disclosed != 0 && o.counter == 0 && v.ask.labs.has(o.from) &&
            in_window(v.ask, o.answered))
            all.emplace_back(o.person, o.answered);
    };
    if (v.axes.recorded.offers)
        std::ranges::for_each(v.run.offers, add);
    else
        std::ranges::for_each(v.run.approaches, add);
    return all;
}
} // namespace

std::optional<double> pay_spread_at(View const& v)
{
    auto const at = recorded_at(v, v.ask.date);
    if (!at) return std::nullopt;
    auto const people = sum_at(v, *at, [](LabRecord const& r) { return static_cast<double>(r.headcount); });
    auto const squares = sum_at(v, *at, [](LabRecord const& r) {
        return static_cast<double>(r.headcount) * static_cast<double>(r.pay_spread) *
               static_cast<double>(r.pay_spread);
    });
    if (people == 0) return std::nullopt;
    return std::sqrt(squares / people);
}

std::optional<double> counter_cost(View const& v) { return grown_by(v, &LabRecord::counter_cost); }
std::optional<double> raise_cost(View const& v) { return grown_by(v, &LabRecord::raise_cost); }
std::optional<double> unit_raises(View const& v) { return grown_by(v, &LabRecord::raised); }
std::optional<double> bonus_cost(View const& v) { return grown_by(v, &LabRecord::bonuses); }

std::optional<double> talent_lost(View const& v)
{
    if (v.run.times.empty()) return std::nullopt;
    double sum = 0;
    for (auto const& m : v.run.moves)
    {
        if (in_window(v.ask, m.time) && is_voluntary_exit(v, m)) sum += std::exp(m.talent);
    }
    return sum;
}

std::optional<double> second_wave_share(View const& v)
{
    if (!v.axes.recorded.offers && !v.axes.recorded.approaches) return std::nullopt;
    std::multimap<std::int32_t, Time> left;
    for (auto const& m : v.run.moves)
    {
        if (is_voluntary_exit(v, m)) left.emplace(m.person, m.time);
    }
    auto const all = uncountered(v);
    double gone = 0;
    for (auto const& [person, since] : all)
    {
        auto const [first, end] = left.equal_range(person);
        auto const soon = [&, from = since](auto const& exit) {
            return exit.second >= from && exit.second < from + v.ask.horizon;
        };
        gone += std::any_of(first, end, soon) ? 1 : 0;
    }
    return ratio(gone, static_cast<double>(all.size()));
}

std::optional<double> followers_per_lead(View const& v)
{
    std::map<std::pair<std::int16_t, std::int32_t>, std::vector<Time>> by_team;
    for (auto const& m : v.run.moves)
    {
        if (m.team >= 0 && is_voluntary_exit(v, m)) by_team[{m.from, m.team}].push_back(m.time);
    }
    double leads = 0;
    double followers = 0;
    for (auto const& m : v.run.moves)
    {
        if (m.was_lead == 0 || m.team < 0 || !in_window(v.ask, m.time) || !is_voluntary_exit(v, m)) continue;
        ++leads;
        for (auto const t : by_team[{m.from, m.team}])
            followers += t > m.time && t < m.time + v.ask.horizon ? 1 : 0;
    }
    return ratio(followers, leads);
}

std::optional<double> leads_leaving_together(View const& v)
{
    if (v.run.times.empty()) return std::nullopt;
    std::map<std::pair<std::int16_t, std::int16_t>, std::vector<Time>> ways;
    for (auto const& m : v.run.moves)
    {
        if (m.was_lead != 0 && m.to >= 0 && in_window(v.ask, m.time) && is_voluntary_exit(v, m))
            ways[{m.from, m.to}].push_back(m.time);
    }
    for (auto& [way, times] : ways)
    {
        std::ranges::sort(times);
        for (std::size_t k = 0; k + together <= times.size(); ++k)
        {
            if (times[k + together - 1] - times[k] <= v.ask.horizon) return 1;
        }
    }
    return 0;
}
} // namespace mercato
