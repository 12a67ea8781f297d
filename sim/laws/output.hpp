// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What a lab makes of talent and compute: labour, output, capability, launches, what a mover brings along
/// (E15).
///
///     h_i   = exp(theta_i + step (level_i - 2) + b m_ij) port_i      port_i = 1 - d 2^(-tau_i/h)
///     L_l   = e_l (sum_i h_i^psi)^(1/psi) / n0^(1/psi);   C_l = exp(k_l) n_l/n0
///     e     = (1 - c B)(1 - a_crisis)(1 - a_lead counters/leads)
///     I_l   = A_l [a L^rho + (1 - a) C^rho]^(nu/rho),  rho = 1 - 1/sigma
///     dq/dt = g I exp(-chi q) + d_s (q_pub - q)+,      q = ln Q;   dq_pub/dt = (max q - q_pub)/tau_pub
///     launches: Poisson at r_l e/e_usual; each adds a jump to q
///     a mover i from l to j adds  zeta h_i/L_j (q_l - q_j)+  to q_j, L_j before it is divided by n0
///     MRP_i = p_l nu s_L I w_i/sum w,   w = h^psi,  s_L = a L^rho/(a L^rho + (1 - a) C^rho)
///
/// theta talent [log points]   m match [utils]   tau_i tenure [yr]   d, h loss without a team, its half-life
/// psi > 1: heads duplicate one another, stars dominate; 1: they add up; < 1: they need one another
/// B exhaustion  counters under way  n people  k log compute a head  n0 people of the reference lab, which
/// has I = 1 where no effort is lost   A productivity   g [1/yr]   q_pub what is known everywhere
/// p_l value of output [$M/yr], such that pay is 1/m of the marginal product on average; follows slowly
///
/// (1 - d x)^psi is taken as 1 - x (1 - (1 - d)^psi), exact at both ends of team capital, so that what is
/// missing of a sum over members decays as one. Source: Whitfill and Wu 2025 (labour and compute); Jones 1995
/// (chi); Groysberg, Lee and Nanda 2008 (stars lose what their team was worth, not when it comes along);
/// Stoyanov and Zubanov 2012 (movers carry knowledge); docs/model.md 7.15.

#include "core/field.hpp"

namespace mercato
{
struct OutputParams
{
    double heads = 1.2;
    double substitution = 0.8;
    double labour_share = 0.5;
    double returns = 0.8;
    double reference_people = 1000;
    double match_product = 0.1;
    double progress = 1.0;
    double harder = 0.3;
    double diffusion = 0.5;
    double public_lag = 0.75;
    double spillover = 0.3;
    double solo_loss = 0.2;
    double solo_half_life = 2.5;
    double co_movers = 3;
    double co_move_time = 0.25;
    double exhaustion_loss = 0.3;
    double lead_attention = 0.3;
    double value_time = 1.0;
    double launch_gain = 0.1;
    double crunch_time = 14 / 365.25;
    double crunch_workload = 0.75;
    double launch_value = 0.03;
    double launch_value_spread = 0.04;
    double launch_prestige = 0.3;

