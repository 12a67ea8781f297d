// SPDX-License-Identifier: Apache-2.0
#include "io/trajectory/reader.hpp"

#include <fmt/format.h>

#include "io/failure.hpp"

namespace mercato
{
namespace
{
[[noreturn]] void refuse(std::filesystem::path const& path, std::string_view why, std::string_view way_out)
{
    throw IoError(fmt::format("cannot read '{}' ({}). {}", path.string(), why, way_out));
}

/// Opens what mercato finished, and nothing else.
Hdf5File open_complete(std::filesystem::path const& path, TrajectoryReader::Whole whole)
{
    std::error_code code;
    auto const there = std::filesystem::status(path, code);
    if (code) throw failure("read", path, code.value());
    if (std::filesystem::is_directory(there)) throw failure("read", path, EISDIR);
    auto file = Hdf5File::open(path);
    auto const format = file.number_of("", "mercato_format");
    if (!format) refuse(path, "it was not written by mercato", "Name a file that mercato run has left.");
    if (*format > trajectory_format)
    {
        refuse(path, fmt::format("its format is {}, and this mercato knows {}", *format, trajectory_format),
               "Read it with the version that wrote it: " +
                   file.text_of("", "mercato_version").value_or("unknown"));
    }
    if (whole == TrajectoryReader::Whole::yes && file.number_of("", "complete").value_or(0) != 1)
    {
        refuse(path, "it is not complete", "Run the scenario again.");
    }
    return file;
}

std::vector<LabLabel> labels_in(Hdf5File const& file)
{
    auto const ids = file.read_texts("lab_id");
    auto const names = file.read_texts("lab_name");
    auto const kinds = file.read_texts("lab_kind");
    std::vector<LabLabel> labels;
    labels.reserve(ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i) labels.push_back({ids[i], names.at(i), kinds.at(i)});
    return labels;
}
} // namespace

TrajectoryReader::TrajectoryReader(std::filesystem::path const& path, Whole whole)
    : path_(path), file_(open_complete(path, whole)), piece_(piece_in(file_)), labs_(labels_in(file_))
{
    content_ = {labs_.size(),
                file_.has("move_count"),
                file_.has("offer_count"),
                file_.has("spell_count"),
                file_.has("followed"),
                file_.has("crisis_count"),
                file_.has("approach_count"),
                file_.has("choice_count"),
                file_.has("cash"),
                file_.has("lab_event_count"),
                file_.has("launch_count"),
                {}};
    for (auto const axis : outer_axes)
    {
        auto const name = std::string(axis);
        if (file_.has(name))
        {
            auto const first = static_cast<std::uint32_t>(file_.read<std::int32_t>(name).at(0));
            content_.outer.push_back({name, file_.read_texts(name + "_name"), first});
        }
    }
    for (auto const seconds : file_.read<double>("time")) times_.push_back(time_in_file(seconds));
    variables_ = trajectory_variables(content_);
}

RunRecords TrajectoryReader::records(std::uint32_t replicate, std::uint32_t point) const
{
    if (replicate >= replicates())
    {
        refuse(path_, fmt::format("it has no replicate {}", replicate),
               fmt::format("They are 0 to {}.", replicates() - 1));
    }
    RunRecords records;
    records.times = times_;
    Bytes bytes;
    for (auto const& variable : variables_)
    {
        if (!variable.give) continue;
        auto const there = file_.info(variable.name);
        if (there.type != variable.type || there.axes != variable.axes)
        {
            refuse(path_, "'" + variable.name + "' has another type or shape", "Run the scenario again.");
        }
        auto const rows = piece_.rows_of_run(there, piece_.first_point + point, replicate);
        file_.read_rows(variable.name, rows.first, rows.count, bytes);
        variable.give(bytes, records);
    }
    return records;
}
} // namespace mercato
