// SPDX-License-Identifier: Apache-2.0
#include "study/sweep.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/effects.hpp"
#include "cli/forecast.hpp"
#include "cli/report.hpp"
#include "cli/signals.hpp"
#include "cli/table.hpp"
#include "cli/work.hpp"
#include "core/stop.hpp"
#include "study/sensitivity.hpp"

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
    option::threads,
    {"output", 'o', "FILE", false,
     "where the result goes; the design's name with .h5, in this folder, unless given"},
    option::force,
    {"shard", 0, "i/n", false,
     "does only the i-th of n shares of the points, i from 0; mercato merge joins the files"},
    option::max_time,
    {"dry-run", 0, "", false, "lists the points and says what they will take; writes nothing"},
    option::json,
    option::quiet,
    option::help,
};

constexpr std::string_view notes = "All points have the same people with the same luck. Points are run in "
                                   "batches and saved as they end; the same "
                                   "line goes on, and runs again only what is missing or broke. Where the "
                                   "model breaks at a point the others are run, "
                                   "no file is left, and the exit code is 5. docs/designs.md";

constexpr std::size_t points_listed = 20;

/// Mean over replicates of a headline at each point of an arm.
std::vector<double> means_of(Comparison const& c, std::size_t headline, std::uint32_t arm)
{
    std::vector<double> means;
    auto const arms = static_cast<std::uint32_t>(c.arms().size());
    for (auto point = arm; point < c.points(); point += arms)
    {
        double sum = 0;
        int seen = 0;
        for (auto const& value : c.sample(point, headline))
        {
            if (!value) continue;
            sum += *value;
            ++seen;
        }
        means.push_back(seen == 0 ? std::nan("") : sum / seen);
    }
    return means;
}

std::vector<std::size_t> wanted(Arguments const& arguments, std::vector<Headline> const& all)
{
    std::vector<std::size_t> metrics;
    for (auto const& name : arguments.texts("metric")) metrics.push_back(find_headline(all, name));
    for (char const* const name : {"headcount_end", "hires", "exits", "retention", "pay_mean"})
    {
        if (!arguments.has("metric")) metrics.push_back(find_headline(all, name));
    }
    return metrics;
}

/// A row a point: values, and the mean of each metric.
std::string points_text(Sweep const& sweep, std::uint32_t first, Comparison const& c,
                        std::vector<std::size_t> const& metrics)
{
    std::string text;
    for (std::uint32_t arm = 0; arm < c.arms().size(); ++arm)
    {
        TextTable table;
        std::vector<std::string> heading{"point"};
        for (auto const k : metrics) heading.push_back(c.headlines()[k].full_name());
        table.add_heading(heading);
        for (std::uint32_t p = 0; p < c.points() / c.arms().size() && p < points_listed; ++p)
        {
            std::vector<std::string> row{sweep.label(first + p)};
            for (auto const k : metrics) row.push_back(plain_number(means_of(c, k, arm)[p]));
            table.add(row);
        }
        text += fmt::format("{}\n{}\n", c.arms()[arm], table.text());
    }
    if (c.points() / c.arms().size() > points_listed)
        text += fmt::format("The first {} points are shown; the file holds all.\n", points_listed);
    return text;
}

/// Unit places of the points of a Morris design, from their values.
UnitPoints places_of(Sweep const& sweep)
{
    auto const& spec = sweep.design().spec;
    return morris_trajectories(static_cast<std::uint32_t>(spec.points), spec.parameters.size(),
                               static_cast<std::uint64_t>(spec.seed));
}

std::string estimate_text(Estimate const& e)
{
    return fmt::format("{:.3g} ({:.3g} to {:.3g})", e.value, e.low, e.high);
}

void add_row(TextTable& table, JsonWriter& json, std::string const& path, std::string_view one,
             Estimate const& a, std::string_view two, std::string const& b, double number)
{
    table.add({path, estimate_text(a), b});
    json.begin_object().member("parameter", path).member(one, a.value);
    json.member("low", a.low).member("high", a.high).member(two, number).end_object();
}

/// What a design of sensitivity says of a metric in the base.
std::string sensitivity(Sweep const& sweep, Comparison const& c, std::size_t metric, JsonWriter& json)
{
    auto const& spec = sweep.design().spec;
    bool const screens = spec.method == "morris";
    if (!screens && spec.method != "sobol_indices") return {};
    auto const values = means_of(c, metric, 0);
    auto const& name = c.headlines()[metric].full_name();
    json.begin_object().member("metric", name).key("parameters").begin_list();
    TextTable table;
    if (std::ranges::any_of(values, [](double v) { return std::isnan(v); }))
    {
        json.end_list().end_object();
        return fmt::format("{}: not observable at all points\n\n", name);
    }
    table.add_heading(screens ? std::vector<std::string>{name, "strength mu*, 95 %", "spread sigma"}
                              : std::vector<std::string>{name, "first order S, 95 %", "total ST, 95 %"});
    auto const found = screens ? screen(places_of(sweep), values) : std::vector<Screening>{};
    auto const indices =
        screens ? std::vector<SobolIndices>{} : sobol_indices(values, spec.parameters.size());
    for (std::size_t k = 0; k < spec.parameters.size(); ++k)
    {
        auto const& path = spec.parameters[k].path;
        if (screens)
            add_row(table, json, path, "strength", found[k].strength, "spread", plain_number(found[k].spread),
                    found[k].spread);
        else
            add_row(table, json, path, "first", indices[k].first, "total", estimate_text(indices[k].total),
                    indices[k].total.value);
    }
    json.end_list().end_object();
    return table.text() + '\n';
}

