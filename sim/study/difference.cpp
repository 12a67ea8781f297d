// SPDX-License-Identifier: Apache-2.0
#include "study/difference.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <set>

#include <fmt/format.h>

namespace mercato
{
namespace
{
constexpr std::array attributes{"title",      "mercato_version", "commit",      "compiler", "flags",
                                "build_type", "cpu_class",       "mathematics", "seed",     "scenario_hash",
                                "replicates", "shard",           "missing"};

constexpr std::string_view run_status = "run_status";

/// Columns that say when a row of a table happened, in the order of asking.
constexpr std::array moments{"_answered", "_time", "_end", "_start"};

/// A number as a reader would see it.
std::string text_of(ValueType type, std::byte const* at)
{
    auto const number = [&]<class Number>(Number value) {
        std::memcpy(&value, at, sizeof value);
        return fmt::format("{}", value);
    };
    switch (type)
    {
    case ValueType::int8:
        return fmt::format("{}", static_cast<int>(*reinterpret_cast<std::int8_t const*>(at)));
    case ValueType::int16: return number(std::int16_t{});
    case ValueType::int32: return number(std::int32_t{});
    case ValueType::float32: return number(float{});
    default: return number(double{});
    }
}

/// Rows of one variable that belong to one run of a file.
class RunRows
{
public:
    RunRows(TrajectoryReader const& file, std::string const& name, std::uint32_t point,
            std::uint32_t replicate)
        : info(file.file().info(name))
    {
        auto const rows = file.piece().rows_of_run(info, file.piece().first_point + point, replicate);
        file.file().read_rows(name, rows.first, rows.count, bytes);
    }

