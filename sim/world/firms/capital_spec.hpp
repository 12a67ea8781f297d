// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What a scenario says of the market for capital: how much money seeks labs, and whom it backs.

#include <string>

#include "core/field.hpp"

namespace mercato
{
struct CapitalSpec
{
    Series climate;
    double reference = 1e4;
    double backed = 1;
    std::string founders_from;

    static constexpr auto fields()
    {
        using P = CapitalSpec;
        using enum Status;
        return std::tuple{
            field(
                "climate", &P::climate, unit::pay_billions, {0, 1e5}, {0.5, 500}, assumed,
                "money committed to young labs a year, a step at each date; that of `reference` unless given",
                ""),
            field("reference", &P::reference, unit::pay_billions, {1e-3, 1e5}, {1, 100}, assumed,
                  "money committed a year at which [funding] and [founding] hold", ""),
            field(
                "backed", &P::backed, unit::one, {0, 1}, {0.01, 1}, assumed,
                "share of would-be founders who find money for a lab of the size that the scenario has rows "
                "for (`dormant`); the others stay where they are",
                ""),
            field("founders_from", &P::founders_from,
                  "ids of the labs, with spaces between, whose staff are backed; those of all unless given"),
        };
    }
};
} // namespace mercato
