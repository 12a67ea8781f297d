// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What every act of a lab is given: one lab at one instant, its books and face, and where its events go.

#include <span>
#include <vector>

#include "laws/laws.hpp"
#include "world/lab_spec.hpp"
#include "world/world.hpp"

namespace mercato
{
/// One lab at one instant.
struct Office
{
    World& world;
    Laws const& laws;
    Draws const& draws;
    std::span<LabSpec const> specs;
    std::uint16_t lab = 0;
    Time now; // the instant
    std::vector<Event>& out;

    LabBooks& books() const { return world.labs.books[lab]; }
    Face& face() const { return world.labs.face[lab]; }
};

/// Carries the lab's reference solutions to now; whatever they follow may change after that.
void carry_reference(Office const& office);

/// Workload [1] of ordinary weeks: as the scenario plans it, no more than was agreed on with staff.
double usual_workload(Office const& office);

/// Publishes the lab's ways: cliff, deadline and what else its plan and the policies in force say.
void publish_ways(Office const& office);
/// What shifts of @p lever under way, or reached, add up to now.
double shifted(Office const& office, Lever lever);
/// Workload [1] of this week: the ordinary one, unless a dated crunch, a rest or a launch says otherwise.
double present_workload(Office const& office);

/// Publishes whether and how hard the lab recruits with the places it has left.
void publish_recruiting(Office const& office, double reference_slots);
} // namespace mercato
