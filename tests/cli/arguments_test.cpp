// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "cli/arguments.hpp"
#include "cli/table.hpp"
#include "core/error.hpp"

namespace mercato
{
namespace
{
using testing::ElementsAre;
using testing::HasSubstr;

constexpr Option options[] = {
    {"set", 0, "PATH=VALUE", true, "sets a value"},
    {"seed", 0, "N", false,
     "seed of all luck, said in so many words that they do not fit on one line of a terminal"},
    {"output", 'o', "FILE", false, "where the result goes"},
    {"against", 0, "FILE...", true, "files to compare with"},
    {"quiet", 'q', "", false, "prints nothing"},
    {"help", 'h', "", false, "prints this"},
};

constexpr Grammar grammar{"run", "runs a scenario", "SCENARIO", 1, 1, options, "More to know."};

Arguments given(std::vector<std::string> const& words) { return {grammar, words}; }

std::string refusal(std::vector<std::string> const& words)
{
    try
    {
        given(words);
    }
    catch (ScenarioError const& e)
    {
        return e.what();
    }
    return "accepted";
}

TEST(Arguments, MayComeInAnyOrderAndForm)
{
    auto const a = given({"--set", "a=1", "x.toml", "-o", "out.h5", "--set=b=2", "--seed=7", "-q"});
    EXPECT_THAT(a.operands(), ElementsAre("x.toml"));
    EXPECT_THAT(a.texts("set"), ElementsAre("a=1", "b=2"));
    EXPECT_EQ(a.text("output"), "out.h5");
    EXPECT_EQ(a.whole("seed", 0, 100), 7);
    EXPECT_EQ(a.whole("seed", 7, 7), 7) << "both ends are allowed";
    EXPECT_TRUE(a.has("quiet"));
    EXPECT_FALSE(a.has("help"));
    EXPECT_EQ(a.line(), "mercato run --set a=1 x.toml -o out.h5 --set=b=2 --seed=7 -q");
}

TEST(Arguments, ThatAreNotGivenHaveNoValue)
{
    auto const a = given({"x.toml"});
    EXPECT_EQ(a.text("output"), "");
    EXPECT_TRUE(a.texts("set").empty());
    EXPECT_EQ(a.whole("seed", 0, 100), std::nullopt);
}

TEST(Arguments, SeveralFilesMayStandBehindOneOption)
{
    EXPECT_THAT(given({"x", "--against", "a", "b", "--against", "c"}).texts("against"),
                ElementsAre("a", "b", "c"));
}

TEST(Arguments, BehindTwoDashesAreOperands)
{
    EXPECT_THAT(given({"--", "--odd.toml"}).operands(), ElementsAre("--odd.toml"));
}

TEST(Arguments, AnUnknownOptionIsRefusedWithTheNearestOne)
{
    EXPECT_EQ(refusal({"x", "--sed", "1"}),
              "mercato run: there is no option --sed. Did you mean --set? See mercato run --help.");
    EXPECT_EQ(refusal({"x", "--outptu=a"}),
              "mercato run: there is no option --outptu. Did you mean --output? See mercato run --help.");
    EXPECT_EQ(refusal({"x", "--parallelism"}),
              "mercato run: there is no option --parallelism. See mercato run --help.");
    EXPECT_THAT(refusal({"x", "-z"}), HasSubstr("there is no option -z."));
}

TEST(Arguments, AreNotGuessedFromTheirBeginning)
{
    EXPECT_THAT(refusal({"x", "--qui"}), HasSubstr("there is no option --qui"));
}

TEST(Arguments, AreRefusedWhenMissingTwiceOrTooMany)
{
    EXPECT_EQ(refusal({}), "mercato run: SCENARIO is missing. See mercato run --help.");
    EXPECT_EQ(refusal({"x", "y"}), "mercato run: \"y\" is one word too many. See mercato run --help.");
    EXPECT_THAT(refusal({"x", "--seed", "1", "--seed", "2"}), HasSubstr("--seed is given twice."));
    EXPECT_THAT(refusal({"x", "--seed"}), HasSubstr("--seed needs a value."));
    EXPECT_THAT(refusal({"x", "--quiet=yes"}), HasSubstr("--quiet takes no value."));
}

TEST(Arguments, HelpIsGivenWhateverIsMissing) { EXPECT_EQ(refusal({"--help"}), "accepted"); }

TEST(Arguments, NumbersAreWholeAndInTheirRange)
{
    for (auto const* const wrong : {"1.5", "x", "", "1e3", "-1", "101", "99999999999999999999", "7 "})
    {
        auto const whole = [&] { return given({"x", std::string("--seed=") + wrong}).whole("seed", 0, 100); };
        EXPECT_THROW(static_cast<void>(whole()), ScenarioError) << wrong;
    }
}

TEST(Arguments, HelpListsWhatIsUnderstoodWithinTheTerminal)
{
    EXPECT_EQ(help_text(grammar), R"(mercato run SCENARIO [OPTION...]

runs a scenario

Options:
      --set PATH=VALUE   sets a value
      --seed N           seed of all luck, said in so many words that they do not fit on one line of
                         a terminal
  -o, --output FILE      where the result goes
      --against FILE...  files to compare with
  -q, --quiet            prints nothing
  -h, --help             prints this

More to know.
)");
}
} // namespace
} // namespace mercato
