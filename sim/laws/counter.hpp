// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Which pay keeps somebody with an offer, and what fairness lets a lab pay.
///
///     y_match  solves  U_offer - kappa = U_stay(y_match)                                          (E5)
///     ln y_max = ln chi + mean over peers of (ln y_j + rho (theta_i - theta_j))   (E7, bound)
///     G_i      = visibility * mean over better-paid peers of (v_j - v_i),  v = ln y - rho theta   (E7)
///     F_i      relaxes to phi G_i with time constant tau_F
///     P(counter lands) = q P(T_disclose + T_counter < deadline) [y_match <= y_max] [it pays]      (E5)
///     it pays iff  MRP - y > (y_match - y) (1 + peers * visibility * P(peer asks))
///     For all of a unit, D = ln(y_match / y), wherever that gains more:
///     gain      = sum over cases with D_k <= D of (MRP_k - y_k) - (e^D - 1) sum over the unit of y     (E7)
///
/// y annual pay [$M/yr]  theta talent [log points]  chi largest pay over talent-adjusted peers [1]
/// rho share of talent that peers see [1]  q readiness to counter [1]
/// MRP marginal product: m y, or that of E15 where the lab's output is modelled [$M/yr]
/// Peers: same lab and level. The precedent term prices what the raise would be asked for by those who see
/// it; product and raises last as long as the researcher stays, so that time cancels.
///
/// Source: Postel-Vinay and Robin 2002 (sequential auctions); Card et al. 2012, Dube et al. 2019 (only the
/// worse paid react); Breza et al. 2018 (visible talent excuses gaps); as amended: the match pays for the
/// moving cost it saves.

#include <span>

#include "core/field.hpp"

namespace mercato
{
struct CounterParams
{
    double disclose_time = 2 / 365.25;
    double counter_time = 4 / 365.25;
    double bound = 1.3;
    double readiness = 0.5;
    double talent_seen = 0.6;
    double visibility = 0.5;
    double fairness_weight = 2.0;
    double fairness_time = 0.5;
    double visible_peers = 8;
    double peer_offer_chance = 0.15;
    double product_multiple = 1.6;
    double margin = 0.1;
    double unit_readiness = 1;

    static constexpr auto fields()
    {
        using P = CounterParams;
        using enum Status;
        return std::tuple{
            field("disclose_time", &P::disclose_time, unit::days, {0, 365}, {0.5, 7}, assumed,
                  "mean wait until an attractive offer is disclosed to the lab", "no direct evidence"),
            field("counter_time", &P::counter_time, unit::days, {0.01, 365}, {2, 15}, assumed,
                  "1/mu_c: mean wait from disclosure to the counter", "no direct evidence"),
            field("bound", &P::bound, unit::one, {0, 100}, {1.1, 2.5}, assumed,
                  "chi: largest counter over talent-adjusted peer pay", "no direct evidence"),
            field("readiness", &P::readiness, unit::one, {0, 1}, {0, 1}, sourced,
                  "q: chance that a lab considers a counter at all",
                  "about half of employers would consider it, Barron and Berger 2004"),
            field("talent_seen", &P::talent_seen, unit::one, {0, 1}, {0, 1}, assumed,
                  "rho: share of talent differences that excuses pay differences",
                  "direction: Breza et al. 2018"),
            field("visibility", &P::visibility, unit::one, {0, 1}, {0, 1}, assumed,
                  "how much of peers' pay is known inside a lab (0 secret, 1 open)", "no direct evidence"),
            field("fairness_weight", &P::fairness_weight, unit::utils, {0, 50}, {0.5, 10}, assumed,
                  "phi: utils per log point of pay gap to better-paid peers",
                  "sign: Card et al. 2012; Dube et al. 2019"),
            field("fairness_time", &P::fairness_time, unit::years, {0.01, 20}, {0.25, 2}, assumed,
                  "tau_F: how fast felt inequity follows the gap", "no direct evidence"),
            field("visible_peers", &P::visible_peers, unit::people, {0, 1e4}, {2, 50}, assumed,
                  "peers who learn of a counter", "size of a team"),
            field("peer_offer_chance", &P::peer_offer_chance, unit::one, {0, 1}, {0.05, 0.5}, assumed,
                  "chance that such a peer asks for the same", "no direct evidence"),
            field("product_multiple", &P::product_multiple, unit::one, {0, 100}, {1.1, 3}, derived,
                  "m: marginal product over pay; where output is modelled, its mean",
                  "markdown 19.5 % (Roussille and Scuderi 2023) is 1.24; a year's pay to replace, over three "
                  "years"),
            field("margin", &P::margin, unit::utils, {0, 5}, {0, 0.5}, assumed,
                  "how far beyond indifference a counter goes",
                  "so that a small change of mind does not undo it"),
            field("unit_readiness", &P::unit_readiness, unit::one, {0, 1}, {0, 1}, assumed,
                  "chance that a lab which considers a counter considers a raise of the whole team too",
                  "pay recalibrated for everyone (S-10); no direct evidence"),
        };
    }
};

/// Annual pay [$M/yr] that makes up @p gap [utils] for somebody with @p pay, income from wealth @p unearned
/// [$M/yr], weight @p beta >= 0 and curvature @p g; infinity if no pay does. gap > 0.
double matching_pay(double pay, double unearned, double gap, double beta, double g, double reference_pay);

/// y_max [$M/yr] from the peers' mean of v = ln y - rho theta, at @p chi.
double fair_bound(double peers_mean_v, double theta, double chi, CounterParams const& p);

/// Mean of v_j - v over peers with v_j > v [log points], peers' v taken as normal with @p mean and @p spread.
double better_paid_gap(double v, double mean, double spread);

/// Raises asked for [1] by those who see one, at @p visibility of pay, if @p chance of them have offers too.
double precedent(double visibility, double chance, CounterParams const& p);

/// What keeping somebody who adds @p surplus beyond @p pay at @p match instead earns beyond its cost [$M/yr],
/// with @p asked raises.
double counter_gain(double surplus, double pay, double match, double asked);

/// Somebody of a unit with an offer that no counter has answered.
struct Contested
{
    double surplus = 0; // beyond pay [$M/yr]
    double pay = 0;     // now
    double match = 0;   // that would keep the person
};

/// What raising all pay of a unit, @p payroll [$M/yr] together, by @p raise [log points] earns beyond its
/// cost: whoever needs no more stays, nobody stands worse to others than before.
double unit_gain(std::span<Contested const> cases, double payroll, double raise);
} // namespace mercato
