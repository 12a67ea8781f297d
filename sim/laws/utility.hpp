// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What pay and a job are worth to a person.
///
///     v(c) = (c^(1-g) - 1) / (1 - g),  v = ln c for g = 1                                        (E1)
///     c    = (annual pay + r_W wealth) / c0
///     U_ij = beta v(c_ij) + a_j + w_S S_ij + w_P P_j - w_C |x_i - X_j|^2 + w_K k_j + w_A agility_j
///            + min(cap, soc ties_j) + m_ij tau/(tau + tau_L) - eta_B strain_ij + eta_T (T - Tbar)
///            - eta_A alarm - F (staying only)                                                    (E2)
///
/// c      annual pay in reference pay [1]       g     curvature of pay, differs between people [1]
/// beta   weight of pay [utils]                 S     perceived safety priority, -1 to 1
/// x, X   culture of person and lab [sd]        m     match quality [utils], learned at tenure tau [yr]
/// Utility is in utils: the scale of the Gumbel tastes of a choice. One util is 1/beta log points of pay at
/// c0. v is bounded by 1/(g-1) for g > 1: from some pay on, no money makes up for the rest.
///
/// Source: McFadden 1974 (logit); Rosen 1986 (compensating differentials); docs/model.md E1, E2. Curvature
/// between 1 and 2 because bounded money is what makes refusals of very large offers possible (docs/model.md
/// 3c).

#include "core/field.hpp"

namespace mercato
{
struct UtilityParams
{
    double pay_weight = 2.0;
    double curvature_low = 1.0;
    double curvature_high = 2.0;
    double reference_pay = 1.0;
    double wealth_income = 0.04;
    double moving_cost = 1.1;
    double prestige_weight = 0.3;
    double compute_weight = 0.2;
    double culture_weight = 0.5;
    double autonomy_weight = 0.5;
    double tie_weight = 0.1;
    double tie_cap = 0.5;
    double former_lead = 0.3;
    double boomerang_discount = 0.3;
    double match_spread = 1.0;
    double learning_time = 0.5;
    double strain_weight = 1.5;
    double trust_weight = 1.5;
    double alarm_weight = 0.25;
    double safety_committed = 2.0;
    double safety_ordinary = 0.2;
    double safety_capability = -0.5;
    double share_committed = 0.15;
    double share_capability = 0.13;

