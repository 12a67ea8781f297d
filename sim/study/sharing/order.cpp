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
#include "study/sharing/message.hpp"

namespace mercato
{
/// A scenario on its way. Points of a job mostly have one roster: it is sent where it is another than before.
struct SentScenario
{
    std::string resolved;
    std::string hash;
    bool has_roster = false;
    std::vector<RosterRow> roster;
};

namespace
{
SentScenario sent(Scenario const& s, std::vector<RosterRow> const& before)
{
    bool const is_same =
        std::ranges::equal(std::as_bytes(std::span(s.roster)), std::as_bytes(std::span(before)));
    return {s.resolved, s.hash, !is_same, is_same ? std::vector<RosterRow>{} : s.roster};
}

Scenario received(SentScenario sent, std::vector<RosterRow> const& before)
{
    auto scenario = read_resolved(sent.resolved, "the order of rank 0");
    if (sent.has_roster)
        scenario.roster = std::move(sent.roster);
    else
        scenario.roster = before;
    resolve(scenario);
    if (scenario.hash != sent.hash) throw InternalError("a scenario reads otherwise than it was sent");
    return scenario;
}
} // namespace

// Found through their arguments, so in no namespace without name
template <class A>
static void walk(A& a, typename A::template Of<SentScenario>& x)
{
    auto& [resolved, hash, has_roster, roster] = x;
    a(resolved, hash, has_roster, roster);
}
template <class A>
static void walk(A& a, typename A::template Of<OuterAxis>& x)
{
    auto& [name, labels, first] = x;
    a(name, labels, first);
}
template <class A>
static void walk(A& a, typename A::template Of<KeepingOptions>& x)
{
    auto& [identity, endless, states, keeps_states, seconds, looks] = x;
    a(identity, endless, states, keeps_states, seconds, looks);
}
template <class A>
static void walk(A& a, typename A::template Of<FailedRun>& x)
{
    auto& [run, why] = x;
    a(run, why);
}
template <class A>
static void walk(A& a, typename A::template Of<Report>& x)
{
    auto& [ending, place, text, ran, parts, failed] = x;
    a(ending, place, text, ran, parts, failed);
}
// Without the scenarios, which go by themselves
template <class A>
static void walk(A& a, typename A::template Of<Order>& x)
{
    a(x.job.outer, x.job.first, x.job.count, x.job.shard, x.job.designs, x.job.identity);
    a(x.folder, x.token, x.parts, x.keeping, x.most, x.threads, x.tolerance, x.runs);
}

std::string text_of(Order const& order)
{
    std::vector<SentScenario> scenarios;
    std::vector<RosterRow> const no_people;
    auto const* before = &no_people;
    for (auto const* scenario : order.job.points)
    {
        scenarios.push_back(sent(*scenario, *before));
        before = &scenario->roster;
    }
    return packed(scenarios, order);
}

void read_order(std::string text, Order& order)
{
    Message message(std::move(text));
    Unpacker unpacker(message);
    std::vector<SentScenario> scenarios;
    unpacker(scenarios, order);
    order.scenarios.reserve(scenarios.size());
    for (auto& scenario : scenarios)
    {
        auto const before =
            order.scenarios.empty() ? std::vector<RosterRow>{} : order.scenarios.back().roster;
        order.scenarios.push_back(received(std::move(scenario), before));
        order.job.points.push_back(&order.scenarios.back());
    }
}

std::string text_of(Report const& report) { return packed(report); }

Report report_in(std::string text)
{
    Message message(std::move(text));
    Unpacker unpacker(message);
    Report report;
    unpacker(report);
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
