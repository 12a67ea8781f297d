// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Shapes of the cells of the scatter: pages of time, layers of intensity, blocks of people; and how many
/// points a cell holds.

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <vector>

#include "core/check.hpp"
#include "core/time.hpp"

namespace mercato
{
/// People that share a cell, one person alone, or one person alone for a short while.
enum class Layout : std::uint8_t { blocks, single, brief };

/// The length in which scatters are laid out and opened: 52 weeks for a single person, else four weeks.
constexpr Span page_span(Layout layout) { return layout == Layout::single ? week * 52 : week * 4; }

/// Number of the page that holds @p t.
inline std::int64_t page_of(Layout layout, Time t)
{
    return floor_to(t, page_span(layout)).us / page_span(layout).us;
}
inline Time page_start(Layout layout, std::int64_t page) { return {page * page_span(layout).us}; }

/// Poisson counts by inversion of one word, looked up.
class Counts
{
public:
    Counts() = default;
    Counts(double mean, double none); // none = exp(-mean)

    /// Is there no point?
    bool is_none(std::uint32_t word) const { return word < first_; }

    /// The smallest count whose law, summed up from that of none, reaches unit_open(word).
    std::uint32_t of(std::uint32_t word) const
    {
        if (word < first_) return 0; // of small cells nearly all are empty
        auto n = guide_[word >> 24];
        while (n < reached_.size() && word >= reached_[n]) ++n;
        return n;
    }

private:
    std::uint32_t first_ = UINT32_MAX;       // smallest word with a point
    std::array<std::uint16_t, 256> guide_{}; // count of the smallest word with these upper bits
    std::vector<std::uint32_t> reached_;     // smallest word with more than so many points
};

/// Measures of the cells of one layer.
struct Shape
{
    double low = 0; // intensities [1/yr] per slot
    double high = 0;
    std::uint32_t block = 1; // slots
    std::uint32_t parts = 1; // sub-pages in a page
    double mean = 0;         // points in a sub-page
    double none = 0;         // chance of no point there, exp(-mean)
    Span part;               // length of a sub-page
    Counts counts;
};

inline constexpr std::uint32_t largest_block = 1024;

/// Where the layer stands in the index of a question; below it the sub-page, and the number of a point.
inline constexpr int layer_bit = 19;

/// Intensities up to 1,024 a year: 9 bits of sub-pages for blocks, a mean of 511 points for a single person.
constexpr int last_layer(Layout layout) { return layout == Layout::blocks ? 14 : 12; }
constexpr double first_height(Layout layout) { return layout == Layout::blocks ? 1.0 / 16 : 1.0 / 4; }

/// All shapes, by layout and layer.
extern std::array<std::array<Shape, last_layer(Layout::blocks) + 1>, 3> const shapes;

/// Shape of layer @p layer: heights 1/16, then doubling for blocks; 1/4, then doubling for one person.
inline Shape const& shape_of(Layout layout, int layer)
{
    expect(layer >= 0 && layer <= last_layer(layout));
    return shapes[static_cast<std::size_t>(layout)][static_cast<std::size_t>(layer)];
}

/// How many layers reach @p intensity [1/yr]: 0 for none, all for more than 1,024 a year.
inline int layers_below(Layout layout, double intensity)
{
    if (intensity <= 0) return 0;
    auto const ratio = intensity / first_height(layout);
    if (ratio <= 1) return 1;
    if (ratio >= static_cast<double>(1 << last_layer(layout))) return last_layer(layout) + 1;
    // Ceiling of the binary logarithm, exactly: a power of two has no bits beyond its exponent
    auto const bits = std::bit_cast<std::uint64_t>(ratio);
    auto const is_between = (bits & ((std::uint64_t{1} << 52) - 1)) != 0;
    return static_cast<int>(bits >> 52) - 1023 + (is_between ? 2 : 1);
}
} // namespace mercato
