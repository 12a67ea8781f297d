// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "study/made_run.hpp"
#include "study/summary.hpp"

namespace mercato
{
namespace
{
struct Summed : testing::Test, MadeRun
{
    std::optional<double> at(std::size_t row, std::string_view metric)
    {
        Summary summary(axes);
        summary.see(run);
        for (std::size_t k = 0; k < lab_metrics().size(); ++k)
        {
            if (lab_metrics()[k].name == metric) return summary.at(row, k).front();
        }
        ADD_FAILURE() << metric;
        return std::nullopt;
    }
};

TEST_F(Summed, CountsFromTheFirstRecordedTimeToTheLast)
{
    record(0, 100, 40, 0, 7);
    record(2, 150, 40);
    record(4, 180, 50, 0, 9);
    latest(a).hires = 90;
    latest(a).exits = 10;
    latest(a).offers = 300;
    latest(b).hires = 20;
    EXPECT_EQ(at(0, "headcount_start"), 100);
    EXPECT_EQ(at(0, "headcount_end"), 180);
    EXPECT_EQ(at(0, "hires"), 90);
    EXPECT_EQ(at(0, "exits"), 10);
    EXPECT_EQ(at(0, "offers"), 300);
    // All employers: without d, where people have no job
    EXPECT_EQ(at(4, "headcount_start"), 140);
    EXPECT_EQ(at(4, "headcount_end"), 230);
    EXPECT_EQ(at(4, "hires"), 110);
}

TEST_F(Summed, AcceptedOffersAreThoseOfTheLabThatOffers)
{
    offer(1, 1, a, Answer::accepted);
    offer(2, 1, a, Answer::refused);
    offer(3, 1, a, Answer::declined);
    EXPECT_EQ(at(0, "accepted"), 0);
    EXPECT_EQ(at(1, "accepted"), 1);
    axes.recorded.offers = false;
    EXPECT_EQ(at(1, "accepted"), std::nullopt);
}

TEST_F(Summed, RetentionAndPayAreThoseOfTheFacts)
{
    record(0, 1);
    record(4, 2, 2);
    latest(a).pay = 1;
    latest(b).pay = 2;
    spell(1, a, 0.5, 4);
    ended(2, b, 0.5, 1.5);
    EXPECT_EQ(at(0, "retention"), 1);
    EXPECT_EQ(at(1, "retention"), 0);
    EXPECT_EQ(at(2, "retention"), std::nullopt);
    EXPECT_EQ(at(4, "retention"), 0.5);
    EXPECT_EQ(at(4, "pay_mean"), 1.5);
    EXPECT_EQ(at(2, "pay_mean"), std::nullopt);
}
} // namespace
} // namespace mercato
