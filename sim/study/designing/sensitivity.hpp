// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Which parameters matter, from runs at the points of a design.
///
///     mu*    = mean |d_k|, sigma = sd d_k of elementary effects d_k   Morris (1991), Campolongo et al.
/// (2007)
///     S_k    = mean f_B (f_ABk - f_A) / var f                          Saltelli et al. (2010)
///     ST_k   = mean (f_A - f_ABk)^2 / (2 var f)                        Jansen (1999)
///
/// Elementary effects are per unit of the scaled parameter. Intervals are 95 % by the bootstrap over
/// trajectories or base points.

#include <cstdint>
#include <span>
#include <vector>

#include "study/designing/designs.hpp"

namespace mercato
{
struct Estimate
{
    double value = 0;
    double low = 0; ///< 95 % interval
    double high = 0;
};

/// What Morris screening says of a parameter.
struct Screening
{
    Estimate strength; ///< mu*
    double spread = 0; ///< sigma: large where the effect hangs on other parameters or is curved
};

/// What share of the variance a parameter explains.
struct SobolIndices
{
    Estimate first; ///< S: alone
    Estimate total; ///< ST: with all its interactions
};

/// @p values of the model at @p points, which come from morris_trajectories().
std::vector<Screening> screen(UnitPoints const& points, std::span<double const> values);

/// @p values of the model at the points of saltelli_points() with @p parameters parameters.
std::vector<SobolIndices> sobol_indices(std::span<double const> values, std::size_t parameters);
} // namespace mercato
