// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What a scenario says of a board: what it values, how long it lasts, what follows if it concedes.

#include <optional>
#include <string>
#include <string_view>

#include "core/field.hpp"

namespace mercato
{
/// Does an event of this type open a crisis, in which a board has to decide?
constexpr bool opens_crisis(std::string_view type) { return type == "ouster" || type == "dispute"; }

/// Values of one board over one lab; variants of a scenario replace it.
struct BoardSpec
{
    std::string id;
    std::string lab;
    std::string note;
    double organisation = 10;
    double funds = 1;
    double safety_weight = 1;
    double authority = 1;
    double candour = 1;
    double safety = 0.5;
    double withdrawal = 0.3;
    double softness = 0.5;
    double pace = 6 / 8766.0;
    double patience = 14 / 365.25;
    double guess_spread = 1;
    std::optional<double> successor_safety;

    static constexpr auto fields()
    {
        using P = BoardSpec;
        using enum Status;
        constexpr auto a = assumed;
        return std::tuple{
            required(field("id", &P::id, "short name of the board")),
            required(field("lab", &P::lab, "id of the lab that it governs")),
            field("note", &P::note, "what is assumed about the board, and sources"),
            field("organisation", &P::organisation, unit::utils, {0, 1000}, {1, 50}, a,
                  "w_org: loss if all staff left", ""),
            field("funds", &P::funds, unit::utils, {0, 1000}, {0, 10}, a,
                  "w_fund: loss if investors or compute withdrew", ""),
            field("safety_weight", &P::safety_weight, unit::utils, {0, 1000}, {0, 10}, a,
                  "w_S: per unit of safety priority", ""),
            field("authority", &P::authority, unit::utils, {0, 1000}, {0, 10}, a,
                  "w_auth: loss of authority by conceding", ""),
            field("candour", &P::candour, unit::utils, {0, 1000}, {0, 10}, a,
                  "w_candour: loss by taking back a leader who lost its trust", ""),
            field("safety", &P::safety, unit::one, {-1, 1}, {0, 1}, a, "safety priority of the board", ""),
            field("withdrawal", &P::withdrawal, unit::one, {0, 1}, {0, 1}, a,
                  "chance that investors or compute withdraw if it holds", ""),
            field("softness", &P::softness, unit::utils, {1e-3, 1000}, {0.1, 3}, a,
                  "s: how far from balance it still wavers", ""),
            field("pace", &P::pace, unit::hours, {0.1, 1e5}, {1, 48}, a,
                  "1/h_max: mean time to concede when it has nothing to hold for", ""),
            field("patience", &P::patience, unit::days, {0.01, 3650}, {3, 60}, a,
                  "mean time until it has settled for good", ""),
            field("guess_spread", &P::guess_spread, unit::utils, {0, 100}, {0, 3}, a,
                  "how far apart staff's three guesses of its loss by conceding lie", ""),
            field("successor_safety", &P::successor_safety, unit::one, {-1, 1}, {-1, 1}, a,
                  "safety priority that governs the lab after a concession, with another board; that of the "
                  "leader unless given",
                  ""),
        };
    }
};
} // namespace mercato
