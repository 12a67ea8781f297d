// SPDX-License-Identifier: Apache-2.0
#include "study/observables/making.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mercato
{
namespace
{
OutputRecord const& works_at(View const& v, std::size_t at, std::size_t lab)
{
    return v.run.works[at * v.axes.labs.size() + lab];
}

/// Is the lab among those asked about, and does it make anything?
bool is_asked(View const& v, std::size_t lab)
{
    return v.ask.labs.in[lab] && std::isfinite(works_at(v, 0, lab).effort);
}

/// The most capable lab of some, nothing without one.
std::optional<double> best(View const& v, std::size_t at, bool of_those_asked)
{
    auto most = -std::numeric_limits<double>::infinity();
    for (std::size_t lab = 0; lab < v.axes.labs.size(); ++lab)
    {
        auto const& w = works_at(v, at, lab);
        if (v.ask.labs.in[lab] == of_those_asked && std::isfinite(w.effort))
            most = std::max(most, static_cast<double>(w.capability));
    }
    return std::isfinite(most) ? std::optional(most) : std::nullopt;
}

double launches_in_window(View const& v)
{
    return static_cast<double>(std::ranges::count_if(v.run.launches, [&](LaunchRecord const& l) {
        return in_window(v.ask, l.time) && v.ask.labs.has(l.lab);
    }));
}
} // namespace

std::optional<double> launches(View const& v)
{
    if (v.run.works.empty() || v.ask.from >= v.ask.until) return std::nullopt;
    return launches_in_window(v);
}

std::optional<double> launch_interval(View const& v)
{
    if (v.run.works.empty() || v.ask.from >= v.ask.until) return std::nullopt;
    double labs = 0;
    for (std::size_t lab = 0; lab < v.axes.labs.size(); ++lab) labs += is_asked(v, lab) ? 1 : 0;
    return ratio(labs * years(v.ask.until - v.ask.from) * 365.25, launches_in_window(v));
}

std::optional<double> relative_capability(View const& v)
{
    auto const at = recorded_at(v, v.ask.date);
    if (!at || v.run.works.empty()) return std::nullopt;
    auto const own = best(v, *at, true);
    auto const others = best(v, *at, false);
    if (!own || !others) return std::nullopt;
    return *own - *others;
}

std::optional<double> effort_mean(View const& v)
{
    if (v.run.works.empty()) return std::nullopt;
    double sum = 0;
    double count = 0;
    for (std::size_t at = 0; at < v.run.times.size(); ++at)
    {
        if (!in_window(v.ask, v.run.times[at])) continue;
        for (std::size_t lab = 0; lab < v.axes.labs.size(); ++lab)
        {
            if (!is_asked(v, lab)) continue;
            sum += works_at(v, at, lab).effort;
            ++count;
        }
    }
    return ratio(sum, count);
}
} // namespace mercato
