// SPDX-License-Identifier: Apache-2.0
// What labs make and launch, as far as the main loop has to do with it: engine.hpp.
#include <algorithm>
#include <bit>
#include <limits>

#include "acts/common/works.hpp"
#include "acts/launches.hpp"
#include "run/engine.hpp"
#include "run/starting/initial_world.hpp"

namespace mercato
{
OutputRecord works_record(World const& world, Scenario const& scenario, std::uint16_t lab)
{
    auto const& w = world.works[lab];
    auto const nothing = std::numeric_limits<float>::quiet_NaN();
    auto const capability = w.makes ? capability_at(world, scenario.labs[lab], scenario.laws.output, lab)
                                    : scenario.labs[lab].capability;
    return {static_cast<float>(capability), static_cast<float>(w.launched),
            w.makes ? static_cast<float>(w.research) : nothing,
            w.makes ? static_cast<float>(w.effort) : nothing, w.launches};
}

bool makes_output(Scenario const& s, LabSpec const& lab)
{
    auto const launches = [&](EventSpec const& e) {
        return e.enabled && e.type == "launch" && e.lab == lab.id;
    };
    return lab.productivity > 0 || !lab.launch_rate.empty() || std::ranges::any_of(s.events, launches);
}

bool makes_output(Scenario const& s)
{
    return std::ranges::any_of(s.labs, [&](LabSpec const& lab) { return makes_output(s, lab); });
}

void make_works(World& world, Scenario const& s)
{
    if (!makes_output(s)) return;
    world.works.resize(s.labs.size());
    for (std::size_t lab = 0; lab < s.labs.size(); ++lab)
    {
        auto& w = world.works[lab];
        w.makes = makes_output(s, s.labs[lab]);
        w.at = s.run.start; // what the file says of a lab holds at the start
        w.capability = w.launched = s.labs[lab].capability;
    }
    run_race(world, s.laws.output, 0);
    world.race.known = world.race.ahead;
    for (auto& w : world.works) w.first = w.launched - world.race.launched;
}

Time Engine::next_of_launches() const
{
    auto next = never;
    for (auto const& w : state_.world.works) next = std::min(next, next_of_works(w));
    return next;
}

void Engine::work_works()
{
    auto& world = state_.world;
    for (std::uint16_t lab = 0; lab < world.works.size(); ++lab)
    {
        if (next_of_works(world.works[lab]) > world.now) continue;
        work_launches({world, scenario_.laws, draws_, scenario_.labs, lab, world.now, out_});
    }
}

void Engine::plan_production()
{
    auto& world = state_.world;
    for (std::uint16_t lab = 0; lab < world.works.size(); ++lab)
    {
        plan_works({world, scenario_.laws, draws_, scenario_.labs, lab, world.now, out_},
                   scenario_.run.scale);
        auto const& w = world.works[lab];
        if (w.makes)
            state_.hash += mixed(mixed(world.labs.luck[lab], 1), std::bit_cast<std::uint64_t>(w.capability));
    }
    if (!world.works.empty()) run_race(world, scenario_.laws.output, years(world.now - state_.last_grid));
    collect();
}

void Engine::open_production()
{
    auto& world = state_.world;
    for (std::uint16_t lab = 0; lab < world.works.size(); ++lab)
    {
        open_launches({world, scenario_.laws, draws_, scenario_.labs, lab, world.now, out_}, world.now,
                      instant_at(world.now + week));
    }
}
} // namespace mercato
