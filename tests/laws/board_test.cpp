// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <gtest/gtest.h>

#include "laws/board.hpp"

namespace mercato
{
namespace
{
double odds(double p) { return std::log(p / (1 - p)); }
} // namespace

TEST(Board, ReadsResignationsAsBayesTells)
{
    BeliefParams const p;
    Pressure quiet{0.9, 700, 0, 2 / 365.25, 0};
    auto loud = quiet;
    loud.resigned = 5;
    EXPECT_NEAR(odds(threat_is_real(loud, p)) - odds(threat_is_real(quiet, p)),
                5 * std::log(p.resigning_real / p.resigning_bluff), 1e-9);
    EXPECT_NEAR(odds(threat_is_real(quiet, p)) - odds(p.real_before),
                -(p.resigning_real - p.resigning_bluff) * 700 * 2 / 365.25, 1e-9);
}

TEST(Board, BelievesInMoreExitsWithFirmerOffersAndMoreSignatures)
{
    BeliefParams const p;
    Pressure seen{0.5, 700, 0, 0, p.verbal_offers};
    auto const verbal = believed_exits(seen, p);
    seen.offers = p.written_offers;
    auto const written = believed_exits(seen, p);
    EXPECT_GT(written, verbal);
    seen.signed_share = 1;
    EXPECT_DOUBLE_EQ(believed_exits(seen, p), 2 * written);
    seen.signed_share = 0;
    EXPECT_EQ(believed_exits(seen, p), 0);
}

TEST(Board, ConcedesAtHalfItsPaceWhenBothCostTheSame)
{
    BoardValues b;
    b.organisation = 4;
    b.authority = 1;
    b.candour = 1;
    b.pace = 100;
    b.softness = 0.5;
    auto const hold = loss_of_holding(b, 0.5, 0);
    EXPECT_DOUBLE_EQ(hold, 2);
    EXPECT_DOUBLE_EQ(concession_hazard(b, hold, loss_of_conceding(b, 0)), 50);
    EXPECT_GT(concession_hazard(b, loss_of_holding(b, 0.9, 0), loss_of_conceding(b, 0)), 90);
}

TEST(Board, MindsALessSafeLeaderAndLessSafeDestinationsOnly)
{
    BoardValues b;
    b.safety = 0.5;
    b.safety_weight = 2;
    EXPECT_DOUBLE_EQ(loss_of_conceding(b, 0.1), 0.8);
    EXPECT_DOUBLE_EQ(loss_of_conceding(b, 0.9), 0);
    EXPECT_DOUBLE_EQ(loss_of_holding(b, 0.5, 0.3), 0.3);
}

TEST(Staff, BelieveInAConcessionAsCompetingHazardsTell)
{
    Guesses const h{30, 10, 0};
    Guesses const w{0.2, 0.3, 0.5};
    auto const patience = 0.1; // years: hazard 10
    EXPECT_NEAR(belief_in_concession(w, h, patience), 0.2 * 0.75 + 0.3 * 0.5, 1e-12);
}

TEST(Staff, LoseHopeWhileNothingEnds)
{
    Guesses const h{30, 10, 0};
    Guesses w{1.0 / 3, 1.0 / 3, 1.0 / 3};
    auto const before = belief_in_concession(w, h, 0.1);
    w = without_end(w, h, 0.05);
    EXPECT_NEAR(w[0] + w[1] + w[2], 1, 1e-12);
    EXPECT_NEAR(w[0] / w[2], std::exp(-30 * 0.05), 1e-12);
    EXPECT_LT(belief_in_concession(w, h, 0.1), before);
}
} // namespace mercato
