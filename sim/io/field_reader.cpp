// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/quantity.hpp"
#include "io/fields.hpp"

namespace mercato
{
namespace
{
std::string allowed(FieldInfo const& info) { return range_text(info.valid, info.unit); }

/// The number in the border unit that a text holds, or a complaint.
std::optional<double> border_of_text(Node const& node, std::string const& text, Wanted const& w)
{
    auto const& u = w.info.unit;
    auto const quantity = parse_quantity(text);
    if (!quantity)
    {
        w.complain(node, u.name == unit::one.name
                             ? "must be a number"
                             : fmt::format("must be a number in {}, or one with its unit such as "
                                           "\"{} {}\"",
                                           u.name, 2, u.name));
        return {};
    }
    auto const from = quantity->unit.empty() ? std::optional(u) : find_unit(quantity->unit);
    if (!from || !converts(*from, u))
    {
        w.complain(node,
                   u.name == unit::one.name
                       ? "must be a number without unit"
                       : fmt::format("has {}: it must be in {}",
                                     from ? "a unit of another kind" : "an unknown unit", units_like(u)));
        return {};
    }
    return convert(quantity->value, *from, u);
}

/// The number in the border unit, finite and inside the valid range, or a complaint.
std::optional<double> border_value(Node const& node, Wanted const& w)
{
    std::optional<double> border;
    if (auto const* i = node.as<std::int64_t>())
        border = static_cast<double>(*i);
    else if (auto const* d = node.as<double>())
        border = *d;
    else if (auto const* s = node.as<std::string>())
    {
        border = border_of_text(node, *s, w);
        if (!border) return {};
    }
    else
    {
        w.complain(node, fmt::format("must be a number{}", w.info.unit.name == unit::one.name
                                                               ? ""
                                                               : fmt::format(" in {}", w.info.unit.name)));
        return {};
    }
    if (!std::isfinite(*border))
    {
        w.complain(node, "must be a finite number");
        return {};
    }
    if (*border < w.info.valid.low || *border > w.info.valid.high)
    {
        w.complain(node, fmt::format("must be {}", allowed(w.info)));
        return {};
    }
    return *border + 0.0; // no negative zero: its sign would not survive the echo
}

/// One entry { at, value, source } of a series.
std::optional<Dated> dated(Node const& node, Wanted const& w)
{
    auto const* table = node.as<Table>();
    if (!table)
    {
        w.complain(node, "must be one number, or a list of { at = date-time, value = number }");
        return {};
    }
    static constexpr FieldInfo moment{"at", unit::one, {}, {}, Status::assumed, "from when on", {}, {}, true};
    static constexpr FieldInfo words{"source", unit::one, {}, {}, Status::assumed, "", {}, {}, false};
    auto const complaints_before = w.out.size();
    Dated entry;
    for (auto const& part : table->entries)
    {
        auto const name = joined_path(w.path, part.key);
        if (part.key == "at")
            read_value(part, {moment, name, w.out}, entry.at);
        else if (part.key == "value")
            read_value(part, {w.info, name, w.out}, entry.value);
        else if (part.key == "source")
            read_value(part, {words, name, w.out}, entry.source);
        else
            complain_of_unknown(part, w.path, {"at", "value", "source"}, w.out);
    }
    if (!table->find("at")) complain_of_missing(node.place, joined_path(w.path, "at"), moment, w.out);
    if (!table->find("value")) complain_of_missing(node.place, joined_path(w.path, "value"), w.info, w.out);
    if (w.out.size() != complaints_before) return {};
    return entry;
}
} // namespace

std::string range_text(Range const& range, Unit const& u)
{
    auto const low = std::isfinite(range.low);
    auto const high = std::isfinite(range.high);
    if (low && high && range.low == range.high) return quantity_text(range.low, u);
    if (low && high)
        return fmt::format("between {} and {}", number_text(range.low), quantity_text(range.high, u));
    if (low) return fmt::format("at least {}", quantity_text(range.low, u));
    return high ? fmt::format("at most {}", quantity_text(range.high, u)) : "";
}

void Wanted::complain(Node const& node, std::string const& why) const
{
    out.push_back({node.place, fmt::format("{} = {} ({})", path, shown(node), why)});
}

void read_value(Node const& node, Wanted const& w, bool& to)
{
    if (auto const* b = node.as<bool>())
        to = *b;
    else
        w.complain(node, "must be true or false");
}

void read_value(Node const& node, Wanted const& w, std::int64_t& to)
{
    auto const* i = node.as<std::int64_t>();
    auto const& valid = w.info.valid;
    auto const below = i && std::isfinite(valid.low) && *i < static_cast<std::int64_t>(valid.low);
    auto const above = i && std::isfinite(valid.high) && *i > static_cast<std::int64_t>(valid.high);
    if (i && !below && !above)
        to = *i;
    else
        w.complain(node, fmt::format("must be {}{}", valid.low == valid.high ? "" : "a whole number ",
                                     allowed(w.info)));
}

void read_value(Node const& node, Wanted const& w, double& to)
{
    if (auto const border = border_value(node, w)) to = to_internal(*border, w.info.unit);
}

void read_value(Node const& node, Wanted const& w, std::string& to)
{
    auto const* s = node.as<std::string>();
    if (!s) return w.complain(node, "must be text in quotes");
    if (!w.info.choices.empty() && std::ranges::find(w.info.choices, *s) == w.info.choices.end())
    {
        std::vector<std::string> const known(w.info.choices.begin(), w.info.choices.end());
        return w.complain(
            node, fmt::format("must be one of {}{}", fmt::join(known, ", "), did_you_mean(*s, known)));
    }
    to = *s;
}

void read_value(Node const& node, Wanted const& w, Time& to)
{
    if (auto const* t = node.as<Time>())
    {
        to = *t;
        return;
    }
    constexpr auto example = "such as 2023-11-17T20:00:00Z or 2023-11-17T12:00:00-08:00";
    if (auto const* vague = node.as<VagueTime>())
    {
        return w.complain(node, fmt::format("{}: must be a date-time with its offset in whole seconds, {}",
                                            vague->why, example));
    }
    auto const* s = node.as<std::string>();
    auto const is_quoted = s && parse_time(*s);
    w.complain(node, is_quoted ? "is text: remove the quotes to make it a date-time"
                               : fmt::format("must be a date-time with its offset, {}", example));
}

void read_value(Node const& node, Wanted const& w, std::vector<double>& to)
{
    auto const* list = node.as<List>();
    if (!list) return w.complain(node, "must be a list of numbers");
    std::vector<double> values;
    for (std::size_t i = 0; i < list->size(); ++i)
    {
        auto const name = fmt::format("{}[{}]", w.path, i + 1);
        auto const border = border_value((*list)[i], {w.info, name, w.out});
        if (border) values.push_back(to_internal(*border, w.info.unit));
    }
    if (values.size() == list->size()) to = std::move(values);
}

void read_value(Node const& node, Wanted const& w, Series& to)
{
    auto const* list = node.as<List>();
    if (!list)
    {
        if (auto const border = border_value(node, w)) to = {{Time{}, to_internal(*border, w.info.unit), {}}};
        return;
    }
    if (list->empty()) return w.complain(node, "has no entry; leave the key out instead");
    Series series;
    for (auto const& element : *list)
    {
        auto const entry = dated(element, w);
        if (!entry) continue;
        if (!series.empty() && entry->at <= series.back().at)
        {
            w.out.push_back({element.as<Table>()->find("at")->place,
                             fmt::format("{}.at = {} (must come after the entry before, {}: dates rise)",
                                         w.path, to_text(entry->at), to_text(series.back().at))});
        }
        series.push_back(*entry);
    }
    to = std::move(series);
}

void settle(double& value, Unit const& u) { value = to_internal(rounded_border(value, u), u); }

void settle(std::optional<double>& value, Unit const& u)
{
    if (value) settle(*value, u);
}

void settle(Series& value, Unit const& u)
{
    for (auto& entry : value) settle(entry.value, u);
}

void remark_on_value(Node const& node, Wanted const& w, double value)
{
    auto const border = to_border(value, w.info.unit);
    auto const& p = w.info.plausible;
    if (border >= p.low && border <= p.high) return;
    w.complain(node, fmt::format("is allowed; plausible is {}", range_text(p, w.info.unit)));
}

void remark_on_value(Node const& node, Wanted const& w, std::int64_t value)
{
    remark_on_value(node, w, static_cast<double>(value));
}

void remark_on_value(Node const& node, Wanted const& w, std::optional<double> const& value)
{
    if (value) remark_on_value(node, w, *value);
}

void remark_on_value(Node const& node, Wanted const& w, std::vector<double> const& values)
{
    auto const* list = node.as<List>();
    for (std::size_t i = 0; list && i < values.size(); ++i) remark_on_value((*list)[i], w, values[i]);
}

void remark_on_value(Node const& node, Wanted const& w, Series const& series)
{
    auto const* list = node.as<List>();
    for (std::size_t i = 0; i < series.size(); ++i)
    {
        auto const& entry = list ? (*list)[i] : node;
        auto const* step = entry.as<Table>();
        auto const* value = step ? step->find("value") : nullptr;
        remark_on_value(value ? *value : entry, w, series[i].value);
    }
}

void complain_of_unknown(Node const& entry, std::string const& path, std::vector<std::string> const& known,
                         Complaints& out)
{
    auto const guess = did_you_mean(entry.key, known);
    out.push_back({entry.key_place,
                   fmt::format("{} is not a known key ({})", joined_path(path, entry.key),
                               guess.empty() ? "`mercato scenario params` lists all" : guess.substr(2))});
}

void complain_of_missing(Place const& at, std::string const& path, FieldInfo const& info, Complaints& out)
{
    out.push_back({at, fmt::format("{} is missing (it must be given: {})", path, info.meaning)});
}

std::string joined_path(std::string const& path, std::string_view key)
{
    return path.empty() ? std::string(key) : fmt::format("{}.{}", path, key);
}
} // namespace mercato
