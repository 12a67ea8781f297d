// SPDX-License-Identifier: Apache-2.0
#include "study/observables/question.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/error.hpp"
#include "io/text_file.hpp"
#include "study/spread.hpp"

namespace mercato
{
namespace
{
/// Marks the labs named in @p text; the first one that is not there goes into @p missing.
LabChoice labs_named(std::string const& text, Axes const& axes, std::string& missing)
{
    auto const words = words_of(text);
    if (words.empty()) return {axes.employs, true};
    LabChoice labs{std::vector<bool>(axes.labs.size()), false};
    for (auto const& word : words)
    {
        auto const found = std::ranges::find(axes.labs, word);
        if (found != axes.labs.end())
            labs.in[static_cast<std::size_t>(found - axes.labs.begin())] = true;
        else if (missing.empty())
            missing = word;
    }
    return labs;
}
} // namespace

Axes axes_of(Scenario const& s)
{
    Axes axes;
    for (auto const& lab : s.labs)
    {
        axes.labs.push_back(lab.id);
        axes.employs.push_back(lab.kind != "nonemployment");
        axes.cliffs.push_back(lab.cliff);
    }
    axes.start = s.run.start;
    axes.end = s.run.end;
    axes.recorded = s.record;
    return axes;
}

Asked ask(FactSpec const& fact, Axes const& axes)
{
    Question q;
    std::string missing;
    q.labs = labs_named(fact.lab, axes, missing);
    q.labs_to = labs_named(fact.lab_to, axes, missing);
    if (!missing.empty()) return {std::nullopt, fmt::format("the run has no lab {}", missing)};
    q.date = fact.from.value_or(axes.start);
    q.from = std::max(q.date, axes.start);
    q.until = std::min(fact.until.value_or(axes.end), axes.end);
    q.horizon = span_of_years(fact.horizon);
    q.horizon_years = fact.horizon;
    if (q.date > axes.end || fact.until.value_or(axes.end) < axes.start)
    {
        return {std::nullopt,
                fmt::format("the run lasts from {} to {}", to_date(axes.start), to_date(axes.end))};
    }
    return {std::move(q), {}};
}

std::vector<Time> anchors(Question const& q)
{
    std::vector<Time> dates;
    if (q.horizon.us <= 0) return dates;
    for (auto t = q.from; t + q.horizon <= q.until; t = t + q.horizon) dates.push_back(t);
    return dates;
}

std::optional<std::size_t> recorded_at(View const& v, Time date)
{
    auto const& times = v.run.times;
    auto const next = std::ranges::upper_bound(times, date);
    if (next == times.begin() || date > v.axes.end) return std::nullopt;
    return static_cast<std::size_t>(next - times.begin()) - 1;
}

bool is_job_to_job(Axes const& a, MoveRecord const& m)
{
    return m.reason == static_cast<std::int8_t>(Reason::offer) && m.from != m.to && employs(a, m.from) &&
           employs(a, m.to);
}

bool leaves(View const& v, MoveRecord const& m)
{
    auto const& q = v.ask;
    return in_window(q, m.time) && q.labs.has(m.from) && (q.labs.is_everyone || !q.labs.has(m.to));
}

std::vector<MoveRecord const*> moves_away(View const& v)
{
    std::vector<MoveRecord const*> found;
    for (auto const& m : v.run.moves)
    {
        if (leaves(v, m) && is_job_to_job(v.axes, m)) found.push_back(&m);
    }
    return found;
}

double years_in_window(Question const& q, Time begin, Time end)
{
    auto const a = std::max(begin, q.from);
    auto const b = std::min(end, q.until);
    return a < b ? years(b - a) : 0;
}

double exposure(View const& v, LabChoice const& labs)
{
    double sum = 0;
    for (auto const& s : v.run.spells)
    {
        if (labs.has(s.lab)) sum += years_in_window(v.ask, s.start, s.end);
    }
    return sum;
}

std::optional<double> median_of(std::vector<double> values)
{
    if (values.empty()) return std::nullopt;
    std::ranges::sort(values);
    return quantile(values, 0.5);
}
} // namespace mercato
