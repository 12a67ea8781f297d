// SPDX-License-Identifier: Apache-2.0
#include "study/comparing/arms.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace mercato
{
namespace
{
std::string obstacle_of_labs(Scenario const& base, Scenario const& other)
{
    auto const has = [](Scenario const& s, std::string const& id) {
        return std::ranges::find(s.labs, id, &LabSpec::id) != s.labs.end();
    };
    for (auto const& lab : base.labs)
    {
        if (!has(other, lab.id))
            return fmt::format("it has no lab {}. Leave the lab there and give it neither people nor a plan",
                               lab.id);
    }
    for (auto const& lab : other.labs)
    {
        if (!has(base, lab.id))
            return fmt::format("it has a lab {} more. Have the lab in the base too, without people or a plan",
                               lab.id);
    }
    for (std::size_t k = 0; k < base.labs.size(); ++k)
    {
        if (base.labs[k].id != other.labs[k].id) return "its labs stand in another order";
    }
    return {};
}
} // namespace

std::string obstacle(Scenario const& base, Scenario const& other)
{
    if (auto labs = obstacle_of_labs(base, other); !labs.empty()) return labs;
    auto const& a = base.run;
    auto const& b = other.run;
    if (a.start != b.start || a.end != b.end || a.dt != b.dt)
        return "it has another run.start, run.end or run.dt, so that nothing is recorded at the same moments";
    if (a.seed != b.seed) return "it has another run.seed, so that its luck is another";
    if (a.replicates != b.replicates) return "it has another run.replicates";
    if (a.redraw_population != b.redraw_population || a.redraw_ties != b.redraw_ties ||
        a.redraw_market != b.redraw_market || a.redraw_behaviour != b.redraw_behaviour)
        return "it redraws other luck (run.redraw_…)";
    auto const& r = base.record;
    auto const& q = other.record;
    if (r.approaches != q.approaches) return "it records other tables ([record])";
    if (r.moves != q.moves || r.offers != q.offers || r.spells != q.spells || r.panel != q.panel)
        return "it records other tables ([record])";
    return {};
}

std::vector<std::string> distinct(std::vector<std::string> names)
{
    for (std::size_t k = 0; k < names.size(); ++k)
    {
        auto const plain = names[k];
        for (int n = 2; std::find(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(k), names[k]) !=
                        names.begin() + static_cast<std::ptrdiff_t>(k);
             ++n)
        {
            names[k] = fmt::format("{} {}", plain, n);
        }
    }
    return names;
}
} // namespace mercato
