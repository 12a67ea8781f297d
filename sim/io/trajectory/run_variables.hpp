// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Variables of the layout that belong to a run as a whole: hashes of its state, how many people, how it
/// ended, flows between labs.

#include "io/trajectory/layout.hpp"

namespace mercato
{
/// Hashes, people, status; (replicate) or (replicate, time).
std::vector<TrajectoryVariable> variables_of_runs();

/// How many moves lead from each lab to each.
TrajectoryVariable flow_of_run(std::size_t labs);
} // namespace mercato
