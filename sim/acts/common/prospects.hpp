// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What somebody in a lab in crisis could do instead of staying: offers to all, other offers, none at all
/// (E10).

#include <span>

#include "acts/common/judgement.hpp"

namespace mercato
{
/// Chance that staff give to an offer of @p form being kept.
double credibility_of(Form form, BeliefParams const& p);

/// Utility of resigning without an offer: belief.search_time of the horizon without a job, then what the
/// market offers; without an employer a visa is at stake.
double between_jobs(Desk const& desk, std::uint32_t row, Felt const& felt, Time t);

/// Utility of an offer to all at @p t, moving cost paid, taste not included: kept with its credibility,
/// else between jobs.
double worth_of(Desk const& desk, std::uint32_t row, Felt const& felt, Promise const& promise, Time t);

/// Best of what is there if the job is lost: offers to all, offers in hand, between jobs.
double best_outside(Desk const& desk, std::uint32_t row, Felt const& felt, Time t);

/// Chances that somebody leaves for each lab if the board holds, all offers that are live or expected
/// within the horizon of search counted; @p to a lab each, added to with @p weight. The rest stays.
void add_intention(Desk const& desk, std::uint32_t row, Time t, double weight, std::span<double> to);
} // namespace mercato
