// SPDX-License-Identifier: Apache-2.0
#include "core/scatter/shapes.hpp"

#include <algorithm>
#include <cmath>
#include <type_traits>

namespace mercato
{
namespace
{
constexpr int last_layer_of_full_pages = 5;
constexpr std::uint32_t smallest_block = 64;

Shape made(Layout layout, int layer)
{
    auto const h = first_height(layout);
    Shape s;
    s.low = layer == 0 ? 0 : std::ldexp(h, layer - 1);
    s.high = std::ldexp(h, layer);
    if (layout == Layout::blocks)
    {
        s.block = std::max(smallest_block, layer == 0 ? largest_block : largest_block >> (layer - 1));
        if (layer > last_layer_of_full_pages) s.parts = 1U << (layer - last_layer_of_full_pages);
    }
    s.mean = (s.high - s.low) * years(Span{page_span(layout).us / s.parts}) * s.block;
    s.none = std::exp(-s.mean);
    s.part = Span{page_span(layout).us / s.parts};
    s.counts = Counts(s.mean, s.none);
    return s;
}

auto made()
{
    std::remove_const_t<decltype(shapes)> all;
    for (auto const layout : {Layout::blocks, Layout::single, Layout::brief})
    {
        for (int layer = 0; layer <= last_layer(layout); ++layer)
            all[static_cast<std::size_t>(layout)][static_cast<std::size_t>(layer)] = made(layout, layer);
    }
    return all;
}

// Ten bits number the points of a cell. exp(-mean) is far from underflow: the mean is at most 511, and 1,023
// points are then 22 standard deviations away.
constexpr std::uint32_t most_points = 1023;
} // namespace

Counts::Counts(double mean, double none)
{
    auto p = none;
    auto sum = p;
    for (std::uint32_t n = 0; n < most_points; ++n)
    {
        // The smallest word with unit_open(word) > sum, from (word + 1/2)/2^32 > sum; all of it is exact
        auto const least = std::floor(std::ldexp(sum, 32) - 0.5) + 1;
        if (least > UINT32_MAX) break;
        reached_.push_back(static_cast<std::uint32_t>(std::max(0.0, least)));
        p *= mean / (n + 1);
        sum += p;
    }
    if (!reached_.empty()) first_ = reached_.front();
    std::uint16_t n = 0;
    for (std::uint32_t upper = 0; upper < guide_.size(); ++upper)
    {
        while (n < reached_.size() && upper << 24 >= reached_[n]) ++n;
        guide_[upper] = n;
    }
}

decltype(shapes) shapes = made();
} // namespace mercato
