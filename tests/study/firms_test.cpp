// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <gtest/gtest.h>

#include "study/made_run.hpp"

namespace mercato
{
namespace
{
/// Labs a and b have accounts, c is founded after two years, d has none; recorded every year.
class Firms : public testing::Test
{
protected:
    Firms()
    {
        for (int k = 0; k <= 4; ++k)
        {
            made.run.times.push_back(made.at(k));
            for (std::int16_t lab = 0; lab < 4; ++lab)
            {
                AccountRecord account;
                if (lab == d || (lab == c && k < 2)) account.cash = NAN;
                made.run.accounts.push_back(account);
                LabRecord row;
                row.safety = lab == c ? 0.5F : -0.1F;
                made.run.labs.push_back(row);
            }
        }
    }

    LabEventRecord& happens(double when, std::int16_t lab, Deed deed)
    {
        LabEventRecord e;
        e.time = made.at(when);
        e.lab = lab;
        e.deed = static_cast<std::int8_t>(deed);
        made.run.lab_events.push_back(e);
        return made.run.lab_events.back();
    }

    MadeRun made;
};
} // namespace

TEST_F(Firms, RoundsAndFailuresAreCountedPerYearWithAnAccount)
{
    happens(1, a, Deed::funding_round);
    happens(2.5, a, Deed::funding_round);
    happens(3, b, Deed::failure);
    happens(1, d, Deed::lay_off);
    // a four years, b three until it failed, c two since it was founded
    EXPECT_NEAR(*made.value("funding_rounds_per_year"), 2.0 / 9, 1e-9);
    EXPECT_NEAR(*made.value("failures_per_year"), 1.0 / 9, 1e-9);
    made.fact.lab = "b";
    EXPECT_NEAR(*made.value("failures_per_year"), 1.0 / 3, 1e-9);
    made.fact.lab = "d";
    EXPECT_EQ(made.value("failures_per_year"), std::nullopt) << "it has no account";
}

TEST_F(Firms, SharesAreOfThoseThatWereThereAtTheStart)
{
    happens(1.5, a, Deed::takeover);
    happens(1.6, a, Deed::wound_up);
    happens(3.5, c, Deed::failure);
    made.fact.horizon = 2;
    EXPECT_NEAR(*made.value("closed_share"), 0.5, 1e-9) << "c was not there";
    EXPECT_NEAR(*made.value("taken_over_share"), 0.5, 1e-9);
    made.fact.horizon = 1;
    EXPECT_NEAR(*made.value("closed_share"), 0, 1e-9);
    made.fact.horizon = 5;
    EXPECT_EQ(made.value("closed_share"), std::nullopt) << "beyond the end";
}

TEST_F(Firms, FoundingsBelongToTheLabThatIsLeft)
{
    auto& e = happens(2, c, Deed::founding);
    e.other = a;
    e.people = 4;
    e.ties = 0.6F;
    happens(3, -1, Deed::no_place).other = a;
    made.move(1, 2.1, a, c);
    made.move(2, 2.2, a, c);
    made.move(3, 2.3, b, c);
    made.move(4, 3.9, a, c);
    made.fact.horizon = 1;
    EXPECT_EQ(*made.value("foundings"), 1);
    EXPECT_EQ(*made.value("founding_group_size"), 2) << "from that lab, in time";
    EXPECT_NEAR(*made.value("founder_ties"), 0.6, 1e-6);
    EXPECT_NEAR(*made.value("spin_out_safety_gap"), 0.6, 1e-6);
    made.fact.lab = "b";
    EXPECT_EQ(*made.value("foundings"), 0);
    EXPECT_EQ(made.value("founding_group_size"), std::nullopt);
}
} // namespace mercato
