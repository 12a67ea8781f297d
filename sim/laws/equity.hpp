// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What grants are worth over one horizon, for staying and for going alike.
///
///     c = [ integral_0^H e^(-rho u) (cash + vest(u) P CE) du + lumps ] / integral_0^H e^(-rho u) du   (E6)
///     CE = exp(-1/2 g_r share sigma^2 T)
///
/// A grant vests linearly from start to end, nothing before its cliff, all that was due at the cliff at once.
/// The value of staying contains what would be forfeited, so nothing is added for forfeiture (docs/model.md
/// 3c).
///
/// H horizon [yr]   rho discount rate [1/yr]   P price of a unit [$M]   sigma volatility [1/sqrt yr]
/// T time to
/// liquidity [yr]   g_r aversion to risk [1]   share undiversified share of wealth [1]
/// Source: Hall and Murphy 2002 (certainty equivalent, first order); vesting and quits: Gong, Zhang and Zhou
/// 2026.

#include <array>
#include <cstdint>

#include "core/field.hpp"

namespace mercato
{
struct EquityParams
{
    double horizon = 1.0;
    double discount = 0.05;
    double risk_aversion = 2.0;
    double undiversified = 0.6;
    double vesting_time = 4.0;

    static constexpr auto fields()
    {
        using P = EquityParams;
        using enum Status;
        return std::tuple{
            field("horizon", &P::horizon, unit::years, {0.05, 10}, {0.75, 2}, derived,
                  "H: over which staying and going are compared", "quits jump 88-239 % after vesting (G12)"),
            field("discount", &P::discount, unit::per_year, {0, 2}, {0, 0.2}, assumed, "rho: discount rate",
                  "no direct evidence"),
            field("risk_aversion", &P::risk_aversion, unit::one, {0, 20}, {1, 4}, assumed,
                  "g_r: relative aversion to equity risk", "Hall and Murphy 2002"),
            field("undiversified", &P::undiversified, unit::one, {0, 1}, {0.3, 0.9}, assumed,
                  "share of wealth in the employer's equity", "Hall and Murphy 2002"),
            field("vesting_time", &P::vesting_time, unit::years, {0.1, 20}, {3, 5}, sourced,
                  "length of a grant", "four years is the norm (E1-21, E2-02)"),
        };
    }
};

/// Units that vest to one person: linear from start to end, first at the cliff.
struct Grant
{
    Time start;
    Time cliff; // start <= cliff <= end; nothing is kept by whoever leaves before
    Time end;
    std::int64_t units = 0; // integer parts of a lab's equity
};

/// Units of @p g vested at @p t: floor(units * elapsed share), 0 before the cliff.
std::int64_t vested_units(Grant const& g, Time t);

/// Discounted share of @p g that vests in (t, t + horizon] [1].
double vesting_share(Grant const& g, Time t, EquityParams const& p);

/// The same as a constant flow over the horizon [1/yr]: vesting_share / discounted_horizon.
double annual_vesting(Grant const& g, Time t, EquityParams const& p);

/// integral_0^H e^(-rho u) du [yr].
double discounted_horizon(EquityParams const& p);

/// CE of one dollar of equity at volatility @p sigma [1/sqrt yr] and time to liquidity @p liquidity [yr], in
/// (0, 1].
double certainty_equivalent(double sigma, double liquidity, EquityParams const& p);
} // namespace mercato
