// SPDX-License-Identifier: Apache-2.0
// What a scenario says of when events happen and of labs' money, with one mistake put in.
#include <ostream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/scenario_folder.hpp"

namespace mercato
{
namespace
{
struct Mistake
{
    char const* name;
    char const* from;
    char const* to;
    char const* complaint;
};

void PrintTo(Mistake const& m, std::ostream* out) { *out << m.name; }

constexpr char dates[] = "at = 2025-03-01T00:00:00Z\nuntil = 2025-04-01T00:00:00Z\n";

Mistake const mistakes[] = {
    {"no_date", dates, "lasts = 3\n",
     "s.toml:31:1: events.crunch.at is missing (say when: at, after another event, or when a condition "
     "holds)"},
    {"two_dates", "at = 2025-03-01T00:00:00Z\n", "at = 2025-03-01T00:00:00Z\nafter = \"crunch + 3 days\"\n",
     "s.toml:36:9: events.crunch.after = \"crunch + 3 days\" (at stands there too: only one of at, after and "
     "when "
     "counts)"},
    {"after_nothing", dates, "after = \"+ 3 days\"\nlasts = 3\n",
     "s.toml:35:9: events.crunch.after = \"+ 3 days\" (must be the id of another event and how long after "
     "it, such "
     "as \"ouster + 3 days\")"},
    {"after_without_unit", dates, "after = \"crunch + 3\"\nlasts = 3\n",
     "s.toml:35:9: events.crunch.after = \"crunch + 3\" (must say after the + how long, with its unit, such "
     "as \"3 "
     "days\")"},
    {"after_what_is_not_there", dates, "after = \"cranch + 3 days\"\nlasts = 3\n",
     "s.toml:35:9: events.crunch.after = \"cranch + 3 days\" (there is no such event, did you mean crunch?)"},
    {"after_itself", dates, "after = \"crunch + 3 days\"\nlasts = 3\n",
     "s.toml:35:9: events.crunch.after = \"crunch + 3 days\" (events follow one another in a circle)"},
    {"when_of_nothing_known", dates, "when = \"headcont < 5\"\n",
     "s.toml:35:8: events.crunch.when = \"headcont < 5\" (begins with none of the numbers of a lab, did you "
     "mean "
     "headcount?)"},
    {"when_without_comparison", dates, "when = \"headcount\"\n",
     "s.toml:35:8: events.crunch.when = \"headcount\" (compares nothing: must be such as \"headcount < 50\", "
     "with < "
     "or >)"},
    {"when_without_a_number", dates, "when = \"headcount < few\"\n",
     "s.toml:35:8: events.crunch.when = \"headcount < few\" (must end with a number in people, or one with "
     "its "
     "unit)"},
    {"when_in_another_unit", dates, "when = \"headcount < 3 days\"\n",
     "s.toml:35:8: events.crunch.when = \"headcount < 3 days\" (must end with a number in people, or one "
     "with its "
     "unit)"},
    {"when_without_a_window", dates, "when = \"exits > 3\"\n",
     "s.toml:35:8: events.crunch.when = \"exits > 3\" (does not say in how much time, such as \"exits in 30 "
     "days\")"},
    {"when_with_a_window_for_nothing", dates, "when = \"headcount in 30 days > 3\"\n",
     "s.toml:35:8: events.crunch.when = \"headcount in 30 days > 3\" (counts nothing in time: \"in\" goes "
     "with hires "
     "and exits, not with headcount)"},
    {"when_of_another_lab_that_is_not_there", dates, "when = \"headcount of sooth < 3\"\n",
     "s.toml:35:8: events.crunch.when = \"headcount of sooth < 3\" (there is no lab sooth, did you mean "
     "south?)"},
    {"when_of_money_where_there_is_none", dates, "when = \"runway < 6 months\"\n",
     "s.toml:35:8: events.crunch.when = \"runway < 6 months\" (lab north has no account: give it cash)"},
    {"when_with_an_end", "at = 2025-03-01T00:00:00Z\n", "when = \"headcount < 5\"\n",
     "s.toml:36:9: events.crunch.until = 2025-04-01T00:00:00Z (must be lasts where a condition says when)"},
    {"when_for_more_than_columns",
     "type = \"crunch\"\nlab = \"north\"\nat = 2025-03-01T00:00:00Z\nuntil = "
     "2025-04-01T00:00:00Z\n",
     "type = \"lay_off\"\nlab = \"north\"\nwhen = \"headcount < 5\"\n",
     "s.toml:35:8: events.crunch.when = \"headcount < 5\" (a condition sets columns of a lab only: "
     "hiring_freeze, "
     "crunch, amenity_change, pay_change, safety_change, funding_round, valuation, not lay_off)"},
    {"two_ends", "value = 0.9", "value = 0.9\nlasts = 3",
     "s.toml:38:9: events.crunch.lasts = 3 days (until stands there too: only one of them counts)"},
    {"an_end_before_its_begin", "until = 2025-04-01T00:00:00Z", "until = 2025-02-01T00:00:00Z",
     "s.toml:36:9: events.crunch.until = 2025-02-01T00:00:00Z (must come after at = 2025-03-01T00:00:00Z)"},
    {"a_ramp_of_what_strikes", "type = \"crunch\"", "ramp = 5\ntype = \"lay_off\"",
     "s.toml:33:8: events.crunch.ramp = 5 days (goes with crunch, amenity_change, pay_change, safety_change, "
     "not "
     "with lay_off)"},
    {"a_round_of_nothing",
     "type = \"crunch\"\nlab = \"north\"\nat = 2025-03-01T00:00:00Z\nuntil = "
     "2025-04-01T00:00:00Z\nvalue = 0.9",
     "type = \"funding_round\"\nlab = \"north\"\nat = "
     "2025-03-01T00:00:00Z\nvalue = 0",
     "s.toml:36:9: events.crunch.value = 0 (must be more than 0 for a funding_round)"},
    {"costs_without_an_account", "pay = 500", "pay = 500\ncosts = 3",
     "s.toml:14:9: labs.north.costs is given and cash is not (a lab without cash has no account)"},
    {"a_staff_before_the_founding", "pay = 500", "pay = 500\ndormant = true",
     "s.toml:14:11: labs.north.dormant = true (a group works there: nobody does before it is founded)"},
    {"backed_where_nobody_is", "[search]", "[capital]\nfounders_from = \"nurth\"\n[search]",
     "s.toml:10:17: capital.founders_from = \"nurth\" (there is no such lab, did you mean north?)"},
    {"an_event_at_several_labs", "pay = 500", "pay = 500\ncopies = 2",
     "s.toml:35:7: events.crunch.lab = \"north\" (stands for 2 labs, north_1 to north_2: only groups may "
     "speak "
     "of all of them)\n"
     "s.toml:47:7: facts.E1-01.lab = \"north south\" (stands for 2 labs, north_1 to north_2: only groups may "
     "speak of all of them)"},
    {"no_copies", "pay = 500", "pay = 500\ncopies = 0",
     "s.toml:14:10: labs.north.copies = 0 (must be a whole number between 1 and 1000)"},
};

class BrokenTiming : public testing::TestWithParam<Mistake>
{};

TEST_P(BrokenTiming, IsComplainedOfOnceWithPlaceValueAndWhatMustBe)
{
    auto const& m = GetParam();
    auto const text = replaced(good_scenario, m.from, m.to);
    ASSERT_NE(text, good_scenario) << "the mistake was not put in";
    ScenarioFolder const folder;
    folder.write("s.toml", text);
    EXPECT_EQ(folder.complaints(folder.request("s.toml")), m.complaint);
}

INSTANTIATE_TEST_SUITE_P(All, BrokenTiming, testing::ValuesIn(mistakes),
                         [](auto const& m) { return std::string(m.param.name); });
} // namespace

TEST(Timing, ThatIsNotADateSurvivesTheResolvedText)
{
    auto text = replaced(good_scenario, dates, "when = \"headcount of south < 3\"\n");
    text += "[[events]]\nid = \"later\"\ntype = \"amenity_change\"\nlab = \"south\"\nafter = \"crunch + 2 "
            "weeks\"\n"
            "lasts = 30\nramp = 10\nvalue = 1\n";
    ScenarioFolder const folder;
    folder.write("s.toml", text);
    auto const s = read_scenario(folder.request("s.toml"));
    folder.write("t.toml", s.resolved);
    auto const again = read_scenario(folder.request("t.toml"));
    EXPECT_EQ(again.resolved, s.resolved);
    EXPECT_EQ(again.events[0].when, "headcount of south < 3");
    EXPECT_EQ(again.events[0].at, never);
    EXPECT_EQ(again.events[1].after, "crunch + 2 weeks");
    EXPECT_EQ(again.events[1].ramp, s.events[1].ramp);
}

TEST(Timing, SpeaksOfLabsUnderTheirStandInNamesToo)
{
    auto text = replaced(good_scenario, dates, "when = \"headcount of south < 3\"\n");
    text = replaced(text, "id = \"south\"\n", "id = \"south\"\nalias = \"Lab B\"\n");
    text += "[[events]]\nid = \"later\"\ntype = \"amenity_change\"\nlab = \"south\"\nafter = \"crunch + 2 "
            "weeks\"\n"
            "[capital]\nfounders_from = \"south\"\n";
    ScenarioFolder const folder;
    folder.write("s.toml", text);
    auto request = folder.request("s.toml");
    request.alias = true;
    auto const s = read_scenario(request);
    EXPECT_EQ(s.events[0].when, "headcount of lab_b < 3");
    EXPECT_EQ(s.events[1].after, "crunch + 2 weeks");
    EXPECT_EQ(s.capital.founders_from, "lab_b");
}

TEST(Copies, OfALabStandForThemselvesWithTheirStaffAndTheirOwnLuck)
{
    auto text = replaced(good_scenario, "id = \"south\"\npay = 400", "id = \"south\"\npay = 400\ncopies = 3");
    text = replaced(text, "lab = \"north south\"", "lab = \"north\"");
    ScenarioFolder const folder;
    folder.write("s.toml", text);
    auto const s = read_scenario(folder.request("s.toml"));
    ASSERT_EQ(s.labs.size(), 4U);
    ASSERT_EQ(s.groups.size(), 4U);
    for (std::size_t k = 1; k < 4; ++k)
    {
        EXPECT_EQ(s.labs[k].id, "south_" + std::to_string(k));
        EXPECT_EQ(s.groups[k].lab, s.labs[k].id);
        EXPECT_EQ(s.groups[k].id, "south_staff_" + std::to_string(k));
        EXPECT_NE(s.labs[k].luck, s.labs[k % 3 + 1].luck);
    }
    folder.write("t.toml", s.resolved);
    EXPECT_EQ(read_scenario(folder.request("t.toml")).resolved, s.resolved);
}
} // namespace mercato
