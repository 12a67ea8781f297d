// SPDX-License-Identifier: Apache-2.0
#include "cli/forecast.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <limits>
#include <tuple>

#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include "run/simulation.hpp"
#include "study/ensemble.hpp"

namespace mercato
{
namespace
{
/// So many people are run to measure.
constexpr double trial_people = 2000;

/// A file has so many bytes for each byte of records: 0.397 in four replicates of the baseline.
constexpr double packing = 0.4;

/// What the program and its libraries take before there is any world [bytes].
constexpr double program_bytes = 30e6;

/// Records are collected to about so many bytes before they are written, and copied once.
constexpr double part_bytes = 256e6;

double heap_bytes()
{
    auto const info = mallinfo2();
    return static_cast<double>(info.uordblks + info.hblkhd);
}

template <class Record>
double row_bytes()
{
    double sum = 0;
    std::apply([&](auto const&... c) { ((sum += sizeof(Record{}.*c.member)), ...); }, Record::columns());
    return sum;
}

template <class Record>
double bytes_of(std::vector<Record> const& rows)
{
    return static_cast<double>(rows.size()) * row_bytes<Record>();
}

/// What a container or batch system grants this process [bytes], infinite where it does not say.
double batch_memory()
{
    auto const nothing = std::numeric_limits<double>::infinity();
    auto* const file = std::fopen("/sys/fs/cgroup/memory.max", "r");
    if (file == nullptr) return nothing;
    double bytes = 0;
    bool const is_number = std::fscanf(file, "%lf", &bytes) == 1;
    std::fclose(file);
    return is_number ? bytes : nothing;
}

double seconds_since(std::chrono::steady_clock::time_point begin)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}
} // namespace

Forecast forecast_of(Trial const& trial, std::uint32_t replicates, int threads)
{
    auto const all = static_cast<double>(replicates);
    auto const at_once = std::min(all, static_cast<double>(threads));
    auto const in_flight = std::min(all, static_cast<double>(replicates_in_flight(threads)));
    auto const records = trial.fixed_bytes + trial.happened_bytes / trial.share;
    // The shared start, and a copy for each replicate that runs; a single one takes the start itself
    auto const worlds = replicates == 1 ? 1 : 1 + at_once;
    Forecast f;
    auto const builds = trial.shares_start ? 1 : all / at_once;
    f.seconds = (trial.build_seconds * builds + trial.run_seconds * all / at_once) / trial.share;
    f.memory_bytes = program_bytes + trial.world_bytes / trial.share * worlds + records * in_flight +
                     std::min(part_bytes, 2 * records * all);
    f.disk_bytes = packing * records * all;
    return f;
}

double people_of(Scenario const& s)
{
    auto people = static_cast<double>(s.roster.size());
    for (auto const& group : s.groups) people += group.count * s.run.scale;
    return people;
}

Trial measure(Scenario const& scenario, Threads const& threads)
{
    Trial trial;
    trial.people = people_of(scenario);
    trial.share = std::min(1.0, trial_people / std::max(1.0, trial.people));
    auto part = scenario;
    part.run.scale *= trial.share;
    part.roster.resize(static_cast<std::size_t>(trial.share * static_cast<double>(part.roster.size())));
    auto begin = std::chrono::steady_clock::now();
    auto const before = heap_bytes();
    auto const start = shared_start(part, threads);
    trial.build_seconds = seconds_since(begin);
    trial.shares_start = shares_start(part);
    trial.world_bytes = heap_bytes() - before;
    begin = std::chrono::steady_clock::now();
    Threads const alone(1);
    auto const r = simulate(part, start, 0, alone);
    trial.run_seconds = seconds_since(begin);
    trial.happened_bytes = bytes_of(r.moves) + bytes_of(r.offers) + bytes_of(r.spells);
    auto const followed = std::min(trial.people, static_cast<double>(scenario.record.panel));
    auto const panel = followed * static_cast<double>(r.times.size()) * row_bytes<PanelRecord>();
    trial.fixed_bytes = bytes_of(r.labs) + bytes_of(r.works) + panel;
    return trial;
}

double machine_memory()
{
    auto least = static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGESIZE));
    rlimit limit{};
    bool const is_limited = getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
    if (is_limited) least = std::min(least, static_cast<double>(limit.rlim_cur));
    return std::min(least, batch_memory());
}
} // namespace mercato
