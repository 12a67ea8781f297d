// SPDX-License-Identifier: Apache-2.0
#include "cli/forecast.hpp"

#include <algorithm>
#include <chrono>
#include <tuple>

#include <malloc.h>
#include <unistd.h>

#include "run/simulation.hpp"
#include "study/ensemble.hpp"

namespace mercato
{
namespace
{
/// Longest slice that is run to measure.
constexpr Span longest_slice = week * 12;

/// A file has so many bytes for each byte of records: measured on the baseline, docs/performance.md.
constexpr double packing = 0.45;

/// What the program and its libraries take before there is any world [bytes].
constexpr double program_bytes = 30e6;

/// Records are collected to about so many bytes before they are written, and copied once.
constexpr double part_bytes = 64e6;

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

/// People a lab has on average over [from, to): its plan, or as many as at the start.
double mean_people(LabSpec const& lab, double at_start, Time from, Time to)
{
    if (lab.headcount.empty() || from >= to) return at_start;
    double sum = 0;
    double const parts = 50;
    for (double k = 0; k < parts; ++k)
    {
        sum += interpolated_at(lab.headcount, from + span_of_years(years(to - from) * (k + 0.5) / parts));
    }
    return sum / parts;
}

double person_years(Scenario const& s, RunRecords const& r, Time until)
{
    double sum = 0;
    for (std::size_t k = 0; k < s.labs.size(); ++k)
    {
        auto const at_start = static_cast<double>(r.labs[k].headcount);
        sum += mean_people(s.labs[k], at_start, s.run.start, until) * years(until - s.run.start);
    }
    return sum;
}

double seconds_since(std::chrono::steady_clock::time_point begin)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}
} // namespace

Forecast forecast_of(Slice const& slice, std::uint32_t replicates, int threads)
{
    auto const all = static_cast<double>(replicates);
    auto const at_once = std::min(all, static_cast<double>(threads));
    auto const in_flight = std::min(all, static_cast<double>(replicates_in_flight(threads)));
    auto const records = slice.fixed_bytes + slice.happened_bytes / slice.share;
    Forecast f;
    f.seconds = slice.build_seconds + slice.run_seconds / slice.share * all / at_once;
    f.memory_bytes = slice.base_bytes + slice.world_bytes * (1 + at_once) + records * in_flight +
                     std::min(part_bytes, 2 * records * all);
    f.disk_bytes = packing * records * all;
    return f;
}

Slice measure(Scenario const& scenario, Threads const& threads)
{
    auto part = scenario;
    part.run.end = std::min(scenario.run.end, scenario.run.start + longest_slice);
    Slice slice;
    slice.base_bytes = program_bytes;
    auto begin = std::chrono::steady_clock::now();
    auto const before = heap_bytes();
    auto const start = shared_start(part, threads);
    slice.build_seconds = seconds_since(begin);
    slice.world_bytes = heap_bytes() - before;
    begin = std::chrono::steady_clock::now();
    Threads const alone(1);
    auto const r = simulate(part, start, 0, alone);
    slice.run_seconds = seconds_since(begin);
    slice.people = static_cast<double>(r.people);
    slice.share = person_years(scenario, r, part.run.end) / person_years(scenario, r, scenario.run.end);
    slice.happened_bytes = bytes_of(r.moves) + bytes_of(r.offers);
    auto const times = static_cast<double>(recorded_times(scenario).size());
    auto const recorded = static_cast<double>(recorded_times(part).size());
    slice.fixed_bytes = bytes_of(r.spells) + (bytes_of(r.labs) + bytes_of(r.panel)) * times / recorded;
    return slice;
}

double machine_memory()
{
    return static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGESIZE));
}
} // namespace mercato
