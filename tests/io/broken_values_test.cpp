// SPDX-License-Identifier: Apache-2.0
#include <ostream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/scenario_folder.hpp"

namespace mercato
{
namespace
{
/// A good scenario with one mistake put in, and what the reader must say of it.
struct Broken
{
    char const* name;
    char const* from;
    char const* to;
    char const* complaint;
};

void PrintTo(Broken const& b, std::ostream* out) { *out << b.name; }

Broken const broken[] = {
    // keys
    {"unknown_key_with_a_near_one", "contact_rate = 2", "contact_rat = 2",
     "s.toml:10:1: search.contact_rat is not a known key (did you mean contact_rate?)"},
    {"unknown_key_far_from_all", "contact_rate = 2", "zzzzzzzz = 2",
     "s.toml:10:1: search.zzzzzzzz is not a known key (`mercato scenario params` lists all)"},
    {"unknown_section", "[search]", "[serch]", "s.toml:9:2: serch is not a known key (did you mean search?)"},
    {"unknown_key_at_the_top", "title = \"Good\"", "titel = \"Good\"",
     "s.toml:2:1: titel is not a known key (did you mean title?)"},
    {"unknown_key_of_a_lab", "headcount = 10", "headcont = 10",
     "s.toml:14:1: labs.north.headcont is not a known key (did you mean headcount?)"},
    {"unknown_key_in_a_series", "value = 21 }", "value = 21, note = \"x\" }",
     "s.toml:17:44: labs.north.deadline.note is not a known key (`mercato scenario params` lists all)"},
    {"missing_start", "start = 2025-01-01T00:00:00Z\n", "",
     "s.toml:3:1: run.start is missing (it must be given: first moment of the simulated window, with "
     "offset)"},
    {"missing_run", "[run]\nstart = 2025-01-01T00:00:00Z\nend = 2026-01-01T00:00:00Z\nseed = 7\n", "",
     "s.toml: run.start is missing (it must be given: first moment of the simulated window, with "
     "offset)\ns.toml: run.end is missing (it must be given: last moment, with offset)"},
    {"missing_pay", "pay = 400\n", "",
     "s.toml:20:1: labs.south.pay is missing (it must be given: annual pay, cash and equity, at level 2 and "
     "average talent)"},
    {"missing_value_in_a_series", "{ at = 2025-01-01T00:00:00Z, value = 21 }",
     "{ at = 2025-01-01T00:00:00Z }",
     "s.toml:17:3: labs.north.deadline.value is missing (it must be given: deadline of its offers)"},
    {"missing_date_in_a_series", "{ at = 2025-01-01T00:00:00Z, value = 21 }", "{ value = 21 }",
     "s.toml:17:3: labs.north.deadline.at is missing (it must be given: from when on)"},
    {"missing_format", "format = 1\n", "",
     "s.toml: format is missing (it must be given: version of the format: 1)"},
    {"other_format", "format = 1\n", "format = 2\n", "s.toml:1:10: format = 2 (must be 1)"},
    {"format_as_text", "format = 1\n", "format = \"1\"\n", "s.toml:1:10: format = \"1\" (must be 1)"},
    // types
    {"text_for_a_number", "contact_rate = 2", "contact_rate = \"many\"",
     "s.toml:10:16: search.contact_rate = \"many\" (must be a number in 1/years, or one with its unit such "
     "as \"2 1/years\")"},
    {"flag_for_a_number", "contact_rate = 2", "contact_rate = true",
     "s.toml:10:16: search.contact_rate = true (must be a number in 1/years)"},
    {"list_for_a_number", "contact_rate = 2", "contact_rate = [2]",
     "s.toml:10:16: search.contact_rate = a list (must be a number in 1/years)"},
    {"table_for_a_number", "contact_rate = 2", "contact_rate = { value = 2 }",
     "s.toml:10:16: search.contact_rate = a table (must be a number in 1/years)"},
    {"date_for_a_number", "contact_rate = 2", "contact_rate = 2025-01-01T00:00:00Z",
     "s.toml:10:16: search.contact_rate = 2025-01-01T00:00:00Z (must be a number in 1/years)"},
    {"fraction_for_a_whole_number", "seed = 7", "seed = 7.0",
     "s.toml:6:8: run.seed = 7.0 (must be a whole number between 0 and 9007199254740992)"},
    {"text_for_a_whole_number", "seed = 7", "seed = \"7\"",
     "s.toml:6:8: run.seed = \"7\" (must be a whole number between 0 and 9007199254740992)"},
    {"number_for_a_flag", "moves = true", "moves = 1",
     "s.toml:8:9: record.moves = 1 (must be true or false)"},
    {"text_for_a_flag", "moves = true", "moves = \"yes\"",
     "s.toml:8:9: record.moves = \"yes\" (must be true or false)"},
    {"number_for_text", "title = \"Good\"", "title = 3", "s.toml:2:9: title = 3 (must be text in quotes)"},
    {"number_for_a_list_of_numbers", "culture = [0.5, -0.5]", "culture = 1",
     "s.toml:15:11: labs.north.culture = 1 (must be a list of numbers)"},
    {"text_in_a_list_of_numbers", "culture = [0.5, -0.5]", "culture = [0.5, \"x\"]",
     "s.toml:15:17: labs.north.culture[2] = \"x\" (must be a number)"},
    {"number_in_a_series", "  { at = 2025-01-01T00:00:00Z, value = 21 },\n", "  21,\n",
     "s.toml:17:3: labs.north.deadline = 21 (must be one number, or a list of { at = date-time, value = "
     "number })"},
    {"text_without_choice", "type = \"crunch\"", "type = \"crush\"",
     "s.toml:33:8: events.crunch.type = \"crush\" (must be one of tender, hiring_freeze, lay_off, crunch, "
     "recharge_week, amenity_change, ouster, letter, appoint_lead, leader_moves, blanket_offer, full_match, "
     "tender_at_risk, equity_at_risk, courting, memo, breach, lead_departs, conflict, team_wound_up, "
     "closure, dispute, leak, funding_round, valuation, pay_change, safety_change, launch, compute_online, "
     "did you mean crunch?)"},
    {"text_far_from_all_choices", "type = \"crunch\"", "type = \"zzzzzzzzzz\"",
     "s.toml:33:8: events.crunch.type = \"zzzzzzzzzz\" (must be one of tender, hiring_freeze, lay_off, "
     "crunch, recharge_week, amenity_change, ouster, letter, appoint_lead, leader_moves, blanket_offer, "
     "full_match, tender_at_risk, equity_at_risk, courting, memo, breach, lead_departs, conflict, "
     "team_wound_up, closure, dispute, leak, funding_round, valuation, pay_change, safety_change, launch, "
     "compute_online)"},
    // numbers
    {"not_a_number", "contact_rate = 2", "contact_rate = nan",
     "s.toml:10:16: search.contact_rate = nan (must be a finite number)"},
    {"infinite", "contact_rate = 2", "contact_rate = inf",
     "s.toml:10:16: search.contact_rate = inf (must be a finite number)"},
    {"minus_infinite", "contact_rate = 2", "contact_rate = -inf",
     "s.toml:10:16: search.contact_rate = -inf (must be a finite number)"},
    {"not_a_number_in_a_series", "value = 21 }", "value = nan }",
     "s.toml:17:40: labs.north.deadline.value = nan (must be a finite number)"},
    {"not_a_number_in_a_list", "culture = [0.5, -0.5]", "culture = [nan, 0]",
     "s.toml:15:12: labs.north.culture[1] = nan (must be a finite number)"},
    {"not_a_number_as_text", "contact_rate = 2", "contact_rate = \"nan\"",
     "s.toml:10:16: search.contact_rate = \"nan\" (must be a finite number)"},
    {"infinite_with_unit", "contact_rate = 2", "contact_rate = \"inf 1/years\"",
     "s.toml:10:16: search.contact_rate = \"inf 1/years\" (must be a finite number)"},
    {"overflowing_as_text", "contact_rate = 2", "contact_rate = \"1e999 1/years\"",
     "s.toml:10:16: search.contact_rate = \"1e999 1/years\" (must be a number in 1/years, or one with its "
     "unit such as \"2 1/years\")"},
    {"overflowing", "contact_rate = 2", "contact_rate = 1e999",
     "s.toml:10:21: not TOML: Error while parsing floating-point: '1e999' could not be interpreted as a "
     "value"},
    {"too_large", "contact_rate = 2", "contact_rate = 2000",
     "s.toml:10:16: search.contact_rate = 2000 (must be between 0 and 1000 1/years)"},
    {"too_small", "contact_rate = 2", "contact_rate = -1",
     "s.toml:10:16: search.contact_rate = -1 (must be between 0 and 1000 1/years)"},
    {"too_large_with_unit", "contact_rate = 2", "contact_rate = \"9 1/days\"",
     "s.toml:10:16: search.contact_rate = \"9 1/days\" (must be between 0 and 1000 1/years)"},
    {"too_large_in_a_series", "value = 21 }", "value = 1000 }",
     "s.toml:17:40: labs.north.deadline.value = 1000 (must be between 0.1 and 365 days)"},
    {"too_large_in_a_list", "culture = [0.5, -0.5]", "culture = [0.5, 50]",
     "s.toml:15:17: labs.north.culture[2] = 50 (must be between -10 and 10)"},
    {"seed_below_zero", "seed = 7", "seed = -1",
     "s.toml:6:8: run.seed = -1 (must be a whole number between 0 and 9007199254740992)"},
    {"seed_beyond_exact_numbers", "seed = 7", "seed = 9007199254740993",
     "s.toml:6:8: run.seed = 9007199254740993 (must be a whole number between 0 and 9007199254740992)"},
    {"no_replicate", "seed = 7", "replicates = 0",
     "s.toml:6:14: run.replicates = 0 (must be a whole number between 1 and 1000000)"},
    {"a_million_and_one_replicates", "seed = 7", "replicates = 1000001",
     "s.toml:6:14: run.replicates = 1000001 (must be a whole number between 1 and 1000000)"},
    {"whole_number_beyond_64_bits", "seed = 7", "seed = 99999999999999999999",
     "s.toml:6:28: not TOML: Error while parsing decimal integer: '99999999999999999999' is not "
     "representable in 64 bits"},
    // units
    {"unknown_unit", "contact_rate = 2", "contact_rate = \"2 furlongs\"",
     "s.toml:10:16: search.contact_rate = \"2 furlongs\" (has an unknown unit: it must be in 1/years, "
     "1/days)"},
    {"unit_of_another_kind", "contact_rate = 2", "contact_rate = \"2 days\"",
     "s.toml:10:16: search.contact_rate = \"2 days\" (has a unit of another kind: it must be in 1/years, "
     "1/days)"},
    {"unit_on_a_plain_number", "culture = [0.5, -0.5]", "safety = \"0.5 days\"",
     "s.toml:15:10: labs.north.safety = \"0.5 days\" (must be a number without unit)"},
    {"money_for_time", "value = \"2 days\"", "value = \"2 $M\"",
     "s.toml:18:40: labs.north.deadline.value = \"2 $M\" (has a unit of another kind: it must be in minutes, "
     "hours, days, weeks, months, years)"},
    {"unit_without_number", "value = \"2 days\"", "value = \"days\"",
     "s.toml:18:40: labs.north.deadline.value = \"days\" (must be a number in days, or one with its unit "
     "such as \"2 days\")"},
    {"empty_text_for_a_quantity", "value = \"2 days\"", "value = \"\"",
     "s.toml:18:40: labs.north.deadline.value = \"\" (must be a number in days, or one with its unit such as "
     "\"2 days\")"},
    // dates
    {"date_without_time", "start = 2025-01-01T00:00:00Z", "start = 2025-01-01",
     "s.toml:4:9: run.start = 2025-01-01 (has no time of day: must be a date-time with its offset in whole "
     "seconds, such as 2023-11-17T20:00:00Z or 2023-11-17T12:00:00-08:00)"},
    {"date_time_without_offset", "start = 2025-01-01T00:00:00Z", "start = 2025-01-01T00:00:00",
     "s.toml:4:9: run.start = 2025-01-01T00:00:00 (has no offset: must be a date-time with its offset in "
     "whole seconds, such as 2023-11-17T20:00:00Z or 2023-11-17T12:00:00-08:00)"},
    {"time_without_date", "start = 2025-01-01T00:00:00Z", "start = 10:00:00",
     "s.toml:4:9: run.start = 10:00:00 (has no date: must be a date-time with its offset in whole seconds, "
     "such as 2023-11-17T20:00:00Z or 2023-11-17T12:00:00-08:00)"},
    {"date_time_in_quotes", "start = 2025-01-01T00:00:00Z", "start = \"2025-01-01T00:00:00Z\"",
     "s.toml:4:9: run.start = \"2025-01-01T00:00:00Z\" (is text: remove the quotes to make it a date-time)"},
    {"date_in_quotes", "start = 2025-01-01T00:00:00Z", "start = \"1 January\"",
     "s.toml:4:9: run.start = \"1 January\" (must be a date-time with its offset, such as "
     "2023-11-17T20:00:00Z or 2023-11-17T12:00:00-08:00)"},
    {"fraction_of_a_second", "start = 2025-01-01T00:00:00Z", "start = 2025-01-01T00:00:00.5Z",
     "s.toml:4:9: run.start = 2025-01-01T00:00:00.500000000 (is finer than a second: must be a date-time "
     "with its offset in whole seconds, such as 2023-11-17T20:00:00Z or 2023-11-17T12:00:00-08:00)"},
    {"number_for_a_date", "start = 2025-01-01T00:00:00Z", "start = 2025",
     "s.toml:4:9: run.start = 2025 (must be a date-time with its offset, such as 2023-11-17T20:00:00Z or "
     "2023-11-17T12:00:00-08:00)"},
    {"a_day_that_does_not_exist", "start = 2025-01-01T00:00:00Z", "start = 2025-02-30T00:00:00Z",
     "s.toml:4:19: not TOML: Error while parsing date: expected day between 1 and 28 (inclusive), saw 30"},
    {"dates_that_fall", "at = 2025-06-01T00:00:00Z", "at = 2024-06-01T00:00:00Z",
     "s.toml:18:10: labs.north.deadline.at = 2024-06-01T00:00:00Z (must come after the entry before, "
     "2025-01-01T00:00:00Z: dates rise)"},
    {"dates_that_stand_still", "at = 2025-06-01T00:00:00Z", "at = 2025-01-01T00:00:00Z",
     "s.toml:18:10: labs.north.deadline.at = 2025-01-01T00:00:00Z (must come after the entry before, "
     "2025-01-01T00:00:00Z: dates rise)"},
    {"series_without_entries", "headcount = 10", "headcount = []",
     "s.toml:14:13: labs.north.headcount = a list (has no entry; leave the key out instead)"},
};

class BrokenValue : public testing::TestWithParam<Broken>
{};

TEST_P(BrokenValue, IsComplainedOfOnceWithPlaceValueAndWhatMustBe)
{
    auto const& b = GetParam();
    auto const text = replaced(good_scenario, b.from, b.to);
    ASSERT_NE(text, good_scenario) << "the mistake was not put in";
    ScenarioFolder const folder;
    folder.write("s.toml", text);
    EXPECT_EQ(folder.complaints(folder.request("s.toml")), b.complaint);
}

INSTANTIATE_TEST_SUITE_P(All, BrokenValue, testing::ValuesIn(broken),
                         [](auto const& b) { return std::string(b.param.name); });
} // namespace
} // namespace mercato
