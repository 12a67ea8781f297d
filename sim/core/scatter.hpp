// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// The scatter of potential events: unit-density Poisson points on time x intensity, a cell at a time.
///
/// A cell is (kind, identity, layer, page). Layer k holds intensities [low, high) a year for every slot of a
/// block of people; a point carries its moment, its intensity y and its slot. A point is real if y is below
/// the hazard the world has there and then, so raising a hazard only adds events (Lewis and Shedler 1979;
/// Bremaud and Massoulie 1996). Shapes keep about five points in a cell: tall layers have smaller blocks,
/// then shorter pages.

#include <cmath>
#include <cstdint>

#include "core/draws.hpp"
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

/// Measures of the cells of one layer.
struct Shape
{
    double low = 0; // intensities [1/yr] per slot
    double high = 0;
    std::uint32_t block = 1; // slots
    std::uint32_t parts = 1; // sub-pages in a page
    double mean = 0;         // points in a sub-page
    double none = 0;         // chance of no point there, exp(-mean)
};

inline constexpr std::uint32_t largest_block = 1024;

/// Shape of layer @p layer: heights 1/16, then doubling for blocks; 1/4, then doubling for one person.
Shape const& shape_of(Layout layout, int layer);

/// How many layers reach @p intensity [1/yr]: 0 for none, all for more than 1,024 a year.
int layers_below(Layout layout, double intensity);

/// A potential event.
struct Point
{
    Time at;
    double y = 0;           // intensity [1/yr]
    std::uint32_t slot = 0; // place in the block
    std::uint64_t luck = 0; // identity of what may happen there
};

/// A cell's identity and position.
struct Cell
{
    Kind kind{};
    std::uint64_t identity = 0;
    int layer = 0;
    std::int64_t page = 0;
    Layout layout = Layout::blocks;
    std::uint32_t slots = UINT32_MAX; // slots that somebody holds: points of the others are passed over
};

/// Number of points of a cell with @p mean, by inversion of one word; @p none = exp(-mean).
std::uint32_t point_count(double mean, double none, std::uint32_t word);

/// Calls visit(Point) for every point of @p cell in [from, to); order is that of the cell, not of time.
template <class Visit>
void scatter(Draws const& draws, Cell const& cell, Time from, Time to, Visit&& visit)
{
    auto const& shape = shape_of(cell.layout, cell.layer);
    auto const part_span = Span{page_span(cell.layout).us / shape.parts};
    for (std::uint32_t part = 0; part < shape.parts; ++part)
    {
        auto const start = page_start(cell.layout, cell.page) + part_span * part;
        if (start + part_span <= from || start >= to) continue;
        auto const page = static_cast<std::uint32_t>(cell.page);
        auto const head = (static_cast<std::uint32_t>(cell.layer) << 19) | (part << 10);
        auto const first = draws.words(Domain::behaviour, cell.kind, cell.identity, page, head);
        auto const count = point_count(shape.mean, shape.none, first.w[0]);
        for (std::uint32_t i = 1; i <= count; ++i)
        {
            auto const w = draws.words(Domain::behaviour, cell.kind, cell.identity, page, head | i).w;
            auto const slot = static_cast<std::uint32_t>((std::uint64_t{w[3]} * shape.block) >> 32);
            if (slot >= cell.slots) continue;
            auto const offset = unit_open(w[0], w[1]) * static_cast<double>(part_span.us);
            Point const p{start + Span{static_cast<std::int64_t>(offset)},
                          shape.low + unit_open(w[2]) * (shape.high - shape.low), slot,
                          mixed(mixed(cell.identity, static_cast<std::uint64_t>(cell.kind)),
                                (std::uint64_t{page} << 32) | head | i)};
            if (p.at >= from && p.at < to) visit(p);
        }
    }
}
} // namespace mercato
