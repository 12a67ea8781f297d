// SPDX-License-Identifier: Apache-2.0
// W3: headline numbers hardly depend on how often people and labs exchange mail.
#include <cmath>

#include <gtest/gtest.h>

#include "engine/made_market.hpp"
#include "support/moments.hpp"

namespace mercato
{
namespace
{
using testing::Moments;

constexpr std::uint32_t replicates = 12;

struct Headline
{
    double moves = 0; // job to job
    double offers = 0;
    double taken = 0;     // share of offers taken
    double countered = 0; // share of offers answered by a counter
    double gain = 0;      // mean log pay gain of moves
};

Headline headline(RunRecords const& r)
{
    Headline h;
    for (auto const& m : r.moves)
    {
        if (m.reason != static_cast<std::int8_t>(Reason::offer)) continue;
        ++h.moves;
        h.gain += std::log(m.pay_after / m.pay_before);
    }
    for (auto const& o : r.offers)
    {
        h.taken += o.answer == static_cast<std::int8_t>(Answer::accepted) ? 1 : 0;
        h.countered += o.counter;
    }
    h.offers = static_cast<double>(r.offers.size());
    h.gain /= std::max(1.0, h.moves);
    h.taken /= std::max(1.0, h.offers);
    h.countered /= std::max(1.0, h.offers);
    return h;
}

std::vector<Headline> headlines(double hours)
{
    auto s = testing::a_market(1500);
    s.run.exchange = hours / 8766;
    s.run.dt = 1;
    std::vector<Headline> all;
    for (auto const& r : testing::runs_of(s, replicates)) all.push_back(headline(r));
    return all;
}
} // namespace

TEST(Convergence, HeadlineNumbersAgreeFromAQuarterOfAnHourToADay)
{
    double Headline::*const numbers[] = {&Headline::moves, &Headline::offers, &Headline::taken,
                                         &Headline::countered, &Headline::gain};
    // The largest difference that would still be called converged, as a share of the number (gain: log
    // points)
    double const slack[] = {0.02, 0.02, 0.02, 0.05, 0.01};
    auto const finest = headlines(0.25);
    for (double const hours : {1.0, 6.0, 24.0})
    {
        auto const coarse = headlines(hours);
        for (std::size_t k = 0; k < std::size(numbers); ++k)
        {
            Moments difference; // of paired seeds
            Moments level;
            for (std::size_t r = 0; r < finest.size(); ++r)
            {
                difference.add(coarse[r].*numbers[k] - finest[r].*numbers[k]);
                level.add(finest[r].*numbers[k]);
            }
            auto const allowed = difference.tolerance() + slack[k] * std::abs(level.mean);
            EXPECT_LE(std::abs(difference.mean), allowed)
                << hours << " h, number " << k << ", level " << level.mean;
        }
    }
}
} // namespace mercato
