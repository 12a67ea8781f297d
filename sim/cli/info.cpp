// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/json.hpp"
#include "cli/table.hpp"
#include "core/error.hpp"
#include "io/trajectory/reader.hpp"
#include "study/failures.hpp"

namespace mercato
{
namespace
{
constexpr Option options[] = {
    {"scenario", 0, "", false, "prints the whole scenario as it was run, and nothing else"},
    {"verify", 0, "", false, "reads the file through: are the values those that were written?"},
    option::json,
    option::quiet,
    option::help,
};

constexpr std::string_view attributes[] = {"title",     "seed",        "scenario_hash", "mercato_version",
                                           "commit",    "compiler",    "flags",         "build_type",
                                           "cpu_class", "mathematics", "content_hash"};

/// Event tables, and what their rows are called.
constexpr std::pair<std::string_view, std::string_view> tables[] = {{"move", "moves"},
                                                                    {"offer", "offers"},
                                                                    {"spell", "spells"},
                                                                    {"announcement", "announcements"},
                                                                    {"crisis", "crisis readings"},
                                                                    {"intention", "intentions"},
                                                                    {"approach", "people raided"},
                                                                    {"choice", "choices"},
                                                                    {"lab_event", "events of labs"},
                                                                    {"launch", "launches"},
                                                                    {"fact", "facts"}};

std::uint64_t rows_of(TrajectoryReader const& result, std::string_view table)
{
    auto const name = std::string(table);
    return result.file().has(name) ? result.file().info(name).rows() : 0;
}

/// "20", "5, shard 1/4", "5, missing 2 to 5".
std::string replicates_text(TrajectoryReader const& result)
{
    auto text = plain_count(result.replicates());
    auto const failed = failed_runs(result);
    if (failed > 0) text += fmt::format(", {} runs failed", failed);
    for (std::string const name : {"shard", "missing"})
    {
        auto const value = result.attribute(name);
        if (!value.empty()) text += fmt::format(", {} {}", name, value);
    }
    return text;
}

std::string lab_text(TrajectoryReader const& result)
{
    TextTable table(3);
    table.add_heading({"lab", "name", "kind"});
    for (auto const& lab : result.labs()) table.add({lab.id, lab.name, lab.kind});
    return table.text();
}

std::string info_text(TrajectoryReader const& result, std::string const& path)
{
    auto const line = [](std::string_view name, std::string const& value) {
        return fmt::format("{:<18}{}\n", name, value);
    };
    auto text = fmt::format("{}: simulated, stylised\n", result.attribute("title"));
    auto const& times = result.times();
    text += line("file", fmt::format("{} ({})", path,
                                     bytes_text(static_cast<double>(std::filesystem::file_size(path)))));
    text += line("window", fmt::format("{} to {}", to_text(times.front()), to_text(times.back())));
    text += line("recorded times", plain_count(static_cast<double>(times.size())));
    for (auto const& axis : result.content().outer)
        text += line(axis.name + "s", fmt::format("{}", fmt::join(axis.labels, ", ")));
    text += line("replicates", replicates_text(result));
    for (auto const& [table, rows] : tables)
    {
        text += line(rows, plain_count(static_cast<double>(rows_of(result, table))));
    }
    for (auto const name : attributes)
    {
        if (name != "title") text += line(name, result.attribute(std::string(name)));
    }
    return text + '\n' + lab_text(result);
}

std::string info_json(TrajectoryReader const& result, std::string const& path)
{
    JsonWriter json;
    json.begin_object().member("file", path).member("simulated", true);
    json.member("bytes", static_cast<std::int64_t>(std::filesystem::file_size(path)));
    for (auto const name : attributes) json.member(name, result.attribute(std::string(name)));
    json.member("start", to_text(result.times().front())).member("end", to_text(result.times().back()));
    json.member("times", static_cast<std::int64_t>(result.times().size()));
    json.member("replicates", static_cast<std::int64_t>(result.replicates()));
    json.member("failed_runs", static_cast<std::int64_t>(failed_runs(result)));
    json.member("shard", result.attribute("shard")).member("missing", result.attribute("missing"));
    for (auto const& axis : result.content().outer)
    {
        json.key(axis.name + "s").begin_list();
        for (auto const& label : axis.labels) json.value(std::string_view(label));
        json.end_list();
    }
    for (auto const& [table, rows] : tables)
    {
        auto name = std::string(rows);
        std::ranges::replace(name, ' ', '_');
        json.member(name, static_cast<std::int64_t>(rows_of(result, table)));
    }
    json.key("labs").begin_list();
    for (auto const& lab : result.labs())
    {
        json.begin_object()
            .member("id", lab.id)
            .member("name", lab.name)
            .member("kind", lab.kind)
            .end_object();
    }
    return json.end_list().end_object().text();
}

ExitCode info(Arguments const& arguments)
{
    auto const& path = arguments.operands().front();
    TrajectoryReader const result(path);
    if (arguments.has("verify") && !result.is_intact())
    {
        throw IoError(
            fmt::format("'{}' has changed since it was written (its values do not have the fingerprint {}). "
                        "Run the scenario again.",
                        path, result.attribute("content_hash")));
    }
    if (arguments.has("scenario"))
        print_result(result.scenario_text());
    else if (arguments.has("json"))
        print_result(info_json(result, path));
    else if (!arguments.has("quiet"))
        print_result(info_text(result, path));
    return ExitCode::done;
}
} // namespace

Command info_command()
{
    return {{"info", "says what a result holds, and what it was made with", "FILE", 1, 1, options, ""}, info};
}
} // namespace mercato
