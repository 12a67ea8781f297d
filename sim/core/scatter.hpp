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

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "core/check.hpp"
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

/// Makes the points of many cells in [from, to): visit(Tag, Point) for each, in no particular order, when
/// enough has come together or at finish(). Words are drawn in batches.
template <class Tag, class Visit, std::size_t batch = 256>
class Scattering
{
public:
    Scattering(Draws const& draws, Time from, Time to, Visit visit)
        : draws_(draws), from_(from), to_(to), visit_(std::move(visit))
    {}

    void add(Cell const& cell, Tag const& tag)
    {
        auto const& shape = shape_of(cell.layout, cell.layer);
        auto const start = page_start(cell.layout, cell.page);
        if (start >= to_) return;
        auto const whole = shape.parts == 1; // as nearly all are
        auto const first = from_ > start && !whole ? (from_ - start).us / shape.part.us : 0;
        auto const last =
            whole ? 1 : std::min<std::int64_t>(shape.parts, (to_ - start - Span{1}).us / shape.part.us + 1);
        for (auto part = first; part < last; ++part)
        {
            auto const head = (static_cast<std::uint32_t>(cell.layer) << layer_bit) |
                              (static_cast<std::uint32_t>(part) << 10);
            asked_[size_] = ask_for(cell.kind, cell.identity, static_cast<std::uint32_t>(cell.page), head);
            parts_[size_] = {&shape, start.us + shape.part.us * part, cell.slots, tag};
            if (++size_ == batch) finish();
        }
    }

    /// Layers [first, last) of a cell.
    void add_layers(Cell cell, int first, int last, Tag const& tag)
    {
        for (cell.layer = first; cell.layer < last; ++cell.layer) add(cell, tag);
    }

    void finish()
    {
        draws_.words(Domain::behaviour, std::span(asked_).first(size_), std::span(words_).first(size_));
        std::size_t points = 0;
        for (std::size_t i = 0; i < size_; ++i)
        {
            auto const count = parts_[i].shape->counts.of(words_[i].w[0]);
            for (std::uint32_t k = 1; k <= count; ++k)
            {
                of_points_[points] = asked_[i];
                of_points_[points].kind_index += k;
                owners_[points] = static_cast<std::uint16_t>(i);
                if (++points == batch) visit_points(std::exchange(points, 0));
            }
        }
        visit_points(points);
        size_ = 0;
    }

private:
    /// One sub-page of a cell. Nothing is set before it is used: most batches stay nearly empty.
    struct Part
    {
        Shape const* shape;
        std::int64_t start; // [us since the epoch]
        std::uint32_t slots;
        Tag tag;
    };

    void visit_points(std::size_t count)
    {
        std::array<Words, batch> points;
        draws_.words(Domain::behaviour, std::span(of_points_).first(count), std::span(points).first(count));
        for (std::size_t i = 0; i < count; ++i)
        {
            auto const& part = parts_[owners_[i]];
            auto const& shape = *part.shape;
            auto const& w = points[i].w;
            auto const slot = static_cast<std::uint32_t>((std::uint64_t{w[3]} * shape.block) >> 32);
            if (slot >= part.slots) continue;
            auto const offset = unit_open(w[0], w[1]) * static_cast<double>(shape.part.us);
            auto const at = Time{part.start + static_cast<std::int64_t>(offset)};
            if (at < from_ || at >= to_) continue;
            visit_(part.tag, Point{at, shape.low + unit_open(w[2]) * (shape.high - shape.low), slot,
                                   luck_of_point(of_points_[i])});
        }
    }

    static std::uint64_t luck_of_point(Ask const& a)
    {
        return mixed(mixed(a.identity, a.kind_index >> 24),
                     (std::uint64_t{a.page} << 32) | (a.kind_index & 0xffffffU));
    }

    Draws const& draws_;
    Time from_;
    Time to_;
    Visit visit_;
    std::size_t size_ = 0;
    std::array<Part, batch> parts_;
    std::array<Ask, batch> asked_;
    std::array<Words, batch> words_;
    std::array<Ask, batch> of_points_;
    std::array<std::uint16_t, batch> owners_;
};

/// Looks for points in cells of one person, which hold none nearly always: only what holds some goes on to a
/// Scattering, where it is asked again.
template <class Tag, class Target, std::size_t batch = 64>
class Sieve
{
public:
    Sieve(Draws const& draws, Kind kind, Layout layout, std::int64_t page, Target& target)
        : draws_(draws), target_(target), proto_{kind, 0, 0, page, layout}
    {
        expect(layout != Layout::blocks); // whose cells are full
    }

    /// Layers [0, last) of the cell of @p identity.
    void add(std::uint64_t identity, int last, Tag const& tag)
    {
        for (int layer = 0; layer < last; ++layer)
        {
            auto const head = static_cast<std::uint32_t>(layer) << layer_bit;
            asked_[size_] = ask_for(proto_.kind, identity, static_cast<std::uint32_t>(proto_.page), head);
            tags_[size_] = tag;
            if (++size_ == batch) finish();
        }
    }

    void finish()
    {
        draws_.words(Domain::behaviour, std::span(asked_).first(size_), std::span(words_).first(size_));
        for (std::size_t i = 0; i < size_; ++i)
        {
            auto cell = proto_;
            cell.layer = static_cast<int>((asked_[i].kind_index & 0xffffffU) >> layer_bit);
            if (shape_of(cell.layout, cell.layer).counts.is_none(words_[i].w[0])) continue;
            cell.identity = asked_[i].identity;
            target_.add(cell, tags_[i]);
        }
        size_ = 0;
    }

private:
    Draws const& draws_;
    Target& target_;
    Cell proto_;
    std::size_t size_ = 0;
    std::array<Ask, batch> asked_;
    std::array<Words, batch> words_;
    std::array<Tag, batch> tags_;
};

/// Calls visit(Point) for every point of @p cell in [from, to); order is that of the cell, not of time.
template <class Visit>
void scatter(Draws const& draws, Cell const& cell, Time from, Time to, Visit&& visit)
{
    struct Nothing
    {};
    auto const take = [&](Nothing, Point const& p) { visit(p); };
    constexpr std::size_t few = 16; // most cells have no more
    Scattering<Nothing, decltype(take), few> scattering(draws, from, to, take);
    scattering.add(cell, {});
    scattering.finish();
}
} // namespace mercato
