// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Points in the unit cube at which a model is tried: grids, Latin hypercubes, Sobol sequences, and the
/// designs of two kinds of sensitivity analysis. All are functions of their arguments alone.

#include <cstdint>
#include <span>
#include <vector>

namespace mercato
{
/// One row a point, one number in [0, 1] a parameter.
using UnitPoints = std::vector<std::vector<double>>;

/// All combinations of places 0 .. levels[k] - 1, spread evenly from 0 to 1 (0.5 for one level); the last
/// parameter changes fastest.
UnitPoints grid_points(std::span<std::int64_t const> levels);

/// McKay, Beckman and Conover (1979): each of @p count slices of each parameter holds one point, at a random
/// place.
UnitPoints latin_hypercube(std::uint32_t count, std::size_t parameters, std::uint64_t seed);

/// Sobol's sequence (directions of Joe and Kuo 2008), shifted digitally by @p seed, so that its balance
/// stays and no point lies on a corner. @p count best a power of two.
UnitPoints sobol_sequence(std::uint32_t count, std::size_t parameters, std::uint64_t seed);

/// Morris (1991): @p count trajectories of parameters + 1 points each, on four levels; neighbours differ in
/// one parameter by 2/3.
UnitPoints morris_trajectories(std::uint32_t count, std::size_t parameters, std::uint64_t seed);

/// Saltelli et al. (2010): for each of @p count base points those of the matrices A, B and A with column k
/// of B, one after another: parameters + 2 points each.
UnitPoints saltelli_points(std::uint32_t count, std::size_t parameters, std::uint64_t seed);
} // namespace mercato
