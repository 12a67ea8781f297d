// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// "ouster + 3 days" and "exits of north in 30 days > 10": what a scenario writes in place of a date.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/field.hpp"

namespace mercato
{
/// A time after another event begins.
struct After
{
    std::string event;
    Span delay;
    std::string error; // why the text could not be read; empty if it could
};
After parse_after(std::string_view text);

/// What a condition may be on.
enum class Gauge : std::uint8_t {
    headcount,
    slots,
    hires,
    exits,
    runway,
    cash,
    valuation,
    capability,
    safety,
    workload,
    fatigue,
    exhaustion,
    climate
};
struct GaugeInfo
{
    std::string_view name;
    Unit unit;
    bool counts = false; // what happened in a span of time
};
std::span<GaugeInfo const> gauges();

/// A gauge of a lab against a number.
struct Condition
{
    Gauge gauge{};
    std::string lab; // that of the event unless said
    Span window;     // of what is counted
    bool below = true;
    double bound = 0; // in the internal unit
    std::string error;
    std::string word; // the one that was not understood, where others of its kind are known
};
Condition parse_condition(std::string_view text);

/// Does @p value meet the condition?
inline bool meets(Condition const& c, double value) { return c.below ? value < c.bound : value > c.bound; }
} // namespace mercato
