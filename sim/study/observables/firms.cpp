// SPDX-License-Identifier: Apache-2.0
#include "study/observables/firms.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace mercato
{
namespace
{
bool is(LabEventRecord const& e, std::initializer_list<Deed> deeds)
{
    return std::ranges::any_of(deeds, [&](Deed d) { return e.deed == static_cast<std::int8_t>(d); });
}

/// Does the lab shut by it?
bool shuts(LabEventRecord const& e)
{
    return is(e, {Deed::failure, Deed::insolvency, Deed::wound_up, Deed::closure});
}

/// When a lab shut; never if it did not.
Time shut_at(View const& v, std::int16_t lab)
{
    for (auto const& e : v.run.lab_events)
    {
        if (e.lab == lab && shuts(e)) return e.time;
    }
    return never;
}

/// When a lab's account opened: the start, or its founding; never for labs without one.
Time opened_at(View const& v, std::size_t lab)
{
    auto const labs = v.axes.labs.size();
    for (std::size_t at = 0; at < v.run.times.size() && !v.run.accounts.empty(); ++at)
    {
        if (!std::isnan(v.run.accounts[at * labs + lab].cash)) return v.run.times[at];
    }
    return never;
}

/// Calls visit(lab, opened, shut) for each lab asked about that has an account at some time.
template <class Visit>
void for_accounts(View const& v, Visit&& visit)
{
    for (std::size_t lab = 0; lab < v.axes.labs.size(); ++lab)
    {
        auto const number = static_cast<std::int16_t>(lab);
        auto const opened = opened_at(v, lab);
        if (v.ask.labs.has(number) && opened != never) visit(number, opened, shut_at(v, number));
    }
}

/// Years with an account in the window, over the labs asked about.
double years_with_account(View const& v)
{
    double sum = 0;
    for_accounts(v, [&](std::int16_t, Time opened, Time shut) {
        sum += std::max(0.0, years_in_window(v.ask, opened, std::min(shut, v.axes.end)));
    });
    return sum;
}

double count_in_window(View const& v, std::initializer_list<Deed> deeds)
{
    return static_cast<double>(std::ranges::count_if(v.run.lab_events, [&](LabEventRecord const& e) {
        return in_window(v.ask, e.time) && v.ask.labs.has(e.lab) && is(e, deeds);
    }));
}

/// Share of the labs with an account at the window's start to which it happens within the horizon.
template <class Happens>
std::optional<double> share_within(View const& v, Happens&& happens)
{
    if (v.ask.from + v.ask.horizon > v.axes.end) return std::nullopt;
    double there = 0;
    double hit = 0;
    for_accounts(v, [&](std::int16_t lab, Time opened, Time shut) {
        if (opened > v.ask.from || shut <= v.ask.from) return;
        ++there;
        auto const mine = [&](LabEventRecord const& e) {
            return e.lab == lab && e.time >= v.ask.from && e.time < v.ask.from + v.ask.horizon && happens(e);
        };
        hit += std::ranges::any_of(v.run.lab_events, mine) ? 1 : 0;
    });
    return ratio(hit, there);
}

/// Foundings of the window by staff of the labs asked about.
std::vector<LabEventRecord const*> founded(View const& v)
{
    std::vector<LabEventRecord const*> all;
    for (auto const& e : v.run.lab_events)
    {
        if (is(e, {Deed::founding}) && in_window(v.ask, e.time) && v.ask.labs.has(e.other)) all.push_back(&e);
    }
    return all;
}

/// Mean of of(founding), nothing without one.
template <class Of>
std::optional<double> mean_over_foundings(View const& v, Of&& of)
{
    auto const all = founded(v);
    double sum = 0;
    for (auto const* e : all) sum += of(*e);
    return ratio(sum, static_cast<double>(all.size()));
}
} // namespace

std::optional<double> funding_rounds_per_year(View const& v)
{
    return ratio(count_in_window(v, {Deed::funding_round}), years_with_account(v));
}

std::optional<double> failures_per_year(View const& v)
{
    return ratio(count_in_window(v, {Deed::failure, Deed::insolvency}), years_with_account(v));
}

std::optional<double> closed_share(View const& v) { return share_within(v, shuts); }

std::optional<double> taken_over_share(View const& v)
{
    return share_within(v, [](LabEventRecord const& e) { return is(e, {Deed::takeover}); });
}

std::optional<double> foundings(View const& v)
{
    if (v.run.times.empty()) return std::nullopt;
    return static_cast<double>(founded(v).size());
}

std::optional<double> founding_group_size(View const& v)
{
    return mean_over_foundings(v, [&](LabEventRecord const& e) {
        auto const comes = [&](MoveRecord const& m) {
            return m.to == e.lab && m.from == e.other && m.time >= e.time && m.time < e.time + v.ask.horizon;
        };
        return static_cast<double>(std::ranges::count_if(v.run.moves, comes));
    });
}

std::optional<double> founder_ties(View const& v)
{
    double sum = 0;
    double asked = 0;
    for (auto const* e : founded(v))
    {
        if (e->people < 2) continue; // nobody was asked
        sum += e->ties;
        ++asked;
    }
    return ratio(sum, asked);
}

std::optional<double> spin_out_safety_gap(View const& v)
{
    auto const labs = v.axes.labs.size();
    return mean_over_foundings(v, [&](LabEventRecord const& e) {
        // The first recorded state at or after the founding
        auto const at = std::ranges::lower_bound(v.run.times, e.time) - v.run.times.begin();
        auto const row = std::min(static_cast<std::size_t>(at), v.run.times.size() - 1) * labs;
        return static_cast<double>(v.run.labs[row + static_cast<std::size_t>(e.lab)].safety) -
               static_cast<double>(v.run.labs[row + static_cast<std::size_t>(e.other)].safety);
    });
}
} // namespace mercato
