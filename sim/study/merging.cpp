// SPDX-License-Identifier: Apache-2.0
#include "study/merging.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <numeric>

#include <fmt/format.h>

#include "io/scenario_reader.hpp"
#include "io/trajectory/reader.hpp"
#include "study/comparing/comparison.hpp"
#include "study/fact_table.hpp"

namespace mercato
{
namespace
{
[[noreturn]] void refuse(std::filesystem::path const& path, std::string const& why, std::string_view way_out)
{
    throw IoError(fmt::format("cannot merge '{}' ({}). {}", path.string(), why, way_out));
}

/// What all shards say of their job.
struct Shared
{
    Identity identity;
    std::vector<Scenario> scenarios;
    TrajectoryFrame frame;
    std::vector<OuterAxis> outer;
    std::uint32_t designs = 0;      // points of the whole design
    std::vector<AddedTable> values; // of the design
};

Shared shared_by(std::filesystem::path const& first)
{
    TrajectoryReader const file(first);
    Shared all{identity_of(file.file()), {}, {}, file.content().outer, 0, {}};
    auto const texts = file.file().read_texts("scenario");
    for (auto const& text : texts) all.scenarios.push_back(read_resolved(text, first.string()));
    auto const designs = file.attribute("designs");
    if (!designs.empty()) all.designs = static_cast<std::uint32_t>(std::stoul(designs));
    all.frame.times = file.times();
    all.frame.labs = file.labs();
    return all;
}

/// Files in the order of their replicates, each looked at once.
std::vector<Piece> pieces_of(std::vector<std::filesystem::path> const& shards, Shared const& shared)
{
    std::vector<Piece> pieces;
    for (auto const& path : shards)
    {
        TrajectoryReader const file(path);
        auto const why = difference(identity_of(file.file()), shared.identity);
        if (!why.empty())
        {
            refuse(path, fmt::format("{}, as in '{}'", why, shards.front().string()),
                   "Only shards of one scenario, seed and build go together.");
        }
        if (!file.is_intact())
            refuse(path, "its values are not those that were written", "Run this shard again.");
        pieces.push_back(piece_in(file.file()));
    }
    std::ranges::sort(pieces, {}, [](Piece const& p) {
        return std::pair{p.first_point, p.replicates.at(0)};
    });
    return pieces;
}

/// "3 to 5 and 9" of the numbers below @p all that are not in @p there (ascending).
std::string missing_in(std::vector<std::int32_t> const& there, std::int64_t all)
{
    std::string text;
    std::int64_t next = 0;
    auto const note = [&](std::int64_t from, std::int64_t until) {
        if (from >= until) return;
        if (!text.empty()) text += ", ";
        text += from + 1 == until ? fmt::format("{}", from) : fmt::format("{} to {}", from, until - 1);
    };
    for (auto const number : there)
    {
        note(next, number);
        next = number + 1;
    }
    note(next, all);
    return text;
}

/// Numbers of all replicates of the points from @p first on, each once.
std::vector<std::int32_t> replicates_in(std::vector<Piece> const& pieces, std::uint32_t first)
{
    std::vector<std::int32_t> all;
    std::filesystem::path before;
    for (auto const& piece : pieces)
    {
        if (piece.first_point != first) continue;
        if (!all.empty() && piece.replicates.front() <= all.back())
        {
            refuse(piece.path,
                   fmt::format("replicate {} is in '{}' too", piece.replicates.front(), before.string()),
                   "Name each shard once.");
        }
        all.insert(all.end(), piece.replicates.begin(), piece.replicates.end());
        before = piece.path;
    }
    return all;
}

/// The values of facts of all pieces, and their verdicts.
AddedTable facts_in(std::vector<Piece> const& pieces, Scenario const& scenario)
{
    auto observed = FactWatch(scenario.facts, axes_of(scenario)).observed();
    for (auto const& piece : pieces)
    {
        auto const file = Hdf5File::open(piece.path);
        auto const values = file.read<double>("fact_value");
        auto const status = file.read<std::int8_t>("run_status");
        auto const replicates = piece.replicates.size();
        for (auto& o : observed) o.failed += static_cast<std::size_t>(std::ranges::count(status, 1));
        for (std::size_t k = 0; k < observed.size(); ++k)
        {
            for (std::size_t r = 0; r < replicates; ++r)
            {
                auto const value = values.at(k * replicates + r);
                observed[k].sample.push_back(std::isnan(value) ? std::nullopt : std::optional(value));
            }
        }
    }
    return fact_table(judge(scenario.facts, observed), observed);
}

/// Columns of @p file along the design alone: its values.
std::vector<AddedColumn> values_in(Hdf5File const& file)
{
    std::vector<AddedColumn> columns;
    for (auto const& v : file.variables())
    {
        if (v.axes != std::vector<std::string>{"design"} || v.type != ValueType::float64) continue;
        columns.push_back({v.name,
                           file.text_of(v.name, "units").value_or("1"),
                           file.text_of(v.name, "long_name").value_or(""),
                           file.read<double>(v.name),
                           "",
                           {}});
    }
    return columns;
}

/// The axis of the whole design, or of as much as the pieces hold, and its values.
void join_designs(std::vector<Piece> const& pieces, Shared& shared)
{
    if (shared.designs == 0) return;
    auto& axis = shared.outer.front();
    auto const arms = static_cast<std::uint32_t>(shared.outer.back().labels.size());
    axis.labels.clear();
    axis.first = pieces.front().first_point / arms;
    AddedTable table{"design", "", {}};
    auto next = pieces.front().first_point;
    for (auto const& piece : pieces)
    {
        if (piece.first_point + piece.points == next && &piece != &pieces.front())
            continue; // other replicates
        if (piece.first_point != next)
            refuse(piece.path,
                   fmt::format("it begins with point {}, and point {} is wanted", piece.first_point / arms,
                               next / arms),
                   "Name the files of all points, each once.");
        auto const file = Hdf5File::open(piece.path);
        for (auto& label : file.read_texts("design_name")) axis.labels.push_back(std::move(label));
        auto columns = values_in(file);
        for (std::size_t k = 0; k < columns.size() && !table.columns.empty(); ++k)
        {
            auto& all = std::get<std::vector<double>>(table.columns[k].values);
            auto const& more = std::get<std::vector<double>>(columns[k].values);
            all.insert(all.end(), more.begin(), more.end());
        }
        if (table.columns.empty()) table.columns = std::move(columns);
        next = piece.first_point + piece.points;
    }
    shared.values.push_back(std::move(table));
}

std::vector<AddedTable> tables_in(std::vector<Piece> const& pieces, Shared const& shared)
{
    auto const& base = shared.scenarios.front();
    if (shared.outer.empty())
        return base.facts.empty() ? std::vector<AddedTable>{} : std::vector{facts_in(pieces, base)};
    Comparison all(base, shared.outer);
    auto const first = pieces.front().first_point;
    for (auto const& piece : pieces)
        all.append(Comparison::in(TrajectoryReader(piece.path), base), piece.first_point - first);
    return all.tables();
}

/// Which runs are in none of the pieces, in words.
std::string missing_runs(Shared const& shared, TrajectoryJob const& job)
{
    auto const replicates = missing_in(shared.frame.replicates, job.base().run.replicates);
    auto text = replicates.empty()
                    ? std::string()
                    : fmt::format("replicates {} of {}", replicates, job.base().run.replicates);
    if (shared.designs == 0) return text;
    auto const& axis = shared.outer.front();
    std::vector<std::int32_t> points(axis.labels.size());
    std::iota(points.begin(), points.end(), static_cast<std::int32_t>(axis.first));
    auto const designs = missing_in(points, shared.designs);
    if (!designs.empty())
        text += fmt::format("{}points {} of {}", text.empty() ? "" : ", ", designs, shared.designs);
    return text;
}
} // namespace

Written merge_shards(std::vector<std::filesystem::path> const& shards, std::filesystem::path const& target,
                     MergeOptions const& options, RunLog const& log)
{
    auto const begin = std::chrono::steady_clock::now();
    auto shared = shared_by(shards.at(0));
    auto const pieces = pieces_of(shards, shared);
    join_designs(pieces, shared);
    shared.frame.replicates = replicates_in(pieces, pieces.front().first_point);
    TrajectoryJob job;
    job.outer = shared.outer;
    job.identity = shared.identity;
    job.designs = shared.designs;
    job.tables = shared.values;
    TrajectoryContent content;
    content.outer = shared.outer;
    auto const points = points_of(content);
    for (std::uint32_t point = 0; point < points; ++point)
        job.points.push_back(&shared.scenarios[point % shared.scenarios.size()]);
    for (auto const& scenario : shared.scenarios)
    {
        if (shared.designs > 0) job.texts.push_back(&scenario);
    }
    job.count = static_cast<std::uint32_t>(shared.frame.replicates.size());
    job.missing = missing_runs(shared, job);
    if (!job.missing.empty() && !options.partial)
    {
        refuse(target, fmt::format("{} are in none of the files", job.missing),
               "Name the shards that hold them, or take what there is with --partial.");
    }
    OutputPlace place(target, options.replace);
    Pieces all(pieces);
    all.extend(shared.frame.lengths);
    auto tables = tables_in(pieces, shared);
    tables.insert(tables.end(), options.tables.begin(), options.tables.end());
    auto written = publish_result(place, {job, shared.frame, all, {}, tables});
    std::chrono::duration<double> const passed = std::chrono::steady_clock::now() - begin;
    written.warning = append_to_log(target.string() + ".log", log_text(log, "merged", passed.count()));
    return written;
}
} // namespace mercato
