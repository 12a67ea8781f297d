// SPDX-License-Identifier: Apache-2.0
#include "laws/search.hpp"

#include <algorithm>
#include <cmath>

namespace mercato
{
double base_rate(double z, double log_vis, double theta, SearchParams const& p)
{
    // Lognormal means exceed their medians by half the variance: taken off, so that lam0 is a mean and not a
    // median.
    auto const centre =
        0.5 * p.mobility_spread * p.mobility_spread +
        0.5 * p.visibility_power * p.visibility_power * p.visibility_spread * p.visibility_spread;
    auto const log_base = z + p.visibility_power * log_vis + p.talent_pull * theta - centre;
    return std::min(std::exp(log_base), std::ldexp(1.0, highest_class));
}

int rate_class(double base)
{
    if (base <= std::ldexp(1.0, lowest_class)) return lowest_class;
    int exponent = 0;
    auto const mantissa = std::frexp(base, &exponent); // base = mantissa 2^exponent, mantissa in [1/2, 1)
    auto const c = mantissa == 0.5 ? exponent - 1 : exponent;
    return std::min(c, highest_class);
}

double culture_fit(double d2, SearchParams const& p) { return std::exp(-p.fit_pull * d2); }

double recruiting(double slots, double reference, SearchParams const& p)
{
    if (slots <= 0) return 0;
    return std::pow(slots / reference, p.slots_power);
}

double looked_into(double messages, double all, double most)
{
    return all <= most ? messages : most * (messages / all);
}
} // namespace mercato
