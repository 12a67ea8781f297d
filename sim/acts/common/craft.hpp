// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What a person adds to the sums from which a lab's output is made (E15).

#include "acts/common/act.hpp"

namespace mercato
{
/// What carries missing team capital back to the origin of time, where it is a constant that sums can keep;
/// and forward again.
double carried_back(Time joined, World const& world, OutputParams const& p);
double carried_forward(Time now, World const& world, OutputParams const& p);

/// Adds (@p sign = +1) what the person is worth now, or takes away (-1) what was added. Nothing where no lab
/// makes anything.
void count_craft(Desk const& desk, std::uint32_t row, int sign);

/// Former colleagues have come along: nothing of team capital is missing.
void team_came(Desk const& desk, Event const& e);
} // namespace mercato
