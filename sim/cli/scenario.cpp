// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <cstdio>
#include <filesystem>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/json.hpp"
#include "io/failure.hpp"
#include "io/scenario_help.hpp"
#include "io/scenario_reader.hpp"
#include "study/observables/observables.hpp"

namespace mercato
{
namespace
{
// new

constexpr Option new_options[] = {option::force, option::help};

ExitCode new_scenario(Arguments const& arguments)
{
    if (arguments.operands().empty())
    {
        print_result(template_toml());
        return ExitCode::done;
    }
    std::filesystem::path const path = arguments.operands().front();
    // "x": a file that is there is not overwritten, also if it appears only now
    auto* const file = std::fopen(path.c_str(), arguments.has("force") ? "w" : "wx");
    if (file == nullptr)
    {
        if (errno != EEXIST) throw failure("write", path, errno);
        throw IoError(
            fmt::format("'{}' exists. Name another file, or replace it with --force.", path.string()));
    }
    auto const text = template_toml();
    bool const is_written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
    if (std::fclose(file) != 0 || !is_written) throw failure("write", path, errno);
    print_note(fmt::format("Left here: {}. Try: mercato run {}", path.string(), path.string()));
    return ExitCode::done;
}

// validate

constexpr Option validate_options[] = {option::set,   option::with, option::root,  option::facts,
                                       option::alias, option::json, option::quiet, option::help};

void write_complaints(JsonWriter& json, std::string_view key, std::vector<Complaint> const& complaints)
{
    json.key(key).begin_list();
    for (auto const& c : complaints)
    {
        json.begin_object()
            .member("file", c.place.file)
            .member("line", static_cast<std::int64_t>(c.place.line));
        json.member("column", static_cast<std::int64_t>(c.place.column)).member("text", c.text).end_object();
    }
    json.end_list();
}

ExitCode validate(Arguments const& arguments)
{
    auto const request = request_of(arguments);
    auto complaints = check_scenario(request);
    if (complaints.empty()) complaints = complaints_about(read_scenario(request).facts);
    auto const remarks = complaints.empty() ? remarks_on(request) : std::vector<Complaint>{};
    if (arguments.has("json"))
    {
        JsonWriter json;
        json.begin_object().member("scenario", request.path.string()).member("is_valid", complaints.empty());
        write_complaints(json, "complaints", complaints);
        write_complaints(json, "remarks", remarks);
        print_result(json.end_object().text());
        return complaints.empty() ? ExitCode::done : ExitCode::misuse;
    }
    if (!complaints.empty()) throw ScenarioError(std::move(complaints));
    if (arguments.has("quiet")) return ExitCode::done;
    std::string text;
    for (auto const& remark : remarks) text += to_text(remark) + '\n';
    print_result(text + fmt::format("{}: in order\n", request.path.string()));
    return ExitCode::done;
}

// params, schema

constexpr Option params_options[] = {
    option::json, {"markdown", 0, "", false, "prints the reference page docs/scenario.md"}, option::help};

ExitCode params(Arguments const& arguments)
{
    if (arguments.has("json"))
        print_result(params_json());
    else if (arguments.has("markdown"))
        print_result(scenario_guide() + params_markdown());
    else
        print_result(params_text());
    return ExitCode::done;
}

constexpr Option schema_options[] = {option::help};

ExitCode schema(Arguments const&)
{
    print_result(schema_json());
    return ExitCode::done;
}
} // namespace

std::vector<Command> scenario_commands()
{
    return {
        {{"scenario new", "writes a commented scenario to begin with, to FILE or to standard output",
          "[FILE]", 0, 1, new_options, ""},
         new_scenario},
        {{"scenario validate",
          "says all that is wrong with a scenario, at file:line:column, or that it is in order", "SCENARIO",
          1, 1, validate_options, ""},
         validate},
        {{"scenario params", "lists every key with default, unit, ranges, meaning and source", "", 0, 0,
          params_options, ""},
         params},
        {{"scenario schema", "prints a JSON Schema, for editors that know TOML", "", 0, 0, schema_options,
          ""},
         schema},
    };
}
} // namespace mercato
