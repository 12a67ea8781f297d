// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Where two worlds with the same luck part, how far the difference goes, and by which way.
///
/// A move that is made in one world only has come by a tie, by a team or by a place if another such move,
/// made before, reaches it that way; else by none of them: from the difference itself, pay, news or prices.
/// Whom two ways reach counts for the narrower one: tie before team before place.

#include <optional>
#include <string_view>

#include "run/records.hpp"

namespace mercato
{
/// What first differs between two runs.
enum class FirstDifference : std::uint8_t { none, start, offer, move, state, unknown };

std::string_view to_text(FirstDifference what);

/// Two runs of one replicate, compared.
struct Divergence
{
    FirstDifference what = FirstDifference::none;
    std::optional<Time> at;   ///< of the first row that differs, else the first recorded moment
    std::int32_t person = -1; ///< whose row it is, in the world where it happened first
    std::int16_t lab = -1;    ///< that the person then works at
    int people = 0;           ///< with other moves in the two worlds, newcomers included
    int by_tie =
        0; ///< of these: called through a tie, or led to a former lead, where another of them is or was
    int by_team = 0;  ///< of the rest: left the team that another of them had left
    int by_place = 0; ///< of the rest: went to a lab where another of them had opened or taken a place
    int longest = 0;  ///< links of the longest chain of such places
    int labs = 0;     ///< that somebody left or joined in one world only
};

/// People are known again by their traits, since newcomers have other rows in the two worlds.
Divergence divergence_of(RunRecords const& base, RunRecords const& arm);
} // namespace mercato
