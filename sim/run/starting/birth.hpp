// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// People come into being: traits from their identity alone, whether at the start or later.

#include "acts/common/act.hpp"
#include "run/scenario.hpp"

namespace mercato
{
/// Identities by origin; the top four bits say which.
constexpr std::uint64_t group_identity(std::uint64_t group, std::uint64_t number)
{
    return 1ULL << 60 | (group & 0xfffffffULL) << 32 | number;
}
constexpr std::uint64_t entrant_identity(std::uint64_t luck) { return 2ULL << 60 | luck >> 4; }
constexpr std::uint64_t roster_identity(std::uint64_t salted) { return 3ULL << 60 | salted >> 4; }

/// Shares and shifts of the group somebody belongs to.
struct Origin
{
    double talent = 0;
    double committed = 0;
    double capability_first = 0;
    std::array<double, level_count> levels{1, 0, 0, 0};
};

Origin origin_of(GroupSpec const& group, UtilityParams const& p);

/// Fixed traits of @p row from its identity; level too. Returns the person's own culture as a distance to a
/// lab's [sd].
std::array<double, 2> draw_traits(Desk const& desk, std::uint32_t row, std::uint64_t identity,
                                  Origin const& origin);

/// Somebody enters the field at @p lab at @p t; the row exists and is empty.
void born(Desk const& desk, std::uint32_t row, std::uint64_t identity, std::uint16_t lab, Time t);
} // namespace mercato
