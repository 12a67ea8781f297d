// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// When an event happens, if the scenario gives no date: some time after another one, or while a condition
/// on a lab holds; and how it takes hold.

#include <optional>
#include <string>

#include "core/field.hpp"

namespace mercato
{
struct EventTiming
{
    std::string after;
    std::string when;
    std::optional<double> lasts;
    double ramp = 0;

    static constexpr auto fields()
    {
        using P = EventTiming;
        using enum Status;
        return std::tuple{
            field("after", &P::after,
                  "in place of a date: the id of another event, and how long after it begins, such as "
                  "\"ouster + 3 days\""),
            field(
                "when", &P::when,
                "in place of a date: a condition on a lab, looked at every week, such as \"headcount < 50\", "
                "\"exits of north in 30 days > 10\", \"runway < 6 months\"; what lasts holds while it does, "
                "or "
                "for so long as `lasts` says"),
            field("lasts", &P::lasts, unit::days, {0, 36525}, {1, 365}, assumed,
                  "in place of `until`: how long it lasts", ""),
            field("ramp", &P::ramp, unit::days, {0, 36525}, {0, 365}, assumed,
                  "time in which a change of amenity, pay, safety or workload is reached, evenly", ""),
        };
    }
};
} // namespace mercato
