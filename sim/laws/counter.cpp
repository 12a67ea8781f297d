// SPDX-License-Identifier: Apache-2.0
#include "laws/counter.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/check.hpp"
#include "laws/utility.hpp"

namespace mercato
{
double matching_pay(double pay, double unearned, double gap, double beta, double g, double reference_pay)
{
    expect(gap > 0 && beta >= 0);
    if (beta == 0)
        return std::numeric_limits<double>::infinity(); // pay means nothing to whoever has no weight for it
    // The ratio of felt incomes solves c^e (r^e - 1) = e gap / beta; through v itself, digits are lost where
    // v is flat.
    auto const e = 1 - g;
    auto const c = std::max((pay + unearned) / reference_pay, least_pay);
    auto const ratio = pay_worth(gap / beta * std::pow(c, -e), g);
    return c * ratio * reference_pay - unearned;
}

double fair_bound(double peers_mean_v, double theta, double chi, CounterParams const& p)
{
    return chi * std::exp(peers_mean_v + p.talent_seen * theta);
}

double better_paid_gap(double v, double mean, double spread)
{
    if (spread <= 0) return std::max(0.0, mean - v);
    auto const z = (v - mean) / spread;
    // Far above everybody the ratio below is 0/0; the excess tends to 0 as 1/z - 2/z^3.
    if (z > 25) return spread * (1 - 2 / (z * z)) / z;
    auto const above = 0.5 * std::erfc(z / std::numbers::sqrt2);
    auto const density = std::exp(-0.5 * z * z) / std::sqrt(2 * std::numbers::pi);
    return spread * (density / above - z);
}

double precedent(double visibility, double chance, CounterParams const& p)
{
    return p.visible_peers * visibility * std::max(chance, p.peer_offer_chance);
}

double counter_gain(double surplus, double pay, double match, double asked)
{
    return surplus - (match - pay) * (1 + asked);
}

double unit_gain(std::span<Contested const> cases, double payroll, double raise)
{
    double kept = 0;
    for (auto const& c : cases)
    {
        // A hundredth of a thousandth: the raise is the one that somebody of the unit needs exactly
        if (std::log(c.match / c.pay) <= raise + 1e-5) kept += c.surplus;
    }
    return kept - payroll * std::expm1(raise);
}
} // namespace mercato
