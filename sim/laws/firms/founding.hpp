// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Who founds a lab, and what it inherits.
///
///     h = h_0 exp( 0.6 theta + 0.5 A + 0.8 misfit + 0.3 ties )  C  backed                         (E13)
///     x_new = (1 - r) x_founder + r X_parent,   likewise safety priority;   P_new = r P_parent
///
/// theta talent [log points]   A alarm [log points]   ties weight of ties to people in labs that were founded
/// misfit w_C |x - X|^2 + w_S (1 - S): distance to culture and safety priority of the own lab [utils]
/// C capital climate [1]   backed share of founders whom the scenario's investors back [1]
/// Co-founders come along as a coalition does (E9, acts/raids.hpp): strong ties are asked, all at once.
/// Source: Gompers, Lerner and Scharfstein 2005; Klepper: spin-outs inherit from parent and founder;
/// docs/model.md 3j; sizes assumed.

#include "core/field.hpp"

namespace mercato
{
struct FoundingParams
{
    double hazard = 0.01;
    double talent_pull = 0.6;
    double alarm_pull = 0.5;
    double misfit_pull = 0.8;
    double tie_pull = 0.3;
    double inheritance = 0.4;
    double circle = 6;
    double stake = 3;
    double decision_time = 60 / 365.25;

    static constexpr auto fields()
    {
        using P = FoundingParams;
        using enum Status;
        return std::tuple{
            field("hazard", &P::hazard, unit::per_year, {0, 1}, {0.003, 0.03}, assumed,
                  "h_0: foundings by somebody of average talent without ties to founders, at ease in a lab "
                  "without misfit, in the reference climate",
                  "docs/model.md 3j"),
            field("talent_pull", &P::talent_pull, unit::one, {-10, 10}, {0, 1.5}, assumed,
                  "of talent [per log point]", "docs/model.md 3j"),
            field("alarm_pull", &P::alarm_pull, unit::one, {-10, 10}, {0, 1.5}, assumed,
                  "of alarm [per log point]", "docs/model.md 3j"),
            field("misfit_pull", &P::misfit_pull, unit::one, {-10, 10}, {0, 2}, assumed,
                  "of being at odds with the own lab [per util]", "docs/model.md 3j"),
            field("tie_pull", &P::tie_pull, unit::one, {-10, 10}, {0, 1}, assumed,
                  "of each tie of full weight to somebody in a lab that was founded", "docs/model.md 3j"),
            field("inheritance", &P::inheritance, unit::one, {0, 1}, {0.2, 0.8}, assumed,
                  "r: what a new lab takes from its parent, over what its founder brings",
                  "form: Klepper; no direct evidence on the size"),
            field("circle", &P::circle, unit::people, {1, 100}, {2, 12}, assumed,
                  "most people of a founding group, founder included", "no direct evidence"),
            field("stake", &P::stake, unit::one, {0.01, 100}, {1, 10}, assumed,
                  "pay of founders, mostly equity, over ordinary pay of the new lab at their level",
                  "no direct evidence"),
            field("decision_time", &P::decision_time, unit::days, {1, 365}, {14, 90}, assumed,
                  "how long those asked may take", "no direct evidence"),
        };
    }
};

/// What moves somebody to found a lab.
struct Urge
{
    double talent = 0; // theta
    double alarm = 0;
    double misfit = 0; // [utils]
    double ties = 0;
};

/// Most log points that the urge adds: to it potential foundings are laid out.
inline constexpr double strongest_urge = 4;

/// Hazard of founding a lab [1/yr] in the reference climate.
double founding_hazard(Urge const& urge, FoundingParams const& p);

/// The bound of it.
double founding_bound(FoundingParams const& p);

/// What a new lab has of a trait of founder and parent.
double inherited(double founder, double parent, FoundingParams const& p);
} // namespace mercato
