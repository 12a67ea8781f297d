// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Where two worlds with the same luck part, and how far the difference goes.

#include <optional>
#include <string_view>

#include "run/records.hpp"

namespace mercato
{
/// What first differs between two runs.
enum class FirstDifference : std::uint8_t { none, start, offer, move, state };

std::string_view to_text(FirstDifference what);

/// Two runs of one replicate, compared.
struct Divergence
{
    FirstDifference what = FirstDifference::none;
    std::optional<Time> at;   ///< of the first row that differs, else the first recorded moment
    std::int32_t person = -1; ///< whose row it is, in the world where it happened first
    std::int16_t lab = -1;    ///< that the person then works at
    int people = 0;           ///< with other moves in the two worlds, newcomers included
    int chained = 0;          ///< of these: a lab they come from or go to had gained or lost somebody before
    int labs = 0;             ///< that somebody left or joined in one world only
};

/// People are known again by their traits, since newcomers have other rows in the two worlds.
Divergence divergence_of(RunRecords const& base, RunRecords const& arm);
} // namespace mercato
