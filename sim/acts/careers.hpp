// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What happens to people between offers: first days, reviews, alarms, ties kept, tenders, exits.
///
/// start moves somebody; alarm and parted follow an exit of others or of oneself (E8); review is where pay,
/// refresh grants, promotion and inequity (E7) are looked at; quit, burnout and retirement are potential
/// exits (E11, E13).

#include "acts/common/act.hpp"

namespace mercato
{
void start(Desk const& desk, Event const& e);
void alarm(Desk const& desk, Event const& e);
void breach(Desk const& desk, Event const& e);
void conflict(Desk const& desk, Event const& e);
void departs(Desk const& desk, Event const& e);
/// A day of rest, over for the person and not for the lab.
void day_off(Desk const& desk, Event const& e);
void parted(Desk const& desk, Event const& e);
void placed(Desk const& desk, Event const& e);
/// Wages are paid.
void payday(Desk const& desk, Event const& e);

void tender(Desk const& desk, Event const& e);
void review(Desk const& desk, Event const& e);
void laid_off(Desk const& desk, Event const& e);
void quit(Desk const& desk, Event const& e);
/// May leave a lab in crisis: Event::value is the intensity above that of an ordinary quit.
void flight(Desk const& desk, Event const& e);
void burnout(Desk const& desk, Event const& e);
void retirement(Desk const& desk, Event const& e);
} // namespace mercato
