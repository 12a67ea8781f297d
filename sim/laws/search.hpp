// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// How often a lab's recruiters reach a person, and whom a lab looks for.
///
///     lambda_ij = lam0 base_i s_i(t) fit_ij(t) r_j(t)                                              (E3)
///     base_i    = exp(z_i) vis_i^0.4 exp(g_T theta_i), at most 2^11      fixed at birth: the rate class
///     fit_ij    = exp(-w_fit |x_i - X_j|^2) <= 1                       public culture fit, never normalised
///     r_j       = (open slots_j / R_ref)^xi
///     a conversation leads to an offer iff the person would take band_j exp(mu + h s), or is not frank
///     referral  : every tie k at lab j adds  lam0 base_i s_i r_j * boost * w_ik                    (E3, E8)
///
/// z mobility type [log points]   vis public visibility [1]   exp(z) and vis^0.4 are scaled to mean 1
/// mu, s mean and spread of log offered pay over the lab's band [log points]   h what may be hoped for [1]
/// theta talent [log points]   s_i response to recruiters (contagion.hpp) [1]   w_ik weight of a tie, 0 to 1
/// R_ref is a declared constant, so that what one lab does changes no other lab's calls.
///
/// Source: docs/model.md 3a as amended; heterogeneity of mobility: Farber 1994; visibility and talent:
/// assumed.

#include "core/field.hpp"

namespace mercato
{
struct SearchParams
{
    double contact_rate = 1.2;
    double mobility_spread = 0.8;
    double visibility_spread = 0.8;
    double visibility_power = 0.4;
    double talent_pull = 0.4;
    double fit_pull = 0.1;
    double slots_power = 1.0;
    double referral_boost = 0.3;
    double conversation_time = 5 / 365.25;
    double screening_time = 9 / 365.25;
    double reply_time = 10 / 365.25;
    double notice_low = 14 / 365.25;
    double notice_high = 56 / 365.25;
    double offer_premium = 0;
    double offer_spread = 0.2;
    double hoped_premium = 2.0;
    double frankness = 0.85;
    double tie_growth_time = 1.0;
    double tie_decay_time = 3.0;
    double messages_read = 0.3 * 365.25;
    double bound_discount = 0.1;

