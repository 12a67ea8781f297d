// SPDX-License-Identifier: Apache-2.0
#include "laws/search.hpp"

#include <algorithm>
#include <cmath>

namespace mercato
{
double base_rate(double z, double log_vis, double theta, SearchParams const& p)
{
    // Centred so that people without talent or visibility above the mean are called lam0 times a year on average.
    auto const centre = 0.5 * p.mobility_spread * p.mobility_spread +
                        0.5 * p.visibility_power * p.visibility_power * p.visibility_spread * p.visibility_spread;
    auto const log_base = z + p.visibility_power * log_vis + p.talent_pull * theta - centre;
    return std::exp(std::min(log_base, highest_class * std::log(2.0)));
}

int rate_class(double base)
{
    int exponent = 0;
    auto const mantissa = std::frexp(base, &exponent);  // base = mantissa 2^exponent, mantissa in [1/2, 1)
    auto const c = mantissa == 0.5 ? exponent - 1 : exponent;
    return std::clamp(c, lowest_class, highest_class);
}

double culture_fit(double d2, SearchParams const& p) { return std::exp(-p.fit_pull * d2); }

double recruiting(double slots, double reference, SearchParams const& p)
{
    if (slots <= 0) return 0;
    return std::pow(slots / reference, p.slots_power);
}
}  // namespace mercato
