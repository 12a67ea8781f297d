// SPDX-License-Identifier: Apache-2.0
#include "study/comparing/paired.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include <boost/math/distributions/students_t.hpp>

#include "core/check.hpp"

namespace mercato
{
namespace
{
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
constexpr double two_sided = 0.975;

double mean_of(std::vector<double> const& x)
{
    double sum = 0;
    for (auto const v : x) sum += v;
    return sum / static_cast<double>(x.size());
}

/// Unbiased; NaN of fewer than two values.
double variance_of(std::vector<double> const& x)
{
    auto const mean = mean_of(x);
    double sum = 0;
    for (auto const v : x) sum += (v - mean) * (v - mean);
    return x.size() < 2 ? nothing : sum / static_cast<double>(x.size() - 1);
}
} // namespace

std::optional<PairedEffect> paired_effect(Sample const& base, Sample const& arm)
{
    require(base.size() == arm.size());
    std::vector<double> a;
    std::vector<double> b;
    std::vector<double> d;
    for (std::size_t r = 0; r < base.size(); ++r)
    {
        if (!base[r] || !arm[r]) continue;
        a.push_back(*base[r]);
        b.push_back(*arm[r]);
        d.push_back(*arm[r] - *base[r]);
    }
    if (d.empty()) return std::nullopt;
    PairedEffect e{d.size(), mean_of(a), mean_of(b), mean_of(d), nothing, nothing, nothing, nothing};
    if (d.size() < 2) return e;
    auto const n = static_cast<double>(d.size());
    auto const variance = variance_of(d);
    auto const apart = variance_of(a) + variance_of(b);
    e.error = std::sqrt(variance / n);
    auto const half = boost::math::quantile(boost::math::students_t(n - 1), two_sided) * e.error;
    e.low = e.mean - half;
    e.high = e.mean + half;
    if (apart > 0) e.variance_ratio = apart / variance;
    return e;
}

double replicates_for(PairedEffect const& effect, double half_width)
{
    if (effect.pairs < 2) return 0;
    auto const half = effect.high - effect.mean;
    // The interval shrinks like 1/sqrt(n), a little faster while n is small
    return std::ceil(static_cast<double>(effect.pairs) * (half / half_width) * (half / half_width));
}
} // namespace mercato
