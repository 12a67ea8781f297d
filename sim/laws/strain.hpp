// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Fatigue and exhaustion under a workload, exactly in time, and a person as a gap to the lab's reference.
///
///     df/dt = (D - f)/tau_f at work, -f/tau_off off work;   dB/dt = (f - B)/tau_B                 (E11)
///     strain = 0.6 B + 0.4 f
///     burnout exit hazard = h_B exp(3 (B - 1/2));  output multiplier 1 - 0.3 B
///
/// D workload, f fatigue, B exhaustion: 0 to 1 [1]. Both equations are linear, so a member is the lab's
/// reference solution plus a gap that decays alone: nothing is stored per step.
///
/// Source: job demands and resources (Demerouti et al. 2001); fade-out of holidays (Westman and Eden 1997;
/// Kuehnel and Sonnentag 2011): a week off removes about 80 % of f; 28 % of the relief is gone after three
/// days of ordinary work, 90 % after three weeks.

#include "core/field.hpp"

namespace mercato
{
struct StrainParams
{
    double fatigue_time = 9 / 365.25;
    double recovery_time = 4 / 365.25;
    double exhaustion_time = 0.75;
    double burnout_hazard = 0.02;
    double ordinary_workload = 0.3;

    static constexpr auto fields()
    {
        using P = StrainParams;
        using enum Status;
        return std::tuple{
            field("fatigue_time", &P::fatigue_time, unit::days, {0.1, 365}, {5, 20}, derived,
                  "tau_f: how fast fatigue follows the workload",
                  "relief gone in three weeks, Kuehnel and Sonnentag 2011"),
            field("recovery_time", &P::recovery_time, unit::days, {0.1, 365}, {2, 9}, assumed,
                  "tau_off: how fast fatigue goes off work",
                  "a week off removes about 80 %; detachment, Sonnentag"),
            field("exhaustion_time", &P::exhaustion_time, unit::years, {0.05, 10}, {0.3, 1.5}, assumed,
                  "tau_B: how fast exhaustion follows fatigue", "no direct evidence"),
            field("burnout_hazard", &P::burnout_hazard, unit::per_year, {0, 10}, {0.005, 0.05}, assumed,
                  "h_B: exits by exhaustion at B = 1/2", "relative risk 2.1 in two years (E6-19)"),
            field("ordinary_workload", &P::ordinary_workload, unit::one, {0, 1}, {0.2, 0.5}, assumed,
                  "workload of a lab that states none", "scale of the workload"),
        };
    }
};

/// Fatigue and exhaustion, or gaps of them [1].
struct Load
{
    double fatigue = 0;
    double exhaustion = 0;
};

/// Exact map over @p dt [yr] of work at constant @p workload. For a gap, workload = 0.
Load loaded(Load now, double workload, double dt, StrainParams const& p);

/// Exact map over @p dt [yr] off work. The same for a gap.
Load rested(Load now, double dt, StrainParams const& p);

/// Strain that a utility feels [1].
inline double strain_of(Load l) { return 0.6 * l.exhaustion + 0.4 * l.fatigue; }

/// Burnout exit hazard [1/yr].
double burnout_hazard(double exhaustion, StrainParams const& p);
} // namespace mercato
