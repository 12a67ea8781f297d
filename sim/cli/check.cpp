// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/report.hpp"
#include "io/scenario_reader.hpp"
#include "io/trajectory/reader.hpp"
#include "study/failures.hpp"
#include "study/observables/observables.hpp"

namespace mercato
{
namespace
{
constexpr Option options[] = {
    {"facts", 0, "FACTS.toml", false, "checks these facts instead of those the file carries"},
    {"arm", 0, "NAME", false, "of a comparison, checks this arm"},
    {"design", 0, "NAME", false, "of a comparison under variants, checks this one; the first unless given"},
    {"against", 0, "FILE...", true,
     "results of the model with a mechanism switched off: how much does each fact say?"},
    option::json,
    option::quiet,
    option::help,
};

constexpr std::string_view notes = "Ends with 3 unless every scored fact passes. A fact passes when at least "
                                   "at_least of all replicates lie\n"
                                   "inside its interval; fitted facts are tallied apart, inputs and repeated "
                                   "facts never count. docs/facts.md";

std::vector<FactSpec> facts_for(Arguments const& arguments, Scenario const& scenario)
{
    auto facts = arguments.has("facts") ? read_facts(arguments.text("facts")) : scenario.facts;
    if (facts.empty()) refuse("check", "the file carries no facts. Name some with --facts.");
    auto complaints = complaints_about(facts);
    if (!complaints.empty()) throw ScenarioError(std::move(complaints));
    return facts;
}

/// The point of a file that --arm and --design name.
std::uint32_t point_of(Arguments const& arguments, TrajectoryReader const& result)
{
    std::uint32_t point = 0;
    for (auto const& axis : result.content().outer)
    {
        auto const wanted = arguments.text(axis.name);
        auto const& labels = axis.labels;
        auto const found = std::ranges::find(labels, wanted);
        bool const may_be_first = wanted.empty() && axis.name == "design";
        if (found == labels.end() && !may_be_first)
        {
            refuse("check", fmt::format("the file holds several: say which with --{} (one of: {}).",
                                        axis.name, fmt::join(labels, ", ")));
        }
        auto const place = may_be_first ? 0 : found - labels.begin();
        point = point * static_cast<std::uint32_t>(labels.size()) + static_cast<std::uint32_t>(place);
    }
    return point;
}

/// Holds @p facts against all replicates of a result.
FactWatch watched(TrajectoryReader const& result, std::uint32_t point, Scenario const& scenario,
                  std::vector<FactSpec> facts)
{
    FactWatch watch(std::move(facts), axes_of(scenario));
    for (std::uint32_t k = 0; k < result.replicates(); ++k) watch.see(result.records(k, point));
    return watch;
}

std::vector<Observed> observed_in(std::string const& path, std::vector<FactSpec> const& facts)
{
    TrajectoryReader const result(path);
    return watched(result, 0, read_resolved(result.scenario_text(), path), facts).observed();
}

void print_verdicts(Arguments const& arguments, ReportHead const& head, std::vector<Verdict> const& verdicts)
{
    if (arguments.has("json"))
    {
        JsonWriter json;
        json.begin_object();
        write_head(json, head);
        json.member("file", arguments.operands().front());
        write_verdicts(json, verdicts);
        print_result(json.end_object().text());
    }
    else if (!arguments.has("quiet"))
        print_result(head_text(head) + '\n' + verdicts_text(verdicts));
}

ExitCode check(Arguments const& arguments)
{
    auto const& path = arguments.operands().front();
    TrajectoryReader const result(path);
    auto const point = point_of(arguments, result);
    auto const scenario = read_resolved(result.scenario_text(point), path);
    auto const facts = facts_for(arguments, scenario);
    auto verdicts = watched(result, point, scenario, facts).verdicts();
    std::vector<std::vector<Observed>> ablations;
    for (auto const& file : arguments.texts("against")) ablations.push_back(observed_in(file, facts));
    weigh(verdicts, ablations);
    ReportHead const head{scenario.title,      scenario.run.start, scenario.run.end,
                          result.replicates(), scenario.run.seed,  {}};
    print_verdicts(arguments, head, verdicts);
    if (auto const failed = failed_runs(result); failed > 0)
        print_note(fmt::format("mercato: {} runs of '{}' failed and are not counted.", failed, path));
    auto const score = score_of(verdicts, CountsAs::scored);
    return score.passed == score.all() ? ExitCode::done : ExitCode::says_no;
}
} // namespace

Command check_command()
{
    return {{"check", "holds a result against documented facts: a verdict each, and how much it says", "FILE",
             1, 1, options, notes},
            check};
}
} // namespace mercato
