// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// A lab's works at an instant: effort, output, capability, what a member adds, what a newcomer brings (E15).
///
/// Capability is carried to now before anything that it grows by changes, so that it is exact between.

#include "acts/common/office.hpp"

namespace mercato
{
/// Does the lab make anything?
inline bool makes(World const& world, std::uint16_t lab)
{
    return !world.works.empty() && world.works[lab].makes;
}

/// Effort at work now [1]: exhaustion, an open crisis and, where something is made, fights for people take
/// from it.
double effort_at(Office const& office);

/// ln Q of a lab now; reads, stores nothing.
double capability_at(World const& world, LabSpec const& spec, OutputParams const& p, std::uint16_t lab);

/// Carries capability to now, at the mean effort since it was last carried.
void carry_works(Office const& office);

/// Marginal product [$M/yr] of a member with annual @p pay; the declared multiple of pay where nothing is
/// made.
double marginal_product(Office const& office, std::uint32_t row, double pay);

/// Marginal product over pay [1], mean of the staff.
double mean_product_multiple(Office const& office);

/// Somebody has joined: brings along what the former lab knows.
void welcome(Office const& office, std::uint32_t row);
} // namespace mercato
