// SPDX-License-Identifier: Apache-2.0
#include "cli/table.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

namespace mercato
{
namespace
{
constexpr std::size_t gap = 2;
constexpr std::size_t narrow_gap = 1;
constexpr std::size_t least_first = 8;
constexpr std::size_t inset = 4;

bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

std::string padded(std::string const& cell, std::size_t width, bool is_text)
{
    auto const own = width_of(cell);
    std::string const space(width > own ? width - own : 0, ' ');
    return is_text ? cell + space : space + cell;
}

std::size_t sum_of(std::vector<std::size_t> const& widths, std::size_t between)
{
    std::size_t sum = between * (widths.size() - 1);
    for (auto const w : widths) sum += w;
    return sum;
}
} // namespace

std::size_t width_of(std::string_view text)
{
    return static_cast<std::size_t>(std::ranges::count_if(text, starts_character));
}

std::string cut(std::string_view text, std::size_t width)
{
    if (width_of(text) <= width) return std::string(text);
    if (width == 0) return {};
    std::size_t at = 0;
    for (std::size_t seen = 0; at < text.size(); ++at)
    {
        if (starts_character(text[at]) && seen++ == width - 1) break;
    }
    return std::string(text.substr(0, at)) + "…";
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width)
{
    std::vector<std::string> lines;
    std::string line;
    std::size_t at = 0;
    while (at < text.size())
    {
        auto const end = std::min(text.find(' ', at), text.size());
        auto const word = text.substr(at, end - at);
        if (!line.empty() && width_of(line) + 1 + width_of(word) > width)
            lines.push_back(std::exchange(line, {}));
        if (!line.empty() && !word.empty()) line += ' ';
        line += word;
        at = end + 1;
    }
    if (!line.empty()) lines.push_back(line);
    return lines;
}

std::string plain_count(double value, bool is_short)
{
    auto const size = std::abs(value);
    if (is_short && size >= 999'950) return fmt::format("{:.1f}M", value / 1e6);
    if (is_short && size >= 9'999.5) return fmt::format("{:.1f}k", value / 1e3);
    auto const rounded = std::llround(size);
    if (is_short) return fmt::format("{}{}", value < 0 && rounded != 0 ? "-" : "", rounded);
    auto digits = fmt::format("{}", rounded);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    {
        digits.insert(static_cast<std::size_t>(at), ",");
    }
    return value < 0 && rounded != 0 ? "-" + digits : digits;
}

std::string plain_number(double value, int digits)
{
    auto text = fmt::format("{:.{}f}", value, digits);
    // No minus before what rounds to nothing
    if (text.find_first_not_of("-0.") == std::string::npos && text.front() == '-') text.erase(0, 1);
    return text;
}

std::string plain_number(double value)
{
    auto const size = std::abs(value);
    if (size >= 999.5) return plain_count(value);
    if (size >= 99.95) return plain_number(value, 0);
    if (size >= 9.995) return plain_number(value, 1);
    return plain_number(value, size >= 0.995 ? 2 : 3);
}

std::string TextTable::text_of(std::vector<std::string> const& row, std::vector<std::size_t> const& widths,
                               std::size_t between, std::size_t width) const
{
    std::string text;
    if (row.size() == 1)
    {
        for (auto const& line : wrapped(row.front(), width - inset))
            text += std::string(inset, ' ') + line + '\n';
        return text;
    }
    if (row.front().empty() && row.size() == 2) return cut(row.back(), width) + '\n';
    for (std::size_t k = 0; k < row.size(); ++k)
    {
        if (k > 0) text.append(between, ' ');
        text += padded(k == 0 ? cut(row[k], widths[k]) : row[k], widths[k], k < texts_);
    }
    text.erase(text.find_last_not_of(' ') + 1);
    return text + '\n';
}

std::vector<std::size_t> TextTable::widths_of_columns() const
{
    std::vector<std::size_t> widths(headings_.front().size());
    for (auto const* part : {&headings_, &rows_})
    {
        for (auto const& row : *part)
        {
            if (row.size() < widths.size()) continue;
            for (std::size_t k = 0; k < row.size(); ++k) widths[k] = std::max(widths[k], width_of(row[k]));
        }
    }
    return widths;
}

std::string TextTable::text(std::size_t width) const
{
    auto widths = widths_of_columns();
    auto const between = sum_of(widths, gap) <= width ? gap : narrow_gap;
    auto const all = sum_of(widths, between);
    if (all > width) widths[0] = std::max(least_first, widths[0] - std::min(widths[0], all - width));
    std::string text;
    for (auto const& row : headings_) text += text_of(row, widths, between, width);
    text += std::string(std::min(width, sum_of(widths, between)), '-') + '\n';
    for (auto const& row : rows_) text += text_of(row, widths, between, width);
    return text;
}
} // namespace mercato
