// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Opens pages of the scatter: which potential events of the coming weeks could become real at all.
///
/// Layers are opened up to a bound of the hazard; what raises a bound later opens more of the same cells, so
/// a point is found whenever it matters and never twice with another value.

#include <cstdint>
#include <vector>

#include "laws/laws.hpp"
#include "world/world.hpp"

namespace mercato
{
/// How many layers of calls are open, by layout, lab and rate class.
struct OpenLayers
{
    std::vector<std::int8_t> blocks;
    std::vector<std::int8_t> singles;
    std::vector<double> recruiting; // of each lab, up to which all of its layers are open
};

/// What openings need: reads people and faces, makes events.
struct Opener
{
    World const& world;
    Laws const& laws;
    Draws const& draws;
    OpenLayers& open;
    std::vector<Event>& out;
    double founding = 0; // bound of the hazard of founding a lab [1/yr]
};

/// Opens everything for the page of @p layout that holds @p from, from there on.
void open_page(Opener const& o, Layout layout, Time from);

/// Opens for one person outside the cohorts what remains of the long page.
void open_person(Opener const& o, std::uint32_t row, Time from);

/// Opens further layers of calls where a lab now recruits beyond what is open.
void open_further(Opener const& o, std::uint16_t lab, Time from);
} // namespace mercato
