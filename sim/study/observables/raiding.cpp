// SPDX-License-Identifier: Apache-2.0
#include "study/observables/raiding.hpp"

#include <algorithm>
#include <vector>

namespace mercato
{
namespace
{
bool has(ApproachRecord const& a, Answer answer) { return a.answer == static_cast<std::int8_t>(answer); }

bool said_yes(ApproachRecord const& a) { return has(a, Answer::accepted); }

/// Chose to stay: with a counter, for another offer, or just so.
bool said_no(ApproachRecord const& a) { return has(a, Answer::declined) || has(a, Answer::countered); }

/// By the labs meant with lab_to (all raiders when none is named); whoever was approached outside the labs is
/// of no lab.
bool is_by(View const& v, ApproachRecord const& a)
{
    return a.from >= 0 && (v.ask.labs_to.is_everyone || v.ask.labs_to.has(a.to));
}

/// Calls visit(approach, is of the labs asked about) for those answered in the window.
template <class Visit>
void for_answers(View const& v, Visit&& visit)
{
    for (auto const& a : v.run.approaches)
    {
        if (is_by(v, a) && in_window(v.ask, a.answered)) visit(a, v.ask.labs.has(a.from));
    }
}

template <class Whole, class Part>
std::optional<double> share(View const& v, Whole&& whole, Part&& part)
{
    double all = 0;
    double some = 0;
    for_answers(v, [&](ApproachRecord const& a, bool ours) {
        if (!whole(a, ours)) return;
        all += 1;
        if (part(a, ours)) some += 1;
    });
    return ratio(some, all);
}

bool is_ours(ApproachRecord const&, bool ours) { return ours; }

/// Four years of the offered pay and the money of the first day [$M].
double package(ApproachRecord const& a) { return 4.0 * a.pay_offered + a.sign_on; }

/// From the firm offer to the answer [d].
double wait(ApproachRecord const& a) { return days_between(a.time, a.answered); }

/// Median of @p number over the answered firm offers of the labs that are @p meant.
template <class Meant, class Number>
std::optional<double> median(View const& v, Meant&& meant, Number&& number)
{
    std::vector<double> values;
    for_answers(v, [&](ApproachRecord const& a, bool ours) {
        if (ours && !has(a, Answer::unheard) && meant(a)) values.push_back(number(a));
    });
    return median_of(std::move(values));
}

/// 1 for the greater of two, half where they are equal.
double beats(double a, double b)
{
    if (a == b) return 0.5;
    return a > b ? 1 : 0;
}
} // namespace

std::optional<double> raid_hires(View const& v)
{
    if (v.run.times.empty()) return std::nullopt;
    double count = 0;
    for_answers(v, [&](ApproachRecord const& a, bool ours) { count += ours && said_yes(a) ? 1 : 0; });
    return count;
}

std::optional<double> raid_acceptance(View const& v)
{
    return share(
        v, [](ApproachRecord const& a, bool ours) { return ours && (said_yes(a) || said_no(a)); },
        [](ApproachRecord const& a, bool) { return said_yes(a); });
}

std::optional<double> raid_hire_share(View const& v)
{
    return share(
        v, [](ApproachRecord const& a, bool) { return said_yes(a); }, is_ours);
}

std::optional<double> raid_approach_share(View const& v)
{
    return share(
        v, [](ApproachRecord const&, bool) { return true; }, is_ours);
}

std::optional<double> raid_counter_share(View const& v)
{
    return share(
        v,
        [](ApproachRecord const& a, bool ours) { return ours && (said_yes(a) || has(a, Answer::countered)); },
        [](ApproachRecord const& a, bool) { return a.counter != 0; });
}

std::optional<double> raid_rank_of_hires(View const& v)
{
    std::vector<double> hired;
    std::vector<double> refused;
    for_answers(v, [&](ApproachRecord const& a, bool ours) {
        if (ours && said_yes(a)) hired.push_back(a.rank);
        if (ours && said_no(a)) refused.push_back(a.rank);
    });
    double further_down = 0;
    for (auto const h : hired)
    {
        for (auto const r : refused) further_down += beats(h, r);
    }
    return ratio(further_down, static_cast<double>(hired.size() * refused.size()));
}

std::optional<double> raid_first_hire(View const& v)
{
    auto first_call = never;
    auto first_hire = never;
    for (auto const& a : v.run.approaches)
    {
        if (!is_by(v, a) || a.time < v.ask.from) continue;
        first_call = std::min(first_call, a.time);
        if (v.ask.labs.has(a.from) && said_yes(a)) first_hire = std::min(first_hire, a.answered);
    }
    if (first_hire == never) return std::nullopt;
    return days_between(first_call, first_hire);
}

std::optional<double> raid_offer_median(View const& v)
{
    return median(
        v, [](ApproachRecord const&) { return true; }, package);
}

std::optional<double> raid_taken_median(View const& v) { return median(v, said_yes, package); }

std::optional<double> raid_stake_ratio(View const& v)
{
    return median(
        v, [](ApproachRecord const& a) { return package(a) > 0; },
        [](ApproachRecord const& a) { return a.stake / package(a); });
}

std::optional<double> raid_decision_time(View const& v)
{
    return median(
        v, [](ApproachRecord const&) { return true; }, wait);
}

std::optional<double> raid_counter_delay(View const& v)
{
    return median(
        v, [](ApproachRecord const& a) { return a.counter != 0; }, wait);
}
} // namespace mercato
