// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// How a person sees itself, its job and an offer at one moment: reads, stores nothing (E2, E6, E8, E11,
/// E12).

#include "acts/common/act.hpp"

namespace mercato
{
/// Slow state of a person at a moment.
struct Felt
{
    double fatigue = 0;
    double exhaustion = 0;
    double safety = 0; // safety priority of the own lab as seen by the person
    double trust = 0;  // above the mean
    double alarm = 0;
    double inequity = 0;
    double culture_x = 0;
    double culture_y = 0;
};

/// A lab's reference solutions at a moment.
struct Reference
{
    Load load;
    double inside = 0;
    double culture_x = 0;
    double culture_y = 0;
};

Reference reference_at(Face const& face, Time t, Laws const& laws);
Felt felt_at(Desk const& desk, std::uint32_t row, Time t);

/// Moves all gaps but culture and inequity to @p t; only events that change a gap may do this.
void rebase(Mind& mind, Time t, Laws const& laws);

/// s_i(t) of the response to recruiters [1] (E8); those without a job listen growth.return_boost times as
/// much.
double response_of(Desk const& desk, std::uint32_t row, Time t);

/// exp(-w_fit d^2) of a person and a lab; by what is felt already where somebody looks at many labs.
double fit_of(Desk const& desk, std::uint32_t row, std::uint16_t lab, Time t);
double fit_of(Felt const& felt, Face const& face, SearchParams const& p);

/// Annual value of the present job over the horizon [$M/yr], what hangs on staying included (E6).
double pay_of_staying(Desk const& desk, std::uint32_t row, Time t);

/// Annual value of @p pay [$M/yr] at another lab over the horizon (E6).
double pay_of_going(Desk const& desk, std::uint16_t lab, double pay);

/// Annual value over the horizon of what is paid @p at_once [$M].
double as_flow(Desk const& desk, double at_once);

/// pay plus income from wealth, as value [utils].
double worth(Desk const& desk, std::uint32_t row, double pay);

/// Utility of staying with @p extra annual cash [$M/yr], and of going for @p pay and @p sign_on [$M] (E2), as
/// felt at @p t. In an open crisis staying is belief-weighted between a concession and none: what may yet be
/// repaired is worth waiting for.
Terms terms_of_staying(Desk const& desk, std::uint32_t row, Felt const& felt, Time t, double extra);
Terms terms_of_going(Desk const& desk, std::uint32_t row, Felt const& felt, std::uint16_t lab, double pay,
                     Time t, double sign_on = 0);

/// The same as if there were no crisis, as if its board held, and as if it conceded (E10): the @p usual terms
/// but for what is lost with a leader who was put out, or for what a dispute would win.
Terms terms_as_usual(Desk const& desk, std::uint32_t row, Felt const& felt, Time t, double extra);
Terms terms_if_held(Desk const& desk, std::uint32_t row, Terms const& usual, Time t, double extra);
Terms terms_if_conceded(Desk const& desk, std::uint32_t row, Terms const& usual, Felt const& felt);

/// Utility of another offer as the market makes them, moving cost paid (Ubar of E4).
double typical_other(Desk const& desk, std::uint32_t row);

/// Loyalty to the leader of the own lab [sd].
double loyalty_of(Desk const& desk, std::uint32_t row);

/// Units of the present lab that the person owns outright at @p t, sold ones taken off.
std::int64_t owned_units(Purse const& purse, Time t);
Grant grant_of(Holding const& h);

/// Band pay of a person at a lab times exp(@p premium) [$M/yr], at most highest_pay.
double band_pay(World const& world, Laws const& laws, Line const& line, std::uint16_t lab,
                double premium = 0);
inline double band_pay(Desk const& desk, Line const& line, std::uint16_t lab, double premium = 0)
{
    return band_pay(desk.world, desk.laws, line, lab, premium);
}

/// What the reader lets a lab pay at most [$M/yr]: beyond it neither cents nor integer sums of pay hold.
inline constexpr double highest_pay = 1e6;
} // namespace mercato
