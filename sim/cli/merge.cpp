// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/json.hpp"
#include "io/trajectory/reader.hpp"
#include "study/merging.hpp"

namespace mercato
{
namespace
{
constexpr Option options[] = {
    {"output", 'o', "FILE", false, "where the whole goes"},
    {"partial", 0, "", false, "takes what there is: missing replicates are named in the file, not refused"},
    option::force,
    option::json,
    option::quiet,
    option::help,
};

constexpr std::string_view notes = "The whole has the bytes that a single job would have left. Shards of "
                                   "another scenario, seed or build are "
                                   "refused, and so are missing replicates.";

void report(Arguments const& arguments, Written const& written)
{
    TrajectoryReader const whole(written.path);
    auto const missing = whole.attribute("missing");
    if (arguments.has("json"))
    {
        JsonWriter json;
        json.begin_object().member("output", written.path.string());
        json.member("bytes", static_cast<std::int64_t>(written.bytes));
        json.member("replicates", static_cast<std::int64_t>(whole.replicates())).member("missing", missing);
        print_result(json.end_object().text());
    }
    else if (!arguments.has("quiet"))
    {
        print_result(fmt::format("{} files, {} replicates{}: {} ({})\n", arguments.operands().size(),
                                 whole.replicates(), missing.empty() ? "" : ", missing " + missing,
                                 written.path.string(), bytes_text(static_cast<double>(written.bytes))));
    }
    if (!written.warning.empty()) print_note(fmt::format("mercato: {}", written.warning));
}

ExitCode merge(Arguments const& arguments)
{
    if (!arguments.has("output")) refuse("merge", "-o FILE is missing: where does the whole go?");
    std::vector<std::filesystem::path> const shards(arguments.operands().begin(), arguments.operands().end());
    auto const written =
        merge_shards(shards, arguments.text("output"), {arguments.has("partial"), arguments.has("force")},
                     {arguments.line(), 1});
    report(arguments, written);
    return ExitCode::done;
}
} // namespace

Command merge_command()
{
    return {{"merge", "joins the files of shards into one", "FILE...", 1, 1'000'000, options, notes}, merge};
}
} // namespace mercato
