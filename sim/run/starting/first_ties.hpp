// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Who knows whom outside the own team at the start.
///
/// Each tie runs a race between the groups: group g has the time E_g / w_g, E_g a unit exponential of the tie
/// and the group alone, w_g the weight of the group, and the first one wins. A group wins in proportion to
/// its weight, as if it had been drawn; but a group more takes over only the ties that lead to it, and one of
/// weight 0 none (highest random weight, Thaler and Ravishankar 1998, doi:10.1109/90.663936).

#include <span>

#include "core/draws.hpp"
#include "laws/laws.hpp"
#include "world/world.hpp"

namespace mercato
{
/// A group as ties find it.
struct Circle
{
    std::uint64_t luck = 0;
    std::uint32_t first = 0; ///< row
    std::uint32_t count = 0;
    double weight = 1;
};

/// The circle that the tie with luck @p tie leads to, by its place; circles.size() if no circle has weight.
std::size_t winner(std::span<Circle const> circles, std::uint64_t tie);

/// Gives @p row its ties as of @p t: Poisson in number with mean laws.people.ties_outside times @p own.
void make_ties(World& world, std::span<Circle const> circles, std::uint32_t row, double own,
               Draws const& draws, Laws const& laws, Time t);

/// Deals the people whom ties lead to out anew, over all ties: everybody knows as many, as well and for as
/// long as before, and is known by as many, but no longer the people of a past together. A placebo.
void shuffle_ties(World& world, Draws const& draws);
} // namespace mercato
