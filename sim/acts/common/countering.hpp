// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What a lab does about offers to its own people: counters, and raises of a whole team (E5, E7).

#include "acts/common/office.hpp"

namespace mercato
{
/// What is done about an offer that a member has disclosed: a counter to one, the same raise for all who
/// would see it, whichever gains more, or nothing (E5, E7).
void disclosed(Office const& office, Mail const& mail);
} // namespace mercato
