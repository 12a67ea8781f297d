// SPDX-License-Identifier: Apache-2.0
#include "io/design_reader.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "io/fields.hpp"
#include "io/roster_reader.hpp"

namespace mercato
{
namespace
{
/// Tables of the list @p name into @p to.
template <class Entry>
void read_entries(Table const& all, std::string const& name, std::vector<Entry>& to, Complaints& out)
{
    auto const* const node = all.find(name);
    if (node == nullptr) return;
    auto const* const list = node->as<List>();
    if (list == nullptr)
    {
        out.push_back({node->place, fmt::format("{} is no list of tables (write [[{}]])", name, name)});
        return;
    }
    for (std::size_t k = 0; k < list->size(); ++k)
    {
        auto const& entry = (*list)[k];
        auto const path = fmt::format("{} {}", name, k + 1);
        if (auto const* const table = entry.as<Table>())
            read_fields(*table, entry.place, path, to.emplace_back(), out);
        else
            out.push_back({entry.place, fmt::format("{} is no table (write [[{}]])", path, name)});
    }
}

void check_parameter(DesignParameter const& p, DesignSpec const& spec, std::string const& file,
                     Complaints& out)
{
    auto const complain = [&](std::string const& why) {
        out.push_back({{file, 0, 0}, fmt::format("parameter {}: {}", p.path, why)});
    };
    bool const is_grid = spec.method == "grid";
    if (!p.values.empty())
    {
        if (!is_grid) complain("values are for method = \"grid\"; give low and high");
        return;
    }
    if (!p.low || !p.high) return complain("low and high are missing");
    if (!(*p.low < *p.high)) complain("low is not below high");
    if (p.scale == "log" && !(*p.low > 0)) complain("a log scale wants low above 0");
    if (is_grid && p.levels < 1) complain("levels is missing: how many values from low to high?");
}

void check_arm(DesignArm const& arm, std::string const& file, Complaints& out)
{
    auto const complain = [&](std::string const& why) {
        out.push_back({{file, 0, 0}, fmt::format("arm {}: {}", arm.name, why)});
    };
    if (arm.tune.empty())
    {
        if (arm.low || arm.high) complain("low and high go with tune");
        return;
    }
    if (!arm.low || !arm.high) return complain("tune wants low and high");
    if (!(*arm.low < *arm.high)) complain("low is not below high");
    if (arm.scale == "log" && !(*arm.low > 0)) complain("a log scale wants low above 0");
}

void check_spec(DesignSpec const& spec, std::string const& file, Complaints& out)
{
    auto const complain = [&](std::string const& why) { out.push_back({{file, 0, 0}, why}); };
    for (auto const& arm : spec.arms) check_arm(arm, file, out);
    if (spec.method == "table")
    {
        if (spec.table.empty()) complain("method = \"table\" wants table = \"FILE.csv\"");
        if (!spec.parameters.empty())
            complain("the columns of the table are the parameters: leave [[parameters]] out");
        return;
    }
    bool const is_tuned = std::ranges::any_of(spec.arms, [](DesignArm const& a) { return !a.tune.empty(); });
    if (spec.parameters.empty() && !is_tuned) complain("no [[parameters]] are given: what is varied?");
    bool const is_solved = spec.method == "solve";
    if (spec.method != "grid" && !is_solved && spec.points < 1) complain("points is missing: how many?");
    for (auto const& p : spec.parameters) check_parameter(p, spec, file, out);
}

/// Columns and rows of a CSV file.
void read_rows(std::filesystem::path const& path, Design& design, Complaints& out)
{
    auto const text = read_text(path, largest_scenario, out);
    if (!text) return;
    auto const cells = split_csv(*text, path.string(), out);
    for (std::size_t r = 0; r < cells.size(); ++r)
    {
        std::vector<std::string> row;
        for (auto const& cell : cells[r]) row.push_back(cell.text);
        if (r == 0)
        {
            design.paths = row;
            continue;
        }
        if (row.size() != design.paths.size())
        {
            out.push_back(
                {{path.string(), cells[r].front().line, 1},
                 fmt::format("the row has {} cells, and the first has {}", row.size(), design.paths.size())});
        }
        design.rows.push_back(row);
    }
    if (design.rows.empty())
        out.push_back({{path.string(), 0, 0}, "there is no row below the names of the columns"});
}
} // namespace

Design read_design(std::filesystem::path const& path)
{
    Complaints out;
    Design design;
    auto const text = read_text(path, largest_scenario, out);
    auto const table = text ? parse_toml(*text, path.string(), out) : std::nullopt;
    if (table)
    {
        read_fields(*table, {path.string(), 0, 0}, "", design.spec, out, {"parameters", "arms"});
        read_entries(*table, "parameters", design.spec.parameters, out);
        read_entries(*table, "arms", design.spec.arms, out);
        if (out.empty()) check_spec(design.spec, path.string(), out);
        design.scenario = path.parent_path() / design.spec.scenario;
        for (auto const& p : design.spec.parameters) design.paths.push_back(p.path);
        if (out.empty() && design.spec.method == "table")
            read_rows(path.parent_path() / design.spec.table, design, out);
        for (auto& arm : design.spec.arms)
        {
            if (!arm.with.empty()) arm.with = (path.parent_path() / arm.with).string();
        }
    }
    if (!out.empty()) throw ScenarioError(std::move(out));
    return design;
}
} // namespace mercato
