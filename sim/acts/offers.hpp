// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Firm offers, what people do with them, and how a lab's counter meets them (E2, E4, E5).
///
/// offer: a package with a deadline is compared with staying. Who is not tempted answers after a while; who
/// is tempted tells the own lab and waits for its counter, at most until the deadline. decide: tastes belong
/// to the offer, the option of waiting for others counts, other live offers are in hand.

#include "acts/common/act.hpp"

namespace mercato
{
void offer(Desk const& desk, Event const& e);
void disclose(Desk const& desk, Event const& e);
void counter(Desk const& desk, Event const& e);
void decide(Desk const& desk, Event const& e);
void refused(Desk const& desk, Event const& e);
void admitted(Desk const& desk, Event const& e);
} // namespace mercato
