// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Tables and numbers for a terminal of a given width: aligned, without colour.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mercato
{
/// Columns of a terminal that tables are made for.
inline constexpr std::size_t terminal_width = 100;

/// Characters that @p text takes on a terminal: code points of UTF-8.
std::size_t width_of(std::string_view text);

/// @p text cut to @p width characters, the last one an ellipsis if something was cut.
std::string cut(std::string_view text, std::size_t width);

/// @p text in lines of at most @p width characters, broken at spaces.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);

/// "12,345"; where @p is_short, "1234", "12.3k" from 10,000 and "1.2M" from a million on.
std::string plain_count(double value, bool is_short = false);

/// With so many digits behind the point.
std::string plain_number(double value, int digits);

/// So that three digits count: 1234, 12.3, 0.123.
std::string plain_number(double value);

/// Rows of cells; text is left-aligned, numbers right-aligned.
class TextTable
{
public:
    /// The first @p texts columns hold text, the others numbers.
    explicit TextTable(std::size_t texts = 1) : texts_(texts) {}

    /// A line above the rows; all have as many cells as the first one.
    void add_heading(std::vector<std::string> cells) { headings_.push_back(std::move(cells)); }

    void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }

    /// A text across the columns, set in and broken at the width.
    void add_note(std::string text) { rows_.push_back({std::move(text)}); }

    /// A line between rows that says what comes.
    void add_title(std::string text) { rows_.push_back({{}, std::move(text)}); }

    /// Lines, each ended. The first column gives way when the table is wider than @p width.
    std::string text(std::size_t width = terminal_width) const;

private:
    std::string text_of(std::vector<std::string> const& row, std::vector<std::size_t> const& widths,
                        std::size_t between, std::size_t width) const;
    std::vector<std::size_t> widths_of_columns() const;

    std::size_t texts_;
    std::vector<std::vector<std::string>> headings_;
    std::vector<std::vector<std::string>> rows_;
};
} // namespace mercato
