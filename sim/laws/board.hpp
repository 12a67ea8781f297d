// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// A board under pressure: what it loses by holding and by conceding, and what everybody believes of the
/// other.
///
///     L_hold    = w_org x + w_fund P(withdrawal) + w_S x (own safety - safety of destinations)+
///     L_concede = w_auth + w_S (board's safety - leader's)+ + w_candour
///     h_concede = h_max / (1 + exp(-(L_hold - L_concede)/s)),   h_hold = 1/patience                (E10)
///     x = signed share * (q f_real + (1 - q) f_bluff)          believed share that leaves if it holds
///     logit q = logit q0 + evidence of offers + R ln(r_real/r_bluff) - (r_real - r_bluff) n t
///     pi = sum_k w_k h_k/(h_k + h_hold),   w_k ~ exp(-h_k t)   staff: three guesses of L_concede
///
/// q belief of the board that the threat is real [1]   R resignations seen among n staff, t time of the
/// letter [yr] f share of signers that would leave [1]   r resignations per head under either reading [1/yr]
/// Bayes on both sides: resignations and written offers tell the board, time without concession tells staff.
/// Source: docs/model.md 3g as amended; Crawford and Sobel 1982 (signatures alone are cheap talk); Morris
/// and Shin 1998. All sizes are assumed; the weights w belong to a scenario's board, not to behaviour.

#include <array>

#include "core/field.hpp"

namespace mercato
{
struct BeliefParams
{
    double real_before = 0.3;
    double follow_real = 0.7;
    double follow_bluff = 0.02;
    double resigning_real = 1.5;
    double resigning_bluff = 0.3;
    double no_offers = -1.0;
    double verbal_offers = 0.5;
    double public_offers = 1.0;
    double written_offers = 2.0;
    double verbal_credible = 0.5;
    double public_credible = 0.8;
    double search_time = 0.25;
    double collapse_share = 0.5;
    double attention_lost = 0.5;

    static constexpr auto fields()
    {
        using P = BeliefParams;
        using enum Status;
        return std::tuple{
            field("real_before", &P::real_before, unit::one, {0.001, 0.999}, {0.1, 0.6}, assumed,
                  "q0: a board's belief, before any sign, that a threat to leave is meant",
                  "no direct evidence"),
            field("follow_real", &P::follow_real, unit::one, {0, 1}, {0.4, 1}, assumed,
                  "f_real: share of signers that leaves if the threat is meant", "no direct evidence"),
            field("follow_bluff", &P::follow_bluff, unit::one, {0, 1}, {0, 0.1}, assumed,
                  "f_bluff: share of signers that leaves if it is not", "no direct evidence"),
            field("resigning_real", &P::resigning_real, unit::per_year, {1e-6, 1000}, {0.5, 5}, assumed,
                  "r_real: resignations per head and year while a meant threat is open",
                  "no direct evidence"),
            field("resigning_bluff", &P::resigning_bluff, unit::per_year, {1e-6, 1000}, {0.1, 1}, assumed,
                  "r_bluff: the same if it is not meant", "about the ordinary turnover"),
            field("no_offers", &P::no_offers, unit::one, {-20, 20}, {-3, 0}, assumed,
                  "log odds that a threat without any offer behind it adds", "no direct evidence"),
            field("verbal_offers", &P::verbal_offers, unit::one, {-20, 20}, {0, 1}, assumed,
                  "log odds of a promise by word of mouth", "no direct evidence"),
            field("public_offers", &P::public_offers, unit::one, {-20, 20}, {0, 2}, assumed,
                  "log odds of a public pledge", "no direct evidence"),
            field("written_offers", &P::written_offers, unit::one, {-20, 20}, {1, 4}, assumed,
                  "log odds of written offers", "no direct evidence"),
            field("verbal_credible", &P::verbal_credible, unit::one, {0, 1}, {0.2, 0.8}, assumed,
                  "chance that staff give to a promise by word of mouth being kept", "no direct evidence"),
            field("public_credible", &P::public_credible, unit::one, {0, 1}, {0.5, 1}, assumed,
                  "chance that staff give to a public pledge being kept", "no direct evidence"),
            field("search_time", &P::search_time, unit::years, {0, 5}, {0.1, 0.5}, assumed,
                  "time without a job that somebody expects who resigns without an offer",
                  "return hazard of growth.return_boost calls and screening"),
            field("collapse_share", &P::collapse_share, unit::one, {0.01, 1}, {0.3, 0.7}, assumed,
                  "share of staff whose departure is called a collapse", "definition"),
            field("attention_lost", &P::attention_lost, unit::one, {0, 1}, {0.1, 0.9}, assumed,
                  "a_crisis: share of effort that an open crisis takes from work", "no direct evidence"),
        };
    }
};

/// What a board values; data of a scenario [utils of the board].
struct BoardValues
{
    double organisation = 0; // w_org
    double funds = 0;        // w_fund
    double safety_weight = 0;
    double authority = 0;  // w_auth
    double candour = 0;    // w_candour
    double safety = 0;     // the board's own safety priority
    double withdrawal = 0; // P(investors or compute withdraw if it holds)
    double softness = 1;   // s
    double pace = 0;       // h_max [1/yr]
    double patience = 1;   // mean time until it has settled for good [yr]
};

/// What a board sees.
struct Pressure
{
    double signed_share = 0;
    double staff = 0;
    double resigned = 0;
    double time = 0;   // since the letter [yr]
    double offers = 0; // log odds that the offers behind the threat add
};

/// q [1]: belief that the threat is real.
double threat_is_real(Pressure const& seen, BeliefParams const& p);

/// x [1]: believed share of staff that leaves if the board holds.
double believed_exits(Pressure const& seen, BeliefParams const& p);

/// L_hold at @p exits, when destinations are less safe by @p safety_lost >= 0.
double loss_of_holding(BoardValues const& b, double exits, double safety_lost);

/// L_concede when the leader's safety priority is @p leader_safety.
double loss_of_conceding(BoardValues const& b, double leader_safety);

/// h_concede [1/yr].
double concession_hazard(BoardValues const& b, double loss_of_holding, double loss_of_conceding);

/// Staff's three guesses of what conceding costs the board: less, as much, more than expected.
using Guesses = std::array<double, 3>;

/// Weights of the guesses after @p dt [yr] without an end, at hazards @p h [1/yr] under each.
Guesses without_end(Guesses const& weights, Guesses const& h, double dt);

/// pi [1]: belief that the board will concede before it has settled, at hazards @p h under each guess.
double belief_in_concession(Guesses const& weights, Guesses const& h, double patience);
} // namespace mercato
