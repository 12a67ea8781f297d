// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What a lab makes: its works, what a person adds to them, and what the records keep of both.

#include <cstdint>
#include <vector>

#include "core/columns.hpp"
#include "core/fixed.hpp"
#include "core/time.hpp"

namespace mercato
{
/// A launch of a lab.
struct LaunchRecord
{
    Time time;
    Time decided;
    std::int16_t lab = -1;
    std::int8_t dated = 0;
    float capability = 0;
    float lead = 0;
    float effort = 0;
    float price = 1;

    static constexpr auto columns()
    {
        using R = LaunchRecord;
        return std::tuple{
            column(&R::time, "time", "", "moment of the launch"),
            column(&R::decided, "decided", "", "moment from which staff worked long hours for it"),
            column(&R::lab, "lab", "1", "lab"),
            column(&R::dated, "dated", "1", "the scenario gave its date", "no yes"),
            column(&R::capability, "capability", "1", "log capability launched"),
            column(&R::lead, "lead", "1",
                   "log capability launched less the most that any other lab has launched; NaN alone"),
            column(&R::effort, "effort", "1", "effort at work when it was decided"),
            column(&R::price, "price", "1", "factor on the price of the lab's equity"),
        };
    }
};

/// The works of a lab at a recorded time.
struct OutputRecord
{
    float capability = 0;
    float launched = 0;
    float research = 0;
    float effort = 0;
    std::int32_t launches = 0;

    static constexpr auto columns()
    {
        using R = OutputRecord;
        return std::tuple{
            column(&R::capability, "capability", "1", "log capability"),
            column(&R::launched, "launched", "1", "log capability as of the last launch"),
            column(&R::research, "research", "1", "research output; 1 in the reference lab"),
            column(&R::effort, "effort", "1", "effort at work: exhaustion, a crisis and fights take from it"),
            column(&R::launches, "launches", "1", "launches since the start"),
        };
    }
};

/// What the sums of a lab hold of one of its members.
struct Craft
{
    Fixed weight = 0;        // w at full team capital
    Fixed missing = 0;       // of it without team capital, carried back to the origin of time
    std::uint16_t whole = 0; // number of the job spell to which the team came along; 0: none
};

/// A potential launch, or one that is prepared.
struct LaunchPoint
{
    Time at;
    Time decided;
    std::uint64_t luck = 0;
    double y = 0;    // intensity [1/yr]
    double gain = 0; // log points
    float effort = 0;
    bool dated = false;
};

/// The works of a lab: empty lists and zeros where it makes nothing.
struct Works
{
    bool makes = false;      // capability, launches or both
    Time at;                 // of capability; not before the start
    double capability = 0;   // ln Q
    double launched = 0;     // ln Q as of the last launch
    double first = 0;        // launched less the mean of the others, at the start
    double labour = 0;       // before effort, as of the last grid instant
    double compute = 0;      // as of the last grid instant
    double weights = 0;      // sum of w with team capital, as of the last grid instant
    double research = 0;     // I
    double effort = 1;       // mean since the last time it was carried
    double usual_effort = 1; // of ordinary weeks
    double value = 0;        // p_l [$M/yr]; 0 before the first plan with staff
    double product = 0;      // marginal product of a person per w [$M/yr]
    std::int32_t launches = 0;
    std::vector<LaunchPoint> potential;   // of the present week, latest first
    std::vector<LaunchPoint> coming;      // decided, in order of their launch
    std::vector<std::uint32_t> newcomers; // rows whose team may yet come along
    std::vector<LaunchRecord> record;
};

/// The race of all labs that make something, as of the last grid instant.
struct Race
{
    double ahead = 0;    // log capability of the most capable lab
    double known = 0;    // public frontier, which lags it
    double launched = 0; // mean log capability launched
    double labs = 0;     // how many race
};
} // namespace mercato
