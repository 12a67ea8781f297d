// SPDX-License-Identifier: Apache-2.0
#include "cli/report.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/table.hpp"

namespace mercato
{
namespace
{
/// How the metric number @p k of a lab is written.
std::string metric_text(std::size_t k, double value)
{
    auto const& metric = lab_metrics()[k];
    if (metric.name == "retention") return fmt::format("{:.0f}", 100 * value);
    if (metric.name == "pay_mean") return plain_number(value, 2);
    return plain_count(value, true);
}

std::string interval_text(std::string const& low, std::string const& high)
{
    return low == high ? "" : low + '-' + high;
}

/// Numbers with a column of their own; the others are for comparisons, names of labs need the room.
constexpr std::string_view shown[] = {"headcount_start", "headcount_end", "hires",  "exits",
                                      "retention",       "pay_mean",      "offers", "accepted"};

void add_lab(TextTable& table, std::string const& name, Summary const& summary, std::size_t row)
{
    std::vector<std::string> medians{name};
    std::vector<std::string> intervals{""};
    for (std::size_t k = 0; k < lab_metrics().size(); ++k)
    {
        if (std::ranges::find(shown, lab_metrics()[k].name) == std::end(shown)) continue;
        auto const spread = spread_of(summary.at(row, k));
        medians.push_back(spread ? metric_text(k, spread->median) : "-");
        intervals.push_back(spread ? interval_text(metric_text(k, spread->low), metric_text(k, spread->high))
                                   : "");
    }
    table.add(std::move(medians));
    bool const has_interval = std::ranges::any_of(intervals, [](auto const& cell) { return !cell.empty(); });
    if (has_interval) table.add(std::move(intervals));
}

/// Did nobody ever work there, in no replicate? Labs wait to be founded, some for nothing.
bool was_empty(Summary const& summary, std::size_t row)
{
    for (std::size_t k = 0; k < lab_metrics().size(); ++k)
    {
        auto const name = lab_metrics()[k].name;
        if (name != "headcount_start" && name != "headcount_end" && name != "hires") continue;
        if (std::ranges::any_of(summary.at(row, k), [](auto const& n) { return n.value_or(0) > 0; }))
            return false;
    }
    return true;
}

/// What the fact asks for: "0.62 to 0.72", "at least 3 people", "at most 0.1".
std::string wanted_text(Verdict const& v)
{
    auto const& fact = v.fact;
    std::string const unit = v.unit.empty() || v.unit == "1" ? "" : ' ' + v.unit;
    if (fact.low && fact.high)
        return fmt::format("{} to {}{}", plain_number(*fact.low), plain_number(*fact.high), unit);
    if (fact.low) return fmt::format("at least {}{}", plain_number(*fact.low), unit);
    if (fact.high) return fmt::format("at most {}{}", plain_number(*fact.high), unit);
    return "any";
}

std::string informative_text(Verdict const& v)
{
    if (!v.informative) return "-";
    return plain_number(*v.informative, 2) + (*v.informative < informative_from ? "  no" : " yes");
}

std::vector<std::string> cells_of(Verdict const& v, bool is_weighed)
{
    auto const outcome = v.outcome == Ruling::fail ? "FAIL" : std::string(to_text(v.outcome));
    std::vector<std::string> cells{v.fact.id, outcome};
    cells.push_back(v.spread ? plain_number(v.probability, 2) : "-");
    cells.push_back(v.spread ? plain_number(v.spread->median) : "-");
    cells.push_back(
        v.spread ? fmt::format("{} to {}", plain_number(v.spread->low), plain_number(v.spread->high)) : "-");
    cells.push_back(wanted_text(v));
    if (is_weighed) cells.push_back(informative_text(v));
    return cells;
}

/// Facts that are read together: by tally, and scored ones by role.
struct Group
{
    std::string_view title;
    CountsAs tally;
    bool is_held_out = false;
};

constexpr Group groups[] = {
    {"Held out: no parameter was chosen with these in view", CountsAs::scored, true},
    {"Calibration: shared parameters were chosen with these in view", CountsAs::scored},
    {"Fitted: a parameter of its own was adjusted to each; tallied apart", CountsAs::fitted},
    {"Input: the scenario was given these; never counted", CountsAs::input},
    {"Repeated: says again what another row says; not counted", CountsAs::repeated},
};

bool belongs(Verdict const& v, Group const& group)
{
    if (v.tally != group.tally) return false;
    return group.tally != CountsAs::scored || group.is_held_out == (v.fact.role == "held_out");
}

void add_group(TextTable& table, Group const& group, std::span<Verdict const> verdicts, bool is_weighed)
{
    auto const is_here = [&](Verdict const& v) { return belongs(v, group); };
    if (!std::ranges::any_of(verdicts, is_here)) return;
    table.add_title(std::string(group.title));
    for (auto const& v : verdicts)
    {
        if (!is_here(v)) continue;
        table.add(cells_of(v, is_weighed));
        if (!v.fact.statement.empty()) table.add_note(v.fact.statement);
        if (!v.remark.empty()) table.add_note(fmt::format("({})", v.remark));
    }
}

std::string tally_text(std::string_view name, Score const& score)
{
    auto text = fmt::format("{}: {} of {} pass", name, score.passed, score.all());
    if (score.failed > 0) text += fmt::format(", {} fail{}", score.failed, score.failed == 1 ? "s" : "");
    if (score.not_observable > 0) text += fmt::format(", {} not observable", score.not_observable);
    return text + '.';
}

void write_spread(JsonWriter& json, std::string_view key, Sample const& sample)
{
    auto const spread = spread_of(sample);
    json.key(key).begin_object();
    json.member("median", spread ? std::optional(spread->median) : std::nullopt);
    json.member("low", spread ? std::optional(spread->low) : std::nullopt);
    json.member("high", spread ? std::optional(spread->high) : std::nullopt);
    json.member("observed", static_cast<std::int64_t>(spread ? spread->observed : 0)).end_object();
}

void write_verdict(JsonWriter& json, Verdict const& v)
{
    json.begin_object();
    json.member("id", v.fact.id).member("statement", v.fact.statement).member("source", v.fact.source);
    json.member("role", v.fact.role)
        .member("tally", to_text(v.tally))
        .member("derived_from", v.fact.derived_from);
    json.member("observable", v.fact.observable).member("unit", v.unit);
    json.member("low", v.fact.low).member("high", v.fact.high).member("at_least", v.fact.at_least);
    json.member("outcome", to_text(v.outcome)).member("probability", v.probability);
    json.member("median", v.spread ? std::optional(v.spread->median) : std::nullopt);
    json.member("p05", v.spread ? std::optional(v.spread->low) : std::nullopt);
    json.member("p95", v.spread ? std::optional(v.spread->high) : std::nullopt);
    json.member("observed", static_cast<std::int64_t>(v.spread ? v.spread->observed : 0));
    json.member("informative", v.informative).member("remark", v.remark).end_object();
}
} // namespace

std::string head_text(ReportHead const& head)
{
    return fmt::format("{}: simulated, stylised\n{} to {}, {} replicate{}, seed {}\n", head.title,
                       to_date(head.start), to_date(head.end), plain_count(head.replicates),
                       head.replicates == 1 ? "" : "s", head.seed);
}

std::string summary_text(ReportHead const& head, Summary const& summary)
{
    TextTable table;
    table.add_heading({"", "headcount", "headcount", "", "", "2-year", "mean pay", "offers", "offers"});
    table.add_heading({"lab", "start", "end", "hires", "exits", "stay %", "M$/year", "made", "accepted"});
    std::size_t empty = 0;
    for (std::size_t row = 0; row < summary.rows(); ++row)
    {
        bool const is_lab = row < head.labs.size();
        if (is_lab && was_empty(summary, row))
            ++empty;
        else
            add_lab(table, is_lab ? head.labs[row] : "all employers", summary, row);
    }
    auto text = table.text();
    if (empty > 0)
        text += fmt::format("Without {} lab{} where nobody ever worked.\n", empty, empty == 1 ? "" : "s");
    if (head.replicates > 1)
        text += "Median over replicates; below it the interval from 5 to 95 %, where it has a width.\n";
    return text;
}

std::string verdicts_text(std::span<Verdict const> verdicts)
{
    bool const is_weighed =
        std::ranges::any_of(verdicts, [](Verdict const& v) { return v.informative.has_value(); });
    std::vector<std::string> heading{"fact", "verdict", "agree", "median", "5 to 95 %", "documented"};
    if (is_weighed) heading.emplace_back("informative");
    TextTable table(2);
    table.add_heading(heading);
    for (auto const& group : groups) add_group(table, group, verdicts, is_weighed);
    return table.text() + score_text(verdicts);
}

std::string score_text(std::span<Verdict const> verdicts)
{
    auto const scored = score_of(verdicts, CountsAs::scored);
    auto text = scored.all() == 0 ? std::string("No fact is scored.") : tally_text("Scored facts", scored);
    auto const fitted = score_of(verdicts, CountsAs::fitted);
    if (fitted.all() > 0) text += tally_text(" Fitted facts", fitted);
    return text + '\n';
}

void write_head(JsonWriter& json, ReportHead const& head)
{
    json.member("title", head.title).member("simulated", true);
    json.member("start", to_text(head.start)).member("end", to_text(head.end));
    json.member("replicates", static_cast<std::int64_t>(head.replicates));
    // Text, as seeds up to 2^53 and beyond lose digits in some readers
    json.member("seed", fmt::format("{}", head.seed));
}

void write_summary(JsonWriter& json, ReportHead const& head, Summary const& summary)
{
    json.key("labs").begin_list();
    for (std::size_t row = 0; row < summary.rows(); ++row)
    {
        json.begin_object().member("name",
                                   row < head.labs.size() ? head.labs[row] : std::string("all employers"));
        for (std::size_t k = 0; k < lab_metrics().size(); ++k)
        {
            write_spread(json, lab_metrics()[k].name, summary.at(row, k));
        }
        json.end_object();
    }
    json.end_list();
}

void write_verdicts(JsonWriter& json, std::span<Verdict const> verdicts)
{
    json.key("facts").begin_list();
    for (auto const& v : verdicts) write_verdict(json, v);
    json.end_list();
    json.key("score").begin_object();
    for (auto const tally : {CountsAs::scored, CountsAs::fitted})
    {
        auto const score = score_of(verdicts, tally);
        json.key(to_text(tally)).begin_object();
        json.member("pass", static_cast<std::int64_t>(score.passed))
            .member("fail", static_cast<std::int64_t>(score.failed));
        json.member("not_observable", static_cast<std::int64_t>(score.not_observable)).end_object();
    }
    json.end_object();
}
} // namespace mercato
