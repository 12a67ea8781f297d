// SPDX-License-Identifier: Apache-2.0
#include "laws/utility.hpp"

#include <cmath>
#include <limits>

#include "core/check.hpp"

namespace mercato
{
namespace
{
// Below this distance from 1 the power form loses more digits than the logarithm is wrong: (1-g) ln^2(c) / 2.
constexpr double nearly_log = 1e-7;
}  // namespace

double value_of_pay(double c, double g)
{
    expect(c > 0);
    auto const e = 1 - g;
    if (std::abs(e) < nearly_log) return std::log(c);
    return (std::pow(c, e) - 1) / e;
}

double pay_worth(double v, double g)
{
    auto const e = 1 - g;
    if (std::abs(e) < nearly_log) return std::exp(v);
    auto const base = 1 + e * v;
    if (base <= 0) return e < 0 ? std::numeric_limits<double>::infinity() : 0;
    return std::pow(base, 1 / e);
}
}  // namespace mercato
