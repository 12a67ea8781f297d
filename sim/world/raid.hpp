// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// The state of a raid: its list, how far it has come, what it has promised. Written at instants only.

#include <cstdint>
#include <vector>

#include "core/time.hpp"
#include "world/raid_spec.hpp"

namespace mercato
{
struct Raid
{
    RaidSpec spec;
    std::uint64_t luck = 0;
    std::uint16_t lab = 0;
    std::vector<std::uint16_t> targets;

    std::vector<std::uint32_t> list; // rows, best first
    std::size_t next = 0;            // on the list
    double promised = 0;             // annual pay and sign-on money in offers that are out or accepted [$M]
    std::int32_t accepted = 0;
    std::int32_t leaning = 0; // of a coalition, who would go now
    std::int32_t rounds = 0;  // gone by

    bool is_coalition() const { return spec.mode == raid_modes[1]; }
    bool takes_over() const { return spec.mode == raid_modes[2]; }
    bool asks_all_at_once() const { return spec.mode != raid_modes[0]; }
};

/// A place on the list of a raid in one number; 0 is none.
struct Pursuit
{
    std::uint32_t packed = 0;

    static Pursuit of(std::size_t raid, std::size_t place)
    {
        return {static_cast<std::uint32_t>((raid + 1) << 24U | place)};
    }
    bool any() const { return packed != 0; }
    std::size_t raid() const { return (packed >> 24U) - 1; }
    std::size_t place() const { return packed & 0xFFFFFFU; }
};
} // namespace mercato
