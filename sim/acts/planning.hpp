// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What a lab does on the weekly grid: price, culture, safety, reference solutions, plan, places, peers' pay
/// (E12, E13).
///
/// Takes the sums over members; writes the lab's own face and books. Noise is keyed by lab and week, so it is
/// the same whatever else happens.

#include "acts/common/office.hpp"

namespace mercato
{
/// What planning needs beside the office.
struct Plan
{
    double scale = 1;           // of headcounts
    double reference_slots = 1; // R_ref, scaled
    Time start;                 // before it plans are held
    double dt = 0;              // since the last grid instant [yr]
};

/// One lab's week; `labs.total` must be fresh.
void plan_week(Office const& office, Plan const& plan);

/// The face of a lab before the first week.
void first_face(Office const& office, Plan const& plan);

/// Averages over labs by recruiting, for the waiting value.
Market average_market(Labs const& labs);
} // namespace mercato
