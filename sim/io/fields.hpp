// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// A table of a scenario into a struct and back, by walking its fields(): type, unit, range, choice, unknown
/// keys.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "core/field.hpp"
#include "io/toml_document.hpp"

namespace mercato
{
/// A field as the reader of one value sees it: what is declared of it, and its full name in messages.
struct Wanted
{
    FieldInfo const& info;
    std::string const& path;
    Complaints& out;

    /// "path = value (why)" at the value.
    void complain(Node const& node, std::string const& why) const;
};

void read_value(Node const& node, Wanted const& w, bool& to);
void read_value(Node const& node, Wanted const& w, std::int64_t& to);
void read_value(Node const& node, Wanted const& w, double& to);
void read_value(Node const& node, Wanted const& w, std::string& to);
void read_value(Node const& node, Wanted const& w, Time& to);
void read_value(Node const& node, Wanted const& w, std::vector<double>& to);
void read_value(Node const& node, Wanted const& w, Series& to);

template <class T>
void read_value(Node const& node, Wanted const& w, std::optional<T>& to)
{
    T value{};
    read_value(node, w, value);
    to = value;
}

/// Puts a default where writing it into a file and reading it would put it, so that saying a default changes
/// no bit.
void settle(double& value, Unit const& u);
void settle(std::optional<double>& value, Unit const& u);
void settle(Series& value, Unit const& u);
template <class T>
void settle(T&, Unit const&)
{}

/// "between 0 and 5 years", "at least 0 years", or nothing for a range without bounds.
std::string range_text(Range const& range, Unit const& u);

/// Says so where a number lies outside the plausible range.
void remark_on_value(Node const& node, Wanted const& w, double value);
void remark_on_value(Node const& node, Wanted const& w, std::int64_t value);
void remark_on_value(Node const& node, Wanted const& w, std::optional<double> const& value);
void remark_on_value(Node const& node, Wanted const& w, std::vector<double> const& values);
void remark_on_value(Node const& node, Wanted const& w, Series const& series);
template <class T>
void remark_on_value(Node const&, Wanted const&, T const&)
{}

void complain_of_unknown(Node const& entry, std::string const& path, std::vector<std::string> const& known,
                         Complaints& out);
void complain_of_missing(Place const& at, std::string const& path, FieldInfo const& info, Complaints& out);

/// The value as TOML in its border unit, shortest form; empty for what is left out: unset, or without
/// content.
std::string value_text(bool value, Unit const& u);
std::string value_text(std::int64_t value, Unit const& u);
std::string value_text(double value, Unit const& u);
std::string value_text(std::string const& value, Unit const& u);
std::string value_text(Time value, Unit const& u);
std::string value_text(std::vector<double> const& value, Unit const& u);
std::string value_text(Series const& value, Unit const& u);

template <class T>
std::string value_text(std::optional<T> const& value, Unit const& u)
{
    return value ? value_text(*value, u) : std::string();
}

/// "section.key", or "key" at the top of the file.
std::string joined_path(std::string const& path, std::string_view key);

/// The keys of a struct in declared order.
template <class P>
std::vector<std::string> keys_of()
{
    std::vector<std::string> keys;
    for_each_field<P>([&](auto const& f) { keys.emplace_back(f.info.key); });
    return keys;
}

/// Reads every field of @p to from @p table; @p at is where its absence is complained of, @p also what else
/// may stand in the table without being a field.
template <class P>
void read_fields(Table const& table, Place const& at, std::string const& path, P& to, Complaints& out,
                 std::vector<std::string> const& also = {})
{
    for_each_field<P>([&](auto const& f) {
        auto const name = joined_path(path, f.info.key);
        if (auto const* node = table.find(f.info.key))
            read_value(*node, {f.info, name, out}, to.*f.member);
        else if (f.info.required)
            complain_of_missing(at, name, f.info, out);
        else
            settle(to.*f.member, f.info.unit);
    });
    auto known = keys_of<P>();
    known.insert(known.end(), also.begin(), also.end());
    for (auto const& entry : table.entries)
    {
        if (std::ranges::find(known, entry.key) == known.end()) complain_of_unknown(entry, path, known, out);
    }
}

/// "key = value" for every field that has a value, a line each, without the key @p leave_out.
template <class P>
std::string lines_of(P const& params, std::string_view leave_out = {})
{
    std::string text;
    for_each_field<P>([&](auto const& f) {
        auto const value = value_text(params.*f.member, f.info.unit);
        if (!value.empty() && f.info.key != leave_out) text += std::string(f.info.key) + " = " + value + "\n";
    });
    return text;
}
} // namespace mercato
