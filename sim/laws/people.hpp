// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// How people differ: talent, tastes and history are laws of one person's luck.
///
///     theta ~ N(0, s^2), above its 95th percentile Pareto: P(theta > x) ~ exp(-a x)     talent [log points]
///     P(level) given by the group; culture x ~ N(X of the first lab, spread^2) in two dimensions
///
/// exp(theta) has a Pareto tail of exponent a in P(exp theta > x). Source: output is Paretian (O'Boyle and
/// Aguinis 2012); Lotka's exponent of about 2 is that of the density, so 1 here: pay follows talent with a
/// thinner tail than papers do. Spread within level assumed.

#include "core/field.hpp"

namespace mercato
{
struct PeopleParams
{
    double talent_spread = 0.5;
    double talent_tail = 2.0;
    double tail_share = 0.05;
    double pay_weight_spread = 0.3;
    double moving_cost_spread = 0.3;
    double culture_spread = 1.0;
    double saving_rate = 0.3;
    double wealth_years = 1.0;
    double ties_outside = 3.0;

    static constexpr auto fields()
    {
        using P = PeopleParams;
        using enum Status;
        return std::tuple{
            field("talent_spread", &P::talent_spread, unit::log_points, {0, 5}, {0.3, 0.7}, assumed,
                  "standard deviation of log talent", "no direct evidence"),
            field("talent_tail", &P::talent_tail, unit::one, {1, 20}, {1.5, 3}, assumed,
                  "a: exponent of the Pareto tail of exp(talent), P(> x) ~ x^-a",
                  "form: O'Boyle and Aguinis 2012; papers have a = 1 (Lotka 1926)"),
            field("tail_share", &P::tail_share, unit::one, {0, 0.5}, {0.01, 0.1}, assumed,
                  "share of people in the tail", "docs/model.md 3c"),
            field("pay_weight_spread", &P::pay_weight_spread, unit::log_points, {0, 2}, {0, 0.6}, assumed,
                  "standard deviation of the log weight of pay", "no direct evidence"),
            field("moving_cost_spread", &P::moving_cost_spread, unit::utils, {0, 5}, {0, 1}, assumed,
                  "standard deviation of the moving cost", "no direct evidence"),
            field("culture_spread", &P::culture_spread, unit::one, {0, 10}, {0.5, 2}, assumed,
                  "standard deviation of people's culture around their first lab's", "scale"),
            field("saving_rate", &P::saving_rate, unit::one, {0, 1}, {0.1, 0.5}, assumed,
                  "share of pay that becomes liquid wealth after tax and consumption", "no direct evidence"),
            field("wealth_years", &P::wealth_years, unit::years, {0, 50}, {0, 5}, assumed,
                  "mean liquid wealth at the start, in years of own pay", "no direct evidence"),
            field("ties_outside", &P::ties_outside, unit::people, {0, 8}, {0, 8}, assumed,
                  "mean number of ties outside the own team at the start", "no direct evidence"),
        };
    }
};

/// Talent [log points] from a standard normal @p z: normal body, Pareto tail, continuous at the joint.
double talent_of(double z, PeopleParams const& p);
} // namespace mercato
