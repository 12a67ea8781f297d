// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// How the difference of two results is told.

#include <string>

#include "cli/json.hpp"
#include "study/difference.hpp"

namespace mercato
{
/// The first difference, which variables differ, and what was made differently.
std::string difference_text(FileDifference const& d);

/// The same as members of the open object.
void write_difference(JsonWriter& json, FileDifference const& d);
} // namespace mercato
