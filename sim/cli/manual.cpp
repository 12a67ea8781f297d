// SPDX-License-Identifier: Apache-2.0
// The commands as a manual page and as completions of shells, from the same tables as --help.
#include <cstdint>

#include <fmt/format.h>

#include "cli/command.hpp"

namespace mercato
{
namespace
{
/// What the first byte of several says of their character.
std::uint32_t first_bits(std::uint32_t byte)
{
    return byte & (byte >= 0xF0U ? 0x07U : byte >= 0xE0U ? 0x0FU : 0x1FU);
}

/// A character of ASCII: a backslash and a hyphen mean something else to a typesetter.
std::string in_ascii(char c)
{
    if (c == '\\') return "\\e";
    if (c == '-') return "\\-";
    return std::string(1, c);
}

/// Text of a manual page: what would be an order to its typesetter is not, and what is not ASCII has a name.
std::string roff(std::string_view text)
{
    std::string safe;
    std::uint32_t code = 0;
    for (char const c : text)
    {
        auto const byte = static_cast<unsigned char>(c);
        bool const goes_on = (byte & 0xC0U) == 0x80U;
        if (code != 0 && !goes_on)
        {
            safe += fmt::format("\\[u{:04X}]", code);
            code = 0;
        }
        if (goes_on)
            code = code << 6U | (byte & 0x3FU);
        else if (byte >= 0xC0U)
            code = first_bits(byte);
        else
            safe += in_ascii(c);
    }
    if (code != 0) safe += fmt::format("\\[u{:04X}]", code);
    if (safe.starts_with('.') || safe.starts_with('\'')) safe.insert(0, "\\&");
    return safe;
}

/// A text within single quotes of bash and zsh, or of fish.
std::string in_shell_quotes(std::string_view text)
{
    std::string safe = "'";
    for (char const c : text) safe += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return safe + "'";
}

std::string options_of(Command const& command)
{
    std::string words;
    for (auto const& option : command.grammar.options) words += fmt::format(" --{}", option.name);
    return words.empty() ? words : words.substr(1);
}

/// The first word of each command, once.
std::string first_words()
{
    std::string words = "help";
    for (auto const& command : all_commands())
    {
        auto const word = command.grammar.name.substr(0, command.grammar.name.find(' '));
        if (!words.ends_with(fmt::format(" {}", word))) words += fmt::format(" {}", word);
    }
    return words;
}

std::string bash_completion()
{
    std::string cases;
    std::string seconds;
    for (auto const& command : all_commands())
    {
        auto const& name = command.grammar.name;
        auto const blank = name.find(' ');
        if (blank != std::string_view::npos) seconds += fmt::format(" {}", name.substr(blank + 1));
        cases += fmt::format("        '{}') options={};;\n", name, in_shell_quotes(options_of(command)));
    }
    return fmt::format(
        "_mercato() {{\n"
        "    local current=${{COMP_WORDS[COMP_CWORD]}} options=\n"
        "    if [ \"$COMP_CWORD\" = 1 ]; then\n"
        "        mapfile -t COMPREPLY < <(compgen -W {} -- \"$current\")\n"
        "        return\n"
        "    fi\n"
        "    if [ \"$COMP_CWORD\" = 2 ] && [ \"${{COMP_WORDS[1]}}\" = scenario ]; then\n"
        "        mapfile -t COMPREPLY < <(compgen -W {} -- \"$current\")\n"
        "        return\n"
        "    fi\n"
        "    local command=${{COMP_WORDS[1]}}\n"
        "    if [ \"$command\" = scenario ]; then command=\"scenario ${{COMP_WORDS[2]}}\"; fi\n"
        "    case $command in\n{}    esac\n"
        "    if [[ $current == -* ]]; then mapfile -t COMPREPLY < <(compgen -W \"$options\" -- "
        "\"$current\"); fi\n"
        "}}\n"
        "complete -o default -F _mercato mercato\n",
        in_shell_quotes(first_words()), in_shell_quotes(seconds), cases);
}

std::string fish_completion()
{
    std::string text =
        "complete -c mercato -n __fish_use_subcommand -f -a help -d 'says more about a command'\n";
    for (auto const& command : all_commands())
    {
        auto const name = std::string(command.grammar.name);
        auto const blank = name.find(' ');
        auto const summary = in_shell_quotes(command.grammar.summary);
        auto const seen = in_shell_quotes("__fish_seen_subcommand_from " + name.substr(blank + 1));
        if (blank == std::string::npos)
            text +=
                fmt::format("complete -c mercato -n __fish_use_subcommand -f -a {} -d {}\n", name, summary);
        else
            text += fmt::format("complete -c mercato -n '__fish_seen_subcommand_from {}' -f -a {} -d {}\n",
                                name.substr(0, blank), name.substr(blank + 1), summary);
        for (auto const& option : command.grammar.options)
        {
            text += fmt::format("complete -c mercato -n {} -l {}{} -d {}\n", seen, option.name,
                                option.value.empty() ? "" : " -r", in_shell_quotes(option.meaning));
        }
    }
    return text;
}
} // namespace

std::string manual_page()
{
    std::string text =
        ".TH MERCATO 1 \"\" \"mercato\" \"User Commands\"\n.SH NAME\nmercato \\- simulates the market for AI "
        "researchers\n.SH SYNOPSIS\n.B mercato\n.I COMMAND\n.RI [ OPTION... ]\n.SH DESCRIPTION\n"
        "Everything it prints is simulated and stylised. The commands are listed below.\n";
    for (auto const& command : all_commands())
    {
        auto const& g = command.grammar;
        text += fmt::format(".SH \"MERCATO {}\"\n.B mercato {}\n.I {}\n.PP\n{}\n", g.name, roff(g.name),
                            roff(g.operands), roff(g.summary));
        for (auto const& option : g.options)
        {
            auto const letter = option.letter == 0 ? std::string() : fmt::format("\\-{}, ", option.letter);
            text += fmt::format(".TP\n.B {}\\-\\-{} {}\n{}\n", letter, roff(option.name), roff(option.value),
                                roff(option.meaning));
        }
        if (!g.notes.empty()) text += fmt::format(".PP\n{}\n", roff(g.notes));
    }
    return text + ".SH \"EXIT STATUS\"\n0 done; 1 a defect of mercato; 2 scenario or command line; 3 a "
                  "comparison that was "
                  "asked for says no; 4 the machine; 5 the model broke; 85 stopped and saved: run the same "
                  "line again.\n";
}

std::string completion_of(std::string const& shell)
{
    if (shell == "bash") return bash_completion();
    if (shell == "zsh") return "autoload -U +X bashcompinit && bashcompinit\n" + bash_completion();
    if (shell == "fish") return fish_completion();
    refuse("help", fmt::format("--completion {} (must be bash, zsh or fish).", shell));
}
} // namespace mercato
