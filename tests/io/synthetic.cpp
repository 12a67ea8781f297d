// SPDX-License-Identifier: Apache-2.0
#include "io/synthetic.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include <fmt/format.h>

#include "core/draws.hpp"

namespace mercato
{
namespace
{
constexpr char const* names[] = {"Aurora Lab", "Börse für Köpfe", "深度研究所", "Лаборатория №4",
                                 "Start-ups",  "Academia",        "Ministère",  "Deep & Wide"};

Time moment_of(Scenario const& s, double fraction)
{
    auto const whole = static_cast<double>((s.run.end - s.run.start).us);
    return s.run.start + Span{std::llround(whole * fraction)};
}

float pay_at(int lab) { return 0.3F + 0.15F * static_cast<float>(lab); }

/// Lives one career: spells one after another, each ended by an accepted offer, some offers declined between.
void live(RunRecords& r, Scenario const& s, SyntheticSize size, Luck& luck, std::int32_t person)
{
    auto lab = static_cast<std::int16_t>(luck.uniform() * size.labs);
    double const run_years = years(s.run.end - s.run.start);
    Time start = s.run.start - span_of_years(3 * luck.exponential());
    double now = 0;
    float pay = pay_at(lab) * static_cast<float>(std::exp(0.4 * luck.normal()));
    float first_pay = 0;
    float const talent = static_cast<float>(luck.normal());
    for (;;)
    {
        // The hazard falls with tenure after the first year
        now += luck.exponential() / (0.5 + 0.5 * std::exp(-years(moment_of(s, now / run_years) - start))) /
               run_years;
        SpellRecord spell{start, s.run.end, person, lab, person % 7, 0, 0, 2, first_pay};
        if (now >= 1)
        {
            r.spells.push_back(spell);
            return;
        }
        auto const at = moment_of(s, now);
        auto const to = static_cast<std::int16_t>(
            (lab + 1 + static_cast<int>(luck.uniform() * (size.labs - 1))) % size.labs);
        float const offered = pay * static_cast<float>(std::exp(0.15 + 0.3 * luck.normal()));
        bool const takes = size.labs > 1 && luck.uniform() < 0.6;
        r.offers.push_back({at, at + day * 9, person, lab, to, static_cast<std::int8_t>(takes), 1, 0,
                            static_cast<std::int8_t>(luck.uniform() < 0.2), pay, offered, 0, 14,
                            takes ? 0.4F : -0.3F, 0.1F});
        if (!takes) continue;
        spell.end = at;
        spell.ended = 1;
        r.spells.push_back(spell);
        bool const leaves = luck.uniform() < 0.1;
        r.moves.push_back({at, person, lab, leaves ? std::int16_t{-1} : to,
                           static_cast<std::int8_t>(leaves ? 4 : 0), 2, static_cast<float>(years(at - start)),
                           pay, leaves ? 0 : offered, talent, 0.2F, person % 7, 0, 0});
        if (leaves) return;
        lab = to;
        start = at;
        pay = first_pay = offered;
    }
}

bool is_in(SpellRecord const& spell, Time t, std::size_t lab)
{
    return static_cast<std::size_t>(spell.lab) == lab && spell.start <= t &&
           (t < spell.end || spell.ended == 0);
}

void count_heads(RunRecords& r, SyntheticSize size)
{
    for (auto const t : r.times)
    {
        for (std::size_t lab = 0; lab < static_cast<std::size_t>(size.labs); ++lab)
        {
            LabRecord record;
            record.headcount = static_cast<std::int32_t>(std::count_if(
                r.spells.begin(), r.spells.end(), [&](auto const& s) { return is_in(s, t, lab); }));
            record.target = record.headcount + 5;
            record.slots = 5;
            record.pay = pay_at(static_cast<int>(lab));
            record.valuation = 1000.0F * static_cast<float>(lab + 1);
            r.labs.push_back(record);
        }
        r.state_hash.push_back(mixed(static_cast<std::uint64_t>(t.us), r.spells.size()));
    }
}
} // namespace

Scenario synthetic_scenario(SyntheticSize size)
{
    Scenario s;
    s.title = "Synthetic — not a run";
    s.run.start = time_of(2022, 11, 30, 0, 0, 0, 0);
    s.run.end = s.run.start + week * size.weeks;
    s.run.seed = 9007199254740991;
    s.run.replicates = size.replicates;
    s.record.panel = size.followed;
    s.hash = "00000000deadbeef";
    for (int i = 0; i < size.labs; ++i)
    {
        LabSpec lab;
        lab.id = fmt::format("lab{}", i);
        lab.name = names[i % 8];
        lab.kind = i == 5 ? "academia" : "lab";
        s.labs.push_back(lab);
    }
    s.resolved = "title = \"Synthetic\"\n" + std::string(100000, '#') + "\n# ünïcödé\n";
    return s;
}

RunRecords synthetic_records(Scenario const& scenario, SyntheticSize size, std::uint32_t replicate)
{
    RunRecords r;
    Draws const draws(7, replicate);
    for (int week_number = 0; week_number <= size.weeks; ++week_number)
    {
        r.times.push_back(scenario.run.start + week * week_number);
    }
    for (std::int32_t person = 0; person < size.people; ++person)
    {
        Luck luck(draws, Domain::behaviour, Kind::traits, static_cast<std::uint64_t>(person));
        live(r, scenario, size, luck, person);
    }
    auto const by_time = [](auto const& a, auto const& b) {
        return std::tie(a.time, a.person) < std::tie(b.time, b.person);
    };
    std::sort(r.moves.begin(), r.moves.end(), by_time);
    std::sort(r.offers.begin(), r.offers.end(), by_time);
    count_heads(r, size);
    for (std::size_t i = 0; i < r.times.size() * static_cast<std::size_t>(size.followed); ++i)
    {
        r.panel.push_back({static_cast<std::int16_t>(i % 3), 0.5F, 0.01F * static_cast<float>(i % 10), 0.5F,
                           static_cast<std::int32_t>(i % static_cast<std::size_t>(size.followed))});
    }
    r.people = size.people;
    return r;
}
} // namespace mercato
