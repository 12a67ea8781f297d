// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "io/fields.hpp"
#include "io/scenario_layers.hpp"

namespace mercato
{
namespace
{
std::vector<std::string> split_path(std::string const& text)
{
    std::vector<std::string> parts{""};
    for (char const c : text)
    {
        if (c == '.')
            parts.emplace_back();
        else if (c != ' ')
            parts.back() += c;
    }
    return parts;
}

Node named(std::string key, Place const& place, decltype(Node::value) value)
{
    return {std::move(key), place, place, std::move(value)};
}

/// One --set as a layer of its own.
std::optional<Table> layer_of_set(std::string const& text, Place const& place, Complaints& out)
{
    auto const equals = text.find('=');
    auto const path = split_path(text.substr(0, equals));
    auto const is_list = std::ranges::find(keyed_lists, path[0]) != std::ranges::end(keyed_lists);
    auto const deepest = is_list ? 3U : 2U;
    auto const key_is_empty = std::ranges::find(path, std::string()) != path.end();
    if (equals == std::string::npos || key_is_empty || path.size() > deepest || (is_list && path.size() == 2))
    {
        out.push_back(
            {place, fmt::format("{} (write section.key=value, or labs.ID.key=value for entries of a list)",
                                in_quotes_briefly(text))});
        return {};
    }
    auto const first = text.find_first_not_of(' ', equals + 1);
    auto value = parse_toml_value(first == std::string::npos ? "" : text.substr(first), place, out);
    if (!value) return {};
    value->key = path.back();
    if (path.size() == 1) return Table{{std::move(*value)}};
    Table inner{{std::move(*value)}};
    if (!is_list) return Table{{named(path[0], place, std::move(inner))}};
    inner.entries.push_back(named("id", place, path[1]));
    return Table{{named(path[0], place, List{named("", place, std::move(inner))})}};
}
} // namespace

void lay_sets(Table& all, std::vector<std::string> const& sets, Complaints& out)
{
    for (std::size_t i = 0; i < sets.size(); ++i)
    {
        Place const place{fmt::format("--set {}", i + 1), 0, 0};
        auto layer = layer_of_set(sets[i], place, out);
        if (!layer) continue;
        for (auto const& key : keys_of<FileKeys>())
        {
            if (layer->find(key)) out.push_back({place, fmt::format("{} stands in files only", key)});
            layer->erase(key);
        }
        merge_layer(all, std::move(*layer), true, out);
    }
}
} // namespace mercato
