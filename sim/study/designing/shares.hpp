// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What runs cost, known before any of them is run, and points of a design shared out by it.

#include <cstdint>
#include <span>
#include <vector>

#include "run/scenario.hpp"

namespace mercato
{
/// People at the start times the time that is simulated [researcher-days]: what a replicate takes grows with both. A
/// function of the scenario alone, so that every shard divides alike on every machine.
std::int64_t cost_of(Scenario const& scenario);

/// Cuts @p costs into @p count runs of neighbours, none empty, so that the dearest costs as little as it can; the first
/// of each, and the end. @p count <= costs.size().
std::vector<std::uint32_t> cut_by_cost(std::span<std::int64_t const> costs, std::uint32_t count);
} // namespace mercato
