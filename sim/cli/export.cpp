// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/json.hpp"
#include "io/trajectory/flat_tables.hpp"

namespace mercato
{
namespace
{
constexpr Option options[] = {
    {"csv", 0, "", false,
     "flat tables with commas between the cells; the only form there is, and the usual one"},
    {"output", 'o', "FOLDER", false, "where the tables go; the file's name without its ending unless given"},
    {"force", 0, "", false, "replaces existing tables"},
    option::json,
    option::quiet,
    option::help,
};

constexpr std::string_view notes = "A table for each set of axes: move.csv, offer.csv, "
                                   "replicate_time_lab.csv and so on. Moments are dates, codes are "
                                   "words, labs and arms stand by their ids, what is missing is empty. "
                                   "docs/trajectory.md says what each column is.";

ExitCode export_file(Arguments const& arguments)
{
    std::filesystem::path const path = arguments.operands().front();
    auto const folder =
        arguments.has("output") ? std::filesystem::path(arguments.text("output")) : path.filename().stem();
    auto const written = write_flat_tables(TrajectoryReader(path), folder, arguments.has("force"));
    if (arguments.has("json"))
    {
        JsonWriter json;
        json.begin_object().key("tables").begin_list();
        for (auto const& table : written) json.value(std::string_view(table.string()));
        print_result(json.end_list().end_object().text());
        return ExitCode::done;
    }
    std::string text;
    for (auto const& table : written)
        text += fmt::format("{} ({})\n", table.string(),
                            bytes_text(static_cast<double>(std::filesystem::file_size(table))));
    if (!arguments.has("quiet")) print_result(text);
    return ExitCode::done;
}
} // namespace

Command export_command()
{
    return {{"export", "writes a result as flat tables for pandas, R or a spreadsheet", "FILE", 1, 1, options,
             notes},
            export_file};
}
} // namespace mercato
