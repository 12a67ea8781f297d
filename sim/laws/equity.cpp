// SPDX-License-Identifier: Apache-2.0
#include "laws/equity.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"

namespace mercato
{
namespace
{
/// integral_a^b e^(-rho u) du.
double discounted(double a, double b, double rho)
{
    if (b <= a) return 0;
    if (rho == 0) return b - a;
    auto const until_a = a == 0 ? 1.0 : std::exp(-rho * a);
    return until_a * -std::expm1(-rho * (b - a)) / rho;
}
} // namespace

std::int64_t vested_units(Grant const& g, Time t)
{
    expect(g.start <= g.cliff && g.cliff <= g.end && g.start < g.end);
    if (t < g.cliff) return 0;
    if (t >= g.end) return g.units;
    // Two factors of 63 bits: the whole product, so that nobody's last unit hangs on a rounded share.
    using Wide = __int128;
    return static_cast<std::int64_t>(static_cast<Wide>(g.units) * (t - g.start).us / (g.end - g.start).us);
}

double vesting_share(Grant const& g, Time t, EquityParams const& p)
{
    auto const length = years(g.end - g.start);
    auto const until_cliff = years(g.cliff - t);
    auto const until_end = std::min(p.horizon, years(g.end - t));
    auto share = discounted(std::max(0.0, until_cliff), until_end, p.discount) / length;
    if (until_cliff > 0 && until_cliff <= p.horizon)
    {
        share += std::exp(-p.discount * until_cliff) * years(g.cliff - g.start) / length;
    }
    return share;
}

double discounted_horizon(EquityParams const& p) { return discounted(0, p.horizon, p.discount); }

double annual_vesting(Grant const& g, Time t, EquityParams const& p)
{
    // Past its cliff and not near its end a grant flows evenly, and the discount factors cancel.
    if (g.cliff <= t && g.end - t >= span_of_years(p.horizon)) return 1 / years(g.end - g.start);
    return vesting_share(g, t, p) / discounted_horizon(p);
}

double certainty_equivalent(double sigma, double liquidity, EquityParams const& p)
{
    return std::exp(-0.5 * p.risk_aversion * p.undiversified * sigma * sigma * liquidity);
}
} // namespace mercato
