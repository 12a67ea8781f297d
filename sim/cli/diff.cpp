// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/differences.hpp"
#include "cli/table.hpp"
#include "io/scratch_folder.hpp"
#include "study/whole_job.hpp"

namespace mercato
{
namespace
{
constexpr Option diff_options[] = {option::json, option::quiet, option::help};

constexpr Option rerun_options[] = {
    {"threads", 0, "N", false, "threads that work; the cores this process may use unless given"},
    {"output", 'o', "FILE", false, "keeps the new file; it is thrown away unless given"},
    option::force,
    option::json,
    option::quiet,
    option::help,
};

/// Says how two results differ; exit code 3 if they do.
ExitCode tell(Arguments const& arguments, FileDifference const& d, std::string_view same)
{
    if (arguments.has("json"))
    {
        JsonWriter json;
        json.begin_object().member("same", !d.any());
        write_difference(json, d);
        print_result(json.end_object().text());
    }
    else if (!arguments.has("quiet"))
        print_result(d.any() ? difference_text(d) : fmt::format("{}\n", same));
    return d.any() ? ExitCode::says_no : ExitCode::done;
}

ExitCode diff(Arguments const& arguments)
{
    auto const& files = arguments.operands();
    if (files.size() == 2 && same_bytes(files[0], files[1])) return tell(arguments, {}, "The same bytes.");
    return tell(arguments, difference_of(TrajectoryReader(files[0]), TrajectoryReader(files[1])),
                "The same values and attributes, in other bytes.");
}

ExitCode rerun(Arguments const& arguments)
{
    auto const& path = arguments.operands().front();
    TrajectoryReader const old(path);
    CarriedJob const carried(old);
    ScratchFolder const scratch;
    auto const target =
        arguments.has("output") ? std::filesystem::path(arguments.text("output")) : scratch / "rerun.h5";
    auto const threads = arguments.whole("threads", 1, 4096);
    Progress progress(std::size_t{carried.job.count} * carried.job.points.size(), arguments.has("quiet"));
    Means means;
    means.threads = threads ? static_cast<int>(*threads) : default_thread_count(nullptr);
    means.writing.replace = arguments.has("force");
    means.log = {arguments.line(), means.threads};
    means.step = [&] { progress.step(); };
    run_job(carried.job, target, means);
    if (same_bytes(path, target)) return tell(arguments, {}, "The same bytes again.");
    return tell(arguments, difference_of(old, TrajectoryReader(target)),
                "The same values and attributes again, in other bytes.");
}
} // namespace

std::string difference_text(FileDifference const& d)
{
    std::string text;
    if (d.first)
    {
        auto const when = d.first->at ? fmt::format(" at {}", to_text(*d.first->at)) : "";
        auto const who = d.first->who.empty() ? "" : fmt::format(", {}", d.first->who);
        text += fmt::format("first difference: {}{}{}: {} is {} and {}\n", d.first->run, when, who,
                            d.first->variable, d.first->one, d.first->other);
    }
    if (!d.variables.empty())
    {
        auto const line = fmt::format("variables that differ: {}", fmt::join(d.variables, ", "));
        for (auto const& part : wrapped(line, terminal_width)) text += part + '\n';
    }
    for (auto const& line : d.structure) text += line + '\n';
    for (auto const& line : d.attributes) text += line + '\n';
    return text;
}

void write_difference(JsonWriter& json, FileDifference const& d)
{
    auto const list = [&](std::string_view key, std::vector<std::string> const& texts) {
        json.key(key).begin_list();
        for (auto const& text : texts) json.value(std::string_view(text));
        json.end_list();
    };
    if (d.first)
    {
        json.key("first").begin_object().member("run", d.first->run).member("variable", d.first->variable);
        json.member("at", d.first->at ? to_text(*d.first->at) : std::string()).member("who", d.first->who);
        json.member("one", d.first->one).member("other", d.first->other).end_object();
    }
    list("variables", d.variables);
    list("structure", d.structure);
    list("attributes", d.attributes);
}

Command diff_command()
{
    return {{"diff", "says where two results first differ: variable, replicate, time, who", "FILE FILE", 2, 2,
             diff_options, "Ends with 3 if they differ."},
            diff};
}

Command rerun_command()
{
    return {
        {"rerun", "runs again what a result says it was made from, and compares", "FILE", 1, 1, rerun_options,
         "Ends with 3 if the new file has other values. The same bytes are promised for the same build on a "
         "machine of the same class; docs/trajectory.md"},
        rerun};
}
} // namespace mercato
