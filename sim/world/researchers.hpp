// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// The columns of people. What a call reads sits in one line of 64 bytes, what a decision adds in a second.
///
/// Only the person's own handler writes a row. Others read `at_lab`, which is brought up to date at instants.

#include <array>
#include <cstdint>
#include <vector>

#include "core/fixed.hpp"
#include "core/index.hpp"
#include "core/large_pages.hpp"
#include "core/time.hpp"
#include "world/output.hpp"
#include "world/policy.hpp"

namespace mercato
{
inline constexpr int level_count = 4;
inline constexpr std::uint16_t nowhere = UINT16_MAX; // not in the field
inline constexpr std::uint32_t nobody = UINT32_MAX;
inline constexpr std::size_t tie_count = 8;
inline constexpr std::size_t grant_count = 4;

/// Where somebody stands with an acceptance: none, waiting for the new lab's word, or about to leave.
enum class Standing : std::uint8_t { settled, awaiting, leaving };

/// What every call and decision reads.
struct alignas(64) Line
{
    Id id;
    Time joined;             // start of the job spell
    Cents cash = 0;          // cash pay [cents/yr]
    float base = 0;          // base_i, fixed at birth [1]
    float talent = 0;        // theta [log points]
    float pay_weight = 0;    // beta [utils]
    float curvature = 0;     // g [1]
    float moving_cost = 0;   // kappa [utils]
    float safety_weight = 0; // w_S [utils]
    std::uint32_t team = nobody;
    std::uint32_t offers = nobody; // first open offer in the shelf's pool
    std::uint16_t lab = nowhere;
    std::int8_t level = 1; // 1 to 4
    std::int8_t rate_class = 0;
    bool leads = false;
    Standing standing = Standing::settled;
    std::uint16_t spell = 0;
};
static_assert(sizeof(Line) == 64);

/// Slow state as gaps to the lab's reference, decaying from `at`; inequity from `inequity_at`.
struct alignas(64) Mind
{
    Time at;
    Time inequity_at;
    float fatigue = 0; // gaps [1]
    float exhaustion = 0;
    float safety = 0;    // perceived less true safety priority
    float trust = 0;     // less mean trust
    float alarm = 0;     // [log points]
    float culture_x = 0; // own less the lab's reference [sd]
    float culture_y = 0;
    float inequity = 0;        // F at inequity_at [utils]
    float inequity_target = 0; // phi G [utils]
    float pay = 0;             // annual pay, cash and equity, as contracted [$M/yr]
    float pay_start = 0;       // the same at the start of the spell
    float match = 0;           // m_ij [utils]
};
static_assert(sizeof(Mind) == 64);

/// Somebody one has worked with.
struct Tie
{
    std::uint32_t person = nobody; // row
    std::uint16_t week = 0;        // of the separation, since 1970
    std::uint8_t weight = 0;       // at the separation, 255 = 1
    std::uint8_t led = 0;          // 1 if that person was the own lead
};

using Ties = std::array<Tie, tie_count>;

/// Units promised by the present lab.
struct Holding
{
    Time start;
    std::int64_t units = 0;
    std::uint16_t cliff_days = 0;
    std::uint16_t days = 0;
};

/// Money and equity.
struct Purse
{
    Time settled;          // cash paid up to here
    Cents wealth = 0;      // liquid wealth
    std::int64_t sold = 0; // units of the present lab sold in tenders
    std::array<Holding, grant_count> grants{};
};

/// Everybody who was ever in the field; rows are never used again.
struct Researchers
{
    std::vector<Line, LargePages<Line>> line;
    std::vector<Mind, LargePages<Mind>> mind;
    std::vector<Purse, LargePages<Purse>> purse;
    std::vector<Ties, LargePages<Ties>> ties;
    std::vector<std::uint16_t, LargePages<std::uint16_t>> at_lab; // published at instants
    std::vector<std::array<std::uint16_t, 2>> former;             // the last two employers before this one
    std::vector<Craft> craft;                                     // empty where nothing is made
    std::vector<std::uint8_t> has_signed; // the letter of the own lab; empty while there is none
    std::vector<Pledges> pledges;         // empty where no scenario makes any

    std::size_t size() const { return line.size(); }
    void reserve(std::size_t n);
    void resize(std::size_t n);
};
} // namespace mercato
