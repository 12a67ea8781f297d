// SPDX-License-Identifier: Apache-2.0
#include "cli/arguments.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include "cli/table.hpp"
#include "core/error.hpp"

namespace mercato
{
namespace
{
namespace po = boost::program_options;

constexpr std::string_view operand_key = "operand";

/// "FILE..." takes all words up to the next option.
po::typed_value<std::vector<std::string>>* values_of(Option const& o)
{
    auto* const value = po::value<std::vector<std::string>>()->composing();
    return o.value.ends_with("...") ? value->multitoken() : value;
}

po::options_description described(Grammar const& grammar)
{
    po::options_description all;
    for (auto const& o : grammar.options)
    {
        auto const key = o.letter == 0 ? std::string(o.name) : fmt::format("{},{}", o.name, o.letter);
        if (o.value.empty())
            all.add_options()(key.c_str(), "");
        else if (o.is_repeated)
            all.add_options()(key.c_str(), values_of(o), "");
        else
            all.add_options()(key.c_str(), po::value<std::string>(), "");
    }
    all.add_options()(operand_key.data(), po::value<std::vector<std::string>>(), "");
    return all;
}

/// What is wrong, in our words.
std::string told(po::error const& e, Grammar const& grammar)
{
    std::vector<std::string> known;
    for (auto const& o : grammar.options) known.emplace_back(o.name);
    if (auto const* unknown = dynamic_cast<po::unknown_option const*>(&e))
    {
        auto const given = unknown->get_option_name();
        auto const word = given.substr(0, given.find('='));
        auto const near = nearest(word.substr(std::min(word.find_first_not_of('-'), word.size())), known);
        auto const hint = near.empty() ? std::string() : fmt::format(" Did you mean --{}?", near);
        return fmt::format("there is no option {}.{}", word, hint);
    }
    auto const* at = dynamic_cast<po::error_with_option_name const*>(&e);
    auto const name = at == nullptr ? std::string() : at->get_option_name();
    if (dynamic_cast<po::multiple_occurrences const*>(&e) != nullptr)
        return fmt::format("{} is given twice.", name);
    if (dynamic_cast<po::invalid_command_line_syntax const*>(&e) != nullptr)
    {
        auto const is_flag = std::ranges::any_of(grammar.options, [&](Option const& o) {
            return o.value.empty() && name == fmt::format("--{}", o.name);
        });
        return is_flag ? fmt::format("{} takes no value.", name) : fmt::format("{} needs a value.", name);
    }
    return fmt::format("{}.", e.what());
}

po::variables_map parsed(Grammar const& grammar, std::vector<std::string> const& words)
{
    po::positional_options_description positions;
    positions.add(operand_key.data(), -1);
    auto const description = described(grammar);
    // No guessing: a word that is short for one option today is short for two tomorrow
    auto const style = po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
    po::variables_map map;
    po::store(po::command_line_parser(words).options(description).positional(positions).style(style).run(),
              map);
    return map;
}

std::vector<std::string> texts_of(po::variable_value const& value)
{
    if (auto const* many = boost::any_cast<std::vector<std::string>>(&value.value())) return *many;
    if (auto const* one = boost::any_cast<std::string>(&value.value())) return {*one};
    return {};
}

/// "  -o, --output FILE".
std::string left_column(Option const& o)
{
    auto const letter = o.letter == 0 ? std::string("    ") : fmt::format("-{}, ", o.letter);
    auto const value = o.value.empty() ? std::string() : fmt::format(" {}", o.value);
    return fmt::format("  {}--{}{}", letter, o.name, value);
}
} // namespace

void refuse(std::string_view command, std::string const& text)
{
    auto const space = command.empty() ? "" : " ";
    throw ScenarioError(
        {{{}, fmt::format("mercato{}{}: {} See mercato{}{} --help.", space, command, text, space, command)}});
}

Arguments::Arguments(Grammar const& grammar, std::vector<std::string> const& words)
    : command_(grammar.name), line_(fmt::format("mercato {}", grammar.name))
{
    for (auto const& word : words) line_ += ' ' + word;
    try
    {
        for (auto const& [key, value] : parsed(grammar, words))
        {
            (key == operand_key ? operands_ : values_[key]) = texts_of(value);
        }
    }
    catch (po::error const& e)
    {
        refuse(command_, told(e, grammar));
    }
    if (has("help")) return;
    if (operands_.size() < grammar.least_operands)
        refuse(command_, fmt::format("{} is missing.", grammar.operands));
    if (operands_.size() > grammar.most_operands)
    {
        refuse(command_, fmt::format("\"{}\" is one word too many.", operands_[grammar.most_operands]));
    }
}

std::string Arguments::text(std::string_view option) const
{
    auto const all = texts(option);
    return all.empty() ? std::string() : all.back();
}

std::vector<std::string> Arguments::texts(std::string_view option) const
{
    auto const found = values_.find(std::string(option));
    return found == values_.end() ? std::vector<std::string>() : found->second;
}

std::optional<std::int64_t> Arguments::whole(std::string_view option, std::int64_t low,
                                             std::int64_t high) const
{
    if (!has(option)) return std::nullopt;
    auto const given = text(option);
    std::int64_t number = 0;
    auto const [end, error] = std::from_chars(given.data(), given.data() + given.size(), number);
    bool const is_whole = error == std::errc() && end == given.data() + given.size();
    if (is_whole && low <= number && number <= high) return number;
    refuse(command_,
           fmt::format("--{} = {} (must be a whole number from {} to {}).", option, given, low, high));
}

std::string help_text(Grammar const& grammar)
{
    auto const operands = grammar.operands.empty() ? std::string() : fmt::format(" {}", grammar.operands);
    auto text = fmt::format("mercato {}{} [OPTION...]\n\n", grammar.name, operands);
    for (auto const& line : wrapped(grammar.summary, terminal_width)) text += line + '\n';
    std::size_t width = 0;
    for (auto const& o : grammar.options) width = std::max(width, width_of(left_column(o)) + 2);
    text += "\nOptions:\n";
    for (auto const& o : grammar.options)
    {
        auto left = left_column(o);
        for (auto const& line : wrapped(o.meaning, terminal_width - width))
        {
            text += fmt::format("{:<{}}{}\n", left, width, line);
            left.clear();
        }
    }
    if (!grammar.notes.empty()) text += '\n';
    for (auto const& line : wrapped(grammar.notes, terminal_width)) text += line + '\n';
    return text;
}
} // namespace mercato
