// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Writes the trajectories of all replicates into one file, which appears under its name only when it is
/// complete.
///
/// Records are kept until they are some megabytes, then written as a part, read back and compared; finish()
/// merges the parts, checks the result against the rules of docs/trajectory.md and names it. The file is a
/// function of scenario, seed and build alone: equal bytes whatever the threads, the parts, the day. The log
/// beside it (OUT.log) says the rest.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "io/trajectory/output_place.hpp"
#include "io/provenance.hpp"
#include "io/trajectory/layout.hpp"
#include "run/records.hpp"
#include "run/scenario.hpp"

namespace mercato
{
/// A column that others than the run add, as verdicts of facts.
struct AddedColumn
{
    std::string name;
    std::string unit;
    std::string meaning;
    std::variant<std::vector<std::string>, std::vector<double>, std::vector<std::int32_t>,
                 std::vector<std::int8_t>>
        values;
    std::string flags;         ///< words for the codes of an int8 column
    bool by_replicate = false; ///< (row, replicate): all replicates of the first row first
};

/// A table of columns along its own axis; names in the file are as given ("fact_id" along "fact").
struct AddedTable
{
    std::string axis;
    std::string meaning;
    std::vector<AddedColumn> columns;
};

/// What finish() leaves.
struct Written
{
    std::filesystem::path path;
    std::uint64_t bytes = 0;
    std::string warning; ///< what went wrong beside the result, for one who should know; mostly empty
};

class TrajectoryWriter
{
public:
    struct Options
    {
        bool replace = false;                        ///< an existing file of that name
        std::size_t part_bytes = 32UL * 1024 * 1024; ///< kept in memory before a part is written
    };

    /// Takes the place; IoError if it cannot be had. @p scenario outlives the writer.
    TrajectoryWriter(std::filesystem::path const& path, Scenario const& scenario, Options options);

    /// The records of replicate 0, 1, 2, ...
    void add(std::uint32_t replicate, RunRecords&& records);

    /// Puts a table beside the trajectories.
    void add_table(AddedTable table);

    /// Merges, checks and names the result. All replicates of the scenario have been added.
    Written finish(RunLog const& log);

private:
    void write_part();
    void write_waiting(Hdf5File& file, TrajectoryVariable const& variable, std::uint32_t first) const;
    void merge_into(Hdf5File& file) const;
    void sign(Hdf5File& file) const;
    void write_tables(Hdf5File& file) const;

    Scenario const& scenario_;
    Options options_;
    std::chrono::steady_clock::time_point begin_;
    OutputPlace place_;
    TrajectoryContent content_;
    TrajectoryFrame frame_;
    std::vector<RunRecords> waiting_;
    std::size_t waiting_bytes_ = 0;
    std::uint32_t next_ = 0;
    std::size_t parts_ = 0;
    std::vector<AddedTable> tables_;
};
} // namespace mercato
