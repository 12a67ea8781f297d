// SPDX-License-Identifier: Apache-2.0
#include "engine/made_market.hpp"

namespace mercato::testing
{
namespace
{
Time const start_of_2023 = time_of(2023, 1, 1, 0, 0, 0, 0);
}

LabSpec a_lab(std::string const& id, double pay, double people, double growth)
{
    LabSpec lab;
    lab.id = lab.name = id;
    lab.pay = {{start_of_2023, pay, ""}};
    lab.headcount = {{start_of_2023, people, ""}, {start_of_2023 + year, people * (1 + growth), ""}};
    return lab;
}

GroupSpec a_group(std::string const& lab, double count)
{
    GroupSpec g;
    g.id = lab + "_people";
    g.lab = lab;
    g.count = count;
    return g;
}

Scenario a_market(double people)
{
    Scenario s;
    s.title = "a market";
    s.run.start = start_of_2023;
    s.run.end = start_of_2023 + year;
    s.run.burn_in = 0.25;
    s.run.reference_slots = people / 20;
    s.run.entrants = people * 0.06;
    s.labs = {a_lab("rich", 1.2, people * 0.3, 0.3), a_lab("safe", 0.8, people * 0.2, 0.5),
              a_lab("large", 0.6, people * 0.3, 0), a_lab("university", 0.15, people * 0.15, 0)};
    s.labs[0].equity_share = 0.5;
    s.labs[0].culture = {0.5, -0.3};
    s.labs[0].safety = -0.2;
    s.labs[1].equity_share = 0.6;
    s.labs[1].culture = {-0.5, 0.2};
    s.labs[1].safety = 0.7;
    s.labs[2].deadline = {{start_of_2023, 4 / 365.25, ""}};
    s.labs[3].kind = "academia";
    LabSpec none = a_lab("none", 0.05, 0);
    none.kind = "nonemployment";
    none.headcount.clear();
    s.labs.push_back(none);
    s.groups = {a_group("rich", people * 0.3), a_group("safe", people * 0.2), a_group("large", people * 0.3),
                a_group("university", people * 0.15), a_group("none", people * 0.05)};
    return s;
}

Scenario bare_market()
{
    Scenario s;
    s.title = "a bare market";
    s.run.start = start_of_2023;
    s.run.end = start_of_2023 + year;
    s.run.burn_in = 0;
    auto& l = s.laws;
    l.utility.curvature_low = l.utility.curvature_high = 1;
    l.utility.wealth_income = l.utility.prestige_weight = l.utility.compute_weight =
        l.utility.culture_weight = 0;
    l.utility.former_lead = l.utility.boomerang_discount = 0;
    l.utility.autonomy_weight = l.utility.tie_weight = l.utility.match_spread = l.utility.strain_weight = 0;
    l.utility.trust_weight = l.utility.alarm_weight = 0;
    l.utility.safety_committed = l.utility.safety_ordinary = l.utility.safety_capability = 0;
    l.waiting.myopia = 1;
    l.waiting.pressure = 0;
    l.counter.readiness = l.counter.fairness_weight = 0;
    l.contagion.peer_jump = l.contagion.lead_jump = l.contagion.layoff_jump = l.contagion.tie_jump = 0;
    l.contagion.honeymoon = 1e-4;
    l.strain.burnout_hazard = 0;
    l.climate.culture_noise = l.climate.safety_noise = 0;
    l.search.mobility_spread = l.search.visibility_spread = l.search.talent_pull = l.search.fit_pull = 0;
    l.search.referral_boost = l.search.offer_premium = l.search.offer_spread = 0;
    l.search.conversation_time = l.search.screening_time = 0;
    l.search.frankness = 0; // offers are heard out
    l.search.notice_low = l.search.notice_high = 0;
    l.search.reply_time = 0.01 / 365.25;
    l.growth.quit_hazard = l.growth.field_exit = l.growth.outside_share = 0;
    l.growth.promotion_rate = l.growth.review_catch_up = l.growth.refresh_share = 0;
    l.people.talent_spread = l.people.tail_share = l.people.pay_weight_spread = l.people.moving_cost_spread =
        0;
    l.people.culture_spread = l.people.wealth_years = l.people.ties_outside = 0;
    return s;
}

Scenario wage_posting(std::vector<double> const& pay, double calls, double ends, double people)
{
    auto s = bare_market();
    auto& l = s.laws;
    l.utility.pay_weight = 20; // at which tastes, of about 0.1 log points, hardly reorder offers
    l.utility.moving_cost = 0;
    l.search.contact_rate = calls;
    l.search.slots_power = 0;
    l.growth.quit_hazard = ends;
    l.growth.return_boost = 1;
    l.growth.level_step = 0;
    s.run.reference_slots = 1;
    s.run.end = s.run.start + year * 7;
    s.run.dt = 7;
    s.record.offers = s.record.spells = s.record.moves = false;
    for (std::size_t j = 0; j < pay.size(); ++j)
    {
        s.labs.push_back(a_lab("lab" + std::to_string(j), pay[j], 1e6));
        s.labs.back().deadline = {{s.run.start, 0.1 / 365.25, ""}};
    }
    auto none = a_lab("none", 1e-6, 0);
    none.kind = "nonemployment";
    s.labs.push_back(none);
    s.groups = {a_group("none", people)};
    return s;
}

RunRecords run_of(Scenario const& s, std::uint32_t replicate, int threads)
{
    Threads const t(threads);
    return simulate(s, shared_start(s, t), replicate, t);
}

std::vector<RunRecords> runs_of(Scenario const& s, std::uint32_t replicates)
{
    Threads const t(1);
    auto const start = shared_start(s, t);
    std::vector<RunRecords> all;
    for (std::uint32_t r = 0; r < replicates; ++r) all.push_back(simulate(s, start, r, t));
    return all;
}
} // namespace mercato::testing
