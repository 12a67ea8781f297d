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
#include <cstdint>
#include <span>
#include <utility>

#include "core/check.hpp"
#include "core/draws.hpp"
#include "core/scatter/shapes.hpp"
#include "core/time.hpp"

namespace mercato
{
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
};

/// Who shares a cell: one kind of question about one identity.
struct Subject
{
    Kind kind{};
    std::uint64_t identity = 0;
    std::uint32_t slots = UINT32_MAX; // slots that somebody holds: points of the others are passed over
};

/// Makes the points of many cells of one page in [from, to): visit(Tag, Point) for each, in no particular
/// order, when enough has come together or at finish(). Words are drawn in batches.
template <class Tag, class Visit, std::size_t batch = 64>
class Scattering
{
public:
    Scattering(Draws const& draws, Layout layout, std::int64_t page, Time from, Time to, Visit visit)
        : draws_(draws),
          shapes_(shapes[static_cast<std::size_t>(layout)].data()),
          page_(static_cast<std::uint32_t>(page)),
          start_(page_start(layout, page)),
          from_(from),
          to_(to),
          visit_(std::move(visit))
    {}

    void add(Subject const& subject, int layer, Tag const& tag)
    {
        expect(layer >= 0 && layer <= last_layer(Layout::blocks));
        auto const& shape = shapes_[layer];
        auto const head = static_cast<std::uint32_t>(layer) << layer_bit;
        auto const ask = ask_for(subject.kind, subject.identity, page_, head);
        if (shape.parts == 1) // as nearly all have
            put(ask, {&shape, start_.us, subject.slots, tag});
        else
            add_parts(ask, {&shape, start_.us, subject.slots, tag});
    }

    /// Layers [first, last) of a cell.
    void add_layers(Subject const& subject, int first, int last, Tag const& tag)
    {
        for (auto layer = first; layer < last; ++layer) add(subject, layer, tag);
    }

    [[gnu::noinline]] void finish()
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

    void put(Ask const& ask, Part const& part)
    {
        asked_[size_] = ask;
        parts_[size_] = part;
        if (++size_ == batch) finish();
    }

    [[gnu::noinline]] void add_parts(Ask ask, Part part)
    {
        auto const& shape = *part.shape;
        auto const length = shape.part.us;
        auto const first = from_ > start_ ? (from_ - start_).us / length : 0;
        auto const last = std::min<std::int64_t>(shape.parts, (to_ - start_ - Span{1}).us / length + 1);
        auto const head = ask.kind_index;
        for (auto k = first; k < last; ++k)
        {
            ask.kind_index = head | (static_cast<std::uint32_t>(k) << 10);
            part.start = start_.us + length * k;
            put(ask, part);
        }
    }

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
    Shape const* shapes_;
    std::uint32_t page_;
    Time start_;
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
/// Scattering of the same page, where it is asked again.
template <class Tag, class Target, std::size_t batch = 64>
class Sieve
{
public:
    Sieve(Draws const& draws, Kind kind, Layout layout, std::int64_t page, Target& target)
        : draws_(draws),
          shapes_(shapes[static_cast<std::size_t>(layout)].data()),
          kind_(kind),
          page_(static_cast<std::uint32_t>(page)),
          target_(target)
    {
        expect(layout != Layout::blocks); // whose cells are full
    }

    /// Layers [first, last) of the cell of @p identity.
    void add(std::uint64_t identity, int first, int last, Tag const& tag)
    {
        for (auto layer = first; layer < last; ++layer)
        {
            asked_[size_] = ask_for(kind_, identity, page_, static_cast<std::uint32_t>(layer) << layer_bit);
            tags_[size_] = tag;
            if (++size_ == batch) finish();
        }
    }

    [[gnu::noinline]] void finish()
    {
        draws_.words(Domain::behaviour, std::span(asked_).first(size_), std::span(words_).first(size_));
        for (std::size_t i = 0; i < size_; ++i)
        {
            auto const layer = (asked_[i].kind_index & 0xffffffU) >> layer_bit;
            if (shapes_[layer].counts.is_none(words_[i].w[0])) continue;
            target_.add({kind_, asked_[i].identity}, static_cast<int>(layer), tags_[i]);
        }
        size_ = 0;
    }

private:
    Draws const& draws_;
    Shape const* shapes_;
    Kind kind_;
    std::uint32_t page_;
    Target& target_;
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
    Scattering<Nothing, decltype(take), few> scattering(draws, cell.layout, cell.page, from, to, take);
    scattering.add({cell.kind, cell.identity}, cell.layer, {});
    scattering.finish();
}
} // namespace mercato
