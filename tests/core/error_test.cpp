// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/check.hpp"
#include "core/error.hpp"

namespace mercato
{
namespace
{
std::vector<std::string> const known{"curvature_low", "curvature_high", "pay_weight", "dt", "id",
                                     "seed",          "exchange"};

Complaint complaint(std::string file, int line, int column, std::string text)
{
    Complaint c;
    c.place.file = std::move(file);
    c.place.line = line;
    c.place.column = column;
    c.text = std::move(text);
    return c;
}
} // namespace

TEST(Complaints, SayFileLineAndColumnWhenTheyKnowThem)
{
    EXPECT_EQ(to_text(complaint("a.toml", 4, 13, "curvature = 99")), "a.toml:4:13: curvature = 99");
    EXPECT_EQ(to_text(complaint("a.toml", 0, 0, "is a folder")), "a.toml: is a folder");
    EXPECT_EQ(to_text(complaint("", 0, 0, "--seed = x")), "--seed = x");
}

TEST(Complaints, AreAllInTheErrorALineEach)
{
    ScenarioError const e({complaint("a.toml", 1, 2, "one"), complaint("b.toml", 0, 0, "two")});
    EXPECT_STREQ(e.what(), "a.toml:1:2: one\nb.toml: two");
    EXPECT_EQ(e.complaints.size(), 2U);
}

TEST(Nearest, FindsWhatWasMeant)
{
    EXPECT_EQ(nearest("curvture_low", known), "curvature_low");
    EXPECT_EQ(nearest("pay_wieght", known), "pay_weight");
    EXPECT_EQ(nearest("sed", known), "seed");
    EXPECT_EQ(nearest("exchnage", known), "exchange");
}

TEST(Nearest, SaysNothingRatherThanAnything)
{
    EXPECT_EQ(nearest("headcount", known), "");
    EXPECT_EQ(nearest("x", known), ""); // as near to dt as to id
    EXPECT_EQ(nearest("xy", known), "");
    EXPECT_EQ(nearest("", known), "");
    EXPECT_EQ(nearest("seed", {}), "");
}

TEST(Nearest, TakesTheCloserAndOfEquallyCloseTheFirst)
{
    EXPECT_EQ(nearest("curvature_highh", known), "curvature_high");
    EXPECT_EQ(nearest("aab", {"aaa", "aac"}), "aaa");
}

RC_GTEST_PROP(Nearest, AKnownWordIsNearestToItself, ())
{
    auto const word = *rc::gen::elementOf(known);
    RC_ASSERT(nearest(word, known) == word);
}

RC_GTEST_PROP(Nearest, OneMissingLetterOfALongWordIsForgiven, ())
{
    auto const word =
        *rc::gen::elementOf(std::vector<std::string>{"curvature_low", "pay_weight", "exchange"});
    auto const at = *rc::gen::inRange<std::size_t>(0, word.size());
    auto shorter = word;
    shorter.erase(at, 1);
    RC_ASSERT(nearest(shorter, known) == word);
}

TEST(Checks, RequireNamesTheBrokenPromiseInEveryBuild)
{
    try
    {
        require(1 + 1 == 3);
        FAIL();
    }
    catch (InternalError const& e)
    {
        EXPECT_THAT(e.what(), testing::HasSubstr("1 + 1 == 3"));
        EXPECT_THAT(e.what(), testing::HasSubstr("error_test.cpp"));
    }
}

TEST(Checks, ExpectAndEnsureSpeakInCheckingBuildsOnly)
{
    auto const fails = [](auto&& f) {
        try
        {
            f();
        }
        catch (InternalError const&)
        {
            return true;
        }
        return false;
    };
    EXPECT_EQ(fails([] { expect(false); }), checks_are_on);
    EXPECT_EQ(fails([] { ensure(false); }), checks_are_on);
}
} // namespace mercato
