// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Reads a complete trajectory file back, one replicate at a time; refuses what is not one with a clear word.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "io/trajectory/layout.hpp"

namespace mercato
{
class TrajectoryReader
{
public:
    /// IoError if there is no file, or it is no HDF5, cut short, of another program, unfinished or of a newer
    /// format.
    explicit TrajectoryReader(std::filesystem::path const& path);

    std::uint32_t replicates() const { return replicates_; }
    std::vector<Time> const& times() const { return times_; }
    std::vector<LabLabel> const& labs() const { return labs_; }
    TrajectoryContent const& content() const { return content_; }
    std::string scenario_text() const { return file_.read_texts("scenario").at(0); }

    /// All that a replicate left; tables that were not recorded are empty.
    RunRecords records(std::uint32_t replicate) const;

    /// A text at the root ("commit", "seed", "title"), empty if there is none.
    std::string attribute(std::string const& name) const { return file_.text_of("", name).value_or(""); }

    /// Do the values still have the fingerprint they were written with? Reads the whole file.
    bool is_intact() const { return file_.stored_hash() == attribute("content_hash"); }

    /// Everything else by name: variables(), info(), read<double>("fact_low"), read_texts("fact_id").
    Hdf5File const& file() const { return file_; }

private:
    std::filesystem::path path_;
    Hdf5File file_;
    TrajectoryContent content_;
    std::uint32_t replicates_ = 0;
    std::vector<Time> times_;
    std::vector<LabLabel> labs_;
    std::vector<TrajectoryVariable> variables_;
    std::map<std::string, std::vector<std::uint64_t>>
        first_rows_; ///< of each table, a replicate an entry and the end
};
} // namespace mercato
