// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What every act on people is given, and how anything is made due, told and noted.
///
/// A person's act writes its own row and its shelf, and reads what labs last published. Whatever concerns
/// others goes through `later` (an event for a person) or `tell` (mail to a lab); both arrive after the
/// window.

#include <bit>
#include <span>

#include "laws/laws.hpp"
#include "world/lab_spec.hpp"
#include "world/world.hpp"

namespace mercato
{
class OpenedCalls; // acts/excess.hpp

/// One thread's view while it works the people of one shelf in one window.
struct Desk
{
    World& world;
    Shelf& shelf;
    Laws const& laws;
    Draws const& draws;
    std::span<LabSpec const> specs;
    Time window_end;         // the next instant
    bool keep_offers = true; // for the records
    bool keep_moves = true;
    bool keep_approaches = true;
    bool keep_moves_terms = true;
    bool keep_all_terms = false;
    OpenedCalls* opened = nullptr; // of the shelf; there while a market runs

    Line& line(std::uint32_t row) const { return world.people.line[row]; }
    Mind& mind(std::uint32_t row) const { return world.people.mind[row]; }
    Purse& purse(std::uint32_t row) const { return world.people.purse[row]; }
    Face const& face(std::uint16_t lab) const { return world.labs.face[lab]; }
    Tally& tally(std::uint16_t lab) const { return shelf.tally[lab]; }

    /// Makes @p e due for somebody of this shelf, in this window or later.
    void later(Event const& e) const { (e.at < window_end ? shelf.due_soon : shelf.due_later).push_back(e); }
    /// Makes @p e due for anybody, at the next instant at the earliest.
    void later_for_another(Event e) const
    {
        if (e.at < window_end) e.at = window_end;
        shelf.due_later.push_back(e);
    }
    void tell(Mail const& m) const { shelf.mail.push_back(m); }

    /// Adds a change of state to the hash; a sum, so that order and threads cannot matter.
    void note(std::uint32_t row, Time t, std::uint64_t what, double value) const
    {
        shelf.hash += mixed(line(row).id.value ^ what << 56,
                            mixed(static_cast<std::uint64_t>(t.us), std::bit_cast<std::uint64_t>(value)));
    }
};

/// Reference fatigue and exhaustion of a lab @p dt [yr] after its face was written (E11).
inline Load load_after(Face const& f, double dt, StrainParams const& p)
{
    Load const now{f.fatigue, f.exhaustion};
    return f.resting ? rested(now, dt, p) : loaded(now, f.workload, dt, p);
}

/// Luck of one occasion of one person.
inline std::uint64_t occasion(Line const& line, std::uint64_t luck) { return mixed(luck, line.id.value); }

/// The moment @p exposure mean waits of @p mean [yr] after @p t.
inline Time after(Time t, double mean, double exposure) { return t + span_of_years(mean * exposure); }
} // namespace mercato
