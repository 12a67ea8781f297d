// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Moments of a sample, with the standard errors that tolerances come from.
///
/// Seeds are fixed, so a test passes always or never; four standard errors make it 1 in 16,000 that a right
/// law was written down with an unlucky seed.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace mercato::testing
{
inline constexpr double standard_errors = 4;

struct Moments
{
    std::size_t count = 0;
    double mean = 0;
    double squares = 0; // sum of squared deviations

    void add(double x)
    {
        ++count;
        auto const before = x - mean;
        mean += before / static_cast<double>(count);
        squares += before * (x - mean);
    }

    double variance() const { return squares / static_cast<double>(count - 1); }

    /// How far the mean may lie from the truth, by the spread of the sample itself.
    double tolerance() const { return standard_errors * std::sqrt(variance() / static_cast<double>(count)); }

    /// The same for the variance of a law of @p kurtosis (3: normal, 9: exponential, 1.8: uniform).
    double variance_tolerance(double kurtosis) const
    {
        return standard_errors * variance() * std::sqrt((kurtosis - 1) / static_cast<double>(count));
    }
};

/// How far a share of @p count trials may lie from probability @p p.
inline double share_tolerance(double p, std::size_t count)
{
    return standard_errors * std::sqrt(p * (1 - p) / static_cast<double>(count));
}

/// Correlation of two samples of equal length.
inline double correlation(std::vector<double> const& a, std::vector<double> const& b)
{
    Moments x;
    Moments y;
    for (auto const v : a) x.add(v);
    for (auto const v : b) y.add(v);
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - x.mean) * (b[i] - y.mean);
    return sum / std::sqrt(x.squares * y.squares);
}

/// Largest distance between the empirical distribution of @p sorted and @p law (Kolmogorov-Smirnov).
template <class Law>
double distance_to(std::vector<double> const& sorted, Law&& law)
{
    auto const n = static_cast<double>(sorted.size());
    double worst = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i)
    {
        auto const p = law(sorted[i]);
        auto const k = static_cast<double>(i);
        worst = std::max({worst, std::abs(p - k / n), std::abs((k + 1) / n - p)});
    }
    return worst;
}

/// Kolmogorov-Smirnov distance that a sample of @p count exceeds once in 16,000: sqrt(ln(2/p)/2)/sqrt(n).
inline double distance_tolerance(std::size_t count) { return 2.28 / std::sqrt(static_cast<double>(count)); }
} // namespace mercato::testing
