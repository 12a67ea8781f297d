// SPDX-License-Identifier: Apache-2.0
#include "io/trajectory/result.hpp"

#include <fmt/format.h>

#include "core/check.hpp"
#include "core/parallel.hpp"

namespace mercato
{
namespace
{
/// Variable by variable: rows of what waits are gathered on any thread, the file is written on one.
void merge_into(Hdf5File& file, TrajectoryContent const& content, ResultParts const& parts,
                Threads const& threads)
{
    auto const points = points_of(content);
    auto const first = parts.job.first + parts.job.count -
                       static_cast<std::uint32_t>(parts.waiting.size() / points); // of those that wait
    auto const variables = trajectory_variables(content);
    auto const window = 2 * static_cast<std::size_t>(threads.count());
    std::vector<std::vector<Bytes>> gathered(window, std::vector<Bytes>(points));
    auto const gather = [&](std::size_t i) {
        for (std::uint32_t point = 0; point < points; ++point)
        {
            auto& rows = gathered[i % window][point];
            rows.clear();
            take_waiting(variables[i], parts.waiting, first, point, points, rows);
        }
    };
    auto const write = [&](std::size_t i) {
        auto const& name = variables[i].name;
        Blocks blocks(file, file.info(name));
        for (std::uint32_t point = 0; point < points; ++point)
        {
            parts.pieces.copy(name, first_point_of(content) + point, blocks);
            // What still waits in memory need not go by way of a part
            blocks.take(gathered[i % window][point]);
        }
        blocks.finish();
        parts.pieces.forget(name);
    };
    threads.in_order(variables.size(), window, gather, write);
}

/// Names of arms and values of a design are labels of the metrics, which readers find by this attribute.
void label_metrics(Hdf5File& file, TrajectoryJob const& job)
{
    if (!file.has("metric_value")) return;
    std::string labels = "metric_name metric_lab metric_unit";
    for (auto const& axis : job.outer) labels += fmt::format(" {}_name", axis.name);
    for (auto const& table : job.tables)
    {
        for (auto const& column : table.columns) labels += ' ' + column.name;
    }
    file.set_text("metric_value", "coordinates", labels);
}
} // namespace

void take_waiting(TrajectoryVariable const& variable, std::vector<RunRecords> const& waiting,
                  std::uint32_t first, std::uint32_t point, std::uint32_t points, Bytes& rows)
{
    for (std::size_t i = point; i < waiting.size(); i += points)
    {
        auto const replicate = first + static_cast<std::uint32_t>(i / points);
        variable.take(waiting[i], {replicate, point}, rows);
    }
}

void require_as_written(std::filesystem::path const& path, std::string const& hash, Threads const* threads)
{
    auto file = Hdf5File::open(path);
    if (threads != nullptr) file.work_on(*threads);
    if (file.stored_hash() == hash) return;
    throw IoError(
        fmt::format("cannot trust '{}' (its values differ from what was written). The disk may be full or "
                    "faulty: name a place on another disk with -o.",
                    path.string()));
}

Written publish_result(OutputPlace& place, ResultParts const& parts)
{
    auto const content = content_of(parts.job);
    auto const name = place.temporary("result");
    auto const path = place.part(name);
    Threads const threads(parts.threads);
    auto file = Hdf5File::create(path, Packing::packed);
    file.work_on(threads);
    lay_out(file, content, parts.frame);
    merge_into(file, content, parts, threads);
    for (auto const& table : parts.job.tables) write_table(file, table);
    for (auto const& table : parts.tables) write_table(file, table);
    label_metrics(file, parts.job);
    sign(file, parts.job, false);
    auto const hash = file.written_hash();
    file.set_text("", "content_hash", hash);
    file.set_number("", "complete", 1);
    file.close();

    // A file that looks complete is complete
    place.settle(name);
    require_as_written(path, hash, &threads);
    auto const faults = broken_rules(path);
    if (!faults.empty())
        throw InternalError(fmt::format("the result breaks a rule of its format: {}", faults.front()));
    auto const bytes = std::filesystem::file_size(path);
    place.publish(name);
    return {place.target(), bytes, {}};
}
} // namespace mercato
