// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/roster_reader.hpp"
#include "support/scenario_folder.hpp"

namespace mercato
{
namespace
{
using testing::HasSubstr;

constexpr char header[] = "id,lab,team,role,level,talent,pay,equity,tenure,safety\n";

/// The good scenario with a roster instead of groups.
std::string with_roster(std::string const& more = {})
{
    return "roster = \"people.csv\"\n" + more + "groups = []\n" +
           replaced(
               replaced(good_scenario, "[[groups]]\nid = \"north_staff\"\nlab = \"north\"\ncount = 10\n", ""),
               "[[groups]]\nid = \"south_staff\"\nlab = \"south\"\ncount = 5\n", "");
}

std::string complaints_of(std::string const& csv)
{
    ScenarioFolder const folder;
    folder.write("s.toml", with_roster());
    folder.write("people.csv", csv);
    return folder.complaints(folder.request("s.toml"));
}

std::vector<RosterRow> rows_of(std::string const& csv, std::string const& more = {})
{
    ScenarioFolder const folder;
    folder.write("s.toml", with_roster(more));
    folder.write("people.csv", csv);
    return read_scenario(folder.request("s.toml")).roster;
}

constexpr char good_rows[] = "p1,north,alpha,lead,4,1.5,900,2500,3.5,0.2\n"
                             "p2,north,alpha,member,2,,,,,\n"
                             "p3,north,beta,,,,,,,\n"
                             "p4,south,alpha,lead,1,-0.5,300,0,0,-1\n";

TEST(Roster, GivesARowForEveryPersonInInternalUnits)
{
    auto const rows = rows_of(std::string(header) + good_rows);
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[0].lab, 0U);
    EXPECT_EQ(rows[0].team, 0);
    EXPECT_TRUE(rows[0].is_lead);
    EXPECT_EQ(rows[0].level, 4);
    EXPECT_DOUBLE_EQ(*rows[0].talent, 1.5);
    EXPECT_DOUBLE_EQ(*rows[0].pay, 0.9);
    EXPECT_DOUBLE_EQ(*rows[0].equity, 2.5);
    EXPECT_DOUBLE_EQ(*rows[0].tenure, 3.5);
    EXPECT_DOUBLE_EQ(*rows[0].safety, 0.2);
    EXPECT_EQ(rows[3].lab, 1U);
}

TEST(Roster, LeavesEmptyCellsToBeDrawn)
{
    auto const row = rows_of(std::string(header) + good_rows)[1];
    EXPECT_FALSE(row.is_lead);
    EXPECT_FALSE(row.talent || row.pay || row.equity || row.tenure || row.safety);
    EXPECT_EQ(rows_of("id,lab\np1,north\np2,south\n")[0].level, 0);
    EXPECT_EQ(rows_of("id,lab\np1,north\np2,south\n")[0].team, -1);
}

TEST(Roster, NumbersTeamsOfEachLabInTheOrderOfTheFile)
{
    auto const rows = rows_of(std::string(header) + good_rows);
    EXPECT_EQ(rows[1].team, rows[0].team);
    EXPECT_EQ(rows[2].team, 1);
    EXPECT_EQ(rows[3].team, 0); // a team of the same name at another lab is another team
}

TEST(Roster, TakesColumnsInAnyOrderQuotesAndLineEndsOfWindows)
{
    auto const rows = rows_of("\xEF\xBB\xBFlab,id\r\n\"north\",\"a \"\"b\"\", c\"\r\nsouth,p2\r\n\r\n");
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[1].salted_id, rows_of("id,lab\np2,south\np1,north\n")[0].salted_id);
}

TEST(Roster, HashesIdsWithTheSaltOfTheScenario)
{
    auto const plain = rows_of("id,lab\np1,north\np2,south\n");
    auto const salted_rows = rows_of("id,lab\np1,north\np2,south\n", "roster_salt = \"pepper\"\n");
    EXPECT_NE(plain[0].salted_id, plain[1].salted_id);
    EXPECT_NE(plain[0].salted_id, salted_rows[0].salted_id);
}

TEST(Roster, KeepsRawIdsAndSaltOutOfTheResolvedText)
{
    ScenarioFolder const folder;
    folder.write("s.toml", with_roster("roster_salt = \"pepper\"\n"));
    folder.write("people.csv", "id,lab\nemployee77,north\np2,south\n");
    auto const s = read_scenario(folder.request("s.toml"));
    EXPECT_THAT(s.resolved, testing::Not(HasSubstr("pepper")));
    EXPECT_THAT(s.resolved, testing::Not(HasSubstr("employee77")));
    EXPECT_THAT(s.resolved, HasSubstr("roster = \"people.csv\""));
    folder.write("t.toml", s.resolved);
    auto const again = read_scenario(folder.request("t.toml", {"roster_salt=pepper"}));
    EXPECT_EQ(again.hash, s.hash);
    EXPECT_NE(read_scenario(folder.request("t.toml")).hash, s.hash)
        << "without its salt a roster is another one";
}

TEST(Roster, IsPartOfTheHash)
{
    ScenarioFolder const folder;
    folder.write("s.toml", with_roster());
    folder.write("people.csv", "id,lab,pay\np1,north,500\np2,south,400\n");
    auto const before = read_scenario(folder.request("s.toml")).hash;
    folder.write("people.csv", "id,lab,pay\np1,north,501\np2,south,400\n");
    EXPECT_NE(read_scenario(folder.request("s.toml")).hash, before);
}

