// SPDX-License-Identifier: Apache-2.0
#include "laws/counter.hpp"

#include <cmath>

#include "core/check.hpp"
#include "laws/utility.hpp"

namespace mercato
{
double matching_pay(double pay, double unearned, double gap, double beta, double g, double reference_pay)
{
    expect(gap > 0 && beta > 0);
    auto const now = value_of_pay((pay + unearned) / reference_pay, g);
    return pay_worth(now + gap / beta, g) * reference_pay - unearned;
}

double fair_bound(double peers_mean_v, double theta, CounterParams const& p)
{
    return p.bound * std::exp(peers_mean_v + p.talent_seen * theta);
}

bool counter_pays(double pay, double match, CounterParams const& p)
{
    auto const raise = match - pay;
    auto const gain = (p.product_multiple - 1) * pay * p.surplus_time;
    auto const precedent = p.visible_peers * p.visibility * p.peer_offer_chance * raise;
    return gain > raise * p.surplus_time + precedent * p.surplus_time;
}
}  // namespace mercato
