// SPDX-License-Identifier: Apache-2.0
// Granovetter (1978): who acts once enough others do. The share that acts ends at the first fixed point,
// and one threshold more or less can tip all.
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "laws/letter.hpp"

namespace mercato
{
namespace
{
/// Signs everybody whose utility is above 0, again and again, until nobody signs any more: thresholds
/// without error.
int signed_in_the_end(std::vector<double> const& gains, LetterParams const& p)
{
    std::vector<bool> has(gains.size());
    int count = 0;
    for (bool more = true; more;)
    {
        more = false;
        auto const share = count / static_cast<double>(gains.size());
        for (std::size_t i = 0; i < gains.size(); ++i)
        {
            Signing const s{1, gains[i], 0, share, share};
            if (has[i] || signing_chance(signing_utility(s, p), p) < 0.5) continue;
            has[i] = more = true;
            ++count;
        }
    }
    return count;
}

LetterParams thresholds()
{
    LetterParams p;
    p.steepness = 1e-9;
    p.social_weight = 1;
    p.social_reference = 0;
    p.constant = 0;
    return p;
}
} // namespace

TEST(Thresholds, OneHigherOneStopsTheWholeCascade)
{
    // A hundred people: person k signs once k others have. With threshold 1 made 2, the first one stays
    // alone.
    std::vector<double> gains;
    for (int k = 0; k < 100; ++k) gains.push_back(-k / 100.0 + 1e-6);
    EXPECT_EQ(signed_in_the_end(gains, thresholds()), 100);
    gains[1] = -2 / 100.0 + 1e-6;
    EXPECT_EQ(signed_in_the_end(gains, thresholds()), 1);
}

TEST(Thresholds, EndAtTheFirstFixedPointOfTheirDistribution)
{
    // A share n signs anyhow, the thresholds of the rest are uniform on [0.2, 1]: F(s) = n + (1 - n) (s -
    // 0.2)+/0.8. At n = 0.1 the first fixed point is n itself; at n = 0.3 F lies above s until all have
    // signed.
    for (auto const& [unconditional, in_the_end] : {std::pair{100, 100}, std::pair{300, 1000}})
    {
        std::vector<double> gains(1000, 1.0);
        auto const rest = 1000.0 - unconditional;
        for (int k = unconditional; k < 1000; ++k)
            gains[static_cast<std::size_t>(k)] = -(0.2 + 0.8 * (k - unconditional) / rest);
        EXPECT_EQ(signed_in_the_end(gains, thresholds()), in_the_end);
    }
}
} // namespace mercato