TEST(Roster, BesideGroupsIsRefused)
{
    ScenarioFolder const folder;
    folder.write("s.toml", "roster = \"people.csv\"\n" + std::string(good_scenario));
    folder.write("people.csv", std::string(header) + good_rows);
    EXPECT_EQ(folder.complaints(folder.request("s.toml")),
              "s.toml:24:1: groups beside a roster (a roster replaces generated people: write groups = [] "
              "below it)");
}

TEST(Roster, ThatIsNotThereIsComplainedOfWhereItIsNamed)
{
    ScenarioFolder const folder;
    folder.write("s.toml", with_roster());
    EXPECT_THAT(folder.complaints(folder.request("s.toml")),
                HasSubstr("s.toml:1:10: people.csv: there is no such file"));
}

TEST(Roster, RefusesColumnsThatTellWhoSomebodyIs)
{
    for (std::string const column :
         {"name", "Name", "first_name", "First Name", "surname", "e-mail", "E-Mail", "work_email", "mail",
          "linkedin", "LinkedIn URL", "orcid", "github", "phone", "date.of.dob"})
    {
        EXPECT_THAT(complaints_of("id,lab," + column + "\np1,north,x\n"),
                    HasSubstr("people.csv:1:8: column " + in_quotes(column) + " tells who somebody is"));
    }
}

TEST(Roster, RefusesValuesThatLookLikeAddresses)
{
    EXPECT_EQ(complaints_of("id,lab\na@b.org,north\np2,south\n"),
              "people.csv:2:1: a value with @ looks like an address (a roster has none)");
}

TEST(Roster, ComplainsOfEveryBrokenRowAtOnce)
{
    EXPECT_EQ(complaints_of(std::string(header) + "p1,nort,alpha,boss,5,much,-1,1e12,61,nan\n"
                                                  "p1,north,,lead,x,,,,,\n"
                                                  ",north,,,,,,,,\n"
                                                  "p2,north\n"
                                                  "p3,south,t,lead,,,,,,\n"
                                                  "p4,south,t,lead,,,\"5 $M\",,,99\n"),
              "people.csv:2:4: lab = \"nort\" (there is no such lab, did you mean north?)\n"
              "people.csv:2:15: role = \"boss\" (must be lead, member or empty)\n"
              "people.csv:2:20: level = \"5\" (must be 1, 2, 3 or 4)\n"
              "people.csv:2:22: talent = \"much\" (must be a number in log points, without its unit)\n"
              "people.csv:2:27: pay = \"-1\" (must be between 0.001 and 1000000000 $k/years)\n"
              "people.csv:2:30: equity = \"1e12\" (must be between 0 and 1000000000 $k)\n"
              "people.csv:2:35: tenure = \"61\" (must be between 0 and 60 years)\n"
              "people.csv:2:38: safety = \"nan\" (must be a number in utils, without its unit)\n"
              "people.csv:3:1: id = \"p1\" (stands twice: in line 2 before)\n"
              "people.csv:3:11: role = \"lead\" (a lead needs a team)\n"
              "people.csv:3:16: level = \"x\" (must be 1, 2, 3 or 4)\n"
              "people.csv:4:1: id = \"\" (must not be empty)\n"
              "people.csv:5:1: a row with 2 cells (the heading has 10)\n"
              "people.csv:7:12: role = \"lead\" (the team has a lead already, in line 6)\n"
              "people.csv:7:19: pay = \"5 $M\" (must be a number in $k/years, without its unit)\n"
              "people.csv:7:28: safety = \"99\" (must be between -10 and 10 utils)");
}

TEST(Roster, ComplainsOfItsHeading)
{
    EXPECT_EQ(complaints_of("id,lab,pai,pay,pay\np1,north,1,2,3\n"),
              "people.csv:1:8: column \"pai\" is not known, did you mean pay? (known are id, lab, team, "
              "role, level, talent, pay, "
              "equity, tenure, safety)\n"
              "people.csv:1:16: column \"pay\" stands twice");
    EXPECT_EQ(complaints_of("lab\nnorth\n"), "people.csv:1:1: column id is missing");
    EXPECT_THAT(complaints_of("id,lab\n"), HasSubstr("people.csv: has a heading and nobody below it"));
}

TEST(Roster, ComplainsOfQuotesThatDoNotClose)
{
    EXPECT_THAT(complaints_of("id,lab\n\"p1,north\n"), HasSubstr("people.csv:2:1: quotes that do not close"));
    EXPECT_THAT(complaints_of("id,lab\n\"p1\"x,north\n"),
                HasSubstr("people.csv:2:5: text behind closed quotes"));
}

TEST(Roster, MustBeUtf8Text)
{
    EXPECT_THAT(complaints_of("id,lab\np\xe9,north\n"),
                HasSubstr("people.csv:2:2: a byte that is not UTF-8"));
    EXPECT_THAT(complaints_of(std::string("id,lab\np\0,north\n", 16)),
                HasSubstr("people.csv: is a binary file"));
}

TEST(Csv, KeepsCommasQuotesAndLineEndsInQuotes)
{
    Complaints out;
    auto const lines = split_csv("a,\"b,\"\"c\"\"\nd\",\n,e\n", "x.csv", out);
    ASSERT_EQ(lines.size(), 2U);
    ASSERT_EQ(lines[0].size(), 3U);
    EXPECT_EQ(lines[0][1].text, "b,\"c\"\nd");
    EXPECT_EQ(lines[0][2].text, "");
    EXPECT_EQ(lines[1][1].text, "e");
    EXPECT_EQ(lines[1][1].line, 3);
    EXPECT_EQ(lines[1][1].column, 2);
    EXPECT_TRUE(out.empty());
}
} // namespace
} // namespace mercato
