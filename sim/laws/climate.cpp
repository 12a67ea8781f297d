// SPDX-License-Identifier: Apache-2.0
#include "laws/climate.hpp"

#include <algorithm>
#include <cmath>

namespace mercato
{
double relaxed(double x, double target, double tau, double dt)
{
    return x == target ? target : target + (x - target) * std::exp(-dt / tau);
}

double ornstein_uhlenbeck(double x, double m, double k, double s, double dt, double xi)
{
    if (k <= 0) return x + s * std::sqrt(dt) * xi;
    auto const e = std::exp(-k * dt);
    return m + (x - m) * e + s * std::sqrt(-std::expm1(-2 * k * dt) / (2 * k)) * xi;
}

double geometric_brownian(double price, double mu, double sigma, double dt, double xi)
{
    return price * std::exp((mu - 0.5 * sigma * sigma) * dt + sigma * std::sqrt(dt) * xi);
}

double next_culture(double x, double members, double leader, double dt, double xi, ClimateParams const& p)
{
    auto const k = p.member_pull + p.leader_pull;
    auto const m = k > 0 ? (p.member_pull * members + p.leader_pull * leader) / k : x;
    return ornstein_uhlenbeck(x, m, k, p.culture_noise, dt, xi);
}

double next_safety(double s, SafetyPull const& pull, double dt, double xi, ClimateParams const& p)
{
    auto const k = 1.5 * p.safety_pull;
    auto const push = p.race * std::max(0.0, pull.behind) + p.commerce * pull.commercial;
    if (k <= 0) return std::clamp(s - push * dt + p.safety_noise * std::sqrt(dt) * xi, -1.0, 1.0);
    auto const m = (p.safety_pull * (pull.leader + 0.5 * pull.staff) - push) / k;
    return std::clamp(ornstein_uhlenbeck(s, m, k, p.safety_noise, dt, xi), -1.0, 1.0);
}

double stance_of(double weight, double committed)
{
    return committed > 0 ? std::clamp(weight / committed, -1.0, 1.0) : 0;
}
} // namespace mercato
