// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Rounding to whole numbers without a call: sums over people round several numbers at each event.

#include <cstdint>

namespace mercato
{
/// Nearest whole number, halves away from zero, as std::llround has it. |x| < 2^63.
inline std::int64_t rounded(double x)
{
    auto const whole = static_cast<std::int64_t>(x);
    auto const rest = x - static_cast<double>(whole); // exact
    return whole + (rest >= 0.5 ? 1 : 0) - (rest <= -0.5 ? 1 : 0);
}
} // namespace mercato
