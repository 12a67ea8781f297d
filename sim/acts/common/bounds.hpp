// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Highest hazards to which potential events are laid out; where a hazard could be higher, it is capped here.

#include <cmath>

#include "laws/laws.hpp"

namespace mercato
{
/// Response up to which blocks lay out calls [1]; what exceeds it has a scatter of its own, person by person.
inline constexpr double usual_response = 1.35;

/// Recruiting of the strongest lab that referrals can follow [1].
inline constexpr double largest_referring = 0.2;

/// Alarm up to which quits grow [log points].
inline constexpr double highest_alarm = 2.0;

/// Share of the messages looked into that somebody in a crisis answers at most [1].
inline constexpr double most_replies = 0.25;

/// Calls [1/yr] of a lab that recruits at @p recruiting on one person of @p rate_class.
inline double contact_bound(double recruiting, int rate_class, SearchParams const& p)
{
    return p.contact_rate * std::ldexp(usual_response, rate_class) * recruiting;
}

/// Calls [1/yr] through one tie on a person of @p rate_class.
inline double referral_bound(int rate_class, SearchParams const& p)
{
    return p.referral_boost * contact_bound(largest_referring, rate_class, p);
}

inline double quit_bound(GrowthParams const& p) { return p.quit_hazard * std::exp(highest_alarm + 1); }
/// Of quits out of a crisis, where utility may fall by several utils.
inline double flight_bound(GrowthParams const& p) { return quit_bound(p) * std::exp(4.0); }
inline double burnout_bound(StrainParams const& p) { return burnout_hazard(1, p); }
} // namespace mercato
