// SPDX-License-Identifier: Apache-2.0
#include "core/scatter.hpp"

#include <algorithm>
#include <vector>

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

Shape made(Layout layout, int layer)
{
    auto const h = first_height(layout);
    Shape s{layer == 0 ? 0 : std::ldexp(h, layer - 1), std::ldexp(h, layer)};
    if (layout == Layout::blocks)
    {
        s.block = std::max(smallest_block, layer == 0 ? largest_block : largest_block >> (layer - 1));
        if (layer > last_layer_of_full_pages) s.parts = 1U << (layer - last_layer_of_full_pages);
    }
    s.mean = (s.high - s.low) * years(Span{page_span(layout).us / s.parts}) * s.block;
    s.none = std::exp(-s.mean);
    return s;
}

std::vector<Shape> shapes(Layout layout)
{
    std::vector<Shape> all;
    for (int layer = 0; layer <= last_layer(layout); ++layer) all.push_back(made(layout, layer));
    return all;
}
} // namespace

Shape const& shape_of(Layout layout, int layer)
{
    expect(layer >= 0 && layer <= last_layer(layout));
    static auto const blocks = shapes(Layout::blocks);
    static auto const single = shapes(Layout::single);
    static auto const brief = shapes(Layout::brief);
    auto const& all = layout == Layout::blocks ? blocks : layout == Layout::single ? single : brief;
    return all[static_cast<std::size_t>(layer)];
}

int layers_below(Layout layout, double intensity)
{
    if (intensity <= 0) return 0;
    auto const ratio = intensity / first_height(layout);
    if (ratio <= 1) return 1;
    if (ratio >= std::ldexp(1.0, last_layer(layout))) return last_layer(layout) + 1;
    return 1 + static_cast<int>(std::ceil(std::log2(ratio)));
}

std::uint32_t point_count(double mean, double none, std::uint32_t word)
{
    auto const u = unit_open(word);
    auto p = none;
    auto sum = p;
    std::uint32_t n = 0;
    // Ten bits number the points of a cell. exp(-mean) is far from underflow: the mean is at most 511, and
    // 1,023 points are then 22 standard deviations away.
    while (u > sum && n < 1023)
    {
        ++n;
        p *= mean / n;
        sum += p;
    }
    return n;
}
} // namespace mercato
