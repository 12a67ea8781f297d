// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// The values that a design sets at each of its points.

#include "io/design_reader.hpp"

namespace mercato
{
/// Fills the rows of @p design; those of a table are there already.
void fill_rows(Design& design);
} // namespace mercato
