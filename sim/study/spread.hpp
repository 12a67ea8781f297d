// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// How a number spreads over replicates: median and the interval from 5 to 95 %.

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace mercato
{
/// One value a replicate; nothing where there was nothing to observe.
using Sample = std::vector<std::optional<double>>;

/// The middle and the 5 and 95 % points of what was observed.
struct Spread
{
    std::size_t observed = 0; ///< replicates with a value
    double low = 0;           ///< 5 % point
    double median = 0;
    double high = 0; ///< 95 % point
};

/// Point of @p sorted below which a share @p p lies, linear between the values (Hyndman and Fan 1996, type
/// 7). @p sorted ascending and not empty, 0 <= p <= 1.
double quantile(std::span<double const> sorted, double p);

/// Nothing when no replicate has a value.
std::optional<Spread> spread_of(Sample const& sample);
} // namespace mercato
