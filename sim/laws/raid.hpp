// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Whom a raider wants, what it offers down its list, and what a coalition adds.
///
///     score_i   = theta_i + guess + step (level_i - 1) + w_B P_own - w_C |x_i - X_j|^2   (E13, poach score)
///     multiple  = top^(1 - q) low^q,  q = (rank - 1)/(n - 1)
///     P_unit    = prestige + gain log2(1 + colleagues who accepted)
///     coalition : U_go + J_m share,  kappa (1 - disc share),  share of the others who lean to go (E9)
///
/// theta talent [log points]   guess error of public information [log points], so that a winner may be cursed
/// x, X culture of person and lab [sd]   P_own prestige of the own lab [sd], taken for a sign of talent
/// n length of the list   P_unit [sd]   kappa moving cost [utils]
/// The raider ranks by talent value and fit from public information, never by the chance of acceptance: that
/// most at the top refuse, and acceptances lie further down, is left to come out by itself.
///
/// Source: Lazear 1986 (raids and the winner's curse); docs/model.md 3f, 3j as amended; sizes assumed.

#include "core/field.hpp"

namespace mercato
{
struct RaidParams
{
    double heed = 0.5;
    double heed_personal = 0.9;
    double personal_screening = 0.5;
    double guess_spread = 0.3;
    double fit_weight = 0.3;
    double brand_weight = 0.3;
    double trust_lost = 0.07;
    double rest_disclosure = 0.4;
    double memo_disclosure = 2;
    double colleague_prestige = 0.15;
    double coalition_pull = 1.5;
    double coalition_discount = 0.3;
    double tie_threshold = 0.4;

    static constexpr auto fields()
    {
        using P = RaidParams;
        using enum Status;
        return std::tuple{
            field("heed", &P::heed, unit::one, {0, 1}, {0.2, 0.8}, assumed,
                  "share of a raider's calls that are listened to", "no direct evidence"),
            field("heed_personal", &P::heed_personal, unit::one, {0, 1}, {0.5, 1}, assumed,
                  "the same of calls by the chief executive", "direction: S-08"),
            field("personal_screening", &P::personal_screening, unit::one, {0, 10}, {0.2, 1}, assumed,
                  "time from such a call to the firm offer over that of others", "no direct evidence"),
            field("guess_spread", &P::guess_spread, unit::log_points, {0, 5}, {0, 0.6}, assumed,
                  "standard deviation of the error in talent as the public sees it",
                  "winner's curse, Lazear 1986"),
            field("fit_weight", &P::fit_weight, unit::log_points, {0, 10}, {0, 1}, assumed,
                  "w_C: place on the list lost per squared culture distance", "direction: S-09"),
            field("brand_weight", &P::brand_weight, unit::log_points, {-10, 10}, {0, 1}, assumed,
                  "w_B: place on the list gained per standard deviation of the own lab's prestige",
                  "direction: S-09, staff of two leading labs are preferred"),
            field("trust_lost", &P::trust_lost, unit::one, {0, 1}, {0.05, 0.1}, assumed,
                  "initial trust in the new leaders lost by whoever accepted under an ultimatum",
                  "resentment of ultimata; docs/model.md 3d"),
            field("rest_disclosure", &P::rest_disclosure, unit::one, {0.01, 1}, {0.2, 1}, assumed,
                  "pace at which offers are disclosed while the lab is off work, over the ordinary one",
                  "fewer to talk to (S-11); a counter takes 10 days in place of 4, docs/model.md 3d"),
            field("memo_disclosure", &P::memo_disclosure, unit::one, {1, 100}, {1, 5}, assumed,
                  "the same while leaders urge staff to disclose", "direction: S-10"),
            field("colleague_prestige", &P::colleague_prestige, unit::one, {0, 5}, {0, 0.5}, assumed,
                  "prestige [sd] of the raider's unit gained per doubling of those who accepted",
                  "no direct evidence"),
            field("coalition_pull", &P::coalition_pull, unit::utils, {0, 20}, {0.5, 3}, assumed,
                  "J_m: of going when all of the coalition go",
                  "one in forty moves is joint, Marx and "
                  "Timmermans 2017: sign"),
            field("coalition_discount", &P::coalition_discount, unit::one, {0, 1}, {0, 0.6}, assumed,
                  "disc: share of the moving cost saved when all of the coalition go", "as coalition_pull"),
            field("tie_threshold", &P::tie_threshold, unit::one, {0, 1}, {0.2, 0.8}, assumed,
                  "weight of a tie from which on a lead asks somebody in private", "no direct evidence"),
        };
    }
};

/// Poach score [log points] of somebody whose talent looks like @p seen, at @p level, in a lab of
/// @p prestige [sd], at squared culture distance @p distance2 from the raider; @p level_step [log points].
double poach_score(double seen, int level, double level_step, double prestige, double distance2,
                   RaidParams const& p);

/// Multiple of ordinary pay [1] offered to place @p place (from 0) of a list of @p length.
double multiple_of(std::size_t place, std::size_t length, double top, double low);

/// Prestige [sd] that a unit gains from @p accepted colleagues.
double colleagues_prestige(double accepted, RaidParams const& p);
} // namespace mercato
