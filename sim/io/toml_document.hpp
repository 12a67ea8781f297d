// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// A TOML text as a tree of plain values that know where they stand. The only door to toml++.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/error.hpp"
#include "core/time.hpp"
#include "io/text_file.hpp"

namespace mercato
{
struct Node;
using List = std::vector<Node>;

/// Entries in the order of the text.
struct Table
{
    std::vector<Node> entries;

    Node const* find(std::string_view key) const;
    Node* find(std::string_view key);
    void erase(std::string_view key);
};

/// A date or time that names no moment: without offset, without time of day, or finer than a second.
struct VagueTime
{
    std::string text;
    std::string why;
};

/// A value, where it stands, and the key it stands under (none in a list).
struct Node
{
    std::string key;
    Place key_place;
    Place place;
    std::variant<bool, std::int64_t, double, std::string, Time, VagueTime, List, Table> value;

    template <class T>
    T const* as() const
    {
        return std::get_if<T>(&value);
    }
    template <class T>
    T* as()
    {
        return std::get_if<T>(&value);
    }
};

/// Parses @p text; a syntax error is complained of at file:line:column and yields nothing.
std::optional<Table> parse_toml(std::string const& text, std::string const& file, Complaints& out);

/// Parses one value as it may stand behind "=". What is no TOML at all is taken as text, so that a shell need
/// not quote twice; what begins like TOML and does not end like it is complained of.
std::optional<Node> parse_toml_value(std::string const& text, Place const& place, Complaints& out);

/// The value as a message shows it: text in quotes and shortened, "a list", "a table".
std::string shown(Node const& node);
} // namespace mercato
