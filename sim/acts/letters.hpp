// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What the staff of a lab in crisis do when news comes or a letter goes round (E10).
///
/// news alarms, moves trust and sets people thinking; reconsider weighs offers to all against staying, with
/// tastes that belong to person and offer and do not change; look is one look at the letter, which signs or
/// comes again. Signing is public; nobody's inclination to sign is kept or written.

#include "acts/common/act.hpp"

namespace mercato
{
void news(Desk const& desk, Event const& e);
void reconsider(Desk const& desk, Event const& e);
void look(Desk const& desk, Event const& e);
} // namespace mercato
