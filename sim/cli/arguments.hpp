// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// A command's options, said once: they are parsed, refused and shown in --help from the same table.

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mercato
{
/// An option of a command.
struct Option
{
    std::string_view name;    ///< without dashes
    char letter = 0;          ///< short form, 0 without
    std::string_view value;   ///< what stands behind it, as "FILE"; empty for a flag
    bool is_repeated = false; ///< may be given more than once
    std::string_view meaning;
};

/// What a user may say to a command.
struct Grammar
{
    std::string_view name;     ///< "run"
    std::string_view summary;  ///< one sentence
    std::string_view operands; ///< "SCENARIO", as in the usage line; empty without
    std::size_t least_operands = 0;
    std::size_t most_operands = 0;
    std::span<Option const> options;
    std::string_view notes; ///< what else is worth knowing, under the options
};

/// What a user said.
class Arguments
{
public:
    /// @throws ScenarioError that names the word, the nearest known option, and --help
    Arguments(Grammar const& grammar, std::vector<std::string> const& words);

    bool has(std::string_view option) const { return values_.contains(std::string(option)); }

    /// Value of an option, empty if it was not given; the last one of several.
    std::string text(std::string_view option) const;

    /// All values of a repeated option, in order.
    std::vector<std::string> texts(std::string_view option) const;

    /// Value of an option as a whole number from @p low to @p high. @throws ScenarioError
    std::optional<std::int64_t> whole(std::string_view option, std::int64_t low, std::int64_t high) const;

    std::vector<std::string> const& operands() const { return operands_; }

    std::string const& command() const { return command_; }

    /// "mercato COMMAND WORD...", as it was said.
    std::string const& line() const { return line_; }

private:
    std::string command_;
    std::string line_;
    std::map<std::string, std::vector<std::string>> values_;
    std::vector<std::string> operands_;
};

/// Text of --help.
std::string help_text(Grammar const& grammar);

/// "mercato NAME: text".
[[noreturn]] void refuse(std::string_view command, std::string const& text);
} // namespace mercato
