// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/compare_order.hpp"
#include "cli/console.hpp"
#include "cli/report.hpp"
#include "io/scenario_reader.hpp"
#include "study/comparing/comparison.hpp"

namespace mercato
{
namespace
{
constexpr std::string_view name = "compare";

constexpr Option options[] = {
    {"with", 0, "FILE", true, "an arm: the base with this file laid over it; may be repeated, an arm each"},
    {"set", 0, "PATH=VALUE", true, "an arm: the base with these values set, all that are given in one arm"},
    {"all", 0, "PATH=VALUE", true, "sets a value in the base and in every arm; may be repeated"},
    {"over", 0, "PATH...", true,
     "repeats all under these variants, files or folders of files, beside the model as it is"},
    {"metric", 0, "NAME", true,
     "shows this number, as exits, exits@openai or the id of a fact; may be repeated"},
    {"until-halfwidth", 0, "X", false,
     "adds replicates until half the 95 % interval of the metric's difference is at most X in every arm"},
    {"most", 0, "N", false, "but no more replicates than this; 10000 unless given"},
    option::root,
    option::facts,
    option::alias,
    option::seed,
    option::replicates,
    option::fix,
    option::redraw,
    option::threads,
    {"output", 'o', "FILE", false,
     "where the result goes; the scenario's name with .compare.h5, in this folder, unless given"},
    option::force,
    option::on_failure,
    option::resume,
    option::shard,
    option::max_time,
    option::checkpoint_every,
    option::json,
    option::quiet,
    option::help,
};

constexpr std::string_view notes = "Every arm has the same people with the same luck: what does not hang on "
                                   "the difference stays the same, bit "
                                   "for bit. The file holds all arms along the axis arm. docs/comparisons.md";

TrajectoryJob job_of(CompareOrder const& order)
{
    TrajectoryJob job;
    job.outer = order.outer;
    for (auto const& scenario : order.scenarios) job.points.push_back(&scenario);
    job.count = static_cast<std::uint32_t>(order.scenarios.front().run.replicates);
    job = shard_of(std::move(job), order.work.shard);
    if (job.count > 0) return job;
    refuse(name,
           fmt::format("--shard {} has nothing to do: there are fewer replicates than shards.", job.shard));
}

/// The scenarios say that there are so many replicates.
void settle(CompareOrder& order, std::uint32_t replicates)
{
    for (auto& scenario : order.scenarios)
    {
        scenario.run.replicates = replicates;
        resolve(scenario);
    }
}

/// Replicates to have next for the precision that is asked for, judged by the first @p now; @p now if it is
/// reached, or cannot be.
std::uint32_t wanted_after(std::uint32_t now, Comparison const& c, std::size_t headline,
                           Precision const& until)
{
    double wanted = 0;
    for (std::uint32_t point = 0; point < c.points(); ++point)
    {
        if (c.is_base(point)) continue;
        auto const e = c.effect(point, headline, now);
        if (!e || e->pairs < 2)
            wanted = std::max(wanted, 2.0 * now); // hardly ever observed
        else if (e->high - e->mean > until.half_width)
            wanted = std::max(wanted, 1.1 * replicates_for(*e, until.half_width));
    }
    if (wanted == 0) return now;
    auto const next = std::clamp(wanted, now + std::max(1.0, now / 4.0), 2.0 * now);
    return static_cast<std::uint32_t>(std::min<double>(next, std::max(now, until.most)));
}

/// What becomes of an order while it is run.
struct Course
{
    TrajectoryJob job;
    std::unique_ptr<TrajectoryReader> earlier; ///< of an attempt in which runs failed
    std::vector<std::string> failed{};
};

void run_all(CompareOrder& order, Course& course, TrajectoryWriter& writer, ComparisonWatch& watch)
{
    Threads const threads(order.work.threads);
    auto const& job = course.job;
    auto const most = order.until ? order.until->most : job.count;
    auto const see = [&](RunKey run, RunRecords const& records) {
        watch.see(run, records);
        if (records.failed())
            course.failed.push_back(fmt::format("{}: {}", run_text(job.outer, run), records.failure));
    };
    Campaign campaign(writer, job.points, most, threads, see,
                      {{order.work.on_failure}, {course.earlier.get(), 0}});
    auto end = job.first + job.count;
    for (bool goes_on = true; goes_on;)
    {
        Progress progress(writer.missing(end).size(), order.work.is_quiet);
        campaign.run_to(end, [&] { progress.step(); });
        auto const next =
            order.until ? wanted_after(end, watch.comparison(), order.choice.headlines.front(), *order.until)
                        : end;
        goes_on = next > end;
        end = next;
    }
    if (!order.until) return;
    if (writer.reached() > end) // an earlier attempt may have been asked for more
    {
        end = writer.reached();
        campaign.run_to(end, [] {});
    }
    settle(order, end);
    writer.settle_count(end);
}

ReportHead head_of(Scenario const& s, std::uint32_t replicates)
{
    return {s.title, s.run.start, s.run.end, replicates, s.run.seed, {}};
}

void report(CompareOrder const& order, std::uint32_t replicates, Comparison const& c, Written const& written)
{
    auto const& base = order.scenarios.front();
    auto const head = head_of(base, replicates);
    if (order.work.is_json)
    {
        JsonWriter json;
        json.begin_object();
        write_head(json, head);
        json.member("output", written.path.string())
            .member("bytes", static_cast<std::int64_t>(written.bytes));
        write_effects(json, c, order.choice);
        print_result(json.end_object().text());
    }
    else if (!order.work.is_quiet)
    {
        auto const size = bytes_text(static_cast<double>(written.bytes));
        print_result(head_text(head) + "The same people with the same luck in every arm.\n\n" +
                     effects_text(c, order.choice) + '\n' + divergence_text(c, base) +
                     fmt::format("\nLeft here: {} ({})\n", written.path.string(), size));
    }
    if (!written.warning.empty()) print_note(fmt::format("mercato: {}", written.warning));
}

bool is_finished_already(CompareOrder& order)
{
    auto const& work = order.work;
    if (order.until && work.resumes && !work.replaces && std::filesystem::exists(work.output))
        settle(order, TrajectoryReader(work.output).replicates());
    if (!is_finished(work, job_of(order))) return false;
    if (!work.is_quiet) print_note(fmt::format("mercato: '{}' is complete already.", work.output.string()));
    return true;
}

ExitCode compare(Arguments const& arguments)
{
    auto order = compare_order(arguments);
    if (is_finished_already(order)) return ExitCode::done;
    Course course{job_of(order), nullptr};
    course.earlier = earlier_attempt(order.work, course.job);
    TrajectoryWriter writer(order.work.output, course.job, order.work.writing());
    ComparisonWatch watch(course.job.points, course.job.outer);
    return carry_out(order.work, writer, [&] {
        run_all(order, course, writer, watch);
        for (auto& table : watch.comparison().tables()) writer.add_table(std::move(table));
        auto const written = writer.finish(order.work.log());
        report(order, writer.wanted(), watch.comparison(), written);
        auto const runs = std::uint64_t{writer.wanted()} * course.job.points.size();
        return report_failures(order.work, course.failed, runs);
    });
}
} // namespace

Command compare_command()
{
    return {{name, "compares a scenario with arms of it: the same people, the same luck, another world",
             "BASE", 1, 1, options, notes},
            compare};
}
} // namespace mercato
