// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// When a lab that lives on its account raises money, cuts its staff, is taken over or fails.
///
///     runway R  = cash / burn,  burn = other costs + wages - revenue                              (E13)
///     round     : h = h_r exp(a_Q dlnQ + a_P P) C^a_t where R < R_need, else times o
///     sum       = burn R_raised C^a_s;  jump of the price per unit = exp(j + s xi) C^a_v
///     failure   : h = h_f exp(-b_r R); at once where the account is spent
///     lay-offs  : R < R_cut: wages' = ( cash / R_fit + revenue - other costs )+
///     take-over : h = h_a W / W_ref exp(a_theta theta) exp(-b_r R),  for each buyer
///
/// o opportunism [1]   R runway [yr]   P prestige [sd]   dlnQ log capability gained since the last round
/// C capital climate: money committed over the reference [1]   W war chest of the buyer [$M]
/// theta mean talent [log points]   xi standard normal
/// With a_t > 0 a tight market (C < 1) makes rounds rarer: the "- a_t market" of docs/model.md with market =
/// -ln C. Source: Kerr, Nanda and Rhodes-Kropf 2014; Cochrane 2005 (forms); docs/model.md 3j; sizes assumed.

#include "core/field.hpp"

namespace mercato
{
struct FundingParams
{
    double round_hazard = 1 / 1.5;
    double capability_pull = 1;
    double prestige_pull = 0.5;
    double climate_pull = 1;
    double need = 1.5;
    double opportunism = 0.25;
    double raised = 2;
    double sum_climate = 0.5;
    double jump = 0.4;
    double jump_spread = 0.4;
    double jump_climate = 0.5;
    double failure_hazard = 0.5;
    double failure_relief = 2;
    double cut_below = 0.5;
    double cut_to = 1;
    double hire_above = 1;
    double takeover_hazard = 0.2;
    double takeover_chest = 1000;
    double takeover_talent = 1;
    double takeover_share = 0.5;
    double takeover_pay = 1.2;
    double autonomy_loss = 0.5;

