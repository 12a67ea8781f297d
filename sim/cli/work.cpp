// SPDX-License-Identifier: Apache-2.0
#include "cli/work.hpp"

#include <charconv>
#include <cstdlib>

#include <fmt/format.h>

#include "cli/console.hpp"
#include "cli/signals.hpp"
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

/// A time with its unit [s].
std::optional<double> seconds_in(Arguments const& arguments, std::string_view option)
{
    if (!arguments.has(option)) return std::nullopt;
    auto const text = arguments.text(option);
    auto const quantity = parse_quantity(text);
    auto const given = quantity ? find_unit(quantity->unit) : std::nullopt;
    if (given && converts(*given, unit::hours) && quantity->value > 0)
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
    work.replaces = arguments.has("force");
    work.resumes = arguments.has("resume");
    work.is_json = arguments.has("json");
    work.is_quiet = arguments.has("quiet");
    work.line = arguments.line();
    work.attempt = attempt_of_job();
    return work;
}

bool is_finished(Work const& work, TrajectoryJob const& job)
{
    if (!work.resumes || work.replaces || !std::filesystem::exists(work.output)) return false;
    TrajectoryReader const there(work.output);
    auto why = difference(identity_of(there.file()), identity_of(job));
    if (why.empty() && there.attribute("shard") != job.shard)
        why = fmt::format("it is shard {}, and {} is wanted", there.attribute("shard"), job.shard);
    if (why.empty()) return true;
    throw IoError(
        fmt::format("cannot resume '{}' (it is finished, and {}). Name another file with -o, or replace "
                    "it with --force.",
                    work.output.string(), why));
}

ExitCode carry_out(Work const& work, TrajectoryWriter& writer, std::function<void()> const& runs)
{
    StopSignals const signals(work.max_seconds);
    for (auto const& name : writer.damaged())
        print_note(
            fmt::format("mercato: '{}.parts/{}' is damaged; what it held is run again, or goes on from "
                        "what was kept before.",
                        work.output.string(), name));
    try
    {
        runs();
        return ExitCode::done;
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
}
} // namespace mercato
