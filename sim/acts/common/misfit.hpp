// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Being at odds with the own lab: what founders and those who are lifted out have in common.

#include "acts/common/act.hpp"

namespace mercato
{
/// How much a person is at odds with the own lab: distance of cultures, and safety priority missed as it is
/// weighed [utils].
double misfit_of(World const& world, Laws const& laws, std::uint32_t row, Time t);
} // namespace mercato
