// SPDX-License-Identifier: Apache-2.0
#include "run/starting/birth.hpp"

#include <algorithm>
#include <cmath>

#include "acts/common/judgement.hpp"
#include "acts/common/ledger.hpp"
#include "run/records.hpp"

namespace mercato
{
Origin origin_of(GroupSpec const& group, UtilityParams const& p)
{
    Origin o;
    o.talent = group.talent;
    o.committed = group.committed.value_or(p.share_committed);
    o.capability_first = group.capability_first.value_or(p.share_capability);
    for (std::size_t k = 0; k < level_count && k < group.levels.size(); ++k) o.levels[k] = group.levels[k];
    return o;
}

std::array<double, 2> draw_traits(Desk const& desk, std::uint32_t row, std::uint64_t identity,
                                  Origin const& origin)
{
    auto const& laws = desk.laws;
    auto const& u = laws.utility;
    auto& line = desk.line(row);
    Luck luck(desk.draws, Domain::population, Kind::traits, identity);
    line.id = Id{identity};
    auto const z = laws.search.mobility_spread * luck.normal();
    auto const log_vis = laws.search.visibility_spread * luck.normal();
    line.talent = static_cast<float>(talent_of(luck.normal(), laws.people) + origin.talent);
    line.base = static_cast<float>(base_rate(z, log_vis, line.talent, laws.search));
    line.rate_class = static_cast<std::int8_t>(rate_class(line.base));
    auto const spread = laws.people.pay_weight_spread;
    line.pay_weight =
        static_cast<float>(u.pay_weight * std::exp(spread * luck.normal() - 0.5 * spread * spread));
    line.curvature =
        static_cast<float>(u.curvature_low + (u.curvature_high - u.curvature_low) * luck.uniform());
    line.moving_cost = static_cast<float>(u.moving_cost + laws.people.moving_cost_spread * luck.normal());
    auto const kind = luck.uniform();
    line.safety_weight =
        static_cast<float>(kind < origin.committed                             ? u.safety_committed
                           : kind < origin.committed + origin.capability_first ? u.safety_capability
                                                                               : u.safety_ordinary);
    auto share = luck.uniform();
    line.level = 1;
    for (std::size_t k = 0; k + 1 < level_count && share >= origin.levels[k]; ++k)
    {
        share -= origin.levels[k];
        ++line.level;
    }
    auto const x = laws.people.culture_spread * luck.normal();
    return {x, laws.people.culture_spread * luck.normal()};
}

void born(Desk const& desk, std::uint32_t row, std::uint64_t identity, std::uint16_t lab, Time t)
{
    auto const& u = desk.laws.utility;
    Origin const fresh{0, u.share_committed, u.share_capability, {1, 0, 0, 0}};
    Origin const known{0, u.share_committed, u.share_capability, {0.2, 0.4, 0.3, 0.1}};
    auto const hired = desk.face(lab).employs;
    auto const culture = draw_traits(desk, row, identity, hired ? known : fresh);
    auto& line = desk.line(row);
    auto& mind = desk.mind(row);
    mind.at = mind.inequity_at = t;
    mind.culture_x = static_cast<float>(culture[0]);
    mind.culture_y = static_cast<float>(culture[1]);
    double premium = 0;
    if (hired)
    {
        Luck luck(desk.draws, Domain::behaviour, Kind::offer, identity, 0, 1);
        premium = desk.laws.search.offer_premium + desk.laws.search.offer_spread * luck.normal();
    }
    auto const pay = band_pay(desk, line, lab, premium);
    join(desk, row, lab, t, pay);
    Happening h;
    h.at = t;
    h.person = row;
    h.to = lab;
    h.code = static_cast<std::int8_t>(hired ? Reason::outside_hire : Reason::entry);
    h.level = line.level;
    h.pay_after = mind.pay;
    h.talent = line.talent;
    h.safety_weight = line.safety_weight;
    if (desk.keep_moves) desk.shelf.happened.push_back(h);
    if (!hired) desk.shelf.stirred.push_back(row);
}
} // namespace mercato
