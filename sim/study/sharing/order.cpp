// SPDX-License-Identifier: Apache-2.0
#include "study/sharing/order.hpp"

#include <algorithm>
#include <new>
#include <span>
#include <utility>

#include "core/check.hpp"
#include "core/error.hpp"
#include "core/stop.hpp"
#include "io/scenario_reader.hpp"
#include "study/sharing/parcel.hpp"

namespace mercato
{
namespace
{
void put_scenario(Parcel& parcel, Scenario const& s, std::vector<RosterRow> const& before)
{
    parcel.put(s.resolved);
    parcel.put(s.hash);
    // Points of a job mostly have one roster
    auto const same = std::as_bytes(std::span(s.roster));
    auto const there = std::as_bytes(std::span(before));
    bool const is_new = !std::ranges::equal(same, there);
    parcel.put(is_new);
    if (is_new) parcel.put(s.roster);
}

Scenario get_scenario(Parcel& parcel, std::vector<RosterRow> const& before)
{
    auto scenario = read_resolved(parcel.get<std::string>(), "the order of rank 0");
    auto const hash = parcel.get<std::string>();
    scenario.roster = before;
    if (parcel.get<bool>()) parcel.get(scenario.roster);
    resolve(scenario);
    if (scenario.hash != hash) throw InternalError("a scenario reads otherwise than it was sent");
    return scenario;
}

void put_identity(Parcel& parcel, Identity const& identity)
{
    parcel.put(identity.size());
    for (auto const& [name, value] : identity)
    {
        parcel.put(name);
        parcel.put(value);
    }
}

void get_identity(Parcel& parcel, Identity& identity)
{
    identity.resize(parcel.get<std::size_t>());
    for (auto& [name, value] : identity)
    {
        parcel.get(name);
        parcel.get(value);
    }
}

void put_keeping(Parcel& parcel, KeepingOptions const& keeping)
{
    put_identity(parcel, keeping.identity);
    put_identity(parcel, keeping.endless);
    parcel.put(keeping.states.string());
    parcel.put(keeping.keeps_states);
    parcel.put(keeping.seconds);
}

void get_keeping(Parcel& parcel, KeepingOptions& keeping)
{
    get_identity(parcel, keeping.identity);
    get_identity(parcel, keeping.endless);
    keeping.states = parcel.get<std::string>();
    parcel.get(keeping.keeps_states);
    parcel.get(keeping.seconds);
}

void read_job(Parcel& parcel, Order& order)
{
    order.job.outer.resize(parcel.get<std::size_t>());
    for (auto& axis : order.job.outer)
    {
        parcel.get(axis.name);
        parcel.get(axis.labels);
        parcel.get(axis.first);
    }
    auto const points = parcel.get<std::size_t>();
    order.scenarios.reserve(points);
    for (std::size_t k = 0; k < points; ++k)
    {
        auto const before = k == 0 ? std::vector<RosterRow>{} : order.scenarios.back().roster;
        order.scenarios.push_back(get_scenario(parcel, before));
        order.job.points.push_back(&order.scenarios.back());
    }
    parcel.get(order.job.first);
    parcel.get(order.job.count);
    parcel.get(order.job.shard);
    parcel.get(order.job.designs);
    get_identity(parcel, order.job.identity);
}
} // namespace

std::string text_of(Order const& order)
{
    Parcel parcel;
    parcel.put(order.job.outer.size());
    for (auto const& axis : order.job.outer)
    {
        parcel.put(axis.name);
        parcel.put(axis.labels);
        parcel.put(axis.first);
    }
    parcel.put(order.job.points.size());
    std::vector<RosterRow> const no_people;
    auto const* before = &no_people;
    for (auto const* scenario : order.job.points)
    {
        put_scenario(parcel, *scenario, *before);
        before = &scenario->roster;
    }
    parcel.put(order.job.first);
    parcel.put(order.job.count);
    parcel.put(order.job.shard);
    parcel.put(order.job.designs);
    put_identity(parcel, identity_of(order.job));
    parcel.put(order.folder);
    parcel.put(order.token);
    parcel.put(order.parts);
    put_keeping(parcel, order.keeping);
    parcel.put(order.most);
    parcel.put(order.threads);
    parcel.put(order.tolerance);
    parcel.put(order.runs);
    return parcel.text();
}

void read_order(std::string text, Order& order)
{
    Parcel parcel(std::move(text));
    read_job(parcel, order);
    parcel.get(order.folder);
    parcel.get(order.token);
    parcel.get(order.parts);
    get_keeping(parcel, order.keeping);
    parcel.get(order.most);
    parcel.get(order.threads);
    parcel.get(order.tolerance);
    parcel.get(order.runs);
}

std::string text_of(Report const& report)
{
    Parcel parcel;
    parcel.put(report.ending);
    parcel.put(report.place);
    parcel.put(report.text);
    parcel.put(report.ran);
    parcel.put(report.parts);
    parcel.put(report.failed.size());
    for (auto const& f : report.failed)
    {
        parcel.put(f.run);
        parcel.put(f.why);
    }
    return parcel.text();
}

Report report_in(std::string text)
{
    Parcel parcel(std::move(text));
    Report report;
    parcel.get(report.ending);
    parcel.get(report.place);
    parcel.get(report.text);
    parcel.get(report.ran);
    parcel.get(report.parts);
    report.failed.resize(parcel.get<std::size_t>());
    for (auto& f : report.failed)
    {
        parcel.get(f.run);
        parcel.get(f.why);
    }
    return report;
}

void throw_first(std::vector<Report> const& reports)
{
    Report const* worst = nullptr;
    for (auto const& report : reports)
    {
        if (report.ending == Ending::well) continue;
        auto const rank = [](Report const& r) { return std::pair{r.ending == Ending::stopped, r.place}; };
        if (worst == nullptr || rank(report) < rank(*worst)) worst = &report;
    }
    if (worst == nullptr) return;
    switch (worst->ending)
    {
    case Ending::well: return;
    case Ending::stopped: throw Stopped("stopped, as asked");
    case Ending::model: throw EventError(worst->text);
    case Ending::machine: throw IoError(worst->text);
    case Ending::memory: throw std::bad_alloc();
    case Ending::internal: throw InternalError(worst->text);
    }
}
} // namespace mercato
