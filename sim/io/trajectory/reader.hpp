// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Reads a complete trajectory file back, one replicate at a time; refuses what is not one with a clear word.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "io/trajectory/pieces.hpp"

namespace mercato
{
class TrajectoryReader
{
public:
    /// Must the file be a finished result, or may it be a part of one?
    enum class Whole : bool { no, yes };

    /// IoError if there is no file, or it is no HDF5, cut short, of another program, unfinished or of a newer
    /// format.
    explicit TrajectoryReader(std::filesystem::path const& path, Whole whole = Whole::yes);

    std::uint32_t replicates() const { return static_cast<std::uint32_t>(piece_.replicates.size()); }
    /// The number of the @p k th replicate in the file: k itself, but in a shard.
    std::int32_t number_of(std::uint32_t k) const { return piece_.replicates[k]; }
    /// Points along the outer axes (arms of a comparison, points of a design); 1 without any.
    std::uint32_t points() const { return piece_.points; }
    /// Where the rows of each run lie.
    Piece const& piece() const { return piece_; }
    std::vector<Time> const& times() const { return times_; }
    std::vector<LabLabel> const& labs() const { return labs_; }
    TrajectoryContent const& content() const { return content_; }
    /// Of a design that of the arm, without the values of the point.
    std::string scenario_text(std::uint32_t point = 0) const
    {
        auto const texts = file_.read_texts("scenario");
        return texts.at(point % texts.size());
    }

    /// All that the @p replicate th replicate of the file left; tables that were not recorded are empty.
    RunRecords records(std::uint32_t replicate, std::uint32_t point = 0) const;

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
    Piece piece_;
    std::vector<Time> times_;
    std::vector<LabLabel> labs_;
    std::vector<TrajectoryVariable> variables_;
};
} // namespace mercato
