// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// A command of the program, and the options that several commands share.

#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "io/scenario_layers.hpp"

namespace mercato
{
/// How the program ends.
enum class ExitCode : int {
    done = 0,
    internal = 1,
    misuse = 2,
    says_no = 3,
    machine = 4,
    model = 5,
    stopped = 85
};

/// A command: what may be said to it, and what it does.
struct Command
{
    Grammar grammar;
    ExitCode (*act)(Arguments const& arguments);
};

namespace option
{
inline constexpr Option set{
    "set", 0, "PATH=VALUE", true,
    "sets a value, as search.contact_rate=2 or labs.openai.amenity=0.3; may be repeated"};
inline constexpr Option with{"with", 0, "FILE", true, "lays a file over the scenario; may be repeated"};
inline constexpr Option root{
    "root", 0, "FOLDER", false,
    "paths in a scenario stay below it; the nearest folder named scenarios unless given"};
inline constexpr Option facts{"facts", 0, "FILE", false,
                              "judges by these facts instead of the scenario's own"};
inline constexpr Option alias{"alias", 0, "", false, "shows organisations under stand-in names"};
inline constexpr Option fix{
    "fix", 0, "DOMAIN", true,
    "takes the luck of population, ties, market or behaviour from replicate 0 in every replicate, as --set "
    "run.redraw_DOMAIN=false; may be repeated"};
inline constexpr Option redraw{
    "redraw", 0, "DOMAIN", true,
    "redraws the luck of that domain in every replicate, as --set run.redraw_DOMAIN=true; market and "
    "behaviour are redrawn anyway"};
inline constexpr Option force{"force", 0, "", false, "replaces an existing file"};
inline constexpr Option json{"json", 0, "", false, "prints JSON instead of text"};
inline constexpr Option quiet{"quiet", 'q', "", false, "prints nothing but errors"};
inline constexpr Option help{"help", 'h', "", false, "prints this"};
} // namespace option

/// The scenario that the arguments ask for: operand, --set, --with, --root, --facts, --alias, --seed,
/// --replicates, --fix and --redraw.
ScenarioRequest request_of(Arguments const& arguments);

Command run_command();
Command compare_command();
Command merge_command();
Command why_command();
Command diff_command();
Command rerun_command();
Command verify_command();
Command export_command();
Command job_command();
Command sweep_command();
Command check_command();
Command info_command();
std::vector<Command> scenario_commands();

/// All commands, in the order of --help.
std::vector<Command> all_commands();

/// Text of mercato --help.
std::string program_help();

/// docs/commands.md.
std::string commands_page();

/// A manual page for man.
std::string manual_page();

/// What completes words in bash, zsh or fish.
std::string completion_of(std::string const& shell);

/// Does what @p words say (without the program's name); what goes wrong becomes an exit code and a clear
/// word.
int run_program(std::vector<std::string> const& words);
} // namespace mercato
