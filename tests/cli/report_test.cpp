// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "cli/report.hpp"
#include "cli/table.hpp"
#include "study/made_run.hpp"

namespace mercato
{
namespace
{
ReportHead head(std::uint32_t replicates)
{
    MadeRun const made;
    return {"Ordinary market",
            made.axes.start,
            made.axes.end,
            replicates,
            7,
            {"Lab A", "Société B", "C", "Non-employment"}};
}

Summary summary_of(int replicates)
{
    Summary summary(MadeRun().axes);
    for (int k = 0; k < replicates; ++k)
    {
        MadeRun made;
        made.record(0, 375, 40, 0, 500);
        made.record(4, 4000 + 50 * k, 12345 + 100 * k, 0, 480);
        for (auto const lab : {a, b})
        {
            auto& record = made.latest(lab);
            record.hires = 4100 + 10 * k;
            record.exits = 475;
            record.offers = 15000 + 1000 * k;
            record.pay = 1.5F + 0.01F * static_cast<float>(k);
        }
        made.spell(1, a, 0.5, 4);
        if (k > 0) made.ended(2, a, 0.5, 1.5);
        made.offer(3, 1, a, Answer::accepted);
        summary.see(made.run);
    }
    return summary;
}

TEST(Report, SaysOnTopThatItIsSimulatedAndStylised)
{
    EXPECT_EQ(head_text(head(20)), "Ordinary market: simulated, stylised\n"
                                   "2022-01-01 to 2026-01-01, 20 replicates, seed 7\n");
    EXPECT_EQ(head_text(head(1)), "Ordinary market: simulated, stylised\n"
                                  "2022-01-01 to 2026-01-01, 1 replicate, seed 7\n");
}

// The texts below were read through by eye, then kept: a change in them is a change in what a user sees.

TEST(Report, ShowsLabsWithIntervalsUnderMedians)
{
    EXPECT_EQ('\n' + summary_text(head(3), summary_of(3)), R"(
                headcount    headcount                    2-year   mean pay       offers    offers
lab                 start          end      hires  exits  stay %    M$/year         made  accepted
--------------------------------------------------------------------------------------------------
Lab A                 375         4050       4110    475      50       1.51        16.0k         0
                             4005-4095  4101-4119          50-95  1.50-1.52  15.1k-16.9k
Société B              40        12.4k       4110    475       -       1.51        16.0k         1
                           12.4k-12.5k  4101-4119                 1.50-1.52  15.1k-16.9k
Non-employment        500          480          0      0       -       0.00            0         0
all employers         415        16.5k       8220    950      50       1.51        32.0k         1
                           16.4k-16.6k  8202-8238          50-95  1.50-1.52  30.2k-33.8k
Without 1 lab where nobody ever worked.
Median over replicates; below it the interval from 5 to 95 %, where it has a width.
)");
}

TEST(Report, OfOneReplicateHasNoIntervals)
{
    EXPECT_EQ('\n' + summary_text(head(1), summary_of(1)), R"(
                headcount  headcount                2-year  mean pay  offers    offers
lab                 start        end  hires  exits  stay %   M$/year    made  accepted
--------------------------------------------------------------------------------------
Lab A                 375       4000   4100    475     100      1.50   15.0k         0
Société B              40      12.3k   4100    475       -      1.50   15.0k         1
Non-employment        500        480      0      0       -      0.00       0         0
all employers         415      16.3k   8200    950     100      1.50   30.0k         1
Without 1 lab where nobody ever worked.
)");
}

Verdict verdict(std::string_view id, Ruling outcome, CountsAs tally, std::string_view role)
{
    Verdict v;
    name(v.fact.id, id);
    name(v.fact.statement,
         "Of people hired two years before May 2025, 67 % were still there; 5 points either way "
         "for the definition.");
    name(v.fact.role, role);
    v.fact.low = 0.62;
    v.fact.high = 0.72;
    name(v.unit, "1");
    v.tally = tally;
    v.outcome = outcome;
    if (outcome == Ruling::not_observable) return v;
    v.spread = Spread{20, 0.6112, 0.6543, 0.7001};
    v.probability = 0.85;
    return v;
}

std::vector<Verdict> verdicts()
{
    std::vector<Verdict> all{verdict("E5-01-openai", Ruling::pass, CountsAs::fitted, "fitted"),
                             verdict("E5-03", Ruling::fail, CountsAs::scored, "held_out"),
                             verdict("G2", Ruling::pass, CountsAs::scored, "calibration"),
                             verdict("G12", Ruling::not_observable, CountsAs::scored, "calibration"),
                             verdict("E5-09", Ruling::pass, CountsAs::input, "input")};
    all[1].spread = Spread{20, -0.5, 1234.5, 98765};
    all[1].probability = 0;
    all[1].fact.high.reset();
    all[2].fact.low.reset();
    name(all[2].unit, "log points");
    name(all[3].remark, "the run has no spells (record.spells)");
    name(all[4].unit, "people");
    return all;
}

TEST(Report, ShowsAVerdictForEachFactInWords)
{
    EXPECT_EQ('\n' + verdicts_text(verdicts()), R"(
fact          verdict         agree  median         5 to 95 %                documented
---------------------------------------------------------------------------------------
Held out: no parameter was chosen with these in view
E5-03         FAIL             0.00   1,235  -0.500 to 98,765            at least 0.620
    Of people hired two years before May 2025, 67 % were still there; 5 points either way for the
    definition.
Calibration: shared parameters were chosen with these in view
G2            pass             0.85   0.654    0.611 to 0.700  at most 0.720 log points
    Of people hired two years before May 2025, 67 % were still there; 5 points either way for the
    definition.
G12           not observable      -       -                 -            0.620 to 0.720
    Of people hired two years before May 2025, 67 % were still there; 5 points either way for the
    definition.
    (the run has no spells (record.spells))
Fitted: a parameter of its own was adjusted to each; tallied apart
E5-01-openai  pass             0.85   0.654    0.611 to 0.700            0.620 to 0.720
    Of people hired two years before May 2025, 67 % were still there; 5 points either way for the
    definition.
Input: the scenario was given these; never counted
E5-09         pass             0.85   0.654    0.611 to 0.700     0.620 to 0.720 people
    Of people hired two years before May 2025, 67 % were still there; 5 points either way for the
    definition.
Scored facts: 1 of 3 pass, 1 fails, 1 not observable. Fitted facts: 1 of 1 pass.
)");
}

TEST(Report, SaysHowInformativeFactsAreWhereThatIsKnown)
{
    auto all = verdicts();
    all.resize(3);
    all[0].informative = 0.85;
    all[1].informative = 0.0;
    EXPECT_EQ('\n' + verdicts_text(all), R"(
fact          verdict  agree  median         5 to 95 %                documented  informative
---------------------------------------------------------------------------------------------
Held out: no parameter was chosen with these in view
E5-03         FAIL      0.00   1,235  -0.500 to 98,765            at least 0.620     0.00  no
    Of people hired two years before May 2025, 67 % were still there; 5 points either way for the
    definition.
Calibration: shared parameters were chosen with these in view
G2            pass      0.85   0.654    0.611 to 0.700  at most 0.720 log points            -
    Of people hired two years before May 2025, 67 % were still there; 5 points either way for the
    definition.
Fitted: a parameter of its own was adjusted to each; tallied apart
E5-01-openai  pass      0.85   0.654    0.611 to 0.700            0.620 to 0.720     0.85 yes
    Of people hired two years before May 2025, 67 % were still there; 5 points either way for the
    definition.
Scored facts: 1 of 2 pass, 1 fails. Fitted facts: 1 of 1 pass.
)");
}

TEST(Report, FitsAHundredColumns)
{
    auto all = verdicts();
    name(all[0].fact.id, "E5-01-a-very-long-name-of-a-fact-that-nobody-should-choose");
    for (auto& v : all) v.informative = 0.5;
    for (auto const& text : {verdicts_text(all), summary_text(head(3), summary_of(3))})
    {
        std::size_t at = 0;
        while (at < text.size())
        {
            auto const end = text.find('\n', at);
            EXPECT_LE(width_of(text.substr(at, end - at)), terminal_width) << text.substr(at, end - at);
            at = end + 1;
        }
    }
}
} // namespace
} // namespace mercato
