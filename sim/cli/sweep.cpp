// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <numeric>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/forecast.hpp"
#include "cli/signals.hpp"
#include "cli/sweep_report.hpp"
#include "core/quantity.hpp"
#include "core/stop.hpp"
#include "study/designing/shares.hpp"

namespace mercato
{
namespace
{
constexpr Option options[] = {
    {"set", 0, "PATH=VALUE", true, "sets a value at all points; may be repeated"},
    {"metric", 0, "NAME", true,
     "shows this number, as exits, exits@openai or the id of a fact; may be repeated"},
    option::root,
    option::seed,
    option::replicates,
    option::fix,
    option::redraw,
    option::threads,
    {"output", 'o', "FILE", false,
     "where the result goes; the design's name with .h5, in this folder, unless given"},
    option::force,
    option::on_failure,
    {"shard", 0, "i/n", false,
     "does only the i-th of n shares of the points, i from 0, which cost about as much; mercato merge joins "
     "the files"},
    option::max_time,
    {"solve", 0, "METRIC=TARGET", false,
     "finds, in every arm, the value of the design's one parameter at which the mean of METRIC is TARGET, "
     "and "
     "runs that; exit code 3 if it cannot be reached"},
    {"match-cost", 0, "X", false,
     "sets what arms may tune so that each spends X M$ more than the base, 0 as much; docs/designs.md"},
    {"dry-run", 0, "", false, "lists the points and says what they will take; writes nothing"},
    option::json,
    option::quiet,
    option::help,
};

constexpr std::string_view notes = "All points have the same people with the same luck. Points are run in "
                                   "batches and saved as they end; the same "
                                   "line goes on, and runs again only what is missing or failed. "
                                   "docs/designs.md";

/// [researcher-days]
double cost_of_share(Sweep const& sweep, Share share)
{
    auto const& costs = sweep.costs();
    auto const begin = costs.begin() + share.first;
    return static_cast<double>(std::accumulate(begin, begin + share.count, std::int64_t{0}));
}

ExitCode dry_run(Work const& work, Sweep const& sweep, Share share, bool tunes)
{
    auto const arms = static_cast<std::uint32_t>(sweep.arms().size());
    auto const each = static_cast<std::uint32_t>(sweep.base().run.replicates);
    auto const runs = (tunes ? most_trials * arms : share.count * arms) * each;
    auto f = forecast_of(measure(sweep.base(), Threads(work.threads)), runs, work.threads);
    auto const cost = cost_of_share(sweep, share);
    if (!tunes) f.seconds *= cost / static_cast<double>(cost_of(sweep.base())) / static_cast<double>(runs);
    if (work.is_json)
    {
        JsonWriter json;
        json.begin_object().member("runs", static_cast<std::int64_t>(runs)).member("seconds", f.seconds);
        json.member("researcher_days", cost);
        json.member("memory_bytes", f.memory_bytes)
            .member("disk_bytes", f.disk_bytes)
            .key("points")
            .begin_list();
        for (std::uint32_t p = 0; p < share.count; ++p) json.value(sweep.label(share.first + p));
        print_result(json.end_list().end_object().text());
        return ExitCode::done;
    }
    std::string text;
    for (std::uint32_t p = 0; p < share.count; ++p)
        text += fmt::format("{:>6}  {}\n", share.first + p, sweep.label(share.first + p));
    text += fmt::format("\n{} points, {} arms, {} replicates each: {}{} runs\n", share.count, arms, each,
                        tunes ? "with all trials at most " : "", runs);
    text += fmt::format(
        "time    about {} with {} threads\nmemory  about {}\ndisk    about {}, and several times that "
        "until it is merged\nNothing was written.\n",
        duration_text(f.seconds), work.threads, bytes_text(f.memory_bytes), bytes_text(f.disk_bytes));
    print_result(text);
    return ExitCode::done;
}

void refuse_existing(Work const& work)
{
    if (!std::filesystem::exists(work.output) || work.replaces) return;
    throw IoError(
        fmt::format("cannot write '{}' (File exists). Name another file with -o, or replace it with "
                    "--force.",
                    work.output.string()));
}

ScenarioRequest common_of(Arguments const& arguments)
{
    auto request = request_of(arguments);
    request.overlays.clear();
    return request;
}

/// All that a sweep needs to be carried out.
struct Plan
{
    Sweep sweep;
    Work work;
    Tuned tuned;
};

/// Tunes what is to be tuned and sets it for good; false if a target is out of reach.
bool tune(Plan& plan, Means means)
{
    auto& tuned = plan.tuned;
    if (!tuned.order) return true;
    auto const& order = *tuned.order;
    auto& sweep = plan.sweep;
    if (std::filesystem::exists(plan.work.output) && failed_runs(TrajectoryReader(plan.work.output)) == 0)
        refuse_existing(plan.work);
    means.step = [] {};
    tuned.arms = sweep.arms();
    tuned.found = tune_arms(sweep, order.free, order.goal, plan.work.output.string() + ".points", means);
    if (!all_reached(tuned.found))
    {
        JsonWriter json;
        json.begin_object();
        write_tuning(json, order, tuned.found, tuned.arms);
        print_result(plan.work.is_json ? json.end_object().text() : tuned.text() + "Nothing more was run.\n");
        return false;
    }
    if (!order.goal.is_against_base) sweep.vary_nothing();
    for (auto const& arm : tuned.found)
        sweep.settle(arm.free.arm, fmt::format("{}={}", arm.free.path, number_text(arm.result.best.value)));
    return true;
}

Share share_of(Plan const& plan)
{
    auto const& shard = plan.work.shard;
    auto const& costs = plan.sweep.costs();
    if (shard.of > costs.size()) return {};
    auto const first = cut_by_cost(costs, shard.of);
    return {first[shard.index], first[shard.index + 1] - first[shard.index]};
}

/// Runs what is to be run; @p means tell of failures.
ExitCode carry_out(Arguments const& arguments, Plan& plan, Means means)
{
    if (!tune(plan, means)) return ExitCode::says_no;
    auto& work = plan.work;
    auto const& sweep = plan.sweep;
    auto const share = share_of(plan);
    TrajectoryJob job;
    job.identity = sweep.identity();
    job.outer = {{"design", {}, share.first}};
    auto const earlier = earlier_attempt(work, job);
    refuse_existing(work);
    means.writing = work.writing();
    means.care.earlier = {earlier.get(), 0};
    auto const arms = static_cast<std::uint32_t>(sweep.arms().size());
    auto const runs = share.count * arms * static_cast<std::uint32_t>(sweep.base().run.replicates);
    Progress progress(runs, work.is_quiet);
    means.step = [&] { progress.step(); };
    std::vector<std::string> failed;
    means.failed = [&](FailedRun const& f) {
        auto const point = share.first + f.run.point / arms;
        failed.push_back(fmt::format("point {} ({}), arm {}, replicate {}: {}", point, sweep.label(point),
                                     sweep.arms()[f.run.point % arms], f.run.replicate, f.why));
    };
    std::vector<AddedTable> tables;
    auto const& tuned = plan.tuned;
    if (tuned.order)
        tables.push_back(tuning_table(tuned.found, tuned.order->goal, tuned.order->metric, tuned.arms));
    auto const written = sweep.run(share.first, share.count, work.output, means, std::move(tables));
    report_sweep(arguments, work, sweep, share, written, tuned);
    return report_failures(work, failed, runs);
}

ExitCode carry_out_or_stop(Arguments const& arguments, Plan& plan)
{
    auto const& work = plan.work;
    StopSignals const signals(work.max_seconds);
    Means means;
    means.threads = work.threads;
    means.writing = work.writing();
    means.log = work.log();
    means.care.tolerance = {work.on_failure, true};
    try
    {
        return carry_out(arguments, plan, means);
    }
    catch (Stopped const&)
    {
        print_note(fmt::format(
            "mercato: stopped, as asked. What is finished is saved in '{}.points'; the same line goes "
            "on from there.",
            work.output.string()));
        return ExitCode::stopped;
    }
}

ExitCode sweep(Arguments const& arguments)
{
    auto const& path = arguments.operands().front();
    Plan plan{Sweep(path, common_of(arguments)),
              work_of(arguments, std::filesystem::path(path).stem().string()),
              {}};
    plan.tuned.order = tune_order(arguments, plan.sweep);
    auto const share = share_of(plan);
    if (share.count == 0) refuse("sweep", "--shard: there are fewer points than shards.");
    wanted_metrics(arguments, headlines_of(plan.sweep.base())); // a slip in --metric is found before the runs
    if (arguments.has("dry-run")) return dry_run(plan.work, plan.sweep, share, plan.tuned.order.has_value());
    return carry_out_or_stop(arguments, plan);
}
} // namespace

Command sweep_command()
{
    return {{"sweep", "runs a scenario at the points of a design, and says which parameters matter", "DESIGN",
             1, 1, options, notes},
            sweep};
}
} // namespace mercato
