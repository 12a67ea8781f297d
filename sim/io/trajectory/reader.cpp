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
Hdf5File open_complete(std::filesystem::path const& path)
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
    if (file.number_of("", "complete").value_or(0) != 1)
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
    for (std::size_t i = 0; i < ids.size(); ++i) labels.push_back({ids[i], names.at(i), kinds.at(i)});
    return labels;
}
} // namespace

TrajectoryReader::TrajectoryReader(std::filesystem::path const& path)
    : path_(path), file_(open_complete(path)), labs_(labels_in(file_))
{
    content_ = {
        labs_.size(),          file_.has("move_count"),  file_.has("offer_count"), file_.has("spell_count"),
        file_.has("followed"), file_.has("crisis_count")};
    replicates_ = static_cast<std::uint32_t>(file_.info("replicate").rows());
    for (auto const seconds : file_.read<double>("time")) times_.push_back(time_in_file(seconds));
    variables_ = trajectory_variables(content_);
    for (auto const* const axis : {"move", "offer", "spell", "announcement", "crisis", "intention"})
    {
        auto const counts = std::string(axis) + "_count";
        if (!file_.has(counts)) continue;
        auto& first = first_rows_[axis];
        first.push_back(0);
        for (auto const count : file_.read<std::int32_t>(counts))
        {
            first.push_back(first.back() + static_cast<std::uint64_t>(count));
        }
        if (first.back() != file_.info(axis).rows())
        {
            refuse(path, fmt::format("'{}' does not add up to the rows of '{}'", counts, axis),
                   "Run the scenario again.");
        }
    }
}

RunRecords TrajectoryReader::records(std::uint32_t replicate) const
{
    if (replicate >= replicates_)
    {
        refuse(path_, fmt::format("it has no replicate {}", replicate),
               fmt::format("They are 0 to {}.", replicates_ - 1));
    }
    RunRecords records;
    records.times = times_;
    Bytes bytes;
    for (auto const& variable : variables_)
    {
        if (!variable.give) continue;
        auto const table = first_rows_.find(variable.axes.front());
        auto const first = table == first_rows_.end() ? replicate : table->second[replicate];
        auto const count = table == first_rows_.end() ? 1 : table->second[replicate + 1] - first;
        auto const there = file_.info(variable.name);
        if (there.type != variable.type || there.axes != variable.axes)
        {
            refuse(path_, "'" + variable.name + "' has another type or shape", "Run the scenario again.");
        }
        file_.read_rows(variable.name, first, count, bytes);
        variable.give(bytes, records);
    }
    return records;
}
} // namespace mercato