    VariableInfo info;
    Bytes bytes;
};

/// Element at which two runs of bytes differ first; nothing if they are equal.
std::optional<std::size_t> first_element(Bytes const& a, Bytes const& b, std::size_t size)
{
    auto const [in_a, in_b] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    if (in_a == a.end() && in_b == b.end()) return std::nullopt;
    return static_cast<std::size_t>(in_a - a.begin()) / size;
}

bool is_by_run(VariableInfo const& v)
{
    auto const is_table = std::ranges::find(event_tables, v.axes.front()) != std::end(event_tables);
    auto const is_run = std::ranges::find(v.axes, "replicate") != v.axes.end() && v.axes.front() != "fact" &&
                        v.axes.front() != "metric";
    return v.type != ValueType::text && v.axes.size() >= 1 && v.axes.front() != v.name &&
           (is_table || is_run);
}

std::string run_text(TrajectoryReader const& file, std::uint32_t point, std::uint32_t replicate)
{
    std::string text;
    auto stride = points_of(file.content());
    for (auto const& axis : file.content().outer)
    {
        stride /= static_cast<std::uint32_t>(axis.labels.size());
        text += fmt::format("{} {}, ", axis.name, axis.labels[point / stride % axis.labels.size()]);
    }
    return text + fmt::format("replicate {}", file.number_of(replicate));
}

/// When and who, of the element @p at of a run's rows.
void place(ValueDifference& d, TrajectoryReader const& file, VariableInfo const& info, std::uint32_t point,
           std::uint32_t replicate, std::size_t at)
{
    auto const& table = info.axes.front();
    if (std::ranges::find(event_tables, table) != std::end(event_tables))
    {
        auto const value = [&](std::string const& name, auto number) {
            RunRows const rows(file, name, point, replicate);
            if ((at + 1) * sizeof number > rows.bytes.size()) return false;
            std::memcpy(&number, rows.bytes.data() + at * sizeof number, sizeof number);
            if constexpr (std::is_same_v<decltype(number), double>)
                d.at = time_in_file(number);
            else
                d.who = fmt::format("person {} (row {} of {})", number, at, table);
            return true;
        };
        for (auto const* const moment : moments)
        {
            if (file.file().has(table + moment) && value(table + moment, double{})) break;
        }
        if (file.file().has(table + "_person")) value(table + "_person", std::int32_t{});
        return;
    }
    std::size_t inside = 1;
    for (auto d_axis = info.axes.size(); d_axis-- > 0;)
    {
        auto const& axis = info.axes[d_axis];
        auto const index = at / inside % info.shape[d_axis];
        if (axis == "time") d.at = file.times()[index];
        if (axis == "lab") d.who = fmt::format("lab {}", file.labs()[index].id);
        if (axis == "followed") d.who = fmt::format("followed person {}", index);
        inside *= info.shape[d_axis];
    }
}

/// The first difference of one variable in one run.
std::optional<ValueDifference> in_run(TrajectoryReader const& one, TrajectoryReader const& other,
                                      std::string const& name, std::uint32_t point, std::uint32_t replicate)
{
    RunRows const a(one, name, point, replicate);
    RunRows const b(other, name, point, replicate);
    auto const size = size_of(a.info.type);
    auto const at = first_element(a.bytes, b.bytes, size);
    if (!at) return std::nullopt;
    auto const value = [&](Bytes const& bytes) {
        return (*at + 1) * size <= bytes.size() ? text_of(a.info.type, bytes.data() + *at * size) : "nothing";
    };
    ValueDifference d{name, run_text(one, point, replicate), {}, {}, value(a.bytes), value(b.bytes)};
    place(d, (*at + 1) * size <= a.bytes.size() ? one : other, a.info, point, replicate, *at);
    return d;
}

void compare_runs(TrajectoryReader const& one, TrajectoryReader const& other,
                  std::vector<VariableInfo> const& variables, FileDifference& d)
{
    std::set<std::string> differing;
    for (std::uint32_t replicate = 0; replicate < std::min(one.replicates(), other.replicates()); ++replicate)
    {
        for (std::uint32_t point = 0; point < std::min(one.points(), other.points()); ++point)
        {
            std::optional<ValueDifference> earliest;
            for (auto const& v : variables)
            {
                // Counts and bookkeeping follow from rows
                if (v.name.ends_with("_replicate") || v.name.ends_with("_count")) continue;
                auto found = in_run(one, other, v.name, point, replicate);
                if (!found) continue;
                differing.insert(v.name);
                if (earliest && earliest->variable == run_status) continue; // a failed run has no values
                bool const is_earlier = !earliest || v.name == run_status ||
                                        (found->at && (!earliest->at || *found->at < *earliest->at));
                if (is_earlier) earliest = std::move(found);
            }
            if (earliest && !d.first) d.first = std::move(earliest);
        }
    }
    d.variables.insert(d.variables.end(), differing.begin(), differing.end());
}

/// Tables that others than the runs add.
void compare_rest(Hdf5File const& one, Hdf5File const& other, VariableInfo const& v, FileDifference& d)
{
    if (v.type == ValueType::text)
    {
        if (one.read_texts(v.name) != other.read_texts(v.name)) d.variables.push_back(v.name);
        return;
    }
    Bytes a;
    Bytes b;
    one.read_rows(v.name, 0, v.rows(), a);
    other.read_rows(v.name, 0, v.rows(), b);
    if (a != b) d.variables.push_back(v.name);
}
} // namespace

FileDifference difference_of(TrajectoryReader const& one, TrajectoryReader const& other)
{
    FileDifference d;
    for (auto const* const name : attributes)
    {
        auto const a = one.attribute(name);
        auto const b = other.attribute(name);
        if (a != b) d.attributes.push_back(fmt::format("{}: {} and {}", name, a, b));
    }
    std::vector<VariableInfo> by_run;
    std::vector<VariableInfo> rest;
    for (auto const& v : one.file().variables())
    {
        if (!other.file().has(v.name))
        {
            d.structure.push_back(fmt::format("{} is only in the first", v.name));
            continue;
        }
        auto const there = other.file().info(v.name);
        if (there.type != v.type || there.axes != v.axes)
            d.structure.push_back(fmt::format("{} has another type or other axes", v.name));
        else if (!v.axes.empty() && is_by_run(v))
            by_run.push_back(v);
        else if (there.shape != v.shape)
            d.structure.push_back(fmt::format("{} has another length", v.name));
        else
            rest.push_back(v);
    }
    for (auto const& v : other.file().variables())
    {
        if (!one.file().has(v.name)) d.structure.push_back(fmt::format("{} is only in the second", v.name));
    }
    bool const comparable = one.times() == other.times() && one.labs().size() == other.labs().size();
    if (comparable) compare_runs(one, other, by_run, d);
    for (auto const& v : rest) compare_rest(one.file(), other.file(), v, d);
    return d;
}
} // namespace mercato
