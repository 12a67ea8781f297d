// SPDX-License-Identifier: Apache-2.0
#include "laws/output.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace mercato
{
namespace
{
// With more, sums over millions of people would not fit integers of 2^-20
constexpr double highest_log_weight = 6;

/// ln Q after @p dt of dq/dt = push exp(-chi q): exp(chi q) grows linearly.
double grown_capability(double q, double push, double chi, double dt)
{
    if (push <= 0) return q;
    // Through the increment, which stays exact for small chi: q + ln(1 + chi push dt exp(-chi q))/chi
    auto const x = chi * push * dt * std::exp(-chi * q);
    return x < 1e-12 ? q + push * dt * std::exp(-chi * q) : q + std::log1p(x) / chi;
}

double diffused(double q, double known, double dt, OutputParams const& p)
{
    return known > q ? known + (q - known) * std::exp(-p.diffusion * dt) : q;
}
} // namespace

double weight_of_person(double talent, int level, double match, double step, OutputParams const& p)
{
    auto const log_weight = p.heads * (talent + step * (level - 2) + p.match_product * match);
    return std::exp(std::clamp(log_weight, -highest_log_weight, highest_log_weight));
}

double missing_at_first(OutputParams const& p) { return -std::expm1(p.heads * std::log1p(-p.solo_loss)); }

double settling_rate(OutputParams const& p) { return std::numbers::ln2 / p.solo_half_life; }

double labour_of(double sum, OutputParams const& p)
{
    return std::pow(std::max(sum, 0.0) / p.reference_people, 1 / p.heads);
}

double compute_of(double people, double compute, OutputParams const& p)
{
    return std::exp(compute) * people / p.reference_people;
}

double effort(double exhaustion, double crisis_loss, double counters, OutputParams const& p)
{
    auto const fights = std::clamp(1 - p.lead_attention * counters, 0.0, 1.0);
    return (1 - p.exhaustion_loss * exhaustion) * (1 - crisis_loss) * fights;
}

Product product_of(double labour, double compute, double productivity, OutputParams const& p)
{
    if (labour <= 0 || productivity <= 0) return {};
    auto const a = p.labour_share;
    auto const rho = 1 - 1 / p.substitution;
    auto const log_labour = std::log(labour);
    if (compute <= 0 || a >= 1) return {productivity * std::exp(p.returns * log_labour), p.returns};
    auto const apart = std::log(compute) - log_labour;
    // Cobb-Douglas is the limit
    if (std::abs(rho) < 1e-6)
        return {productivity * std::exp(p.returns * (log_labour + (1 - a) * apart)), p.returns * a};
    // ln(a + (1 - a) e^x) in a form in which no power overflows
    auto const x = rho * apart;
    auto const sum = x > 0 ? x + std::log(a * std::exp(-x) + 1 - a) : std::log(a + (1 - a) * std::exp(x));
    return {productivity * std::exp(p.returns * (log_labour + sum / rho)), p.returns * a * std::exp(-sum)};
}

double next_capability(double q, double output, double known, double dt, OutputParams const& p)
{
    if (dt <= 0) return q;
    q = diffused(q, known, 0.5 * dt, p);
    q = grown_capability(q, p.progress * output, p.harder, dt);
    return diffused(q, known, 0.5 * dt, p);
}

double brought_along(double weight, double sum, double q_from, double q_to, OutputParams const& p)
{
    if (q_from <= q_to || sum <= 0) return 0;
    auto const share = std::pow(std::min(weight / sum, 1.0), 1 / p.heads);
    return std::min(1.0, p.spillover * share) * (q_from - q_to);
}

double launch_jump(double xi, OutputParams const& p)
{
    auto const mean = 1 + p.launch_value;
    auto const variance = std::log1p(p.launch_value_spread * p.launch_value_spread / (mean * mean));
    return mean * std::exp(std::sqrt(variance) * xi - 0.5 * variance);
}
} // namespace mercato
