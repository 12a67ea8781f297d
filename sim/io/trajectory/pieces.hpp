// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Files that each hold some runs of a job (parts of an unfinished run, shards) read as if they were one.

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "io/trajectory/layout.hpp"

namespace mercato
{
/// What one file holds: some replicates of some points.
struct Piece
{
    std::filesystem::path path;
    std::uint32_t first_point = 0;
    std::uint32_t points = 1;
    std::vector<std::int32_t> replicates;
    /// Of each event table the first row of each run, points first, and the end.
    std::map<std::string, std::vector<std::uint64_t>> first_rows;

    /// Rows of @p variable that belong to a run, or to all runs of a point: first and how many.
    struct Rows
    {
        std::uint64_t first = 0;
        std::uint64_t count = 0;
    };
    Rows rows_of_run(VariableInfo const& variable, std::uint32_t point, std::size_t replicate) const;
    Rows rows_of_point(VariableInfo const& variable, std::uint32_t point) const;
};

/// Reads the axes and counts of @p file. @p whole are the outer axes of the job, where the file has but some of
/// their places. @throws IoError if counts do not add up
Piece piece_in(Hdf5File const& file, std::vector<OuterAxis> const& whole = {});

/// Rows of one variable on their way into a file, in blocks of whole chunks however they come.
class Blocks
{
public:
    Blocks(Hdf5File& file, VariableInfo const& variable);
    void take(std::span<std::byte const> rows);
    void finish();

private:
    std::size_t due() const; ///< bytes of the next block when it is whole
    void write(std::size_t from, std::size_t bytes);

    Hdf5File& file_;
    std::string name_;
    std::size_t row_bytes_;
    std::uint64_t inside_; // rows of one point of the outer axes
    std::uint64_t step_;   // rows
    std::uint64_t written_ = 0;
    Bytes block_;
};

/// Several pieces that do not overlap.
class Pieces
{
public:
    explicit Pieces(std::vector<Piece> pieces);
    ~Pieces();
    Pieces(Pieces const&) = delete;
    Pieces& operator=(Pieces const&) = delete;

    /// Hands all rows of @p variable that belong to @p point to @p blocks, in the order of replicates.
    void copy(std::string const& variable, std::uint32_t point, Blocks& blocks);

    /// Adds the rows of event tables, and the width of the panel, to @p lengths.
    void extend(std::map<std::string, std::uint64_t>& lengths);

    std::vector<Piece> const& all() const { return pieces_; }

private:
    Hdf5File const& opened(std::size_t piece);

    std::vector<Piece> pieces_;                                  // by first point and replicate
    std::map<std::uint32_t, std::vector<std::size_t>> of_point_; // by replicate
    std::map<std::size_t, std::unique_ptr<Hdf5File>> open_;
};
} // namespace mercato
