// SPDX-License-Identifier: Apache-2.0
#include "cli/work.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/console.hpp"
#include "cli/signals.hpp"
#include "core/check.hpp"
#include "core/error.hpp"
#include "core/quantity.hpp"
#include "core/stop.hpp"
#include "io/trajectory/reader.hpp"

namespace mercato
{
namespace
{
constexpr std::uint32_t most_shards = 1'000'000;

/// A whole number that ends where @p text does.
std::optional<std::uint32_t> number_in(std::string_view text)
{
    std::uint32_t number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

Shard shard_in(Arguments const& arguments)
{
    if (!arguments.has("shard")) return {};
    auto const text = arguments.text("shard");
    auto const slash = text.find('/');
    auto const index = number_in(std::string_view(text).substr(0, slash));
    auto const of =
        slash == std::string::npos ? std::nullopt : number_in(std::string_view(text).substr(slash + 1));
    if (index && of && *of > 0 && *index < *of && *of <= most_shards) return {*index, *of};
    refuse(arguments.command(),
           fmt::format("--shard = {} (must be i/n with 0 <= i < n, as 0/4 to 3/4 for four shards).", text));
}

/// SLURM counts the restarts of a job that was requeued.
JobAttempt attempt_of_job()
{
    auto const* const job = std::getenv("SLURM_JOB_ID");
    auto const* const restarts = std::getenv("SLURM_RESTART_COUNT");
    if (job == nullptr) return {};
    return {job, static_cast<int>(number_in(restarts == nullptr ? "" : restarts).value_or(0))};
}

OnFailure way_on_failure(Arguments const& arguments)
{
    if (!arguments.has("on-failure")) return OnFailure::finish;
    auto const text = arguments.text("on-failure");
    auto const found = std::ranges::find(ways_on_failure, text);
    if (found != std::end(ways_on_failure))
        return static_cast<OnFailure>(found - std::begin(ways_on_failure));
    refuse(arguments.command(),
           fmt::format("--on-failure = {} (must be one of {}).", text, fmt::join(ways_on_failure, ", ")));
}

/// A time with its unit [s].
std::optional<double> seconds_in(Arguments const& arguments, std::string_view option)
{
    if (!arguments.has(option)) return std::nullopt;
    auto const text = arguments.text(option);
    auto const quantity = parse_quantity(text);
    auto const given = quantity ? find_unit(quantity->unit) : std::nullopt;
    if (quantity && given && converts(*given, unit::hours) && quantity->value > 0)
        return 3600 * convert(quantity->value, *given, unit::hours);
    refuse(
        arguments.command(),
        fmt::format("--{} = {} (must be a time above 0 with its unit, as \"90 minutes\" or \"11.5 hours\").",
                    option, text));
}
} // namespace

TrajectoryWriter::Options Work::writing() const
{
    TrajectoryWriter::Options options;
    options.replace = replaces;
    options.attempt = attempt;
    options.part_seconds = save_seconds.value_or(options.part_seconds);
    options.threads = threads;
    return options;
}

Work work_of(Arguments const& arguments, std::string const& stem)
{
    Work work;
    work.shard = shard_in(arguments);
    auto const tail =
        work.shard.of == 1 ? std::string() : fmt::format(".{}of{}", work.shard.index, work.shard.of);
    work.output = arguments.has("output") ? arguments.text("output") : stem + tail + ".h5";
    auto const threads = arguments.whole("threads", 1, 4096);
    work.threads =
        threads ? static_cast<int>(*threads) : default_thread_count(std::getenv("SLURM_CPUS_PER_TASK"));
    work.max_seconds = seconds_in(arguments, "max-time");
    work.save_seconds = seconds_in(arguments, "checkpoint-every");
    work.on_failure = way_on_failure(arguments);
    work.replaces = arguments.has("force");
    work.resumes = arguments.has("resume");
    work.is_json = arguments.has("json");
    work.is_quiet = arguments.has("quiet");
    work.line = arguments.line();
    work.attempt = attempt_of_job();
    return work;
}

std::unique_ptr<TrajectoryReader> earlier_attempt(Work& work, TrajectoryJob const& job)
{
    if (work.replaces || !std::filesystem::exists(work.output)) return nullptr;
    auto there = std::make_unique<TrajectoryReader>(work.output);
    auto const first = [](std::vector<OuterAxis> const& outer) {
        return outer.empty() ? 0 : outer.front().first;
    };
    bool const is_ours = difference(identity_of(there->file()), identity_of(job)).empty() &&
                         there->attribute("shard") == job.shard &&
                         first(there->content().outer) == first(job.outer);
    if (!is_ours || !there->file().has("run_status")) return nullptr;
    auto const failed = failed_runs(*there);
    if (failed == 0) return nullptr;
    if (!work.is_quiet)
        print_note(fmt::format("mercato: of the runs in '{}' {} failed: these are run again.",
                               work.output.string(), failed));
    work.replaces = true;
    return there;
}

std::string run_text(std::vector<OuterAxis> const& outer, RunKey run)
{
    std::string text;
    std::size_t stride = 1;
    for (auto const& axis : outer) stride *= axis.labels.size();
    for (auto const& axis : outer)
    {
        stride /= axis.labels.size();
        text += fmt::format("{} {}, ", axis.name, axis.labels[run.point / stride % axis.labels.size()]);
    }
    return text + fmt::format("replicate {}", run.replicate);
}

ExitCode report_failures(Work const& work, std::vector<std::string> const& failed, std::uint64_t runs)
{
    constexpr std::size_t most_named = 10;
    if (failed.empty()) return ExitCode::done;
    for (std::size_t k = 0; k < failed.size() && k < most_named; ++k)
        print_note(fmt::format("mercato: {}", failed[k]));
    print_note(fmt::format("mercato: {} of {} runs failed: run_status in '{}' says which. The same line runs "
                           "again only these.",
                           failed.size(), runs, work.output.string()));
    return work.on_failure == OnFailure::keep_going ? ExitCode::done : ExitCode::model;
}

bool is_finished(Work const& work, TrajectoryJob const& job)
{
    if (!work.resumes || work.replaces || !std::filesystem::exists(work.output)) return false;
    TrajectoryReader const there(work.output);
    auto why = difference(identity_of(there.file()), identity_of(job));
    if (why.empty() && there.attribute("shard") != job.shard)
        why = fmt::format("it is shard {}, and {} is wanted", there.attribute("shard"), job.shard);
    if (why.empty()) return failed_runs(there) == 0;
    throw IoError(
        fmt::format("cannot resume '{}' (it is finished, and {}). Name another file with -o, or replace "
                    "it with --force.",
                    work.output.string(), why));
}

ExitCode carry_out(Work const& work, TrajectoryWriter& writer, std::function<ExitCode()> const& runs)
{
    StopSignals const signals(work.max_seconds);
    for (auto const& name : writer.damaged())
        print_note(
            fmt::format("mercato: '{}.parts/{}' is damaged; what it held is run again, or goes on from "
                        "what was kept before.",
                        work.output.string(), name));
    try
    {
        return runs();
    }
    catch (Stopped const&)
    {
        auto const saved = writer.save(work.log());
        print_note(
            fmt::format("mercato: stopped, as asked. {} of {} replicates are saved in '{}.parts', and those "
                        "under way as they are; the same line goes on from there.",
                        saved, writer.wanted(), work.output.string()));
        return ExitCode::stopped;
    }
    catch (IoError const&)
    {
        writer.keep(); // whoever makes room can go on
        throw;
    }
    catch (EventError const&)
    {
        writer.save(work.log());
        throw;
    }
    catch (InternalError const&)
    {
        writer.save(work.log());
        throw;
    }
}
} // namespace mercato
