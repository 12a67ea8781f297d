// SPDX-License-Identifier: Apache-2.0
#include "core/field.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"

namespace mercato
{
double value_at(Series const& s, Time t)
{
    expect(!s.empty());
    auto const next = std::ranges::upper_bound(s, t, {}, &Dated::at);
    return next == s.begin() ? next->value : std::prev(next)->value;
}

double interpolated_at(Series const& s, Time t)
{
    expect(!s.empty());
    auto const next = std::ranges::upper_bound(s, t, {}, &Dated::at);
    if (next == s.begin()) return next->value;
    auto const last = std::prev(next);
    if (next == s.end()) return last->value;
    auto const share = years(t - last->at) / years(next->at - last->at);
    if (last->value <= 0 || next->value <= 0) return last->value + share * (next->value - last->value);
    return last->value * std::pow(next->value / last->value, share);
}
} // namespace mercato
