// SPDX-License-Identifier: Apache-2.0
#include "laws/people.hpp"

#include <cmath>

#include <boost/math/special_functions/erf.hpp>

namespace mercato
{
double talent_of(double z, PeopleParams const& p)
{
    if (p.tail_share <= 0) return p.talent_spread * z;
    auto const joint =
        std::sqrt(2.0) * boost::math::erfc_inv(2 * p.tail_share); // normal quantile of 1 - tail_share
    if (z <= joint) return p.talent_spread * z;
    auto const above =
        0.5 * std::erfc(z / std::sqrt(2.0)) / p.tail_share; // uniform in (0, 1) beyond the joint
    return p.talent_spread * joint - std::log(above) / p.talent_tail;
}
} // namespace mercato
