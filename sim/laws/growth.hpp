// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// How many people a lab wants, how many places are open, and what leaves the field.
///
///     n*(t)  = plan interpolated geometrically, or  dn*/dt = min(k_n (m - 1), cap) n               (E13)
///     slots  = n*(t + lead) - n - pending - p_accept outstanding + quits expected in lead
///     quit without a job: h = h_q exp(A + 2 (B - 1/2)+);   exit from the field: constant hazard
///
/// k_n speed of closing [1/yr]   m marginal product over pay [1]   n headcount   lead recruiting lead [yr]
/// pending hires with a start date   outstanding firm offers   A alarm, B exhaustion [1]
/// Source: partial adjustment, Bentolila and Bertola 1990; sizes assumed (docs/model.md 3j, 7.3).

#include "core/field.hpp"

namespace mercato
{
struct GrowthParams
{
    double closing = 1.0;
    double lead_time = 0.4;
    double acceptance = 0.9;
    double overbooking = 0.02;
    double quit_hazard = 0.01;
    double field_exit = 0.03;
    double outside_share = 1.0;
    double review_catch_up = 0.8;
    double refresh_share = 0.2;
    double promotion_rate = 0.15;
    double level_step = 0.35;
    double return_boost = 3.0;

    static constexpr auto fields()
    {
        using P = GrowthParams;
        using enum Status;
        return std::tuple{
            field("closing", &P::closing, unit::per_year, {0, 50}, {0.3, 3}, assumed,
                  "k_n: speed at which labs without a plan grow towards their product", "no direct evidence"),
            field("lead_time", &P::lead_time, unit::years, {0, 5}, {0.1, 0.5}, derived,
                  "how far ahead recruiters look",
                  "search, screening, reply and notice together; plans (E5-09) are kept"),
            field("acceptance", &P::acceptance, unit::one, {0, 1}, {0.5, 1}, derived,
                  "p_accept: share of open offers counted as filled; only offers that tempt stay open",
                  "counters succeed for a third of half of them"),
            field("overbooking", &P::overbooking, unit::one, {0, 1}, {0, 0.1}, assumed,
                  "headcount above target at which acceptances are refused, as a share",
                  "no direct evidence"),
            field("quit_hazard", &P::quit_hazard, unit::per_year, {0, 10}, {0.003, 0.03}, assumed,
                  "h_q: quits without a job in quiet times", "docs/model.md 7.3"),
            field("field_exit", &P::field_exit, unit::per_year, {0, 10}, {0.01, 0.06}, assumed,
                  "exits from the field", "docs/model.md 7.4"),
            field("outside_share", &P::outside_share, unit::per_year, {0, 20}, {0.5, 3}, assumed,
                  "hires from outside the field a year per open slot",
                  "documented headcount plans are out of reach of people already in the field; half of the "
                  "hires of OpenAI come from big tech (E5-08)"),
            field("review_catch_up", &P::review_catch_up, unit::one, {0, 1}, {0, 1}, assumed,
                  "share of the gap to the lab's band closed at the yearly review",
                  "pay gain of movers (G2): who is promoted is not left to find the raise outside"),
            field("refresh_share", &P::refresh_share, unit::one, {0, 5}, {0, 0.5}, assumed,
                  "value of the yearly refresh grant over that of a new grant",
                  "industry practice, a quarter or less"),
            field("promotion_rate", &P::promotion_rate, unit::one, {0, 1}, {0.05, 0.3}, assumed,
                  "chance of promotion at a yearly review", "no direct evidence"),
            field("level_step", &P::level_step, unit::log_points, {0, 3}, {0.2, 0.5}, derived,
                  "log pay between levels", "level bands of E5-14"),
            field("return_boost", &P::return_boost, unit::one, {0, 100}, {1, 10}, assumed,
                  "response to recruiters of those without a job",
                  "no direct evidence; a return hazard of 2 a year is assumed in docs/model.md 7.4"),
        };
    }
};

/// Open places [people, >= 0] given the target ahead and what is on its way.
double open_slots(double target_ahead, double headcount, double pending, double outstanding,
                  double quits_ahead, GrowthParams const& p);

/// Headcount that a lab without a plan aims at after @p dt: geometric growth at min(k_n (m - 1), cap).
double grown(double headcount, double product_multiple, double cap, double dt, GrowthParams const& p);

/// Quit hazard without a job [1/yr].
double quit_hazard(double alarm, double exhaustion, GrowthParams const& p);
} // namespace mercato
