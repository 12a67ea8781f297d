// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/forecast.hpp"
#include "cli/report.hpp"
#include "io/scenario_reader.hpp"
#include "io/trajectory/writer.hpp"
#include "run/simulation.hpp"
#include "study/ensemble.hpp"
#include "study/fact_table.hpp"
#include "study/observables/observables.hpp"

namespace mercato
{
namespace
{
constexpr Option options[] = {
    option::set,
    option::with,
    option::root,
    option::facts,
    option::alias,
    {"seed", 0, "N", false, "seed of all luck, as --set run.seed=N"},
    {"replicates", 0, "N", false, "how many runs with other luck, as --set run.replicates=N"},
    {"threads", 0, "N", false,
     "threads that work; SLURM_CPUS_PER_TASK unless given, else the cores this process may use. Changes no "
     "result"},
    {"output", 'o', "FILE", false,
     "where the result goes; the scenario's name with .h5, in this folder, unless given"},
    option::force,
    {"dry-run", 0, "", false,
     "reads all, runs one replicate with few people, says what the run will take, writes nothing"},
    option::json,
    option::quiet,
    option::help,
};

constexpr std::string_view notes =
    "The result appears under its name only when it is complete. The table at the end shows medians over "
    "replicates and the interval from 5 to 95 %; verdicts on facts are results, not errors: the exit code is "
    "0.";

/// The run that is order for.
struct Order
{
    Scenario scenario;
    std::filesystem::path output;
    int threads = 1;
    bool is_json = false;
    bool is_quiet = false;
};

std::filesystem::path output_of(Arguments const& arguments)
{
    if (arguments.has("output")) return arguments.text("output");
    auto name = std::filesystem::path(arguments.operands().front()).filename();
    return name.replace_extension(".h5");
}

Order order_of(Arguments const& arguments)
{
    Order order;
    order.scenario = read_scenario(request_of(arguments));
    auto complaints = complaints_about(order.scenario.facts);
    if (!complaints.empty()) throw ScenarioError(std::move(complaints));
    order.output = output_of(arguments);
    auto const threads = arguments.whole("threads", 1, 4096);
    order.threads =
        threads ? static_cast<int>(*threads) : default_thread_count(std::getenv("SLURM_CPUS_PER_TASK"));
    order.is_json = arguments.has("json");
    order.is_quiet = arguments.has("quiet");
    return order;
}

ReportHead head_of(Scenario const& s)
{
    ReportHead head{s.title,    s.run.start, s.run.end, static_cast<std::uint32_t>(s.run.replicates),
                    s.run.seed, {}};
    for (auto const& lab : s.labs) head.labs.push_back(lab.name.empty() ? lab.id : lab.name);
    return head;
}

/// What is gathered while replicates come in.
struct Gathered
{
    Summary summary;
    FactWatch facts;
};

Written run_all(Order const& order, TrajectoryWriter& writer, Gathered& gathered,
                std::string const& command_line)
{
    auto const& s = order.scenario;
    Threads const threads(order.threads);
    Progress progress(static_cast<std::uint32_t>(s.run.replicates), order.is_quiet);
    auto start = shared_start(s, threads);
    auto const run = [&](std::uint32_t replicate, Threads const& inside) {
        if (s.run.replicates == 1) return simulate(s, std::move(start), replicate, inside);
        return simulate(s, std::as_const(start), replicate, inside);
    };
    auto const take = [&](std::uint32_t replicate, RunRecords&& records) {
        gathered.summary.see(records);
        gathered.facts.see(records);
        writer.add(replicate, std::move(records));
        progress.step();
    };
    run_ensemble({static_cast<std::uint32_t>(s.run.replicates), s.run.seed}, threads, run, take);
    auto const verdicts = gathered.facts.verdicts();
    if (!verdicts.empty()) writer.add_table(fact_table(verdicts, gathered.facts.observed()));
    return writer.finish({command_line, order.threads});
}

void report(Order const& order, Gathered const& gathered, Written const& written)
{
    auto const head = head_of(order.scenario);
    auto const verdicts = gathered.facts.verdicts();
    if (order.is_json)
    {
        JsonWriter json;
        json.begin_object();
        write_head(json, head);
        json.member("output", written.path.string())
            .member("bytes", static_cast<std::int64_t>(written.bytes));
        write_summary(json, head, gathered.summary);
        write_verdicts(json, verdicts);
        print_result(json.end_object().text());
    }
    else if (!order.is_quiet)
    {
        auto text = head_text(head) + '\n' + summary_text(head, gathered.summary) + '\n';
        if (!verdicts.empty()) text += verdicts_text(verdicts) + '\n';
        auto const size = bytes_text(static_cast<double>(written.bytes));
        print_result(text + fmt::format("Left here: {} ({})\n", written.path.string(), size));
    }
    if (!written.warning.empty()) print_note(fmt::format("mercato: {}", written.warning));
}

/// More than the machine has cannot end well, and a machine that swaps does not end at all.
void refuse_too_large(Scenario const& s)
{
    auto const people = people_of(s);
    constexpr double least_bytes = 200; // a researcher takes more, docs/performance.md
    if (people * least_bytes < machine_memory()) return;
    throw IoError(
        fmt::format("{:.3g} researchers need more than {}, and this machine has {}. Take fewer: --set "
                    "run.scale=…",
                    people, bytes_text(people * least_bytes), bytes_text(machine_memory())));
}

ExitCode dry_run(Order const& order)
{
    auto const& s = order.scenario;
    auto const replicates = static_cast<std::uint32_t>(s.run.replicates);
    auto const trial = measure(s, Threads(order.threads));
    auto const f = forecast_of(trial, replicates, order.threads);
    if (order.is_json)
    {
        JsonWriter json;
        json.begin_object();
        write_head(json, head_of(s));
        json.member("threads", static_cast<std::int64_t>(order.threads))
            .member("people_at_start", trial.people);
        json.member("seconds", f.seconds)
            .member("memory_bytes", f.memory_bytes)
            .member("disk_bytes", f.disk_bytes);
        print_result(json.end_object().text());
        return ExitCode::done;
    }
    auto text = head_text(head_of(s)) + '\n';
    text += fmt::format("people at the start   {:.0f}\n", trial.people);
    text += fmt::format("threads               {}\n", order.threads);
    text += fmt::format("time                  about {}\n", duration_text(f.seconds));
    text += fmt::format("memory                about {} of {}\n", bytes_text(f.memory_bytes),
                        bytes_text(machine_memory()));
    text += fmt::format("disk                  about {} in {}\n", bytes_text(f.disk_bytes),
                        order.output.string());
    text += "Nothing was written. Extrapolated from one replicate with at most 2,000 people.\n";
    if (std::filesystem::exists(order.output))
        text += "A file of that name exists: the run will want --force.\n";
    if (!order.is_quiet) print_result(text);
    return ExitCode::done;
}

ExitCode run(Arguments const& arguments)
{
    auto const order = order_of(arguments);
    refuse_too_large(order.scenario);
    if (arguments.has("dry-run")) return dry_run(order);
    auto const& s = order.scenario;
    TrajectoryWriter::Options how;
    how.replace = arguments.has("force");
    TrajectoryWriter writer(order.output, s, how);
    Gathered gathered{Summary(axes_of(s)), FactWatch(s.facts, axes_of(s))};
    auto const written = run_all(order, writer, gathered, arguments.line());
    report(order, gathered, written);
    return ExitCode::done;
}
} // namespace

Command run_command()
{
    return {{"run",
             "runs a scenario and leaves a file of trajectories; ends with what happened and the facts",
             "SCENARIO", 1, 1, options, notes},
            run};
}
} // namespace mercato
