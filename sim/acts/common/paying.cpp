// SPDX-License-Identifier: Apache-2.0
// Grants and pay over one horizon: what judgement.hpp declares of them (E6).
#include "acts/common/judgement.hpp"
#include "acts/common/promises.hpp"

namespace mercato
{
Grant grant_of(Holding const& h)
{
    return {h.start, h.start + day * h.cliff_days, h.start + day * h.days, h.units};
}

std::int64_t owned_units(Purse const& purse, Time t)
{
    std::int64_t sum = -purse.sold;
    for (auto const& h : purse.grants)
    {
        if (h.units > 0) sum += vested_units(grant_of(h), t);
    }
    return sum;
}

double pay_of_staying(Desk const& desk, std::uint32_t row, Time t)
{
    auto const& face = desk.face(desk.line(row).lab);
    double vesting = 0;
    for (auto const& h : desk.purse(row).grants)
    {
        if (h.units > 0)
            vesting += annual_vesting(grant_of(h), t, desk.laws.equity) * static_cast<double>(h.units);
    }
    auto const paper = vesting * face.unit_price * face.certainty * face.ways.belief;
    return millions(desk.line(row).cash) + paper + pledged(desk, row, t);
}

double pay_of_going(Desk const& desk, std::uint16_t lab, double pay)
{
    auto const& face = desk.face(lab);
    auto const cash = pay * (1 - face.equity_share);
    if (face.equity_share <= 0) return cash;
    auto const value = pay * face.equity_share * desk.laws.equity.vesting_time;
    return cash + value * face.new_grant * face.certainty;
}

double as_flow(Desk const& desk, double at_once)
{
    return at_once > 0 ? at_once / discounted_horizon(desk.laws.equity) : 0;
}
} // namespace mercato
