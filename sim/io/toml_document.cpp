// SPDX-License-Identifier: Apache-2.0
#include "io/toml_document.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <toml++/toml.h>

namespace mercato
{
namespace
{
Place place_of(toml::source_region const& region, std::string const& file)
{
    return {file, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

std::string date_text(toml::date const& d)
{
    return fmt::format("{:04}-{:02}-{:02}", d.year, d.month, d.day);
}

std::string time_text(toml::time const& t)
{
    return fmt::format("{:02}:{:02}:{:02}", t.hour, t.minute, t.second);
}

Node timed(Node node, toml::date_time const& t)
{
    auto const text = date_text(t.date) + "T" + time_text(t.time);
    if (!t.offset)
        node.value = VagueTime{text, "has no offset"};
    else if (t.time.nanosecond != 0)
    {
        node.value = VagueTime{fmt::format("{}.{:09}", text, t.time.nanosecond), "is finer than a second"};
    }
    else
    {
        node.value = time_of(t.date.year, t.date.month, t.date.day, t.time.hour, t.time.minute, t.time.second,
                             t.offset->minutes);
    }
    return node;
}

Node converted(toml::node const& from, std::string const& file);

Table converted(toml::table const& from, std::string const& file)
{
    Table table;
    for (auto const& [key, value] : from)
    {
        auto node = converted(value, file);
        node.key = key.str();
        node.key_place = place_of(key.source(), file);
        table.entries.push_back(std::move(node));
    }
    std::ranges::stable_sort(table.entries, {}, [](Node const& n) {
        return std::pair{n.key_place.line, n.key_place.column};
    });
    return table;
}

/// Types are asked before values are taken: toml++ converts between numbers silently, and wrongly beyond
/// their range.
Node converted(toml::node const& from, std::string const& file)
{
    Node node{{}, {}, place_of(from.source(), file), {}};
    if (auto const* t = from.as_table())
        node.value = converted(*t, file);
    else if (auto const* a = from.as_array())
    {
        List list;
        for (auto const& element : *a) list.push_back(converted(element, file));
        node.value = std::move(list);
    }
    else if (auto const* b = from.as_boolean())
        node.value = b->get();
    else if (auto const* i = from.as_integer())
        node.value = i->get();
    else if (auto const* d = from.as_floating_point())
        node.value = d->get();
    else if (auto const* s = from.as_string())
        node.value = s->get();
    else if (auto const* w = from.as_date_time())
        return timed(std::move(node), w->get());
    else if (auto const* day = from.as_date())
        node.value = VagueTime{date_text(day->get()), "has no time of day"};
    else if (auto const* time = from.as_time())
        node.value = VagueTime{time_text(time->get()), "has no date"};
    return node;
}

/// Could this be meant as anything but plain words?
bool looks_like_toml(std::string_view text)
{
    return text.find_first_of("\n\r") != std::string_view::npos ||
           (!text.empty() && std::string_view("\"'[{").find(text[0]) != std::string_view::npos);
}

void move_to(Node& node, Place const& place)
{
    node.place = node.key_place = place;
    if (auto* list = node.as<List>())
    {
        for (auto& element : *list) move_to(element, place);
    }
    if (auto* table = node.as<Table>())
    {
        for (auto& entry : table->entries) move_to(entry, place);
    }
}
} // namespace

Node const* Table::find(std::string_view key) const
{
    auto const found = std::ranges::find(entries, key, &Node::key);
    return found == entries.end() ? nullptr : &*found;
}

Node* Table::find(std::string_view key)
{
    auto const found = std::ranges::find(entries, key, &Node::key);
    return found == entries.end() ? nullptr : &*found;
}

void Table::erase(std::string_view key)
{
    std::erase_if(entries, [key](Node const& n) { return n.key == key; });
}

std::optional<Table> parse_toml(std::string const& text, std::string const& file, Complaints& out)
{
    try
    {
        return converted(toml::parse(text), file);
    }
    catch (toml::parse_error const& error)
    {
        out.push_back({place_of(error.source(), file), fmt::format("not TOML: {}", error.description())});
        return {};
    }
}

std::optional<Node> parse_toml_value(std::string const& text, Place const& place, Complaints& out)
{
    Complaints syntax;
    auto table = parse_toml("value = " + text, place.file, syntax);
    if (table && table->entries.size() == 1 && table->entries[0].key == "value")
    {
        move_to(table->entries[0], place);
        table->entries[0].key.clear();
        return std::move(table->entries[0]);
    }
    if (!looks_like_toml(text)) return Node{{}, place, place, text};
    out.push_back({place, fmt::format("{} is not a value TOML knows{}", text,
                                      syntax.empty() ? "" : " (" + syntax[0].text + ")")});
    return {};
}

std::string shown(Node const& node)
{
    struct Show
    {
        std::string operator()(bool b) const { return b ? "true" : "false"; }
        std::string operator()(std::int64_t i) const { return fmt::format("{}", i); }
        std::string operator()(double d) const
        {
            auto const text = fmt::format("{}", d);
            return text.find_first_not_of("-0123456789") == std::string::npos ? text + ".0" : text;
        }
        std::string operator()(std::string const& s) const { return in_quotes_briefly(s); }
        std::string operator()(Time t) const { return to_text(t); }
        std::string operator()(VagueTime const& t) const { return t.text; }
        std::string operator()(List const&) const { return "a list"; }
        std::string operator()(Table const&) const { return "a table"; }
    };
    return std::visit(Show{}, node.value);
}
} // namespace mercato
