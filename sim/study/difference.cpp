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
    return v.type != ValueType::text && !v.axes.empty() && v.axes.front() != v.name && (is_table || is_run);
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

/// The number at row @p at of a run's rows of @p name; nothing if the file has none there.
template <class Number>
std::optional<Number> number_at(TrajectoryReader const& file, std::string const& name, RunKey run,
                                std::size_t at)
{
    if (!file.file().has(name)) return std::nullopt;
    RunRows const rows(file, name, run.point, run.replicate);
    Number number{};
    if ((at + 1) * sizeof number > rows.bytes.size()) return std::nullopt;
    std::memcpy(&number, rows.bytes.data() + at * sizeof number, sizeof number);
    return number;
}

/// When and who, of row @p at of an event table.
void place_in_table(ValueDifference& d, TrajectoryReader const& file, std::string const& table, RunKey run,
                    std::size_t at)
{
    for (auto const* const moment : moments)
    {
        auto const number = number_at<double>(file, table + moment, run, at);
        if (!number) continue;
        d.at = time_in_file(*number);
        break;
    }
    auto const person = number_at<std::int32_t>(file, table + "_person", run, at);
    if (person) d.who = fmt::format("person {} (row {} of {})", *person, at, table);
}

/// When and who, of the element @p at of a run's rows.
void place(ValueDifference& d, TrajectoryReader const& file, VariableInfo const& info, RunKey run,
           std::size_t at)
{
    auto const& table = info.axes.front();
    if (std::ranges::find(event_tables, table) != std::end(event_tables))
        return place_in_table(d, file, table, run, at);
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
                                      std::string const& name, RunKey run)
{
    RunRows const a(one, name, run.point, run.replicate);
    RunRows const b(other, name, run.point, run.replicate);
    auto const size = size_of(a.info.type);
    auto const at = first_element(a.bytes, b.bytes, size);
    if (!at) return std::nullopt;
    auto const value = [&](Bytes const& bytes) {
        return (*at + 1) * size <= bytes.size() ? text_of(a.info.type, bytes.data() + *at * size) : "nothing";
    };
    ValueDifference d{name, run_text(one, run.point, run.replicate), {}, {}, value(a.bytes), value(b.bytes)};
    place(d, (*at + 1) * size <= a.bytes.size() ? one : other, a.info, run, *at);
    return d;
}

/// Is @p found to be told of rather than @p other? A failed run has no values.
bool goes_before(ValueDifference const& found, ValueDifference const& other)
{
    if (other.variable == run_status) return false;
    return found.variable == run_status || (found.at && (!other.at || *found.at < *other.at));
}

/// The earliest difference of one run; the names of variables that differ join @p differing.
std::optional<ValueDifference> earliest_of(TrajectoryReader const& one, TrajectoryReader const& other,
                                           std::vector<VariableInfo> const& variables, RunKey run,
                                           std::set<std::string>& differing)
{
    std::optional<ValueDifference> earliest;
    for (auto const& v : variables)
    {
        // Counts and bookkeeping follow from rows
        if (v.name.ends_with("_replicate") || v.name.ends_with("_count")) continue;
        auto found = in_run(one, other, v.name, run);
        if (!found) continue;
        differing.insert(v.name);
        if (!earliest || goes_before(*found, *earliest)) earliest = std::move(found);
    }
    return earliest;
}

void compare_runs(TrajectoryReader const& one, TrajectoryReader const& other,
                  std::vector<VariableInfo> const& variables, FileDifference& d)
{
    std::set<std::string> differing;
    for (std::uint32_t replicate = 0; replicate < std::min(one.replicates(), other.replicates()); ++replicate)
    {
        for (std::uint32_t point = 0; point < std::min(one.points(), other.points()); ++point)
        {
            auto earliest = earliest_of(one, other, variables, {replicate, point}, differing);
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

/// What both files have and can be compared.
struct InBoth
{
    std::vector<VariableInfo> by_run;
    std::vector<VariableInfo> rest;
};

/// Sorts variables by how they are compared, and notes what is in one file only or of another shape.
InBoth compare_structure(Hdf5File const& one, Hdf5File const& other, FileDifference& d)
{
    InBoth both;
    for (auto const& v : one.variables())
    {
        if (!other.has(v.name))
        {
            d.structure.push_back(fmt::format("{} is only in the first", v.name));
            continue;
        }
        auto const there = other.info(v.name);
        if (there.type != v.type || there.axes != v.axes)
            d.structure.push_back(fmt::format("{} has another type or other axes", v.name));
        else if (!v.axes.empty() && is_by_run(v))
            both.by_run.push_back(v);
        else if (there.shape != v.shape)
            d.structure.push_back(fmt::format("{} has another length", v.name));
        else
            both.rest.push_back(v);
    }
    for (auto const& v : other.variables())
    {
        if (!one.has(v.name)) d.structure.push_back(fmt::format("{} is only in the second", v.name));
    }
    return both;
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
    auto const both = compare_structure(one.file(), other.file(), d);
    bool const comparable = one.times() == other.times() && one.labs().size() == other.labs().size();
    if (comparable) compare_runs(one, other, both.by_run, d);
    for (auto const& v : both.rest) compare_rest(one.file(), other.file(), v, d);
    return d;
}
} // namespace mercato
