// SPDX-License-Identifier: Apache-2.0
#include "laws/firms/funding.hpp"

#include <algorithm>
#include <cmath>

namespace mercato
{
double runway_of(double cash, double burn)
{
    if (cash <= 0) return 0;
    return burn * longest_runway <= cash ? longest_runway : cash / burn;
}

double round_hazard(Prospect const& lab, FundingParams const& p)
{
    if (!(lab.climate > 0)) return 0;
    auto const pull = p.capability_pull * lab.gained + p.prestige_pull * lab.prestige +
                      p.climate_pull * std::log(lab.climate);
    return p.round_hazard * std::exp(pull) * (lab.runway < p.need ? 1 : p.opportunism);
}

double round_sum(double burn, double climate, FundingParams const& p)
{
    return std::max(0.0, burn) * p.raised * std::pow(climate, p.sum_climate);
}

double round_jump(double climate, double xi, FundingParams const& p)
{
    return std::exp(p.jump + p.jump_spread * xi) * std::pow(climate, p.jump_climate);
}

double failure_hazard(double runway, FundingParams const& p)
{
    return p.failure_hazard * std::exp(-p.failure_relief * runway);
}

double share_to_cut(double cash, double wages, double net, FundingParams const& p)
{
    if (wages <= 0) return 0;
    auto const affordable = std::max(0.0, cash / p.cut_to - net);
    return std::clamp(1 - affordable / wages, 0.0, 1.0);
}

double takeover_hazard(double chest, double talent, double runway, FundingParams const& p)
{
    return p.takeover_hazard * chest / p.takeover_chest *
           std::exp(p.takeover_talent * talent - p.failure_relief * runway);
}
} // namespace mercato
