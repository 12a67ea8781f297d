// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What a scenario says of a lab's money, and of labs that somebody may found. Without `cash` a lab has
/// none of it: it pays whatever it promised.

#include <cstdint>
#include <optional>

#include "core/field.hpp"

namespace mercato
{
struct LabMoney
{
    std::optional<double> cash;
    Series revenue;
    Series costs;
    double costs_a_head = 0;
    double war_chest = 0;
    bool dormant = false;
    std::int64_t copies = 1;

    static constexpr auto fields()
    {
        using P = LabMoney;
        using enum Status;
        constexpr auto a = assumed;
        return std::tuple{
            field("cash", &P::cash, unit::dollars_million, {0, 1e9}, {0.1, 1e5}, a,
                  "on its account at the start; with it the lab raises money, lays off, is taken over or "
                  "fails as its runway goes",
                  ""),
            field("revenue", &P::revenue, unit::pay, {0, 1e9}, {0, 1e5}, a,
                  "what it earns, a step at each date", ""),
            field("costs", &P::costs, unit::pay, {0, 1e9}, {0, 1e5}, a,
                  "what it spends besides wages: compute, rent, other staff; a step at each date", ""),
            field("costs_a_head", &P::costs_a_head, unit::pay, {0, 1e6}, {0, 10}, a,
                  "the same that grows with headcount", ""),
            field("war_chest", &P::war_chest, unit::dollars_million, {0, 1e9}, {0, 1e5}, a,
                  "what it may spend on taking over labs that run out of money, each at its valuation or "
                  "for all that is left",
                  ""),
            field("dormant", &P::dormant, "is not there until somebody founds it"),
            field("copies", &P::copies, unit::one, {1, 1000}, {1, 200}, a,
                  "so many labs like this, ID_1, ID_2, ... and their groups likewise", ""),
        };
    }
};
} // namespace mercato
