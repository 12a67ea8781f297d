// SPDX-License-Identifier: Apache-2.0
#include "core/error.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

namespace mercato
{
namespace
{
std::string joined(std::vector<Complaint> const& all)
{
    std::string text;
    for (auto const& c : all)
    {
        if (!text.empty()) text += '\n';
        text += to_text(c);
    }
    return text;
}

std::size_t edit_distance(std::string const& a, std::string const& b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i)
    {
        auto diagonal = std::exchange(row[0], i);
        for (std::size_t k = 1; k <= b.size(); ++k)
        {
            auto const change = diagonal + (a[i - 1] == b[k - 1] ? 0 : 1);
            diagonal = row[k];
            row[k] = std::min({row[k] + 1, row[k - 1] + 1, change});
        }
    }
    return row.back();
}
} // namespace

ScenarioError::ScenarioError(std::vector<Complaint> all)
    : std::runtime_error(joined(all)), complaints(std::move(all))
{}

std::string to_text(Complaint const& c)
{
    if (c.place.file.empty()) return c.text;
    if (c.place.line == 0) return fmt::format("{}: {}", c.place.file, c.text);
    return fmt::format("{}:{}:{}: {}", c.place.file, c.place.line, c.place.column, c.text);
}

std::string nearest(std::string const& word, std::vector<std::string> const& known)
{
    std::string best;
    // Changing every letter of a short word would make it any other.
    auto limit = std::min(std::max<std::size_t>(2, word.size() / 3) + 1, word.size());
    for (auto const& k : known)
    {
        auto const d = edit_distance(word, k);
        if (d < limit)
        {
            limit = d;
            best = k;
        }
    }
    return best;
}
} // namespace mercato
