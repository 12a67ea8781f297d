// SPDX-License-Identifier: Apache-2.0
#include "study/summary.hpp"

#include <algorithm>
#include <utility>

#include "study/observables/headcounts.hpp"
#include "study/observables/keeping.hpp"
#include "study/observables/staying.hpp"

namespace mercato
{
namespace
{
/// Sum of a count over the labs asked about at recorded time @p at; nothing when nothing was recorded.
std::optional<double> count_at(View const& v, std::size_t at, std::int32_t LabRecord::*count)
{
    if (at >= v.run.times.size()) return std::nullopt;
    auto const lab_count = v.axes.labs.size();
    double sum = 0;
    for (std::size_t k = 0; k < lab_count; ++k)
    {
        if (v.ask.labs.in[k]) sum += v.run.labs[at * lab_count + k].*count;
    }
    return sum;
}

template <std::int32_t LabRecord::*count>
std::optional<double> at_start(View const& v)
{
    return count_at(v, 0, count);
}

template <std::int32_t LabRecord::*count>
std::optional<double> at_end(View const& v)
{
    return count_at(v, v.run.times.size() - 1, count);
}

/// Mean pay in the last recorded state.
std::optional<double> pay_at_end(View const& v)
{
    auto ask = v.ask;
    ask.date = v.axes.end;
    return pay_mean_at({v.run, v.axes, ask});
}

/// Offers of the labs that were accepted and had a place.
std::optional<double> accepted_offers(View const& v)
{
    if (!v.axes.recorded.offers) return std::nullopt;
    auto const accepted = static_cast<std::int8_t>(Answer::accepted);
    return static_cast<double>(std::ranges::count_if(
        v.run.offers, [&](OfferRecord const& o) { return v.ask.labs.has(o.to) && o.answer == accepted; }));
}

/// Spending; nothing where the sign-ons of raids were not written down.
std::optional<double> all_spending(View const& v)
{
    if (!v.axes.recorded.approaches) return std::nullopt;
    return spending(v);
}

std::optional<double> lost_talent(View const& v)
{
    return v.axes.recorded.moves ? talent_lost(v) : std::nullopt;
}

std::optional<double> time_to_fill(View const& v)
{
    return v.axes.recorded.moves ? vacancy_duration(v) : std::nullopt;
}

std::optional<double> retention_of_hires(View const& v)
{
    if (!v.axes.recorded.spells) return std::nullopt;
    return retention(v);
}

constexpr Metric metrics[] = {
    {"headcount_start", "people", "people employed at the first recorded time",
     at_start<&LabRecord::headcount>},
    {"headcount_end", "people", "people employed at the last recorded time", at_end<&LabRecord::headcount>},
    {"hires", "people", "people who joined", at_end<&LabRecord::hires>},
    {"exits", "people", "people who left", at_end<&LabRecord::exits>},
    {"retention", "1", "share of those hired early enough who are there two years later", retention_of_hires},
    {"pay_mean", "M$/year", "mean annual pay, cash and equity, at the end", pay_at_end},
    {"offers", "1", "firm offers made", at_end<&LabRecord::offers>},
    {"accepted", "1", "offers accepted that had a place", accepted_offers},
    {"spending", "M$", "pay, equity as it was worth when promised, and sign-ons, over the window",
     all_spending},
    {"talent_lost", "people", "people of average talent whom those are worth who left of their own accord",
     lost_talent},
    {"time_to_fill", "days", "mean time that a place stands open", time_to_fill},
};
} // namespace

std::span<Metric const> lab_metrics() { return metrics; }

Summary::Summary(Axes axes) : axes_(std::move(axes))
{
    Question q;
    q.date = q.from = axes_.start;
    q.until = axes_.end;
    q.horizon_years = retention_horizon;
    q.horizon = span_of_years(retention_horizon);
    for (std::size_t k = 0; k < axes_.labs.size(); ++k)
    {
        q.labs = {std::vector<bool>(axes_.labs.size()), false};
        q.labs.in[k] = true;
        questions_.push_back(q);
    }
    q.labs = {axes_.employs, true};
    questions_.push_back(q);
    samples_.assign(questions_.size(), std::vector<Sample>(std::size(metrics)));
}

void Summary::see(RunRecords const& run)
{
    for (std::size_t row = 0; row < questions_.size(); ++row)
    {
        for (std::size_t k = 0; k < std::size(metrics); ++k)
        {
            samples_[row][k].push_back(run.failed() ? std::nullopt
                                                    : metrics[k].value({run, axes_, questions_[row]}));
        }
    }
}
} // namespace mercato
