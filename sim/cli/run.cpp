// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/forecast.hpp"
#include "cli/report.hpp"
#include "cli/work.hpp"
#include "io/scenario_reader.hpp"
#include "study/fact_table.hpp"
#include "study/observables/observables.hpp"
#include "study/whole_job.hpp"

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
    option::seed,
    option::replicates,
    option::fix,
    option::redraw,
    option::threads,
    {"output", 'o', "FILE", false,
     "where the result goes; the scenario's name with .h5, in this folder, unless given"},
    option::force,
    option::on_failure,
    option::resume,
    option::shard,
    option::max_time,
    option::checkpoint_every,
    {"until", 0, "DATE", false,
     "end of the run, as --set run.end=DATE; the finished result of a shorter run is extended"},
    {"keep-states", 0, "", false,
     "keeps the world of each replicate at the end in OUT.states, so that --until goes on from there"},
    {"dry-run", 0, "", false,
     "reads all, runs one replicate with few people, says what the run will take, writes nothing"},
    option::json,
    option::quiet,
    option::help,
};

constexpr std::string_view notes =
    "The result appears under its name only when it is complete. The table at the end shows medians over "
    "replicates and the interval from 5 to 95 %; verdicts on facts are results, not errors: the exit code is "
    "0. A run that was stopped (SIGTERM, SIGINT, SIGUSR1, SIGXCPU, --max-time: exit code 85) or killed goes "
    "on with the same line; docs/clusters.md";

/// The run that is order for.
struct Order
{
    Scenario scenario;
    Work work;
    bool extends = false;
    bool keeps_states = false;
};

Order order_of(Arguments const& arguments)
{
    Order order;
    order.scenario = read_scenario(request_of(arguments));
    auto complaints = complaints_about(order.scenario.facts);
    if (!complaints.empty()) throw ScenarioError(std::move(complaints));
    order.work = work_of(arguments, std::filesystem::path(arguments.operands().front()).stem().string());
    order.extends = arguments.has("until");
    order.keeps_states = arguments.has("keep-states");
    return order;
}

TrajectoryWriter::Options writing_of(Order const& order)
{
    auto means = order.work.writing();
    means.extend = order.extends;
    means.keep_states = order.keeps_states;
    return means;
}

/// Is the result there already?
bool is_done(Order const& order, TrajectoryJob const& job)
{
    auto const& path = order.work.output;
    if (order.extends && !order.work.replaces && std::filesystem::exists(path))
        return !goes_on_after(job, path);
    return is_finished(order.work, job);
}

/// What this process is to do of it.
TrajectoryJob job_of(Order const& order)
{
    auto job = shard_of(TrajectoryJob::of(order.scenario), order.work.shard);
    if (job.count > 0) return job;
    refuse("run", fmt::format("--shard {} has nothing to do: there are {} replicates. Take fewer shards.",
                              job.shard, order.scenario.run.replicates));
}

ReportHead head_of(Scenario const& s, std::uint32_t replicates)
{
    ReportHead head{s.title, s.run.start, s.run.end, replicates, s.run.seed, {}};
    for (auto const& lab : s.labs) head.labs.push_back(lab.name.empty() ? lab.id : lab.name);
    return head;
}

/// What is gathered while replicates come in.
struct Gathered
{
    Summary summary;
    FactWatch facts;
    std::unique_ptr<TrajectoryReader> earlier; ///< of an attempt in which runs failed
    std::vector<std::string> failed{};
};

Written run_all(Order const& order, TrajectoryJob const& job, TrajectoryWriter& writer, Gathered& gathered)
{
    Threads const threads(order.work.threads);
    auto const see = [&](RunKey run, RunRecords const& records) {
        gathered.summary.see(records);
        gathered.facts.see(records);
        if (records.failed())
            gathered.failed.push_back(fmt::format("{}: {}", run_text({}, run), records.failure));
    };
    Campaign campaign(writer, job.points, job.count, threads, see,
                      {{order.work.on_failure}, {gathered.earlier.get(), 0}});
    auto const end = job.first + job.count;
    Progress progress(writer.missing().size(), order.work.is_quiet);
    campaign.run_to(end, [&] { progress.step(); });
    auto const verdicts = gathered.facts.verdicts();
    if (!verdicts.empty()) writer.add_table(fact_table(verdicts, gathered.facts.observed()));
    return writer.finish(order.work.log());
}

void report(Order const& order, std::uint32_t replicates, Gathered const& gathered, Written const& written)
{
    auto const head = head_of(order.scenario, replicates);
    auto const verdicts = gathered.facts.verdicts();
    if (order.work.is_json)
    {
        JsonWriter json;
        json.begin_object();
        write_head(json, head);
        json.member("output", written.path.string())
            .member("bytes", static_cast<std::int64_t>(written.bytes));
        json.member("failed_runs", static_cast<std::int64_t>(gathered.failed.size()));
        write_summary(json, head, gathered.summary);
        write_verdicts(json, verdicts);
        print_result(json.end_object().text());
    }
    else if (!order.work.is_quiet)
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
    auto const replicates = job_of(order).count;
    auto const trial = measure(s, Threads(order.work.threads));
    auto const f = forecast_of(trial, replicates, order.work.threads);
    if (order.work.is_json)
    {
        JsonWriter json;
        json.begin_object();
        write_head(json, head_of(s, replicates));
        json.member("threads", static_cast<std::int64_t>(order.work.threads))
            .member("people_at_start", trial.people);
        json.member("seconds", f.seconds)
            .member("memory_bytes", f.memory_bytes)
            .member("disk_bytes", f.disk_bytes);
        print_result(json.end_object().text());
        return ExitCode::done;
    }
    auto text = head_text(head_of(s, replicates)) + '\n';
    text += fmt::format("people at the start   {:.0f}\n", trial.people);
    text += fmt::format("threads               {}\n", order.work.threads);
    text += fmt::format("time                  about {}\n", duration_text(f.seconds));
    text += fmt::format("memory                about {} of {}\n", bytes_text(f.memory_bytes),
                        bytes_text(machine_memory()));
    text += fmt::format("disk                  about {} in {}\n", bytes_text(f.disk_bytes),
                        order.work.output.string());
    text += "Nothing was written. Extrapolated from one replicate with at most 2,000 people.\n";
    if (std::filesystem::exists(order.work.output))
        text += "A file of that name exists: the run will want --force.\n";
    if (!order.work.is_quiet) print_result(text);
    return ExitCode::done;
}

ExitCode run(Arguments const& arguments)
{
    auto order = order_of(arguments);
    refuse_too_large(order.scenario);
    if (arguments.has("dry-run")) return dry_run(order);
    auto const job = job_of(order);
    if (is_done(order, job))
    {
        if (!order.work.is_quiet)
            print_note(fmt::format("mercato: '{}' is complete already.", order.work.output.string()));
        return ExitCode::done;
    }
    Gathered gathered{Summary(axes_of(order.scenario)),
                      FactWatch(order.scenario.facts, axes_of(order.scenario)),
                      earlier_attempt(order.work, job)};
    TrajectoryWriter writer(order.work.output, job, writing_of(order));
    return carry_out(order.work, writer, [&] {
        auto const written = run_all(order, job, writer, gathered);
        report(order, job.count, gathered, written);
        return report_failures(order.work, gathered.failed, job.count);
    });
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