    static constexpr auto fields()
    {
        using P = OutputParams;
        using enum Status;
        constexpr auto one = unit::one;
        return std::tuple{
            field("heads", &P::heads, one, {0.2, 3}, {0.9, 1.6}, assumed,
                  "psi: above 1 heads duplicate one another and stars dominate, at 1 they add up",
                  "docs/model.md 7.15"),
            field("substitution", &P::substitution, one, {0.05, 10}, {0.4, 2}, assumed,
                  "sigma: between labour and compute",
                  "2.58 or about 0 by the measure of compute, Whitfill and Wu 2025"),
            field("labour_share", &P::labour_share, one, {0, 1}, {0.3, 0.7}, assumed,
                  "a: weight of labour against compute", "docs/model.md 7.15"),
            field("returns", &P::returns, one, {0.05, 2}, {0.5, 1}, assumed,
                  "nu: returns to talent and compute together", "docs/model.md 7.15"),
            field("reference_people", &P::reference_people, unit::people, {1, 1e8}, {100, 1e4}, assumed,
                  "n0: a lab of so many people of average talent has output 1 at compute 0", "scale"),
            field("match_product", &P::match_product, unit::log_points, {0, 1}, {0, 0.2}, assumed,
                  "b: log output of a person per util of match quality", "no direct evidence"),
            field("progress", &P::progress, unit::per_year, {0, 50}, {0.3, 3}, assumed,
                  "g: growth of capability at output 1 and capability 0", "scale of capability"),
            field("harder", &P::harder, one, {0, 10}, {0, 1}, assumed,
                  "chi_Q: how much harder a log point is to come by per log point of capability",
                  "sign: ideas get harder to find, Jones 1995"),
            field("diffusion", &P::diffusion, unit::per_year, {0, 50}, {0.1, 1}, assumed,
                  "d_s: how fast a lab closes the gap to what is publicly known", "docs/model.md 7.15"),
            field("public_lag", &P::public_lag, unit::years, {0.01, 20}, {0.5, 1}, assumed,
                  "how long the public frontier lags the most capable lab", "docs/model.md 7.15"),
            field("spillover", &P::spillover, one, {0, 5}, {0, 0.6}, assumed,
                  "zeta: share of the gap, per mover's share of labour, that a mover brings along",
                  "sign: Stoyanov and Zubanov 2012"),
            field("solo_loss", &P::solo_loss, one, {0, 0.9}, {0, 0.4}, assumed,
                  "d: share of output that whoever comes without a team lacks at first",
                  "shape: Groysberg, Lee and Nanda 2008"),
            field("solo_half_life", &P::solo_half_life, unit::years, {0.5, 100}, {1, 5}, assumed,
                  "h: time in which half of it has come back", "at least five years, Groysberg et al. 2008"),
            field("co_movers", &P::co_movers, unit::people, {1, 200}, {2, 6}, assumed,
                  "so many who come from the same lab, tied or asked together, are a team: nothing is lost",
                  "no significant loss of those who move with their team, Groysberg et al. 2008"),
            field("co_move_time", &P::co_move_time, unit::years, {0.01, 5}, {0.1, 0.5}, assumed,
                  "within how long of one another they come", "no direct evidence"),
            field("exhaustion_loss", &P::exhaustion_loss, one, {0, 1}, {0, 0.5}, assumed,
                  "c: share of effort lost at full exhaustion", "docs/model.md 3h"),
            field("lead_attention", &P::lead_attention, one, {0, 1}, {0, 0.6}, assumed,
                  "a_lead: share of effort that fights take when each lead has a counter to make",
                  "direction: S-12"),
            field("value_time", &P::value_time, unit::years, {0.01, 100}, {0.3, 3}, assumed,
                  "how fast the value of output follows what the lab pays", "no direct evidence"),
            field("launch_gain", &P::launch_gain, unit::log_points, {0, 5}, {0, 0.3}, assumed,
                  "log capability that a launch adds", "no direct evidence"),
            field("crunch_time", &P::crunch_time, unit::days, {0, 365}, {7, 30}, assumed,
                  "how long before a launch the long hours begin", "no direct evidence"),
            field("crunch_workload", &P::crunch_workload, one, {0, 1}, {0.5, 0.9}, assumed,
                  "workload of those weeks", "direction: S-11, S-12"),
            field("launch_value", &P::launch_value, one, {-0.5, 2}, {0, 0.3}, assumed,
                  "mean rise of a price that no date fixes when something is launched",
                  "a tenth of the 30 % assumed of a great release or a round"),
            field("launch_value_spread", &P::launch_value_spread, one, {0, 2}, {0, 0.4}, assumed,
                  "standard deviation of it", "as launch_value"),
            field("launch_prestige", &P::launch_prestige, one, {0, 10}, {0, 1}, assumed,
                  "prestige [sd] per log point that what a lab has launched leads or trails the others by",
                  "no direct evidence"),
        };
    }
};

/// w_i of a person at full team capital: h^psi. @p talent [log points], @p match [utils], @p step log pay
/// between levels. Within bounds that integer sums hold.
double weight_of_person(double talent, int level, double match, double step, OutputParams const& p);

/// Share of w that whoever has just come without a team lacks.
double missing_at_first(OutputParams const& p);

/// Rate [1/yr] at which it comes back.
double settling_rate(OutputParams const& p);

/// L before effort, from the @p sum of w over members.
double labour_of(double sum, OutputParams const& p);

/// Compute of @p people at log compute a head @p compute.
double compute_of(double people, double compute, OutputParams const& p);

/// e [1] at @p exhaustion, share @p crisis_loss lost to a crisis, and @p counters a lead.
double effort(double exhaustion, double crisis_loss, double counters, OutputParams const& p);

/// Output, and the share of it that labour accounts for.
struct Product
{
    double output = 0;
    double labour = 0; ///< nu s_L: elasticity of output in labour
};
Product product_of(double labour, double compute, double productivity, OutputParams const& p);

/// ln Q after @p dt [yr] at constant @p output: growth exactly, diffusion to @p known exactly, by halves.
double next_capability(double q, double output, double known, double dt, OutputParams const& p);

/// What a mover adds to ln Q: @p weight w of the person, @p sum of w over the members of the new lab.
double brought_along(double weight, double sum, double q_from, double q_to, OutputParams const& p);

/// Factor on a price at a launch, lognormal; @p xi standard normal.
double launch_jump(double xi, OutputParams const& p);
} // namespace mercato
