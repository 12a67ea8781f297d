// SPDX-License-Identifier: Apache-2.0
#include "laws/board.hpp"

#include <algorithm>
#include <cmath>

namespace mercato
{
namespace
{
double logistic(double x) { return 1 / (1 + std::exp(-x)); }
} // namespace

double threat_is_real(Pressure const& seen, BeliefParams const& p)
{
    auto const before = std::log(p.real_before / (1 - p.real_before));
    auto const counted = seen.resigned * std::log(p.resigning_real / p.resigning_bluff) -
                         (p.resigning_real - p.resigning_bluff) * seen.staff * seen.time;
    return logistic(before + seen.offers + counted);
}

double believed_exits(Pressure const& seen, BeliefParams const& p)
{
    auto const q = threat_is_real(seen, p);
    return seen.signed_share * (q * p.follow_real + (1 - q) * p.follow_bluff);
}

double loss_of_holding(BoardValues const& b, double exits, double safety_lost)
{
    return b.organisation * exits + b.funds * b.withdrawal + b.safety_weight * exits * safety_lost;
}

double loss_of_conceding(BoardValues const& b, double leader_safety)
{
    return b.authority + b.safety_weight * std::max(0.0, b.safety - leader_safety) + b.candour;
}

double concession_hazard(BoardValues const& b, double loss_of_holding, double loss_of_conceding)
{
    return b.pace * logistic((loss_of_holding - loss_of_conceding) / b.softness);
}

Guesses without_end(Guesses const& weights, Guesses const& h, double dt)
{
    Guesses next{};
    double sum = 0;
    for (std::size_t k = 0; k < h.size(); ++k) sum += next[k] = weights[k] * std::exp(-h[k] * dt);
    for (auto& w : next) w /= sum;
    return next;
}

double belief_in_concession(Guesses const& weights, Guesses const& h, double patience)
{
    double belief = 0;
    for (std::size_t k = 0; k < h.size(); ++k) belief += weights[k] * h[k] / (h[k] + 1 / patience);
    return belief;
}
} // namespace mercato
