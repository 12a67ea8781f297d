// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Culture, safety priority, reputation, trust and prices of labs: exact maps over any interval.
///
///     dX = [k_m (xbar - X) + k_L (x_L - X)] dt + s_X dW          culture of a lab, two dimensions [sd] (E12)
///     dx = k_s (X - x) dt                                        culture of a member
///     dS = [k_S ((S_L - S) + (sbar - S)/2) - r_race gap - r_com c] dt + s_S dW     safety priority, -1 to 1
///     dShat = (S - Shat)/tau                                   as seen inside (tau_in) and outside (tau_out)
///     dT = (Tbar - T)/tau_T dt - jumps                           trust in leadership, 0 to 1
///     dlnP = (mu - sigma^2/2) dt + sigma dW                      price of a unit of equity
///
/// xbar, sbar means over members; x_L, S_L positions of the leader; gap log capability behind the frontier; c
/// commercial pressure 0 to 1. Reading of model.md 3i: its k_S S_L term is taken as k_S (S_L - S), which has
/// a fixed point. Source: Harrison and Carroll 1991; Armstrong, Bostrom and Shulman 2016; Dirks and Ferrin
/// 2002.

#include "core/field.hpp"

namespace mercato
{
struct ClimateParams
{
    double member_pull = 0.5;
    double leader_pull = 0.7;
    double socialisation = 0.3;
    double culture_noise = 0.1;
    double safety_pull = 0.5;
    double race = 0.1;
    double commerce = 0.1;
    double safety_noise = 0.1;
    double inside_time = 0.1;
    double outside_time = 0.5;
    double trust_time = 1.5;
    double trust_mean = 0.5;
    double trust_lead_exit = 0.1;
    double trust_layoff = 0.2;
    double trust_breach = 1;
    double trust_ouster = 0.3;
    double trust_held = 0.2;
    double trust_regained = 0.6;
    double trust_account = 0.05;

    static constexpr auto fields()
    {
        using P = ClimateParams;
        using enum Status;
        constexpr auto rate = unit::per_year;
        return std::tuple{
            field("member_pull", &P::member_pull, rate, {0, 20}, {0.1, 1.5}, assumed,
                  "k_m: pull of the members on the lab's culture", "Harrison and Carroll 1991 (form)"),
            field("leader_pull", &P::leader_pull, rate, {0, 20}, {0.1, 1.5}, assumed,
                  "k_L: pull of the leader on the lab's culture", "as member_pull"),
            field("socialisation", &P::socialisation, rate, {0, 20}, {0.1, 1.5}, assumed,
                  "k_s: pull of the lab on its members", "as member_pull"),
            field("culture_noise", &P::culture_noise, unit::one, {0, 5}, {0, 0.3}, assumed,
                  "s_X: noise of a lab's culture [sd per square root of a year]", "no direct evidence"),
            field("safety_pull", &P::safety_pull, rate, {0, 20}, {0.15, 1.5}, assumed,
                  "k_S: pull of leader and staff on safety priority", "no direct evidence"),
            field("race", &P::race, rate, {0, 5}, {0, 0.3}, assumed,
                  "r_race: safety lost per year and log unit behind the frontier",
                  "sign: Armstrong et al. 2016"),
            field("commerce", &P::commerce, rate, {0, 5}, {0, 0.3}, assumed,
                  "r_com: safety lost per year at full commercial pressure", "no direct evidence"),
            field("safety_noise", &P::safety_noise, unit::one, {0, 5}, {0, 0.3}, assumed,
                  "s_S: noise of safety priority [per square root of a year]", "no direct evidence"),
            field("inside_time", &P::inside_time, unit::years, {1e-3, 20}, {0.02, 0.5}, assumed,
                  "how fast insiders see a change of safety priority", "no direct evidence"),
            field("outside_time", &P::outside_time, unit::years, {1e-3, 20}, {0.1, 1}, assumed,
                  "how fast outsiders see it: reputation lags", "no direct evidence"),
            field("trust_time", &P::trust_time, unit::years, {0.01, 50}, {0.5, 3}, assumed,
                  "tau_T: how fast trust returns", "falls fast, returns slowly: Slovic 1993"),
            field("trust_mean", &P::trust_mean, unit::one, {0, 1}, {0.3, 0.7}, assumed,
                  "Tbar: trust in quiet times", "scale"),
            field("trust_lead_exit", &P::trust_lead_exit, unit::one, {0, 1}, {0, 0.3}, assumed,
                  "trust lost when the own lead leaves", "no direct evidence"),
            field("trust_layoff", &P::trust_layoff, unit::one, {0, 1}, {0, 0.5}, assumed,
                  "trust lost by those who stay after a lay-off", "no direct evidence"),
            field("trust_breach", &P::trust_breach, unit::one, {0, 5}, {0.3, 2}, assumed,
                  "trust lost by the safety-committed per unit of safety priority that a broken pledge "
                  "costs; by "
                  "others as they weigh safety",
                  "direction: S-14; no direct evidence on the size"),
            field("trust_ouster", &P::trust_ouster, unit::one, {0, 1}, {0.1, 0.6}, assumed,
                  "trust lost when the leader is put out without a reason that is believed",
                  "no direct evidence"),
            field("trust_held", &P::trust_held, unit::one, {0, 1}, {0, 0.5}, assumed,
                  "trust lost besides if the board stays", "no direct evidence"),
            field(
                "trust_regained", &P::trust_regained, unit::one, {0, 1}, {0.3, 1}, assumed,
                "share of the trust lost by the ouster that a concession gives back; the rest is doubt that "
                "lingers",
                "falls fast, returns slowly: Slovic 1993"),
            field("trust_account", &P::trust_account, unit::one, {0, 1}, {0, 0.15}, assumed,
                  "trust won by an open account of what happened", "docs/model.md 3i; no direct evidence"),
        };
    }
};

/// x relaxing to @p target with time constant @p tau over @p dt [yr].
double relaxed(double x, double target, double tau, double dt);

/// Exact Ornstein-Uhlenbeck step: pull @p k [1/yr], mean @p m, noise @p s, standard normal @p xi.
double ornstein_uhlenbeck(double x, double m, double k, double s, double dt, double xi);

/// Exact geometric Brownian step of a price at drift @p mu and volatility @p sigma.
double geometric_brownian(double price, double mu, double sigma, double dt, double xi);

/// Culture of a lab after @p dt, one dimension; @p members and @p leader positions.
double next_culture(double x, double members, double leader, double dt, double xi, ClimateParams const& p);

/// Stance of a member on safety, -1 to 1, from @p weight w_S [utils]: 1 at that of the committed.
double stance_of(double weight, double committed);

/// What moves a lab's safety priority.
struct SafetyPull
{
    double leader = 0;     // S_L
    double staff = 0;      // sbar
    double behind = 0;     // log capability behind the frontier
    double commercial = 0; // 0 to 1
};

/// Safety priority after @p dt, clipped to [-1, 1]: exact but for the clip.
double next_safety(double s, SafetyPull const& pull, double dt, double xi, ClimateParams const& p);
} // namespace mercato
