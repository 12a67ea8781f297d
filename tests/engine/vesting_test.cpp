// SPDX-License-Identifier: Apache-2.0 W4: voluntary quits bunch after a one-year cliff, by as much as valuing
// stay and go over one horizon says (E6).
#include <cmath>

#include <gtest/gtest.h>

#include "engine/made_market.hpp"
#include "support/moments.hpp"

namespace mercato
{
namespace
{
constexpr double people = 40'000;
constexpr double rate = 3;
constexpr double equity = 0.8;
constexpr double beta = 2.5;
constexpr double kappa = 2.2;

/// Everybody begins at a lab that pays mostly equity with a cliff of a year; another calls with the same pay
/// in cash.
Scenario cliff_market()
{
    auto s = testing::bare_market();
    s.laws.utility.moving_cost = kappa;
    s.laws.utility.pay_weight = beta;
    s.laws.search.contact_rate = rate;
    s.laws.search.slots_power = 0;
    s.laws.growth.level_step = 0;
    s.run.reference_slots = 1;
    s.run.end = s.run.start + year + day * 70;
    s.run.dt = 2;
    s.record.offers = false;
    s.labs = {testing::a_lab("equity", 1, people), testing::a_lab("cash", 1, 1e7)};
    s.labs[0].equity_share = equity;
    s.labs[0].cliff = {{s.run.start, 1.0, ""}};
    s.labs[0].volatility = s.labs[0].drift = 0;
    for (auto& lab : s.labs) lab.deadline = {{s.run.start, 0.1 / 365.25, ""}};
    s.groups = {testing::a_group("equity", people)};
    s.groups[0].tenure = 0;
    return s;
}

/// Hazard of leaving at @p tenure [yr]: calls times the logit of the gain (curvature 1).
double hazard(double tenure, EquityParams const& p)
{
    auto const t = Time{} + span_of_years(tenure);
    Grant const grant{Time{}, Time{} + day * 365, Time{} + year * 4, 1};
    auto const stay =
        (1 - equity) + equity * p.vesting_time * vesting_share(grant, t, p) / discounted_horizon(p);
    return rate / (1 + std::exp(-(beta * (0 - std::log(stay)) - kappa)));
}

struct Month
{
    double leaving = 0;
    double person_years = 0;
    double expected = 0; // integral of the hazard over the same person-years

    double rate() const { return leaving / person_years; }
};

Month month_of(int month)
{
    static auto const r = testing::run_of(cliff_market());
    EquityParams const p;
    Month m;
    for (auto const& spell : r.spells)
    {
        if (spell.lab != 0) continue;
        auto const from = month / 12.0;
        auto const until = std::min(years(spell.end - spell.start), (month + 1) / 12.0);
        if (until <= from) continue;
        m.person_years += until - from;
        if (spell.ended != 0 && until < (month + 1) / 12.0) ++m.leaving;
        // the hazard jumps on day 365 of a year of 365.25: midpoints of 8 parts are near enough
        for (int k = 0; k < 8; ++k)
            m.expected += (until - from) / 8 * hazard(from + (until - from) * (k + 0.5) / 8, p);
    }
    return m;
}
} // namespace

TEST(Vesting, QuitsFollowTheHorizonRuleMonthByMonth)
{
    for (int month = 0; month < 14; ++month)
    {
        auto const m = month_of(month);
        // day 365 to 365.25 belongs to the year after the cliff: a hundredth of its jump
        EXPECT_NEAR(m.leaving, m.expected,
                    testing::standard_errors * std::sqrt(m.expected) + 0.01 * m.expected)
            << month;
    }
}

TEST(Vesting, QuitsJumpAfterTheCliff)
{
    auto const jump = month_of(12).rate() / month_of(11).rate();
    // docs/model.md 3c: 108 % at a horizon of a year and four fifths of pay in equity, with curvature 1.5;
    // more with 1
    EXPECT_GT(jump, 1.8);
}
} // namespace mercato
