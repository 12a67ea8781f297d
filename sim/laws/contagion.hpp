// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// How departures alarm those who stay, and how alarm and a young job change the response to recruiters.
///
///     A  <- A e^(-dt/tau_A) + J               J = J_peer clip(5/team, 1, 2.5) w, J_lead, J_layoff   (E8)
///     s  = (1 - e^(-tau/tau_h)) e^A           response to recruiters, tau tenure [yr]   (E8)
///
/// Source: jumps of the log hazard after exits of peers (+9.1 %, E6-16) and of the direct manager (+107 %,
/// then +56 % 1.5 months later, which gives tau_A); the honeymoon puts the peak of the tenure hazard at about
/// three months (Farber 1994). Observational: common shocks bias the jumps upwards, so a low variant halves
/// them.

#include "core/field.hpp"

namespace mercato
{
struct ContagionParams
{
    double peer_jump = 0.086;
    double lead_jump = 0.73;
    double layoff_jump = 0.075;
    double tie_jump = 0.043;
    double breach_jump = 0.5;
    double ouster_jump = 0.5;
    double crisis_jump = 0.1;
    double consideration_time = 12 / 8766.0;
    double decay_time = 0.25;
    double honeymoon = 0.04;
    double successor_calm = 0.5;

    static constexpr auto fields()
    {
        using P = ContagionParams;
        using enum Status;
        return std::tuple{
            field("peer_jump", &P::peer_jump, unit::log_points, {0, 5}, {0.04, 0.13}, sourced,
                  "J_peer: alarm after the exit of a team-mate", "ln 1.09 (E6-16)"),
            field("lead_jump", &P::lead_jump, unit::log_points, {0, 5}, {0.36, 1.1}, sourced,
                  "J_lead: alarm after the exit of the team's lead",
                  "ln 2.07, people-analytics study (docs/model.md 3f)"),
            field("layoff_jump", &P::layoff_jump, unit::log_points, {0, 5}, {0.03, 0.15}, sourced,
                  "alarm after a team-mate is laid off", "ln 1.077 (E6-16)"),
            field("tie_jump", &P::tie_jump, unit::log_points, {0, 5}, {0, 0.1}, assumed,
                  "alarm after the exit of somebody one has a tie to", "half of a team-mate's"),
            field("breach_jump", &P::breach_jump, unit::log_points, {0, 5}, {0.1, 1}, assumed,
                  "J_v: alarm at a broken pledge per util of safety weight and unit of priority lost",
                  "violation of values as a shock, Lee and Mitchell 1994"),
            field("ouster_jump", &P::ouster_jump, unit::log_points, {0, 5}, {0.25, 1}, assumed,
                  "alarm of all staff when the lab's leader is put out",
                  "founder or chief, docs/model.md 3f"),
            field("crisis_jump", &P::crisis_jump, unit::log_points, {0, 5}, {0, 0.3}, assumed,
                  "alarm of all staff at further news of a crisis", "no direct evidence"),
            field("consideration_time", &P::consideration_time, unit::hours, {0.01, 8766}, {2, 48}, assumed,
                  "mean time from news to thinking over an offer to all", "no direct evidence"),
            field("decay_time", &P::decay_time, unit::years, {0.01, 10}, {0.1, 0.5}, derived,
                  "tau_A: decay of alarm", "0.73 to 0.44 in 1.5 months"),
            field("honeymoon", &P::honeymoon, unit::years, {1e-4, 5}, {0.03, 0.2}, derived,
                  "tau_h: how long a new job keeps people from listening",
                  "peak of the tenure hazard at three months (G4), screening and notice on top"),
            field(
                "successor_calm", &P::successor_calm, unit::one, {0, 1}, {0.2, 0.8}, assumed,
                "share of what is left of a lead's exit, alarm and lost trust, that a named successor takes "
                "away",
                "no direct evidence"),
        };
    }
};

/// Size factor clip(5/team, 1, 2.5) of a peer's exit in a team of @p team people.
double team_factor(double team);

/// s [1] at tenure @p tenure [yr] and alarm @p alarm.
double response(double tenure, double alarm, ContagionParams const& p);
} // namespace mercato
