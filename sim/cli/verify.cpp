// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/json.hpp"
#include "cli/table.hpp"
#include "io/provenance.hpp"
#include "io/scenario_reader.hpp"
#include "study/sameness.hpp"

namespace mercato
{
namespace
{
constexpr std::int64_t usual_replicates = 3;

constexpr Option options[] = {
    option::set,
    option::with,
    option::root,
    {"seed", 0, "N", false, "seed of all luck"},
    {"replicates", 0, "N", false, "replicates of each run; 3 unless given"},
    option::json,
    option::quiet,
    option::help,
};

constexpr std::string_view notes = "Runs the scenario with other threads, in shards, stopped and gone on "
                                   "with, and recorded otherwise, and holds "
                                   "each against one thread in one piece. Ends with 3 if a bit differs. "
                                   "Results go to a folder below TMPDIR and "
                                   "are thrown away; --set run.scale=… makes a large scenario small.";

Scenario scenario_for(Arguments const& arguments)
{
    auto scenario = read_scenario(request_of(arguments));
    if (!arguments.has("replicates")) scenario.run.replicates = usual_replicates;
    resolve(scenario);
    return scenario;
}

void write_checks(std::vector<SamenessCheck> const& checks)
{
    JsonWriter json;
    json.begin_object().member("cpu_class", provenance().cpu_class).member("commit", provenance().commit);
    json.key("checks").begin_list();
    for (auto const& check : checks)
    {
        json.begin_object().member("name", check.name).member("same", check.difference.empty());
        json.member("difference", check.difference).end_object();
    }
    print_result(json.end_list().end_object().text());
}

ExitCode verify(Arguments const& arguments)
{
    auto const scenario = scenario_for(arguments);
    bool const is_text = !arguments.has("json") && !arguments.has("quiet");
    if (is_text)
    {
        print_result(fmt::format("{}, {} replicates, {}\nagainst one thread in one piece:\n", scenario.title,
                                 scenario.run.replicates, provenance().cpu_class));
    }
    std::vector<SamenessCheck> checks;
    check_sameness(scenario, [&](SamenessCheck const& check) {
        checks.push_back(check);
        if (!is_text) return;
        auto const verdict = check.difference.empty() ? "same" : "DIFFERENT: " + check.difference;
        print_result(fmt::format("  {:<32}{}\n", check.name, verdict));
    });
    if (arguments.has("json")) write_checks(checks);
    auto const same = [](SamenessCheck const& check) { return check.difference.empty(); };
    return std::ranges::all_of(checks, same) ? ExitCode::done : ExitCode::says_no;
}
} // namespace

Command verify_command()
{
    return {{"verify", "shows that a scenario leaves the same bits however it is run", "SCENARIO", 1, 1,
             options, notes},
            verify};
}
} // namespace mercato
