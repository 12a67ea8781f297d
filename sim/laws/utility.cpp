// SPDX-License-Identifier: Apache-2.0
#include "laws/utility.hpp"

#include <cmath>
#include <limits>

#include "core/check.hpp"

namespace mercato
{
// Through expm1 and log1p, not pow: near g = 1 a power is 1 plus little, and subtracting the 1 would lose
// that little.
double value_of_pay(double c, double g)
{
    expect(c > 0);
    auto const e = 1 - g;
    if (e == 0) return std::log(c);
    return std::expm1(e * std::log(c)) / e;
}

double pay_worth(double v, double g)
{
    auto const e = 1 - g;
    if (e == 0) return std::exp(v);
    if (e * v <= -1) return e < 0 ? std::numeric_limits<double>::infinity() : 0;
    return std::exp(std::log1p(e * v) / e);
}

double agility(double layers, double team_size) { return (4 - layers) / 2 - 0.25 * std::log(team_size / 8); }
} // namespace mercato
