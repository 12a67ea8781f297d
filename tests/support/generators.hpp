// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// RapidCheck generators of numbers in a range: both ends are met, and shrinking goes to the lower one.

#include <cmath>
#include <cstdint>

#include <rapidcheck.h>

namespace mercato::testing
{
inline constexpr std::int64_t generator_steps = 1 << 20;

/// Evenly between @p low and @p high.
inline rc::Gen<double> between(double low, double high)
{
    return rc::gen::map(rc::gen::inRange<std::int64_t>(0, generator_steps + 1), [=](std::int64_t i) {
        auto const share = static_cast<double>(i) / static_cast<double>(generator_steps);
        return low + share * (high - low);
    });
}

/// Evenly in the logarithm between @p low and @p high, both positive.
inline rc::Gen<double> across(double low, double high)
{
    return rc::gen::map(between(std::log(low), std::log(high)), [](double x) { return std::exp(x); });
}
} // namespace mercato::testing
