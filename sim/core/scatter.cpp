// SPDX-License-Identifier: Apache-2.0
#include "core/scatter.hpp"

#include <algorithm>

#include "core/check.hpp"

namespace mercato
{
namespace
{
constexpr double first_height_of_blocks = 1.0 / 16;
constexpr double first_height_of_single = 1.0 / 4;
constexpr int last_layer_of_full_pages = 5;
constexpr std::uint32_t smallest_block = 64;

// Intensities up to 1,024 a year: 9 bits of sub-pages for blocks, a mean of 511 points for a single person
int last_layer(Layout layout) { return layout == Layout::blocks ? 14 : 12; }

double first_height(Layout layout)
{
    return layout == Layout::blocks ? first_height_of_blocks : first_height_of_single;
}
} // namespace

Shape shape_of(Layout layout, int layer)
{
    expect(layer >= 0 && layer <= last_layer(layout));
    auto const h = first_height(layout);
    Shape s{layer == 0 ? 0 : std::ldexp(h, layer - 1), std::ldexp(h, layer), 1, 1};
    if (layout == Layout::single) return s;
    s.block = std::max(smallest_block, layer == 0 ? largest_block : largest_block >> (layer - 1));
    if (layer > last_layer_of_full_pages) s.parts = 1U << (layer - last_layer_of_full_pages);
    return s;
}

int layers_below(Layout layout, double intensity)
{
    if (intensity <= 0) return 0;
    auto const ratio = intensity / first_height(layout);
    if (ratio <= 1) return 1;
    if (ratio >= std::ldexp(1.0, last_layer(layout))) return last_layer(layout) + 1;
    return 1 + static_cast<int>(std::ceil(std::log2(ratio)));
}

std::uint32_t point_count(double mean, std::uint32_t word)
{
    auto const u = unit_open(word);
    auto p = std::exp(-mean);
    auto sum = p;
    std::uint32_t n = 0;
    // Ten bits number the points of a cell. exp(-mean) is far from underflow: the mean is at most 511, and 1,023 points
    // are then 22 standard deviations away.
    while (u > sum && n < 1023)
    {
        ++n;
        p *= mean / n;
        sum += p;
    }
    return n;
}
} // namespace mercato
