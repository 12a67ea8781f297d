// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// A CSV file of people into the rows of a scenario, checked cell by cell; docs/roster.md says what may stand
/// in it.

#include <string>
#include <string_view>
#include <vector>

#include "io/text_file.hpp"
#include "run/scenario.hpp"

namespace mercato
{
/// Largest roster [bytes].
inline constexpr std::size_t largest_roster = 1U << 30U;

/// A cell of a table and where it stands.
struct CsvCell
{
    std::string text;
    int line = 0;
    int column = 0;
};

/// Splits comma-separated values (RFC 4180; line ends LF or CRLF). Quotes that do not close are complained
/// of.
std::vector<std::vector<CsvCell>> split_csv(std::string_view text, std::string const& file, Complaints& out);

/// Reads the roster @p text. Ids leave the reader hashed with @p salt; columns and values that tell who
/// somebody is are refused. @p labs are those of the scenario, whose order the rows refer to. Nothing is
/// returned beside a complaint.
std::vector<RosterRow> read_roster(std::string_view text, std::string const& file,
                                   std::vector<LabSpec> const& labs, std::string const& salt,
                                   Complaints& out);
} // namespace mercato
