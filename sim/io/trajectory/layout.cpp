// SPDX-License-Identifier: Apache-2.0
#include "io/trajectory/layout.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <type_traits>

#include "core/check.hpp"
#include "io/trajectory/run_variables.hpp"
#include "run/event_dates.hpp"
#include "run/starting/initial_world.hpp"

namespace mercato
{
namespace
{
constexpr char const* moment_unit = "seconds since 1970-01-01 00:00:00";

constexpr OutputRecord nothing_made{
    std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::quiet_NaN(),
    std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::quiet_NaN(), 0};

/// A value as it lies in the file: moments are seconds.
template <class T>
auto in_file(T value)
{
    if constexpr (std::is_same_v<T, Time>)
        return file_time(value);
    else
        return value;
}

/// The value that lies in the file as @p value.
template <class T, class Number>
T out_of_file(Number value)
{
    if constexpr (std::is_same_v<T, Time>)
        return time_in_file(value);
    else
        return value;
}

/// Appends of(row) for each of @p rows, in one piece: columns are long.
template <class Number, class Record, class Of>
void append_each(Bytes& bytes, std::vector<Record> const& rows, Of&& of)
{
    auto const before = bytes.size();
    bytes.resize(before + rows.size() * sizeof(Number));
    auto* to = bytes.data() + before;
    for (auto const& row : rows)
    {
        Number const value = of(row);
        std::memcpy(to, &value, sizeof value);
        to += sizeof value;
    }
}

/// Appends @p number of each record of @p table.
template <class Number, class Record, class Of>
void append_table(Bytes& bytes, RunRecords const& records, std::vector<Record> RunRecords::*table,
                  Of const& number)
{
    if constexpr (std::is_same_v<Record, OutputRecord>)
    {
        // In this arm nobody makes anything, in another somebody does
        if ((records.*table).empty())
            return append_each<Number>(bytes, std::vector<Record>(records.labs.size(), nothing_made), number);
    }
    append_each<Number>(bytes, records.*table, number);
}

/// Appends the variable of each column of Record, a row a record of @p table.
template <class Record>
void add_columns(std::vector<TrajectoryVariable>& variables, std::string const& prefix,
                 std::vector<std::string> const& axes, std::vector<Record> RunRecords::*table)
{
    auto const add = [&]<class T>(Column<Record, T> const& column) {
        using Number = decltype(in_file(T{}));
        auto const member = column.member;
        TrajectoryVariable variable;
        variable.name = prefix + std::string(column.name);
        variable.type = value_type_of<Number>();
        variable.axes = axes;
        variable.unit = std::is_same_v<T, Time> ? moment_unit : column.unit;
        variable.meaning = column.meaning;
        variable.flags = column.flags;
        variable.take = [=](RunRecords const& records, RunKey const&, Bytes& bytes) {
            append_table<Number>(bytes, records, table,
                                 [member](Record const& r) { return in_file(r.*member); });
        };
        variable.give = [=](Bytes const& bytes, RunRecords& records) {
            (records.*table).resize(bytes.size() / sizeof(Number));
            auto const* from = reinterpret_cast<Number const*>(bytes.data());
            for (auto& record : records.*table) record.*member = out_of_file<T>(*from++);
        };
        variables.push_back(std::move(variable));
    };
    std::apply([&](auto const&... columns) { (add(columns), ...); }, Record::columns());
}

/// Appends a column of an event table for each outer axis: the place of the row along it.
template <class Record>
void add_places(std::vector<TrajectoryVariable>& variables, TrajectoryContent const& content,
                std::string const& axis, std::vector<Record> RunRecords::*table)
{
    auto stride = points_of(content);
    for (auto const& outer : content.outer)
    {
        auto const length = static_cast<std::uint32_t>(outer.labels.size());
        stride /= length;
        auto const first = outer.first;
        auto const places = [=](RunRecords const& records, RunKey const& run, Bytes& bytes) {
            auto const place = static_cast<std::int32_t>(first + run.point / stride % length);
            append_each<std::int32_t>(bytes, records.*table, [&](Record const&) { return place; });
        };
        variables.push_back({axis + "_" + outer.name,
                             ValueType::int32,
                             {axis},
                             "1",
                             outer.name + " of the row",
                             "",
                             places,
                             {}});
    }
}

/// Appends an event table: its rows a replicate, the replicate of each row, its columns.
template <class Record>
void add_table(std::vector<TrajectoryVariable>& variables, TrajectoryContent const& content,
               std::string const& axis, std::vector<Record> RunRecords::*table)
{
    auto const count = [table](RunRecords const& records, RunKey const&, Bytes& bytes) {
        append(bytes, static_cast<std::int32_t>((records.*table).size()));
    };
    auto const replicates = [table](RunRecords const& records, RunKey const& run, Bytes& bytes) {
        auto const number = static_cast<std::int32_t>(run.replicate);
        append_each<std::int32_t>(bytes, records.*table, [&](Record const&) { return number; });
    };
    variables.push_back({axis + "_count",
                         ValueType::int32,
                         {"replicate"},
                         "1",
                         "rows of the replicate along " + axis + "; those of earlier replicates come first",
                         "",
                         count,
                         {}});
    variables.push_back(
        {axis + "_replicate", ValueType::int32, {axis}, "1", "replicate of the row", "", replicates, {}});
    add_places(variables, content, axis, table);
    add_columns(variables, axis + "_", {axis}, table);
}
} // namespace

double file_time(Time t) { return t == never ? std::nan("") : static_cast<double>(t.us) / 1e6; }

Time time_in_file(double seconds)
{
    if (std::isnan(seconds)) return never;
    // In two parts, since a product of this size would be rounded once more
    double const whole = std::floor(seconds);
    return Time{static_cast<std::int64_t>(whole) * 1'000'000 + std::llround((seconds - whole) * 1e6)};
}

TrajectoryContent content_of(Scenario const& scenario)
{
    auto const& record = scenario.record;
    auto const upsets = [](EventSpec const& e) { return e.enabled && opens_crisis(e.type); };
    auto const crisis = record.crisis && std::ranges::any_of(scenario.events, upsets);
    auto const asked = [](LabSpec const& lab) { return lab.dormant || lab.war_chest > 0; };
    auto const raided = record.approaches && (std::ranges::any_of(scenario.raids, &RaidSpec::enabled) ||
                                              std::ranges::any_of(scenario.labs, asked));
    return {scenario.labs.size(),
            record.moves,
            record.offers,
            record.spells,
            record.panel > 0,
            crisis,
            raided,
            record.terms != kinds_of_terms[0],
            has_accounts(scenario),
            has_firms(scenario),
            makes_output(scenario),
            {}};
}

std::uint32_t points_of(TrajectoryContent const& content)
{
    std::size_t points = 1;
    for (auto const& axis : content.outer) points *= axis.labels.size();
    return static_cast<std::uint32_t>(points);
}

std::uint32_t first_point_of(TrajectoryContent const& content)
{
    return content.outer.empty() ? 0
                                 : content.outer.front().first * points_of(content) /
                                       static_cast<std::uint32_t>(content.outer.front().labels.size());
}

namespace
{
/// Calls visit(axis, meaning, member of RunRecords) for each event table that is written.
template <class Visit>
void for_tables(TrajectoryContent const& content, Visit&& visit)
{
    if (content.moves) visit("move", "row of the table of moves", &RunRecords::moves);
    if (content.offers) visit("offer", "row of the table of offers", &RunRecords::offers);
    if (content.spells) visit("spell", "row of the table of job spells", &RunRecords::spells);
    if (content.crisis)
    {
        visit("announcement", "row of the table of announcements in crises", &RunRecords::announcements);
        visit("crisis", "row of the course of crises", &RunRecords::crises);
        visit("intention", "row of the census of intentions in crises", &RunRecords::intentions);
    }
    if (content.approaches) visit("approach", "row of the table of people raided", &RunRecords::approaches);
    if (content.terms) visit("choice", "row of the table of choices and their terms", &RunRecords::choices);
    if (content.firms)
        visit("lab_event", "row of the table of what happened to labs", &RunRecords::lab_events);
    if (content.output) visit("launch", "row of the table of launches", &RunRecords::launches);
}
} // namespace

namespace
{
/// Accounts of labs over time; of a run in which no lab has one, or that failed, there is nothing to say.
void add_accounts(std::vector<TrajectoryVariable>& variables)
{
    std::vector<TrajectoryVariable> columns;
    add_columns(columns, "", {"replicate", "time", "lab"}, &RunRecords::accounts);
    for (auto& column : columns)
    {
        column.take = [take = column.take](RunRecords const& records, RunKey const& key, Bytes& bytes) {
            if (!records.accounts.empty()) return take(records, key, bytes);
            constexpr auto nothing = std::numeric_limits<float>::quiet_NaN();
            RunRecords none;
            none.accounts.assign(records.labs.size(), {nothing, nothing, nothing, nothing, nothing});
            take(none, key, bytes);
        };
        variables.push_back(std::move(column));
    }
}
} // namespace

std::vector<TrajectoryAxis> trajectory_axes(TrajectoryContent const& content)
{
    using enum ValueType;
    std::vector<TrajectoryAxis> axes;
    axes.reserve(content.outer.size());
    for (auto const& outer : content.outer)
        axes.push_back({outer.name, int32, "1", outer.name + ", from 0; " + outer.name + "_name says which"});
    axes.push_back({"replicate", int32, "1", "number of the run, from 0: other luck each"});
    axes.push_back({"time", float64, moment_unit, "recorded moment"});
    axes.push_back({"lab", int32, "1", "row of the lab in the scenario, from 0"});
    if (content.moves) axes.push_back({"lab_to", int32, "1", "row of the lab that is moved to"});
    if (content.panel) axes.push_back({"followed", int32, "1", "number of the followed person, from 0"});
    for_tables(content, [&](char const* axis, char const* meaning, auto) {
        axes.push_back({axis, int32, "1", meaning});
    });
    return axes;
}

std::vector<TrajectoryVariable> trajectory_variables(TrajectoryContent const& content)
{
    std::vector<TrajectoryVariable> variables;
    add_columns(variables, "", {"replicate", "time", "lab"}, &RunRecords::labs);
    if (content.accounts) add_accounts(variables);
    if (content.output) add_columns(variables, "", {"replicate", "time", "lab"}, &RunRecords::works);
    for (auto& variable : variables_of_runs()) variables.push_back(std::move(variable));
    if (content.panel)
        add_columns(variables, "panel_", {"replicate", "time", "followed"}, &RunRecords::panel);
    if (content.moves) variables.push_back(flow_of_run(content.labs));
    for_tables(content, [&](char const* axis, char const*, auto table) {
        add_table(variables, content, axis, table);
    });
    for (auto& variable : variables)
    {
        if (variable.axes.front() != "replicate") continue;
        for (std::size_t k = content.outer.size(); k-- > 0;)
            variable.axes.insert(variable.axes.begin(), content.outer[k].name);
    }
    return variables;
}

void extend(std::map<std::string, std::uint64_t>& lengths, TrajectoryContent const& content,
            RunRecords const& records)
{
    for_tables(content,
               [&](char const* axis, char const*, auto table) { lengths[axis] += (records.*table).size(); });
    if (content.panel) lengths["followed"] = records.panel.size() / records.times.size();
}
} // namespace mercato
