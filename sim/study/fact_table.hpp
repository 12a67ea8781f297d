// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Facts and their verdicts as a table that stands in the result beside the trajectories.

#include <span>

#include "io/trajectory/added_table.hpp"
#include "study/verdicts.hpp"

namespace mercato
{
/// One row a fact; what each replicate showed is in fact_value. @p verdicts not empty, @p observed in the
/// same order.
AddedTable fact_table(std::span<Verdict const> verdicts, std::span<Observed const> observed);
} // namespace mercato
