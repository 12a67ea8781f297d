// SPDX-License-Identifier: Apache-2.0
#include <ostream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/scenario_folder.hpp"

namespace mercato
{
namespace
{
/// A good scenario with one mistake that no single value shows, and what the reader must say of it.
struct Broken
{
    char const* name;
    char const* from;
    char const* to;
    char const* complaint;
};

void PrintTo(Broken const& b, std::ostream* out) { *out << b.name; }

Broken const broken[] = {
    // syntax
    {"no_value", "seed = 7",
     "seed =", "s.toml:6:7: not TOML: Error while parsing key-value pair: expected value, saw '\\n'"},
    {"key_twice", "seed = 7", "seed = 7\nseed = 8",
     "s.toml:7:8: not TOML: Error while parsing key-value pair: cannot redefine existing integer 'seed'"},
    {"section_twice", "[search]", "[record]",
     "s.toml:9:1: not TOML: Error while parsing table header: cannot redefine existing table 'record'"},
    {"quotes_not_closed", "title = \"Good\"", "title = \"Good",
     "s.toml:2:14: not TOML: Error while parsing string: unescaped control characters other than TAB "
     "(U+0009) are explicitly prohibited"},
    {"lone_carriage_return", "seed = 7", "seed = 7\rdt = 3",
     "s.toml:6:10: not TOML: Error while parsing key-value pair: expected '\\n' after '\\r', saw 'd'"},
    // sections and lists
    {"number_for_a_section", "title = \"Good\"\n[run]", "run = 3\n[runs]",
     "s.toml:2:7: run = 3 (must be a section: [run] above its keys)\ns.toml:3:2: runs is not a known key "
     "(did you mean run?)"},
    {"list_of_tables_for_a_section", "[search]", "[[search]]",
     "s.toml:9:1: search = a list (must be a section: [search] above its keys)"},
    {"table_for_a_list", "[[sources]]\nid = \"S-1\"\ntext = \"invented\"\n", "[sources]\nid = \"S-1\"\n",
     "s.toml:38:1: sources = a table (must be a list of tables: write [[sources]] and id = \"...\" below)"},
    // ids
    {"entry_without_id", "id = \"south\"\n", "",
     "s.toml:20:1: labs: an entry without id (id = \"...\" in quotes must be given)\ns.toml:28:7: "
     "groups.south_staff.lab = \"south\" (there is no such lab, did you mean north?)\ns.toml:45:7: "
     "facts.E1-01.lab = \"south\" (there is no such lab, did you mean north?)"},
    {"id_that_is_a_number", "id = \"south\"\n", "id = 3\n",
     "s.toml:20:1: labs: an entry without id (id = \"...\" in quotes must be given)\ns.toml:29:7: "
     "groups.south_staff.lab = \"south\" (there is no such lab, did you mean north?)\ns.toml:46:7: "
     "facts.E1-01.lab = \"south\" (there is no such lab, did you mean north?)"},
    {"lab_twice", "id = \"south\"", "id = \"north\"",
     "s.toml:21:6: labs.id = \"north\" stands twice in this file (first in line 12; an id must be "
     "unique)\ns.toml:29:7: groups.south_staff.lab = \"south\" (there is no such lab, did you mean "
     "north?)\ns.toml:46:7: facts.E1-01.lab = \"south\" (there is no such lab, did you mean north?)"},
    {"group_twice", "id = \"south_staff\"", "id = \"north_staff\"",
     "s.toml:20:1: labs.south is empty: nobody works there and no headcount is planned (give it a group or a "
     "headcount, or drop = true)\ns.toml:28:6: groups.id = \"north_staff\" stands twice in this file (first "
     "in line 24; an id must be unique)"},
    {"group_of_no_lab", "lab = \"south\"", "lab = \"souht\"",
     "s.toml:29:7: groups.south_staff.lab = \"souht\" (there is no such lab, did you mean south?)"},
    {"id_with_capitals", "id = \"south_staff\"", "id = \"SouthStaff\"",
     "s.toml:28:6: groups.id = \"SouthStaff\" (must be lower-case letters, digits and _, a letter first, at "
     "most 64 characters)"},
    {"id_with_a_space", "id = \"crunch\"", "id = \"a crunch\"",
     "s.toml:32:6: events.id = \"a crunch\" (must be lower-case letters, digits and _, a letter first, at "
     "most 64 characters)"},
    {"id_with_a_digit_first", "id = \"crunch\"", "id = \"1crunch\"",
     "s.toml:32:6: events.id = \"1crunch\" (must be lower-case letters, digits and _, a letter first, at "
     "most 64 characters)"},
    {"empty_id", "id = \"crunch\"", "id = \"\"",
     "s.toml:32:6: events.id = \"\" (must be lower-case letters, digits and _, a letter first, at most 64 "
     "characters)"},
    {"fact_id_with_a_dot", "id = \"E1-01\"", "id = \"E1.01\"",
     "s.toml:42:6: facts.id = \"E1.01\" (must be letters, digits, _ and -, a letter first, at most 64 "
     "characters)"},
    {"event_of_no_lab", "type = \"crunch\"\nlab = \"north\"", "type = \"crunch\"\nlab = \"elsewhere\"",
     "s.toml:34:7: events.crunch.lab = \"elsewhere\" (there is no such lab)"},
    {"fact_of_no_lab", "lab = \"north south\"", "lab = \"north soth\"",
     "s.toml:46:7: facts.E1-01.lab = \"soth\" (there is no such lab, did you mean south?)"},
    {"drop_of_nothing", "[[sources]]", "[[sources]]\nid = \"S-9\"\ndrop = true\n[[sources]]",
     "s.toml:39:6: sources.S-9: there is no such entry to change or drop"},
    {"drop_that_is_no_flag", "text = \"invented\"", "text = \"invented\"\ndrop = 1",
     "s.toml:41:8: sources.S-1.drop = 1 (must be true or false)"},
    // window
    {"end_before_start", "end = 2026-01-01T00:00:00Z", "end = 2024-01-01T00:00:00Z",
     "s.toml:5:7: run.end = 2024-01-01T00:00:00Z (must come after run.start = 2025-01-01T00:00:00Z)"},
    {"end_at_start", "end = 2026-01-01T00:00:00Z", "end = 2025-01-01T00:00:00Z",
     "s.toml:5:7: run.end = 2025-01-01T00:00:00Z (must come after run.start = 2025-01-01T00:00:00Z)"},
    {"start_before_the_epoch", "start = 2025-01-01T00:00:00Z", "start = 1900-01-01T00:00:00Z",
     "s.toml:4:9: run.start = 1900-01-01T00:00:00Z (must be between 1990-01-01 and 2200-01-01)"},
    {"end_beyond_reason", "end = 2026-01-01T00:00:00Z", "end = 2926-01-01T00:00:00Z",
     "s.toml:5:7: run.end = 2926-01-01T00:00:00Z (must not come after 2200-01-01)"},
    {"recorded_at_no_interval", "seed = 7", "dt = 0",
     "s.toml:6:6: run.dt = 0 (must be between 0.01 and 36525 days)"},
    {"recorded_too_often", "end = 2026-01-01T00:00:00Z\nseed = 7", "end = 2196-01-01T00:00:00Z\ndt = 0.01",
     "s.toml:6:6: run.dt: the window has 6245600 recorded times (at most 1000000; record less often)"},
    {"exchange_that_does_not_divide", "seed = 7", "exchange = 5",
     "s.toml:6:12: run.exchange = 5 hours (must divide four weeks evenly, such as 15 minutes, 1 hour, 6 "
     "hours, 1 day)"},
    {"exchange_longer_than_a_page", "seed = 7", "exchange = \"5 weeks\"",
     "s.toml:6:12: run.exchange = \"5 weeks\" (must be between 0.05 and 672 hours)"},
    // behaviour
    {"curvatures_in_wrong_order", "[search]\n", "[utility]\ncurvature_low = 3\n[search]\n",
     "s.toml:10:17: utility.curvature_low = 3 (must not exceed utility.curvature_high = 2)"},
    {"highest_curvature_below_the_usual_lowest", "[search]\n", "[utility]\ncurvature_high = 0.5\n[search]\n",
     "s.toml:10:18: utility.curvature_high = 0.5 (must be at least utility.curvature_low = 1)"},
    {"longest_notice_below_the_usual_shortest", "contact_rate = 2", "notice_high = \"1 week\"",
     "s.toml:10:15: search.notice_high = 7 days (must be at least search.notice_low = 14 days)"},
    {"notices_in_wrong_order", "contact_rate = 2", "notice_low = \"90 days\"",
     "s.toml:10:14: search.notice_low = 90 days (must not exceed search.notice_high = 56 days)"},
    {"shares_beyond_one", "[search]\n", "[utility]\nshare_committed = 0.9\n[search]\n",
     "s.toml:10:19: utility.share_committed + utility.share_capability = 1.03 (must not exceed 1)"},
    {"shares_beyond_one_by_the_capability_first", "[search]\n",
     "[utility]\nshare_capability = 0.9\n[search]\n",
     "s.toml:10:20: utility.share_committed + utility.share_capability = 1.05 (must not exceed 1)"},
    {"cliff_beyond_the_grant", "culture = [0.5, -0.5]", "culture = [0.5, -0.5]\ncliff = 60",
     "s.toml:16:9: labs.north.cliff = 60 (must be between 0 and 48 months)"},
    {"grant_shorter_than_the_usual_cliff", "[search]\n", "[equity]\nvesting_time = 0.5\n[search]\n",
     "s.toml:10:16: labs.north.cliff = 12 months (must not exceed equity.vesting_time = 0.5 years)"},
    {"cliff_beyond_a_short_grant", "[search]\ncontact_rate = 2\n[[labs]]\nid = \"north\"",
     "[equity]\nvesting_time = 2\n[[labs]]\nid = \"north\"\ncliff = 30",
     "s.toml:13:9: labs.north.cliff = 30 months (must not exceed equity.vesting_time = 2 years)"},
    // labs, groups, events, facts
    {"culture_of_one_number", "culture = [0.5, -0.5]", "culture = [0.5]",
     "s.toml:15:11: labs.north.culture has 1 numbers (must have two)"},
    {"culture_of_three_numbers", "culture = [0.5, -0.5]", "leader_culture = [0, 0, 0]",
     "s.toml:15:18: labs.north.leader_culture has 3 numbers (must have two)"},
    {"levels_that_do_not_add_up", "count = 5", "count = 5\nlevels = [0.2, 0.2, 0.2, 0.2]",
     "s.toml:31:10: groups.south_staff.levels: 4 shares that add up to 0.8 (must be four that add up to 1)"},
    {"levels_of_three", "count = 5", "count = 5\nlevels = [0.5, 0.25, 0.25]",
     "s.toml:31:10: groups.south_staff.levels: 3 shares that add up to 1 (must be four that add up to 1)"},
    {"group_shares_beyond_one", "count = 5", "count = 5\ncommitted = 0.9",
     "s.toml:31:13: groups.south_staff: committed + capability_first = 1.03 (must not exceed 1)"},
    {"tenure_beyond_its_limit", "count = 5", "count = 5\ntenure = 3\ntenure_limit = 2",
     "s.toml:31:10: groups.south_staff.tenure = 3 years (must not exceed tenure_limit = 2 years)"},
    {"event_that_ends_before_it_begins", "until = 2025-04-01T00:00:00Z", "until = 2025-02-01T00:00:00Z",
     "s.toml:36:9: events.crunch.until = 2025-02-01T00:00:00Z (must come after at = 2025-03-01T00:00:00Z)"},
    {"event_without_end", "until = 2025-04-01T00:00:00Z\n", "",
     "s.toml:31:1: events.crunch.until is missing (a crunch lasts; say until when)"},
    {"workload_beyond_one", "value = 0.9", "value = 1.5",
     "s.toml:37:9: events.crunch.value = 1.5 (must be between 0 and 1 for a crunch)"},
    {"rest_in_parts_of_parts", "type = \"crunch\"", "type = \"recharge_week\"",
     "s.toml:37:9: events.crunch.value = 0.9 (must be a whole number of parts, 0 to 100, for a "
     "recharge_week)"},
    {"launch_that_takes_capability_away",
     "type = \"crunch\"\nlab = \"north\"\nat = 2025-03-01T00:00:00Z\nuntil = "
     "2025-04-01T00:00:00Z\nvalue = 0.9",
     "type = \"launch\"\nlab = \"north\"\nat = 2025-03-01T00:00:00Z\nvalue = -1",
     "s.toml:36:9: events.crunch.value = -1 (must be between 0 and 5 for a launch)"},
    // crises
    {"ouster_without_a_board", "type = \"crunch\"", "type = \"ouster\"",
     "s.toml:31:1: events.crunch.lab is missing (write [[boards]] with lab = \"north\": what its board "
     "values)"},
    {"offer_to_all_of_nobody", "type = \"crunch\"", "type = \"blanket_offer\"\nform = \"verbal\"",
     "s.toml:31:1: events.crunch.to is missing (the lab that makes the offer)"},
    {"offer_to_all_without_a_form", "type = \"crunch\"", "type = \"full_match\"\nto = \"south\"",
     "s.toml:31:1: events.crunch.form is missing (verbal, pledged or written)"},
    {"courting_less_than_nothing",
     "type = \"crunch\"\nlab = \"north\"\nat = 2025-03-01T00:00:00Z\n"
     "until = 2025-04-01T00:00:00Z\nvalue = 0.9",
     "type = \"courting\"\nlab = \"north\"\nat = 2025-03-01T00:00:00Z\nuntil = 2025-04-01T00:00:00Z\nvalue = "
     "-3",
     "s.toml:37:9: events.crunch.value = -3 (must be at least 0 for courting)"},
    {"in_house_recruiters_of_no_lab",
     "type = \"crunch\"\nlab = \"north\"\nat = 2025-03-01T00:00:00Z\n"
     "until = 2025-04-01T00:00:00Z\nvalue = 0.9",
     "type = \"courting\"\nlab = \"north\"\nto = \"sout\"\nat = 2025-03-01T00:00:00Z\n"
     "until = 2025-04-01T00:00:00Z\nvalue = 3",
     "s.toml:35:6: events.crunch.to = \"sout\" (there is no such lab, did you mean south?)"},
    {"in_house_recruiters_who_court_their_own",
     "type = \"crunch\"\nlab = \"north\"\nat = 2025-03-01T00:00:00Z\n"
     "until = 2025-04-01T00:00:00Z\nvalue = 0.9",
     "type = \"courting\"\nlab = \"north\"\nto = \"north\"\nat = 2025-03-01T00:00:00Z\n"
     "until = 2025-04-01T00:00:00Z\nvalue = 3",
     "s.toml:35:6: events.crunch.to = \"north\" (in-house recruiters court the staff of another lab)"},
    {"leak_of_more_than_there_is",
     "type = \"crunch\"\nlab = \"north\"\nat = 2025-03-01T00:00:00Z\n"
     "until = 2025-04-01T00:00:00Z\nvalue = 0.9",
     "type = \"leak\"\nlab = \"north\"\nat = 2025-03-01T00:00:00Z\nvalue = 1001",
     "s.toml:36:9: events.crunch.value = 1001 (must be at most 1000 for leak)"},
    {"interval_upside_down", "low = 8", "low = 13",
     "s.toml:47:7: facts.E1-01.low = 13 (must not exceed high = 12)"},
    {"fact_window_upside_down", "low = 8", "from = 2025-06-01T00:00:00Z\nuntil = 2025-05-01T00:00:00Z",
     "s.toml:48:9: facts.E1-01.until = 2025-05-01T00:00:00Z (must come after from = 2025-06-01T00:00:00Z)"},
    // people
    {"empty_lab", "\ncount = 5", "\ncount = 0",
     "s.toml:20:1: labs.south is empty: nobody works there and no headcount is planned (give it a group or a "
     "headcount, or drop = true)"},
    {"a_thousand_million_people", "\ncount = 10", "\ncount = 1000000000",
     "s.toml:23:1: 1000000005 people at the start (must be at most 200000000; run.scale multiplies all)"},
    {"more_people_than_may_be", "\ncount = 10", "\ncount = 200000000",
     "s.toml:23:1: 200000005 people at the start (must be at most 200000000; run.scale multiplies all)"},
    {"more_people_than_can_be_written", "\ncount = 10", "\ncount = 1e10",
     "s.toml:26:9: groups.north_staff.count = 10000000000.0 (must be between 0 and 1000000000 people)"},
    {"empty_lab_with_a_plan_of_nobody", "lab = \"south\"\ncount = 5", "lab = \"north\"\ncount = 5",
     "s.toml:20:1: labs.south is empty: nobody works there and no headcount is planned (give it a group or a "
     "headcount, or drop = true)"},
};

class BrokenStructure : public testing::TestWithParam<Broken>
{};

TEST_P(BrokenStructure, IsComplainedOfOnceWithPlaceAndWhatMustBe)
{
    auto const& b = GetParam();
    auto const text = replaced(good_scenario, b.from, b.to);
    ASSERT_NE(text, good_scenario) << "the mistake was not put in";
    ScenarioFolder const folder;
    folder.write("s.toml", text);
    EXPECT_EQ(folder.complaints(folder.request("s.toml")), b.complaint);
}

INSTANTIATE_TEST_SUITE_P(All, BrokenStructure, testing::ValuesIn(broken),
                         [](auto const& b) { return std::string(b.param.name); });

constexpr char window[] = "[run]\nstart = 2025-01-01T00:00:00Z\nend = 2026-01-01T00:00:00Z\n";

/// What is said of a file that begins with @p top and has a window.
std::string complaints_of(std::string const& top)
{
    ScenarioFolder const folder;
    folder.write("s.toml", "format = 1\n" + top + window);
    return folder.complaints(folder.request("s.toml"));
}

TEST(BrokenScenario, WithoutLabsIsComplainedOf)
{
    EXPECT_EQ(complaints_of(""), "s.toml: there is no lab (write [[labs]] with id and pay)");
    EXPECT_EQ(complaints_of("labs = []\n"), "s.toml:2:8: there is no lab (write [[labs]] with id and pay)");
}

TEST(BrokenScenario, WithTooManyLabsIsComplainedOf)
{
    std::string labs;
    for (int i = 0; i < 10001; ++i)
    {
        labs += "[[labs]]\nid = \"l" + std::to_string(i) + "\"\npay = 1\nheadcount = 1\n";
    }
    EXPECT_THAT(complaints_of("[[groups]]\nid = \"g\"\nlab = \"l1\"\ncount = 3\n" + labs),
                testing::HasSubstr("s.toml:6:1: 10001 labs (must be at most 10000)"));
}

TEST(BrokenScenario, AListOfTablesMustHoldTables)
{
    EXPECT_THAT(
        complaints_of("labs = 3\n"),
        testing::HasSubstr(
            "s.toml:2:8: labs = 3 (must be a list of tables: write [[labs]] and id = \"...\" below)"));
    EXPECT_THAT(
        complaints_of("sources = [1]\n"),
        testing::HasSubstr("s.toml:2:12: sources = 1 (must be a table: write [[sources]] above its keys)"));
}

TEST(BrokenScenario, WithoutPeopleIsComplainedOf)
{
    ScenarioFolder const folder;
    auto const text = replaced(good_scenario, "\ncount = 10", "\ncount = 0");
    folder.write("s.toml", replaced(replaced(text, "\ncount = 5", "\ncount = 0"), "pay = 400",
                                    "pay = 400\nheadcount = 1"));
    EXPECT_EQ(folder.complaints(folder.request("s.toml")),
              "s.toml:24:1: there are 0 people at the start (must be at least 1: write [[groups]] with id, "
              "lab and count, or "
              "roster = \"people.csv\")");
}

TEST(BrokenScenario, WithTooManyPeopleByScaleOrPlanIsComplainedOf)
{
    ScenarioFolder const folder;
    auto const large = replaced(good_scenario, "seed = 7", "scale = 1e6");
    folder.write("s.toml", replaced(large, "\ncount = 5", "\ncount = 500"));
    EXPECT_EQ(
        folder.complaints(folder.request("s.toml")),
        "s.toml:23:1: 510000000 people at the start (must be at most 200000000; run.scale multiplies all)");
    folder.write("s.toml", replaced(large, "headcount = 10", "headcount = 1000"));
    EXPECT_EQ(
        folder.complaints(folder.request("s.toml")),
        "s.toml:11:1: 1000000000 people are planned (must be at most 200000000; run.scale multiplies all)");
}

TEST(BrokenScenario, AllMistakesAreComplainedOfAtOnceInTheOrderOfTheText)
{
    ScenarioFolder const folder;
    auto text = replaced(good_scenario, "seed = 7", "seed = -7");
    text = replaced(text, "contact_rate", "contact_rat");
    text = replaced(text, "pay = 500", "pay = nan");
    text = replaced(text, "id = \"south\"", "id = \"North\"");
    folder.write("s.toml", text);
    EXPECT_EQ(folder.complaints(folder.request("s.toml")),
              "s.toml:6:8: run.seed = -7 (must be a whole number between 0 and 9007199254740992)\n"
              "s.toml:10:1: search.contact_rat is not a known key (did you mean contact_rate?)\n"
              "s.toml:13:7: labs.north.pay = nan (must be a finite number)\n"
              "s.toml:21:6: labs.id = \"North\" (must be lower-case letters, digits and _, a letter first, "
              "at most 64 "
              "characters)\n"
              "s.toml:29:7: groups.south_staff.lab = \"south\" (there is no such lab, did you mean north?)\n"
              "s.toml:46:7: facts.E1-01.lab = \"south\" (there is no such lab, did you mean north?)");
}

TEST(BrokenScenario, IsThrownWithEveryComplaintInItsText)
{
    ScenarioFolder const folder;
    auto text = replaced(good_scenario, "seed = 7", "seed = -7");
    folder.write("s.toml", replaced(text, "pay = 500", "pay = nan"));
    try
    {
        read_scenario(folder.request("s.toml"));
        FAIL() << "was read";
    }
    catch (ScenarioError const& error)
    {
        EXPECT_EQ(error.complaints.size(), 2U);
        EXPECT_THAT(error.what(), testing::HasSubstr("s.toml:6:8: run.seed = -7"));
        EXPECT_THAT(error.what(), testing::HasSubstr("s.toml:13:7: labs.north.pay = nan"));
    }
}

TEST(GoodScenario, GivesNoComplaint)
{
    ScenarioFolder const folder;
    folder.write("s.toml", good_scenario);
    EXPECT_EQ(folder.complaints(folder.request("s.toml")), "");
    EXPECT_NO_THROW(read_scenario(folder.request("s.toml")));
}
} // namespace
} // namespace mercato