    static constexpr auto fields()
    {
        using P = SearchParams;
        using enum Status;
        return std::tuple{
            field("contact_rate", &P::contact_rate, unit::per_year, {0, 1000}, {1, 4}, derived,
                  "lam0: contacts a year of an average person when the labs' slots add up to the reference",
                  "fit of the baseline to G1 and E6-07; turnover alone identifies lam0 exp(-kappa)"),
            field("mobility_spread", &P::mobility_spread, unit::log_points, {0, 3}, {0.5, 1}, derived,
                  "standard deviation of the mobility type z",
                  "prior mobility predicts mobility, Farber 1994"),
            field("visibility_spread", &P::visibility_spread, unit::log_points, {0, 3}, {0.3, 1.2}, assumed,
                  "standard deviation of log visibility", "no direct evidence"),
            field("visibility_power", &P::visibility_power, unit::one, {0, 3}, {0, 1}, assumed,
                  "contacts grow with visibility to this power", "no direct evidence"),
            field("talent_pull", &P::talent_pull, unit::one, {0, 5}, {0, 1}, assumed,
                  "g_T: contacts per log point of talent, in log points", "recruiters rank by talent value"),
            field("fit_pull", &P::fit_pull, unit::one, {0, 5}, {0, 0.5}, assumed,
                  "w_fit: contacts lost per squared culture distance, in log points",
                  "S-09: labs aim by culture"),
            field("slots_power", &P::slots_power, unit::one, {0, 3}, {0.5, 1}, assumed,
                  "xi: recruiting grows with open slots to this power",
                  "matching elasticity 0.5-0.7, Petrongolo and Pissarides 2001, must emerge"),
            field("referral_boost", &P::referral_boost, unit::one, {0, 10}, {0, 1}, assumed,
                  "contacts that one full tie at a lab adds, as a share", "direction: Burks et al. 2015"),
            field("conversation_time", &P::conversation_time, unit::days, {0, 365}, {2, 14}, assumed,
                  "mean wait from the reply to a recruiter to the conversation with the lab",
                  "no direct evidence"),
            field("screening_time", &P::screening_time, unit::days, {0, 730}, {7, 42}, assumed,
                  "mean wait from the conversation to the firm offer",
                  "peak of the tenure hazard (G4) in the baseline"),
            field("reply_time", &P::reply_time, unit::days, {0.01, 365}, {5, 21}, assumed,
                  "mean wait from offer to decision, cut by the deadline", "no direct evidence"),
            field("notice_low", &P::notice_low, unit::days, {0, 730}, {0, 60}, assumed,
                  "shortest wait from acceptance to start", "two to eight weeks"),
            field("notice_high", &P::notice_high, unit::days, {0, 730}, {14, 180}, assumed,
                  "longest wait from acceptance to start", "two to eight weeks"),
            field("offer_premium", &P::offer_premium, unit::log_points, {-2, 5}, {0, 0.3}, derived,
                  "mean of log offered pay over the lab's own band",
                  "pay gain of movers (G2) in the baseline"),
            field("offer_spread", &P::offer_spread, unit::log_points, {0, 5}, {0.15, 0.5}, derived,
                  "standard deviation of log offered pay", "as offer_premium"),
            field("hoped_premium", &P::hoped_premium, unit::one, {0, 100}, {1, 3}, assumed,
                  "h: how many offer_spread above offer_premium an offer may be hoped to come; who would "
                  "refuse "
                  "even that ends the conversation",
                  "an offer beyond two standard deviations is one of forty-four"),
            field("frankness", &P::frankness, unit::one, {0, 1}, {0.3, 1}, derived,
                  "share of conversations in which somebody who would refuse says so; the others hear the "
                  "offer out",
                  "fit of the baseline to offers a person and year (E6-07, G5)"),
            field("tie_growth_time", &P::tie_growth_time, unit::years, {0.01, 50}, {0.3, 3}, assumed,
                  "time together after which a tie has 63 % of its weight", "no direct evidence"),
            field("tie_decay_time", &P::tie_decay_time, unit::years, {0.01, 100}, {1, 10}, assumed,
                  "decay of a tie after separation", "no direct evidence"),
            field("messages_read", &P::messages_read, unit::per_day, {0, 1000}, {0.1, 3}, assumed,
                  "most messages of recruiters that somebody looks into when many come at once",
                  "a few replies to hundreds of messages (E1-15)"),
            field("bound_discount", &P::bound_discount, unit::one, {0, 1}, {0, 0.2}, sourced,
                  "calls that somebody bound by a non-compete or garden leave is spared, as a share",
                  "mobility +11 % where they were banned (E6-13)"),
        };
    }
};

/// base_i [1] of mobility @p z and log visibility @p log_vis, normal with mean 0 and the spreads of @p p, and
/// talent @p theta. The mean over people with theta = 0 is 1.
double base_rate(double z, double log_vis, double theta, SearchParams const& p);

/// Rate class: the smallest c with base <= 2^c, at least lowest_class. Luck is laid out by class, so it never
/// changes.
int rate_class(double base);
inline constexpr int lowest_class = -4;
inline constexpr int highest_class = 11;
inline constexpr int class_count = highest_class - lowest_class + 1;

/// fit_ij [1] at squared culture distance @p d2.
double culture_fit(double d2, SearchParams const& p);

/// r_j [1] for @p slots open of @p reference.
double recruiting(double slots, double reference, SearchParams const& p);

/// Of @p messages that come beside others, @p all together, those that somebody looks into who looks into
/// @p most at most [1/yr]: one inbox, attention goes to all who write in proportion to what they send.
double looked_into(double messages, double all, double most);
} // namespace mercato
