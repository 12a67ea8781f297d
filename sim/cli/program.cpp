// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <functional>
#include <new>
#include <optional>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/launch.hpp"
#include "cli/signals.hpp"
#include "core/error.hpp"
#include "core/stop.hpp"
#include "io/provenance.hpp"

namespace mercato
{
namespace
{
std::string version_text()
{
    auto const p = provenance();
    return fmt::format("mercato {}\ncommit {}\n{}, {}, {}\nflags {}\n", p.version, p.commit, p.compiler,
                       p.build_type, p.cpu_class, p.flags);
}

[[noreturn]] void refuse_command(std::string const& word, std::vector<Command> const& all)
{
    std::vector<std::string> known;
    known.reserve(all.size());
    for (auto const& command : all) known.emplace_back(command.grammar.name);
    auto const near = nearest(word, known);
    auto const hint = near.empty() ? "" : fmt::format(" Did you mean {}?", near);
    refuse("", fmt::format("there is no command {}.{}", word, hint));
}

/// The command that the first words name, and the words behind it.
std::pair<Command, std::vector<std::string>> chosen(std::vector<std::string> const& words,
                                                    std::vector<Command> const& all)
{
    for (std::size_t const count : {std::size_t{2}, std::size_t{1}})
    {
        if (words.size() < count) continue;
        auto const name = count == 2 ? words[0] + ' ' + words[1] : words[0];
        auto const found = std::ranges::find(all, name, [](Command const& c) { return c.grammar.name; });
        auto const rest = words.begin() + static_cast<std::ptrdiff_t>(count);
        if (found != all.end()) return {*found, {rest, words.end()}};
    }
    bool const is_pair = words[0] == "scenario" && words.size() > 1 && !words[1].starts_with("-");
    if (words[0] == "scenario" && !is_pair)
        refuse("", "scenario wants new, validate, params or schema behind it.");
    refuse_command(is_pair ? words[0] + ' ' + words[1] : words[0], all);
}

/// What "help --..." asks for.
std::string page_for(std::vector<std::string> const& words)
{
    if (words[1] == "--markdown") return commands_page();
    if (words[1] == "--man") return manual_page();
    if (words[1] == "--completion" && words.size() == 3) return completion_of(words[2]);
    refuse("help",
           fmt::format("{} is unknown (--markdown, --man or --completion bash, zsh or fish).", words[1]));
}

ExitCode act_on(std::vector<std::string> const& words, Launch const& launch, int ranks)
{
    auto const all = all_commands();
    if (words.empty())
    {
        print_note(program_help());
        return ExitCode::misuse;
    }
    auto const& first = words.front();
    if (first == "--help" || first == "-h" || (first == "help" && words.size() == 1))
    {
        print_result(program_help());
        return ExitCode::done;
    }
    if (first == "--version")
    {
        print_result(version_text());
        return ExitCode::done;
    }
    if (first == "help" && words[1].starts_with("--"))
    {
        print_result(page_for(words));
        return ExitCode::done;
    }
    if (first == "help")
    {
        auto const [command, rest] = chosen({words.begin() + 1, words.end()}, all);
        print_result(help_text(command.grammar));
        return ExitCode::done;
    }
    auto const [command, rest] = chosen(words, all);
    Arguments const arguments(command.grammar, rest);
    if (arguments.has("help"))
    {
        print_result(help_text(command.grammar));
        return ExitCode::done;
    }
    refuse_copies(launch, ranks, command, arguments);
    return command.act(arguments);
}

ExitCode complained(ScenarioError const& e)
{
    print_note(e.what());
    if (e.complaints.size() > 1)
        print_note(fmt::format("{} complaints; nothing was done.", e.complaints.size()));
    return ExitCode::misuse;
}

ExitCode ended(ExitCode code, std::string const& text)
{
    print_note(fmt::format("mercato: {}", text));
    return code;
}

constexpr char const* no_memory = "not enough memory. Fewer people (run.scale), fewer threads (--threads) or "
                                  "a larger dt (run.dt) need less; "
                                  "--dry-run says how much.";

/// Is it a command that saves when somebody asks to stop?
bool is_stoppable(std::vector<std::string> const& words)
{
    auto const is_meant = [&](Command const& command) {
        auto const& options = command.grammar.options;
        return !words.empty() && command.grammar.name == words.front() &&
               std::ranges::find(options, "max-time", &Option::name) != options.end();
    };
    return std::ranges::any_of(all_commands(), is_meant);
}

/// Calls @p act; what goes wrong becomes an exit code and a clear word.
int guarded(std::function<int()> const& act)
{
    auto const code = [](ExitCode end, std::string const& text) {
        return static_cast<int>(ended(end, text));
    };
    try
    {
        return act();
    }
    catch (ScenarioError const& e)
    {
        return static_cast<int>(complained(e));
    }
    catch (Stopped const&)
    {
        return code(ExitCode::stopped, "stopped, as asked, before anything was begun.");
    }
    catch (IoError const& e)
    {
        return code(ExitCode::machine, e.what());
    }
    catch (EventError const& e)
    {
        return code(ExitCode::model, e.what());
    }
    catch (std::bad_alloc const&)
    {
        return code(ExitCode::machine, no_memory);
    }
    catch (std::filesystem::filesystem_error const& e)
    {
        return code(ExitCode::machine, e.what());
    }
    catch (std::exception const& e)
    {
        bool const is_too_long = dynamic_cast<std::length_error const*>(&e) != nullptr;
        return is_too_long ? code(ExitCode::machine, no_memory) : code(ExitCode::internal, e.what());
    }
}
} // namespace

int run_program(std::vector<std::string> const& words)
{
    auto const launch = launch_of_this_process();
    // Whoever asks to stop while all is read, or while ranks meet, is heard as well
    std::optional<StopSignals> signals;
    if (launch.processes > 1 || is_stoppable(words)) signals.emplace(std::nullopt);
    auto const act = [&](int ranks) {
        return guarded([&] { return static_cast<int>(act_on(words, launch, ranks)); });
    };
    return guarded([&] { return act_together(launch, words, act); });
}
} // namespace mercato
