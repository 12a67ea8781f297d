// SPDX-License-Identifier: Apache-2.0
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/scenario_help.hpp"
#include "support/scenario_folder.hpp"

namespace mercato
{
namespace
{
using testing::HasSubstr;

/// Is all of @p text one JSON value? RFC 8259, without numbers' finer points.
class JsonReader
{
public:
    explicit JsonReader(std::string_view text) : text_(text) {}
    bool is_whole() { return value() && (space(), at_ == text_.size()); }

private:
    void space()
    {
        while (at_ < text_.size() && std::string_view(" \n\r\t").find(text_[at_]) != std::string_view::npos)
            ++at_;
    }
    bool take(char c)
    {
        space();
        if (at_ >= text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }
    bool text()
    {
        if (!take('"')) return false;
        while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
        return at_ < text_.size() && text_[at_++] == '"';
    }
    bool word()
    {
        space();
        auto const from = at_;
        while (at_ < text_.size() &&
               std::string_view("+-.0123456789abcdefghijklmnopqrstuvwxyzE").find(text_[at_]) !=
                   std::string_view::npos)
            ++at_;
        auto const w = text_.substr(from, at_ - from);
        if (w == "true" || w == "false" || w == "null") return true;
        return !w.empty() && w.find_first_not_of("+-.0123456789eE") == std::string_view::npos;
    }
    bool value()
    {
        if (take('{')) return take('}') || rest('}', true);
        if (take('[')) return take(']') || rest(']', false);
        space();
        return at_ < text_.size() && text_[at_] == '"' ? text() : word();
    }
    bool rest(char end, bool named)
    {
        do {
            if (named && !(text() && take(':'))) return false;
            if (!value()) return false;
        } while (take(','));
        return take(end);
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

TEST(Params, CoverEveryKeyOfTheResolvedText)
{
    ScenarioFolder const folder;
    folder.write("s.toml", good_scenario);
    auto const resolved = read_scenario(folder.request("s.toml")).resolved;
    std::set<std::string> known;
    for (auto const& section : scenario_sections())
    {
        for (auto const& p : section.params) known.insert(p.section + "." + p.key);
    }
    std::string section;
    std::size_t keys = 0;
    for (std::size_t at = 0; at < resolved.size();)
    {
        auto const end = resolved.find('\n', at);
        auto const line = resolved.substr(at, end - at);
        at = end + 1;
        if (line.starts_with("["))
            section = line.substr(line.find_first_not_of('['), line.find(']') - line.find_first_not_of('['));
        else if (line.find(" = ") != std::string::npos && line[0] != ' ')
        {
            ++keys;
            EXPECT_TRUE(known.contains(section + "." + line.substr(0, line.find(' '))))
                << section << ": " << line;
        }
    }
    EXPECT_GT(keys, 150U);
}

TEST(Params, OfBehaviourSayWhereTheyComeFrom)
{
    for (auto const& section : scenario_sections())
    {
        for (auto const& p : section.params)
        {
            EXPECT_FALSE(p.meaning.empty()) << p.section << "." << p.key;
            EXPECT_TRUE(!p.is_behaviour || !p.status.empty()) << p.section << "." << p.key;
        }
    }
}

TEST(Params, AreOnePageWithARowForEachKey)
{
    auto const page = params_markdown();
    EXPECT_THAT(page, HasSubstr("\n| `contact_rate` | number | `"));
    EXPECT_THAT(page, HasSubstr("| `start` | date-time | **required** |"));
    EXPECT_THAT(page, HasSubstr("\n## [[labs]]\n"));
    EXPECT_THAT(params_text(), HasSubstr("contact_rate"));
}

TEST(Params, AndSchemaAreJson)
{
    EXPECT_TRUE(JsonReader(params_json()).is_whole());
    EXPECT_TRUE(JsonReader(schema_json()).is_whole());
    EXPECT_FALSE(JsonReader("{\"a\": [1, }").is_whole()) << "the test's own reader";
}

TEST(Schema, KnowsKeysRangesAndChoices)
{
    auto const schema = schema_json();
    EXPECT_THAT(schema, HasSubstr("\"$schema\": \"http://json-schema.org/draft-07/schema#\""));
    EXPECT_THAT(schema, HasSubstr("\"contact_rate\": {"));
    EXPECT_THAT(schema, HasSubstr("\"enum\": [\"input\", \"calibration\", \"fitted\", \"held_out\"]"));
    EXPECT_THAT(schema, HasSubstr("\"minimum\": 0, \"maximum\": 9007199254740992"));
}

TEST(Template, IsAScenarioThatReads)
{
    ScenarioFolder const folder;
    folder.write("t.toml", template_toml());
    EXPECT_EQ(folder.complaints(folder.request("t.toml")), "");
    auto const s = read_scenario(folder.request("t.toml"));
    EXPECT_EQ(s.labs.size(), 2U);
    EXPECT_EQ(s.groups.size(), 2U);
}

TEST(Template, ShowsEveryKeyAtItsDefaultSoThatRemovingAHashChangesNothing)
{
    ScenarioFolder const folder;
    auto const text = template_toml();
    folder.write("t.toml", text);
    auto const hash = read_scenario(folder.request("t.toml")).hash;
    auto all = text;
    std::size_t count = 0;
    for (auto const& section : scenario_sections())
    {
        if (section.is_list || section.name.empty()) continue;
        for (auto const& p : section.params)
        {
            auto const line = p.key + " = " + p.standard + "\n";
            if (p.standard.empty() || text.find("\n# " + line) == std::string::npos) continue;
            all = replaced(all, "\n# " + line, "\n" + line);
            ++count;
        }
    }
    EXPECT_GT(count, 80U);
    folder.write("t.toml", all);
    EXPECT_EQ(read_scenario(folder.request("t.toml")).hash, hash);
}
} // namespace
} // namespace mercato