/// Points [first, first + count) of the design.
struct Share
{
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

void report(Arguments const& arguments, Work const& work, Sweep const& sweep, Share share,
            Written const& written)
{
    auto const c = Comparison::in(TrajectoryReader(written.path), sweep.base());
    auto const metrics = wanted(arguments, c.headlines());
    auto const& run = sweep.base().run;
    ReportHead const head{sweep.base().title, run.start, run.end, static_cast<std::uint32_t>(run.replicates),
                          run.seed,           {}};
    JsonWriter json;
    json.begin_object();
    write_head(json, head);
    json.member("output", written.path.string()).member("points", static_cast<std::int64_t>(share.count));
    json.key("sensitivity").begin_list();
    std::string indices;
    bool const is_whole = share.count == sweep.points();
    for (auto const k : metrics) indices += is_whole ? sensitivity(sweep, c, k, json) : std::string();
    json.end_list();
    if (work.is_json) return print_result(json.end_object().text());
    if (work.is_quiet) return;
    auto const size = bytes_text(static_cast<double>(written.bytes));
    print_result(head_text(head) + '\n' + points_text(sweep, share.first, c, metrics) + '\n' + indices +
                 fmt::format("Means over replicates. Left here: {} ({})\n", written.path.string(), size));
}

ExitCode dry_run(Work const& work, Sweep const& sweep, Share share)
{
    auto const arms = static_cast<std::uint32_t>(sweep.arms().size());
    auto const runs = share.count * arms * static_cast<std::uint32_t>(sweep.base().run.replicates);
    auto const f = forecast_of(measure(sweep.base(), Threads(work.threads)), runs, work.threads);
    if (work.is_json)
    {
        JsonWriter json;
        json.begin_object().member("runs", static_cast<std::int64_t>(runs)).member("seconds", f.seconds);
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
    text += fmt::format("\n{} points, {} arms, {} replicates each: {} runs\n", share.count, arms,
                        sweep.base().run.replicates, runs);
    text += fmt::format(
        "time    about {} with {} threads\nmemory  about {}\ndisk    about {}, and several times that "
        "until it is merged\nNothing was written.\n",
        duration_text(f.seconds), work.threads, bytes_text(f.memory_bytes), bytes_text(f.disk_bytes));
    print_result(text);
    return ExitCode::done;
}

ScenarioRequest common_of(Arguments const& arguments)
{
    auto request = request_of(arguments);
    request.overlays.clear();
    return request;
}

ExitCode carry_out(Arguments const& arguments, Work const& work, Sweep const& sweep, Share share)
{
    StopSignals const signals(work.max_seconds);
    Progress progress(share.count * static_cast<std::uint32_t>(sweep.arms().size()) *
                          static_cast<std::uint32_t>(sweep.base().run.replicates),
                      work.is_quiet);
    Means const means{work.threads, work.writing(), work.log(), [&] { progress.step(); }, 0};
    std::vector<std::string> broken;
    try
    {
        auto const written = sweep.run(share.first, share.count, work.output, means, broken);
        for (auto const& line : broken) print_note(fmt::format("mercato: {}", line));
        if (!broken.empty())
        {
            print_note(fmt::format(
                "mercato: {} batches broke. The others are kept in '{}.points'; the same line runs "
                "only what is missing.",
                broken.size(), work.output.string()));
            return ExitCode::model;
        }
        report(arguments, work, sweep, share, written);
        return ExitCode::done;
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
    Sweep const sweep(path, common_of(arguments));
    auto const work = work_of(arguments, std::filesystem::path(path).stem().string());
    Share const share{work.shard.first(sweep.points()), work.shard.count(sweep.points())};
    if (share.count == 0) refuse("sweep", "--shard: there are fewer points than shards.");
    wanted(arguments, headlines_of(sweep.base())); // a slip in --metric is found before the runs
    if (arguments.has("dry-run")) return dry_run(work, sweep, share);
    if (std::filesystem::exists(work.output) && !work.replaces)
        throw IoError(
            fmt::format("cannot write '{}' (File exists). Name another file with -o, or replace it with "
                        "--force.",
                        work.output.string()));
    return carry_out(arguments, work, sweep, share);
}
} // namespace

Command sweep_command()
{
    return {{"sweep", "runs a scenario at the points of a design, and says which parameters matter", "DESIGN",
             1, 1, options, notes},
            sweep};
}
} // namespace mercato
