// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// An open letter: who signs when, from the same utilities that say who stays.
///
///     G_i = U_restored - U_hold                      what a concession is worth to the person [utils]
///     C_i = retaliation max(0, U_hold - best outside)                  what a signer risks [utils]
///     u_i = pi G_i - (1 - pi) C_i + J (w S_team + (1 - w) S_lab - s0) + b                          (E10)
///     h_i = awake(t) mu_s / (1 + exp(-u_i/sigma))                      hazard of signing [1/yr]
///
/// pi belief that the board concedes [1] (board.hpp)   S shares that have signed [1]   J social weight
/// [utils] mu_s looks at the letter [1/yr]   sigma how far from a threshold people still err [utils]
/// An outside option works through C_i only, equity through G_i only. Source: Granovetter 1978 (thresholds),
/// Kuran 1989 (private against public), docs/model.md 3g as amended. Only the constant b is fitted, to the
/// share that signs in two hours (E1-04, E1-05).

#include "core/field.hpp"

namespace mercato
{
struct LetterParams
{
    double attention_time = 1 / 8766.0;
    double steepness = 0.3;
    double constant = -1.25;
    double social_weight = 3.0;
    double social_reference = 0.0;
    double team_share = 0.7;
    double retaliation = 0.3;
    double loyalty_weight = 0.8;
    double loyalty_spread = 1.0;
    double visa_share = 0.3;
    double visa_cost = 2.0;
    double mass_hire_cost = 1.0;
    double night_activity = 0.8;
    double night_begins = 23 / 8766.0;
    double night_ends = 7 / 8766.0;

    static constexpr auto fields()
    {
        using P = LetterParams;
        using enum Status;
        return std::tuple{
            field("attention_time", &P::attention_time, unit::hours, {0.001, 1000}, {0.25, 4}, assumed,
                  "1/mu_s: mean time between two looks at a letter while awake",
                  "one look an hour, docs/model.md 3g"),
            field("steepness", &P::steepness, unit::utils, {1e-6, 100}, {0.1, 1}, assumed,
                  "sigma: scale of the logit of signing; near 0 a threshold",
                  "not identified by one success; phase diagram in docs/validation.md"),
            field("constant", &P::constant, unit::utils, {-100, 100}, {-4, 1}, derived,
                  "b: what speaks for signing by itself",
                  "fitted to one number, 64-66 % within about two hours (E1-04, E1-05)"),
            field("social_weight", &P::social_weight, unit::utils, {0, 100}, {1, 5}, assumed,
                  "J: from nobody to everybody having signed", "docs/model.md 3g; phase diagram"),
            field("social_reference", &P::social_reference, unit::one, {0, 1}, {0, 0.5}, assumed,
                  "s0: share at which others' signatures speak neither way", "scale"),
            field("team_share", &P::team_share, unit::one, {0, 1}, {0, 1}, assumed,
                  "w: weight of the own team against the whole lab", "docs/model.md 3g"),
            field("retaliation", &P::retaliation, unit::one, {0, 1}, {0.05, 0.6}, assumed,
                  "chance a signer gives to losing the job if the board stays", "phase diagram"),
            field("loyalty_weight", &P::loyalty_weight, unit::utils, {0, 20}, {0, 2}, assumed,
                  "b_T: per standard deviation of loyalty, wherever the leader is", "docs/model.md 3g"),
            field("loyalty_spread", &P::loyalty_spread, unit::one, {0, 10}, {0.5, 2}, assumed,
                  "standard deviation of loyalty to the leader, mean 0", "scale"),
            field("visa_share", &P::visa_share, unit::one, {0, 1}, {0.1, 0.5}, assumed,
                  "share of people whose right to stay in the country hangs on the employer",
                  "some said that they signed all the same (E1-12); no count"),
            field("visa_cost", &P::visa_cost, unit::utils, {0, 20}, {0.5, 4}, assumed,
                  "what being without an employer costs them on top", "no direct evidence"),
            field("mass_hire_cost", &P::mass_hire_cost, unit::utils, {0, 20}, {0, 3}, assumed,
                  "what joining another lab as one of hundreds costs: team, compute and fit are not what "
                  "they were",
                  "direction: the acquirer as a last resort on both sides (S-05, E1-25)"),
            field("night_activity", &P::night_activity, unit::one, {0, 1}, {0.1, 1}, assumed,
                  "looks at a letter by night over those by day, in a crisis",
                  "the first release came before dawn (E1-04)"),
            field("night_begins", &P::night_begins, unit::hours, {0, 24}, {21, 24}, assumed,
                  "local time at which the night begins", "scale"),
            field("night_ends", &P::night_ends, unit::hours, {0, 24}, {5, 9}, assumed,
                  "local time at which the night ends", "scale"),
        };
    }
};

/// What somebody weighs before signing.
struct Signing
{
    double belief = 0;     // pi [1]
    double gain = 0;       // G [utils]
    double cost = 0;       // C >= 0 [utils]
    double team_share = 0; // that have signed [1]
    double lab_share = 0;
};

/// u_i [utils].
double signing_utility(Signing const& s, LetterParams const& p);

/// Chance [0, 1] that a look ends with a signature at utility @p u.
double signing_chance(double u, LetterParams const& p);

/// Activity [0, 1] at local time of day @p clock [yr, 0 to one day].
double awake(double clock, LetterParams const& p);
} // namespace mercato
