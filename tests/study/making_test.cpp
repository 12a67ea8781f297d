// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <gtest/gtest.h>

#include "study/made_run.hpp"
#include "study/observables/making.hpp"

namespace mercato
{
namespace
{
/// Labs a and b race, c and d make nothing; recorded once a year.
struct Making : testing::Test, MadeRun
{
    Making()
    {
        for (int k = 0; k <= 4; ++k)
        {
            run.times.push_back(at(k));
            auto const x = static_cast<float>(k);
            run.works.push_back({2 * x, x, 1, 0.9F, 0});
            run.works.push_back({x, 0, 1, k < 2 ? 0.8F : 0.4F, 0});
            run.works.push_back({99, 99, NAN, NAN, 0});
            run.works.push_back({0, 0, NAN, NAN, 0});
        }
    }

    void launched(double when, std::int16_t lab)
    {
        LaunchRecord l;
        l.time = at(when);
        l.lab = lab;
        run.launches.push_back(l);
    }
};

TEST_F(Making, CountsLaunchesOfTheLabsInTheWindow)
{
    launched(0.5, a);
    launched(1.5, a);
    launched(1.5, b);
    launched(3, a);
    EXPECT_EQ(value("launches"), 4);
    name(fact.lab, "a");
    fact.from = at(1);
    fact.until = at(3); // the end does not belong to it
    EXPECT_EQ(value("launches"), 1);
    EXPECT_NEAR(*value("launch_interval"), 2 * 365.25, 1e-9);
    name(fact.lab, "a b c");
    EXPECT_NEAR(*value("launch_interval"), 2 * 2 * 365.25 / 2, 1e-9); // c makes nothing
    name(fact.lab, "c");
    EXPECT_EQ(value("launch_interval"), std::nullopt);
}

TEST_F(Making, ComparesTheBestOfTheLabsWithTheBestOfTheOthersThatMakeSomething)
{
    name(fact.lab, "a");
    fact.from = at(3);
    EXPECT_NEAR(*value("relative_capability"), 3, 1e-12);
    name(fact.lab, "b");
    EXPECT_NEAR(*value("relative_capability"), -3, 1e-12);
    name(fact.lab, "a b");
    EXPECT_EQ(value("relative_capability"), std::nullopt); // nobody else races
    name(fact.lab, "c");
    EXPECT_EQ(value("relative_capability"), std::nullopt);
}

TEST_F(Making, AveragesEffortOverRecordedTimesOfTheWindow)
{
    name(fact.lab, "b");
    EXPECT_NEAR(*value("effort_mean"), (2 * 0.8 + 2 * 0.4) / 4, 1e-6); // the last moment ends the window
    fact.from = at(2);
    EXPECT_NEAR(*value("effort_mean"), 0.4, 1e-6);
}

TEST_F(Making, HasNoValueWhereNothingIsMade)
{
    run.works.clear();
    for (auto const* name : {"launches", "launch_interval", "relative_capability", "effort_mean"})
        EXPECT_EQ(value(name), std::nullopt) << name;
}
} // namespace
} // namespace mercato
