// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "study/verdicts.hpp"

namespace mercato
{
namespace
{
FactSpec fact(std::string id, std::optional<double> low, std::optional<double> high)
{
    FactSpec f;
    f.id = std::move(id);
    f.low = low;
    f.high = high;
    return f;
}

Verdict verdict_on(FactSpec const& f, Sample sample)
{
    Observed const observed[] = {{std::move(sample), "1", {}}};
    return judge(std::span(&f, 1), observed).front();
}

TEST(Verdict, PassesWhenEnoughReplicatesLieInside)
{
    auto f = fact("a", 1.0, 2.0);
    f.at_least = 0.5;
    EXPECT_EQ(verdict_on(f, {1.5, 3.0}).outcome, Ruling::pass);
    EXPECT_EQ(verdict_on(f, {1.5, 3.0, 3.0}).outcome, Ruling::fail);
    EXPECT_DOUBLE_EQ(verdict_on(f, {1.5, 3.0, 3.0, 0.0}).probability, 0.25);
}

TEST(Verdict, TheEndsOfTheIntervalAgreeAndAMissingEndIsOpen)
{
    EXPECT_TRUE(agrees(fact("a", 1.0, 2.0), 1.0));
    EXPECT_TRUE(agrees(fact("a", 1.0, 2.0), 2.0));
    EXPECT_FALSE(agrees(fact("a", 1.0, 2.0), 2.0001));
    EXPECT_TRUE(agrees(fact("a", 1.0, std::nullopt), 1e9));
    EXPECT_TRUE(agrees(fact("a", std::nullopt, 2.0), -1e9));
}

TEST(Verdict, NothingObservableIsNeverAPass)
{
    auto f = fact("a", std::nullopt, std::nullopt);
    f.at_least = 0;
    EXPECT_EQ(verdict_on(f, {std::nullopt, std::nullopt}).outcome, Ruling::not_observable);
    EXPECT_EQ(verdict_on(f, {}).outcome, Ruling::not_observable);
}

TEST(Verdict, AReplicateWithoutAnObservationDoesNotAgree)
{
    auto const v = verdict_on(fact("a", 1.0, 2.0), {1.5, std::nullopt, std::nullopt, std::nullopt});
    EXPECT_DOUBLE_EQ(v.probability, 0.25);
    EXPECT_EQ(v.spread->observed, 1u);
}

struct Counted
{
    FactSpec a = fact("a", 0.0, 1.0);
    FactSpec b = fact("b", 0.0, 1.0);
    FactSpec c = fact("c", 0.0, 1.0);

    std::vector<Verdict> judged() const
    {
        std::vector<FactSpec> const facts{a, b, c};
        std::vector<Observed> const observed(3, Observed{{0.5}, "1", {}});
        return judge(facts, observed);
    }
};

TEST(Verdict, InputsAreNeverScoredAndFittedFactsAreTalliedApart)
{
    Counted facts;
    facts.a.role = std::string("input");
    facts.b.role = std::string("fitted");
    facts.c.role = std::string("held_out");
    auto const v = facts.judged();
    EXPECT_EQ(score_of(v, CountsAs::scored).passed, 1);
    EXPECT_EQ(score_of(v, CountsAs::fitted).passed, 1);
    EXPECT_EQ(score_of(v, CountsAs::input).passed, 1);
    EXPECT_EQ(score_of(v, CountsAs::scored).all(), 1);
}

TEST(Verdict, WhatIsDerivedFromAnotherFactOfTheListIsShownAndNotCounted)
{
    Counted facts;
    facts.a.derived_from = std::string("c");
    auto const v = facts.judged();
    EXPECT_EQ(v[0].tally, CountsAs::repeated);
    EXPECT_EQ(v[0].remark, "repeats c");
    EXPECT_EQ(v[0].outcome, Ruling::pass);
    EXPECT_EQ(score_of(v, CountsAs::scored).all(), 2);
}

TEST(Verdict, AChainOfDerivationsCountsOnce)
{
    Counted facts;
    facts.a.derived_from = std::string("b");
    facts.b.derived_from = std::string("c");
    auto const v = facts.judged();
    EXPECT_EQ(v[0].remark, "repeats c");
    EXPECT_EQ(v[1].remark, "repeats c");
    EXPECT_EQ(score_of(v, CountsAs::scored).all(), 1);
}

TEST(Verdict, OfSeveralDerivedFromAFactThatIsNotInTheListTheFirstCounts)
{
    Counted facts;
    facts.a.derived_from = std::string("E5-01");
    facts.c.derived_from = std::string("E5-01");
    auto const v = facts.judged();
    EXPECT_EQ(v[0].tally, CountsAs::scored);
    EXPECT_EQ(v[2].tally, CountsAs::repeated);
    EXPECT_EQ(v[2].remark, "repeats a");
}

TEST(Verdict, ACircleOfDerivationsEnds)
{
    Counted facts;
    facts.a.derived_from = std::string("b");
    facts.b.derived_from = std::string("a");
    EXPECT_EQ(facts.judged().size(), 3u);
}

TEST(Verdict, WhatRepeatsAnInputIsNoSuccessEither)
{
    Counted facts;
    facts.a.role = std::string("input");
    facts.b.derived_from = std::string("a");
    auto const v = facts.judged();
    EXPECT_EQ(score_of(v, CountsAs::scored).all(), 1);
}

TEST(Verdict, IsAsInformativeAsTheLargestChangeOverTheAblations)
{
    std::vector<FactSpec> const facts{fact("a", 0.0, 1.0), fact("b", 0.0, 1.0)};
    std::vector<Observed> const whole{{{0.5, 0.5}, "1", {}}, {{0.5, 0.5}, "1", {}}};
    std::vector<std::vector<Observed>> const ablations{
        {{{0.5, 7.0}, "1", {}}, {{0.5, 0.6}, "1", {}}},
        {{{0.5, 0.5}, "1", {}}, {{0.5, 0.7}, "1", {}}},
    };
    auto verdicts = judge(facts, whole);
    EXPECT_FALSE(verdicts[0].informative);
    weigh(verdicts, ablations);
    EXPECT_DOUBLE_EQ(*verdicts[0].informative, 0.5);
    EXPECT_DOUBLE_EQ(*verdicts[1].informative, 0);
    EXPECT_LT(*verdicts[1].informative, informative_from);
}

TEST(Verdict, AnAblationThatLeavesNothingToObserveIsAChange)
{
    std::vector<FactSpec> const facts{fact("a", 0.0, 1.0)};
    std::vector<Observed> const whole{{{0.5, 0.5}, "1", {}}};
    std::vector<std::vector<Observed>> const ablations{{{{std::nullopt, std::nullopt}, "1", {}}}};
    auto verdicts = judge(facts, whole);
    weigh(verdicts, ablations);
    EXPECT_DOUBLE_EQ(*verdicts[0].informative, 1);
}
} // namespace
} // namespace mercato
