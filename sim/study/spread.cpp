// SPDX-License-Identifier: Apache-2.0
#include "study/spread.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"

namespace mercato
{
double quantile(std::span<double const> sorted, double p)
{
    expect(!sorted.empty());
    auto const place = p * static_cast<double>(sorted.size() - 1);
    auto const below = static_cast<std::size_t>(std::floor(place));
    auto const above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - std::floor(place)) * (sorted[above] - sorted[below]);
}

std::optional<Spread> spread_of(Sample const& sample)
{
    std::vector<double> values;
    for (auto const& value : sample)
    {
        if (value) values.push_back(*value);
    }
    if (values.empty()) return std::nullopt;
    std::ranges::sort(values);
    return Spread{values.size(), quantile(values, 0.05), quantile(values, 0.5), quantile(values, 0.95)};
}
} // namespace mercato
