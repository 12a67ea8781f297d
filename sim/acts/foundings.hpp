// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Foundings: who begins one, what the new lab is like, who is asked along (E13: laws/firms/founding.hpp).
///
/// A person tells that a lab is to be founded and is bound by it; labs without people (`dormant`) are taken
/// in the order of (time, identity), at an instant. The new lab's luck hangs on founder and founding, never
/// on the row it got.

#include "acts/common/act.hpp"
#include "acts/common/office.hpp"

namespace mercato
{
/// A potential founding: real if its intensity lies below the person's hazard.
void founding(Desk const& desk, Event const& e);

/// There is a lab for it and the first day is agreed on, or there is none and the person stays.
void founded(Desk const& desk, Event const& e);

/// Identity of the lab that whoever wrote @p m founds.
std::uint64_t identity_of_founding(Mail const& m);

/// Makes the lab of the office what its founder, who wrote @p m, makes of it; its face must be new.
void take_after_founder(Office const& o, Mail const& m);

/// How the founder asks others along, without the list: a coalition of the lab that is left.
Raid founding_group(Office const& o, Mail const& m);

/// Tells the founder of the lab, or, with no lab, that there is none.
void answer_founder(Office const& o, Mail const& m, bool has_lab);
} // namespace mercato