    static constexpr auto fields()
    {
        using P = FundingParams;
        using enum Status;
        constexpr auto rate = unit::per_year;
        return std::tuple{
            field("round_hazard", &P::round_hazard, rate, {0, 100}, {0.3, 1.5}, assumed,
                  "h_r: funding rounds of a lab in need, at average prestige in the reference climate",
                  "docs/model.md 3j: one in a year and a half"),
            field("capability_pull", &P::capability_pull, unit::one, {-20, 20}, {0, 3}, assumed,
                  "a_Q: of log capability gained since the last round", "no direct evidence"),
            field("prestige_pull", &P::prestige_pull, unit::one, {-5, 5}, {0, 1}, assumed,
                  "a_P: of prestige [per sd]", "no direct evidence"),
            field("climate_pull", &P::climate_pull, unit::one, {-5, 5}, {0, 2}, assumed,
                  "a_t: elasticity of the rate of rounds to the capital climate", "no direct evidence"),
            field("need", &P::need, unit::years, {0, 20}, {1, 2}, assumed,
                  "R_need: runway below which a lab looks for money", "docs/model.md 3j"),
            field("opportunism", &P::opportunism, unit::one, {0, 10}, {0, 0.5}, assumed,
                  "rate of rounds of labs that need none yet, over that of labs in need",
                  "no direct evidence"),
            field("raised", &P::raised, unit::years, {0.05, 20}, {1.5, 3}, assumed,
                  "R_raised: years of burn that a round brings in the reference climate",
                  "18 to 24 months is the custom"),
            field("sum_climate", &P::sum_climate, unit::one, {-5, 5}, {0, 1}, assumed,
                  "a_s: elasticity of the sum to the capital climate", "no direct evidence"),
            field("jump", &P::jump, unit::log_points, {-5, 5}, {0, 1}, assumed,
                  "j: mean step of the price of a unit at a round", "no direct evidence"),
            field("jump_spread", &P::jump_spread, unit::log_points, {0, 5}, {0.2, 1}, assumed,
                  "s: standard deviation of that step", "Cochrane 2005 (form)"),
            field("jump_climate", &P::jump_climate, unit::one, {-5, 5}, {0, 1}, assumed,
                  "a_v: elasticity of that step's factor to the capital climate", "no direct evidence"),
            field("failure_hazard", &P::failure_hazard, rate, {0, 100}, {0.2, 1}, assumed,
                  "h_f: failures as the account runs out", "docs/model.md 3j"),
            field("failure_relief", &P::failure_relief, rate, {0, 50}, {1, 4}, assumed,
                  "b_r: how fast failure and take-over become rarer with runway", "no direct evidence"),
            field("cut_below", &P::cut_below, unit::years, {0, 20}, {0.25, 1}, assumed,
                  "R_cut: runway below which staff are laid off", "docs/model.md 3j"),
            field("cut_to", &P::cut_to, unit::years, {0.05, 20}, {0.5, 1.5}, assumed,
                  "R_fit: runway that lay-offs aim at", "docs/model.md 3j"),
            field("hire_above", &P::hire_above, unit::years, {0, 20}, {0.5, 2}, assumed,
                  "runway below which nobody is hired", "plans are bounded by runway: docs/model.md 3j"),
            field("takeover_hazard", &P::takeover_hazard, rate, {0, 100}, {0.05, 0.5}, assumed,
                  "h_a: bids of one buyer for a lab of average talent whose account has run out",
                  "5.5 % of start-ups are acquired (docs/model.md 3j): order of magnitude"),
            field("takeover_chest", &P::takeover_chest, unit::dollars_million, {1e-3, 1e9}, {100, 1e4},
                  assumed, "W_ref: war chest at which that holds", "scale"),
            field("takeover_talent", &P::takeover_talent, unit::one, {-20, 20}, {0, 3}, assumed,
                  "a_theta: pull of mean talent [per log point]", "no direct evidence"),
            field("takeover_share", &P::takeover_share, unit::one, {0, 1}, {0.2, 0.8}, assumed,
                  "share of the staff that a buyer asks", "no direct evidence"),
            field("takeover_pay", &P::takeover_pay, unit::one, {0.01, 100}, {1, 2}, assumed,
                  "pay that a buyer offers over its ordinary pay at the level", "no direct evidence"),
            field("autonomy_loss", &P::autonomy_loss, unit::utils, {-20, 20}, {0, 1.5}, assumed,
                  "what those taken over lose with their own lab, for as long as they stay",
                  "an autonomy premium of 0.22 to 0.29 log points of pay; docs/model.md 3j"),
        };
    }
};

/// A lab as investors see it.
struct Prospect
{
    double runway = 0;   // [yr]
    double gained = 0;   // log capability since the last round
    double prestige = 0; // [sd]
    double climate = 1;  // C
};

/// Runway [yr] of @p cash [$M] at @p burn [$M/yr]: longest_runway where nothing is burnt, 0 without cash.
double runway_of(double cash, double burn);
inline constexpr double longest_runway = 99;

/// Hazard of a funding round [1/yr].
double round_hazard(Prospect const& lab, FundingParams const& p);

/// Sum of a round [$M] at @p burn [$M/yr] in climate @p climate.
double round_sum(double burn, double climate, FundingParams const& p);

/// Factor of the price of a unit at a round; @p xi standard normal.
double round_jump(double climate, double xi, FundingParams const& p);

/// Hazard of failure [1/yr].
double failure_hazard(double runway, FundingParams const& p);

/// Share of staff to lay off so that @p cash lasts cut_to; 0 where nothing need be cut. @p wages, @p net
/// other costs less revenue [$M/yr].
double share_to_cut(double cash, double wages, double net, FundingParams const& p);

/// Hazard [1/yr] that one buyer with @p chest [$M] bids for a lab of mean @p talent and @p runway.
double takeover_hazard(double chest, double talent, double runway, FundingParams const& p);
} // namespace mercato
