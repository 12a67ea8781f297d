// SPDX-License-Identifier: Apache-2.0
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "core/draws.hpp"
#include "study/made_run.hpp"
#include "study/observables/observables.hpp"

namespace mercato
{
namespace
{
using testing::HasSubstr;

std::string page(std::string const& path)
{
    std::ifstream in(std::string(MERCATO_ROOT) + "/" + path);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Rows "| `name` | unit | arguments | records | ..." of docs/facts.md: name to "unit; records".
std::map<std::string, std::string> documented()
{
    std::map<std::string, std::string> rows;
    auto const text = page("docs/facts.md");
    std::size_t at = 0;
    while ((at = text.find("\n| `", at)) != std::string::npos)
    {
        auto const line = text.substr(at + 1, text.find('\n', at + 1) - at - 1);
        std::vector<std::string> cells;
        for (std::size_t from = 2, to = 0; (to = line.find(" | ", from)) != std::string::npos; from = to + 3)
        {
            cells.push_back(line.substr(from, to - from));
        }
        if (cells.size() >= 4) rows[cells[0].substr(1, cells[0].size() - 2)] = cells[1] + "; " + cells[3];
        ++at;
    }
    return rows;
}

std::string records_of(Observable const& o)
{
    std::string text;
    auto const add = [&](bool is_needed, char const* table) {
        if (is_needed) text += (text.empty() ? "" : ", ") + std::string(table);
    };
    add(o.reads_labs, "lab");
    add(o.needs.offers, "offer");
    add(o.needs.moves, "move");
    add(o.needs.spells, "spell");
    add(o.needs.panel, "panel");
    add(o.needs.crisis, "crisis");
    add(o.needs.approaches, "approach");
    add(o.needs.lab_events, "lab_event");
    return text;
}

TEST(Observables, AreThoseOfThePageWithTheirUnitsAndTables)
{
    std::map<std::string, std::string> known;
    for (auto const& o : observables())
    {
        known[std::string(o.name)] = fmt::format("{}; {}", o.unit, records_of(o));
    }
    EXPECT_EQ(known, documented());
}

TEST(Observables, WithoutRecordsHaveNoValueAndBreakNothing)
{
    MadeRun made;
    for (auto const& o : observables()) EXPECT_EQ(made.value(o.name), std::nullopt) << o.name;
    made.name_labs("a", "b");
    for (auto const& o : observables()) EXPECT_EQ(made.value(o.name), std::nullopt) << o.name;
}

TEST(Observables, AnUnknownOneIsComplainedOfWithTheNearestName)
{
    FactSpec facts[2];
    name(facts[0].observable, "retention");
    name(facts[1].id, "E5-01");
    name(facts[1].observable, "retentoin");
    auto const complaints = complaints_about(facts);
    ASSERT_EQ(complaints.size(), 1u);
    EXPECT_THAT(complaints[0].text, HasSubstr("E5-01"));
    EXPECT_THAT(complaints[0].text, HasSubstr("Did you mean retention?"));
}

TEST(Observables, AreWatchedOverReplicates)
{
    MadeRun made;
    name(made.fact.observable, "headcount_at");
    made.fact.low = 10;
    made.fact.high = 12;
    made.fact.at_least = 0.5;
    FactWatch watch({made.fact}, made.axes);
    made.record(0, 11);
    watch.see(made.run);
    made.latest(a).headcount = 100;
    watch.see(made.run);
    auto const verdict = watch.verdicts().front();
    EXPECT_EQ(verdict.outcome, Ruling::pass);
    EXPECT_DOUBLE_EQ(verdict.probability, 0.5);
    EXPECT_DOUBLE_EQ(verdict.spread->median, 55.5);
    EXPECT_EQ(verdict.unit, "people");
}

/// W7: records of a market in which people leave at @p hazard [1/year] after being hired evenly over two
/// years.
std::vector<Verdict> judged_with(double hazard)
{
    MadeRun made;
    name(made.fact.observable, "retention");
    made.name_labs("a");
    made.fact.horizon = 2;
    made.fact.low = 0.6;
    made.fact.high = 0.75;
    FactWatch watch({made.fact}, made.axes);
    Draws const draws(1, 0);
    for (std::uint64_t replicate = 0; replicate < 20; ++replicate)
    {
        made.run.spells.clear();
        for (std::uint64_t k = 0; k < 400; ++k)
        {
            auto const w =
                draws.words(Domain::behaviour, Kind::quit, k, static_cast<std::uint32_t>(replicate), 0).w;
            auto const from = 2 * unit_open(w[0]);
            auto const until = from + exponential(w[1]) / hazard;
            if (until < 4)
                made.ended(static_cast<int>(k), a, from, until, Reason::quit);
            else
                made.spell(static_cast<int>(k), a, from, 4);
        }
        watch.see(made.run);
    }
    return watch.verdicts();
}

TEST(Observables, ABrokenModelFailsWhatTheOrdinaryOnePasses)
{
    EXPECT_EQ(judged_with(0.2).front().outcome, Ruling::pass); // exp(-0.4) = 0.67
    EXPECT_EQ(judged_with(0.4).front().outcome, Ruling::fail);
    EXPECT_EQ(judged_with(0.05).front().outcome, Ruling::fail);
}
} // namespace
} // namespace mercato
