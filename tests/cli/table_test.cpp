// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "cli/table.hpp"

namespace mercato
{
namespace
{
TEST(Table, AlignsNamesLeftAndNumbersRight)
{
    TextTable table;
    table.add_heading({"lab", "people"});
    table.add({"OpenAI", "1"});
    table.add({"xAI", "1,234,567"});
    EXPECT_EQ(table.text(), "lab        people\n"
                            "-----------------\n"
                            "OpenAI          1\n"
                            "xAI     1,234,567\n");
}

TEST(Table, CountsLettersNotBytes)
{
    TextTable table;
    table.add_heading({"lab", "n"});
    table.add({"Ökonomie", "1"});
    table.add({"Economie", "2"});
    EXPECT_EQ(table.text(), "lab       n\n"
                            "-----------\n"
                            "Ökonomie  1\n"
                            "Economie  2\n");
    EXPECT_EQ(width_of("Ökonomie"), 8u);
}

TEST(Table, ShortensTheFirstColumnBeforeItGetsTooWide)
{
    TextTable table;
    table.add_heading({"lab", "n"});
    table.add({"A name that is much too long", "12"});
    EXPECT_EQ(table.text(20), "lab                n\n"
                              "--------------------\n"
                              "A name that is m… 12\n");
}

TEST(Table, NotesAndTitlesCrossTheColumns)
{
    TextTable table(2);
    table.add_heading({"fact", "verdict", "n"});
    table.add_title("Those that count");
    table.add({"a", "pass", "1"});
    table.add_note("a sentence that is wider than the table");
    EXPECT_EQ(table.text(30), "fact  verdict  n\n"
                              "----------------\n"
                              "Those that count\n"
                              "a     pass     1\n"
                              "    a sentence that is wider\n"
                              "    than the table\n");
}

TEST(Table, TextIsBrokenAtSpaces)
{
    EXPECT_EQ(wrapped("one two  three", 7), (std::vector<std::string>{"one two", "three"}));
    EXPECT_EQ(wrapped("unbreakable", 3), std::vector<std::string>{"unbreakable"});
    EXPECT_TRUE(wrapped("", 10).empty());
}

TEST(Numbers, HaveCommasOrAShortForm)
{
    EXPECT_EQ(plain_count(0), "0");
    EXPECT_EQ(plain_count(999), "999");
    EXPECT_EQ(plain_count(1000), "1,000");
    EXPECT_EQ(plain_count(-1234567.4), "-1,234,567");
    EXPECT_EQ(plain_count(-0.2), "0");
    EXPECT_EQ(plain_count(9999, true), "9999");
    EXPECT_EQ(plain_count(-0.2, true), "0");
    EXPECT_EQ(plain_count(9999.6, true), "10.0k");
    EXPECT_EQ(plain_count(12345, true), "12.3k");
    EXPECT_EQ(plain_count(999949, true), "999.9k");
    EXPECT_EQ(plain_count(999950, true), "1.0M");
    EXPECT_EQ(plain_count(2.5e6, true), "2.5M");
}

TEST(Numbers, ShowThreeDigitsThatCount)
{
    EXPECT_EQ(plain_number(0.12345), "0.123");
    EXPECT_EQ(plain_number(0.9996), "1.00");
    EXPECT_EQ(plain_number(1.2345), "1.23");
    EXPECT_EQ(plain_number(12.345), "12.3");
    EXPECT_EQ(plain_number(123.45), "123");
    EXPECT_EQ(plain_number(1234.5), "1,235");
    EXPECT_EQ(plain_number(-0.0001), "0.000");
    EXPECT_EQ(plain_number(-0.5), "-0.500");
}
} // namespace
} // namespace mercato