    static constexpr auto fields()
    {
        using P = UtilityParams;
        using enum Status;
        return std::tuple{
            field("pay_weight", &P::pay_weight, unit::utils, {0, 20}, {1, 4.5}, derived,
                  "beta: utils per log point of pay at the reference pay",
                  "quit elasticities 2-3 (E6-09): 2.8 at half the reference pay and g = 1.5; platform "
                  "labour-supply elasticity 4.1 (Roussille and Scuderi 2023)"),
            field("curvature_low", &P::curvature_low, unit::one, {0, 5}, {1, 2}, derived,
                  "lowest curvature g of pay among people (uniform between low and high)",
                  "refusals of very large offers (E2-06); amendments to the raid row"),
            field("curvature_high", &P::curvature_high, unit::one, {0, 5}, {1, 2}, derived,
                  "highest curvature g of pay among people", "as curvature_low"),
            field("reference_pay", &P::reference_pay, unit::pay, {1e-6, 1e3}, {0.5, 2}, assumed,
                  "c0: pay at which v = 0", "normalisation"),
            field("wealth_income", &P::wealth_income, unit::per_year, {0, 1}, {0, 0.1}, assumed,
                  "r_W: income that liquid wealth is felt to give", "real return on savings"),
            field("moving_cost", &P::moving_cost, unit::utils, {0, 20}, {1, 3}, assumed,
                  "kappa: cost of changing the employer",
                  "turnover identifies only contact rate * exp(-kappa); the split from offers (E6-07)"),
            field("prestige_weight", &P::prestige_weight, unit::utils, {-5, 5}, {0, 0.6}, assumed,
                  "w_P: per standard deviation of prestige", "no direct evidence"),
            field("compute_weight", &P::compute_weight, unit::utils, {-5, 5}, {0, 0.6}, assumed,
                  "w_K: per log unit of compute a head", "no direct evidence"),
            field("culture_weight", &P::culture_weight, unit::utils, {0, 10}, {0, 1}, assumed,
                  "w_C: per squared culture distance",
                  "sign: Kristof-Brown et al. 2005, fit and turnover r = -0.14"),
            field("autonomy_weight", &P::autonomy_weight, unit::utils, {-5, 5}, {0, 1}, derived,
                  "w_A: per unit of agility, mean of people",
                  "publication and autonomy premium 0.22-0.29 log points (Stern 2004)"),
            field("tie_weight", &P::tie_weight, unit::utils, {0, 5}, {0, 1}, assumed,
                  "soc: per strong tie at the lab", "sign: Burks et al. 2015"),
            field("tie_cap", &P::tie_cap, unit::utils, {0, 10}, {0, 2}, assumed, "most that ties can add",
                  "as tie_weight"),
            field("former_lead", &P::former_lead, unit::utils, {0, 10}, {0, 1}, assumed,
                  "of working where somebody works who once led the person, at a fresh full tie",
                  "direction: S-14, E4-10"),
            field("boomerang_discount", &P::boomerang_discount, unit::one, {0, 1}, {0, 0.6}, assumed,
                  "share of the moving cost saved by whoever goes back to one of the last two employers",
                  "no direct evidence"),
            field("match_spread", &P::match_spread, unit::utils, {0, 10}, {0, 1.5}, derived,
                  "standard deviation of match quality", "fit to tenure hazards in a pilot simulation"),
            field("learning_time", &P::learning_time, unit::years, {1e-3, 20}, {0.25, 1}, derived,
                  "tau_L: tenure at which half of the match is known", "as match_spread"),
            field("strain_weight", &P::strain_weight, unit::utils, {0, 20}, {0.5, 3}, derived,
                  "eta_B: per unit of strain", "burnout doubles two-year exits (E6-19)"),
            field("trust_weight", &P::trust_weight, unit::utils, {0, 20}, {0.5, 3}, assumed,
                  "eta_T: per unit of trust in leadership",
                  "trust and intent to quit r = -0.40, Dirks and Ferrin 2002"),
            field("alarm_weight", &P::alarm_weight, unit::utils, {0, 5}, {0, 0.5}, assumed,
                  "eta_A: per unit of alarm", "no direct evidence"),
            field("safety_committed", &P::safety_committed, unit::utils, {-10, 10}, {1, 4}, assumed,
                  "w_S of the safety-committed",
                  "44 % lower bids after a social message, Burbano 2016: a lower bound"),
            field("safety_ordinary", &P::safety_ordinary, unit::utils, {-10, 10}, {0, 0.5}, assumed,
                  "w_S of most people", "10 % lower pay in sustainable sectors, Krueger et al."),
            field("safety_capability", &P::safety_capability, unit::utils, {-10, 10}, {-1.5, 0}, assumed,
                  "w_S of the capability-first", "no direct evidence"),
            field("share_committed", &P::share_committed, unit::one, {0, 1}, {0.05, 0.3}, assumed,
                  "share of safety-committed people", "no direct evidence"),
            field("share_capability", &P::share_capability, unit::one, {0, 1}, {0.05, 0.3}, assumed,
                  "share of capability-first people", "no direct evidence"),
        };
    }
};

/// Felt income from which people without any are reckoned [reference pay]: v has no value at 0.
inline constexpr double least_pay = 1e-6;

/// Felt value of @p c [reference pay, > 0] at curvature @p g [1]; increasing, v(1) = 0, v'(1) = 1.
double value_of_pay(double c, double g);

/// The pay whose value is @p v: inverse of value_of_pay; infinity where no pay is worth that much (g > 1).
double pay_worth(double v, double g);

/// The additive terms of the utility of a job [utils]; sum() adds them in this order.
struct Terms
{
    double pay = 0;
    double amenity = 0;
    double safety = 0;
    double prestige = 0;
    double culture = 0;
    double compute = 0;
    double autonomy = 0;
    double ties = 0;
    double match = 0;
    double strain = 0;
    double trust = 0;
    double alarm = 0;
    double fairness = 0;
    double leader = 0; // loyalty, wherever the leader is, and a former lead at the lab

    double sum() const
    {
        return pay + amenity + safety + prestige + culture + compute + autonomy + ties + match + strain +
               trust + alarm + fairness + leader;
    }
};

/// Agility of a lab [1]: one unit is two layers of management fewer, or teams 55 times smaller; 0 at four
/// layers of teams of eight. Assumed form of "small teams with high agency" (amendments of docs/model.md).
double agility(double layers, double team_size);

/// Share of the match quality known after @p tenure [yr].
inline double known_match(double tenure, UtilityParams const& p)
{
    return tenure / (tenure + p.learning_time);
}
} // namespace mercato
