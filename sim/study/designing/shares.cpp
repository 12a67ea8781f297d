// SPDX-License-Identifier: Apache-2.0
#include "study/designing/shares.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/check.hpp"

namespace mercato
{
namespace
{
/// How many runs of neighbours it takes if none may cost more than @p most.
std::uint32_t shares_within(std::span<std::int64_t const> costs, std::int64_t most)
{
    std::uint32_t count = 1;
    std::int64_t sum = 0;
    for (auto const cost : costs)
    {
        if (sum + cost > most)
        {
            ++count;
            sum = 0;
        }
        sum += cost;
    }
    return count;
}
} // namespace

std::int64_t cost_of(Scenario const& s)
{
    auto people = static_cast<double>(s.roster.size());
    for (auto const& group : s.groups) people += group.count * s.run.scale;
    auto const days = 365.25 * (years(s.run.end - s.run.start) + s.run.burn_in);
    return std::max<std::int64_t>(1, std::llround(people * days));
}

std::vector<std::uint32_t> cut_by_cost(std::span<std::int64_t const> costs, std::uint32_t count)
{
    require(count >= 1 && count <= costs.size());
    auto low = *std::ranges::max_element(costs);
    auto high = std::accumulate(costs.begin(), costs.end(), std::int64_t{0});
    while (low < high)
    {
        auto const middle = low + (high - low) / 2;
        if (shares_within(costs, middle) <= count)
            high = middle;
        else
            low = middle + 1;
    }
    std::vector<std::uint32_t> first{0};
    std::int64_t sum = 0;
    for (std::uint32_t k = 0; k < costs.size(); ++k)
    {
        auto const points_left = costs.size() - k;
        auto const shares_left = count - first.size();
        bool const is_full = sum + costs[k] > low || (k > 0 && points_left == shares_left);
        if (is_full && shares_left > 0 && k > first.back())
        {
            first.push_back(k);
            sum = 0;
        }
        sum += costs[k];
    }
    first.push_back(static_cast<std::uint32_t>(costs.size()));
    return first;
}
} // namespace mercato
