// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Tables that others than the run add to a result: verdicts of facts, effects of a comparison, a design.

#include <string>
#include <variant>
#include <vector>

#include "io/hdf5_file.hpp"

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
    std::string flags;                  ///< words for the codes of an int8 column
    std::vector<std::string> more_axes; ///< axes of the file behind the table's own, the last one fastest
};

/// A table of columns along its own axis; names in the file are as given ("fact_id" along "fact").
struct AddedTable
{
    std::string axis; ///< made unless the file has it
    std::string meaning;
    std::vector<AddedColumn> columns; ///< the first one has no other axes
};

/// Makes the axis, unless it is there, and the columns.
void write_table(Hdf5File& file, AddedTable const& table);
} // namespace mercato
