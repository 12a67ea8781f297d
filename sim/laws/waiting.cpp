// SPDX-License-Identifier: Apache-2.0
#include "laws/waiting.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <boost/math/special_functions/expint.hpp>

#include "core/check.hpp"

namespace mercato
{
double ein(double a)
{
    expect(a >= 0);
    // The series converges for all a, but from 1 on cancellation starts to cost digits.
    if (a > 1) return boost::math::expint(1, a) + std::log(a) + std::numbers::egamma;
    double sum = 0;
    double power = -1;
    for (int k = 1; k <= 18; ++k)
    {
        power *= -a / k;
        sum += power / k;
    }
    return sum;
}

double waiting_value(double rate, double left, double gap)
{
    if (left <= 0 || rate <= 0) return 0;
    // Far beyond any choice that still depends on waiting; what overflows, or is no number, is as large
    constexpr double highest = 1e300;
    auto const exposure = rate * left * std::exp(std::min(gap, 600.0));
    return ein(exposure < highest ? exposure : highest);
}
} // namespace mercato
