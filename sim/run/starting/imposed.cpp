// SPDX-License-Identifier: Apache-2.0
#include "run/starting/imposed.hpp"

#include <algorithm>

namespace mercato
{
namespace
{
/// May money hang on staying? Where nothing does, nobody has a place for it.
bool makes_pledges(Scenario const& s)
{
    auto const bonus = [](PolicySpec const& p) { return p.enabled && (p.bonus > 0 || p.bonus_share > 0); };
    auto const clawback = [](RaidSpec const& r) { return r.enabled && r.clawback > 0; };
    return std::ranges::any_of(s.policies, bonus) || std::ranges::any_of(s.raids, clawback);
}
} // namespace

void impose_raids(World& world, Scenario const& s)
{
    for (auto const& spec : s.raids)
    {
        Raid raid;
        raid.spec = spec;
        raid.luck = luck_of(spec);
        raid.lab =
            static_cast<std::uint16_t>(std::ranges::find(s.labs, spec.lab, &LabSpec::id) - s.labs.begin());
        for (std::uint16_t lab = 0; lab < s.labs.size(); ++lab)
        {
            auto const meant =
                spec.target.empty() ? s.labs[lab].kind == "lab" : s.labs[lab].id == spec.target;
            if (meant && lab != raid.lab) raid.targets.push_back(lab);
        }
        world.raids.push_back(std::move(raid));
    }
}

void impose_policies(World& world, Scenario const& s)
{
    for (auto const& spec : s.policies)
    {
        Policy policy;
        policy.spec = spec;
        for (std::uint16_t lab = 0; lab < s.labs.size(); ++lab)
        {
            auto const& its = s.labs[lab];
            auto const named = spec.lab == every_lab ? its.kind != "nonemployment" : its.id == spec.lab;
            if (named && (spec.jurisdiction.empty() || its.jurisdiction == spec.jurisdiction))
                policy.labs.push_back(lab);
        }
        world.policies.push_back(std::move(policy));
    }
    if (makes_pledges(s)) world.people.pledges.resize(1); // grows with the people from now on
}
} // namespace mercato
