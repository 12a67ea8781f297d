// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "io/scenario_layers.hpp"

namespace mercato
{
namespace
{
bool is_keyed(std::string_view key)
{
    return std::ranges::find(keyed_lists, key) != std::ranges::end(keyed_lists);
}

std::string const* id_of(Table const& entry)
{
    auto const* id = entry.find("id");
    return id ? id->as<std::string>() : nullptr;
}

std::vector<std::string> ids_in(List const& list)
{
    std::vector<std::string> ids;
    for (auto const& node : list) ids.push_back(*id_of(*node.as<Table>()));
    return ids;
}

void lay_over(Table& into, Table from)
{
    for (auto& entry : from.entries)
    {
        auto* const old = into.find(entry.key);
        if (!old)
            into.entries.push_back(std::move(entry));
        else if (old->as<Table>() && entry.as<Table>())
            lay_over(*old->as<Table>(), std::move(*entry.as<Table>()));
        else
            *old = std::move(entry);
    }
}

/// Merges the entries of one list of tables by their id.
class KeyedMerge
{
public:
    KeyedMerge(std::string name, List& into, bool must_exist, Complaints& out)
        : name_(std::move(name)), into_(into), must_exist_(must_exist), out_(out)
    {}

    void merge(List from)
    {
        if (from.empty()) into_.clear();
        number();
        for (auto& node : from) merge(std::move(node));
    }

private:
    void number()
    {
        row_of_.clear();
        for (auto const& id : ids_in(into_)) row_of_.emplace(id, row_of_.size());
    }

    void merge(Node node)
    {
        auto* const entry = node.as<Table>();
        if (!entry || !id_of(*entry)) return complain_of_no_id(node);
        auto const id = *id_of(*entry);
        auto const place = entry->find("id")->place;
        auto const [first, is_new] = seen_.try_emplace(id, place);
        if (!is_new)
        {
            out_.push_back(
                {place,
                 fmt::format("{}.id = {} stands twice in this file (first in line {}; an id must be unique)",
                             name_, in_quotes_briefly(id), first->second.line)});
            return;
        }
        auto const row = row_of_.find(id);
        auto const is_known = row != row_of_.end();
        auto const drop = take_drop(*entry, id);
        if (!is_known && (must_exist_ || drop)) return complain_of_stranger(place, id);
        if (!is_known)
        {
            row_of_.emplace(id, into_.size());
            into_.push_back(std::move(node));
        }
        else if (drop)
        {
            into_.erase(into_.begin() + static_cast<std::ptrdiff_t>(row->second));
            number();
        }
        else
            lay_over(*into_[row->second].as<Table>(), std::move(*entry));
    }

    bool take_drop(Table& entry, std::string const& id)
    {
        auto const* const drop = entry.find("drop");
        if (!drop) return false;
        auto const* const flag = drop->as<bool>();
        if (!flag)
        {
            out_.push_back({drop->place,
                            fmt::format("{}.{}.drop = {} (must be true or false)", name_, id, shown(*drop))});
        }
        auto const wanted = flag && *flag;
        entry.erase("drop");
        return wanted;
    }

    void complain_of_no_id(Node const& node)
    {
        out_.push_back(
            {node.place,
             node.as<Table>()
                 ? fmt::format("{}: an entry without id (id = \"...\" in quotes must be given)", name_)
                 : fmt::format("{} = {} (must be a table: write [[{}]] above its keys)", name_, shown(node),
                               name_)});
    }

    void complain_of_stranger(Place const& at, std::string const& id)
    {
        auto const guess = did_you_mean(id, ids_in(into_));
        out_.push_back(
            {at, fmt::format("{}.{}: there is no such entry to change or drop{}", name_, id, guess)});
    }

    std::string name_;
    List& into_;
    bool must_exist_;
    Complaints& out_;
    std::map<std::string, Place> seen_;
    std::map<std::string, std::size_t> row_of_;
};

void merge_keyed(Table& into, Node from, bool must_exist, Complaints& out)
{
    auto* const list = from.as<List>();
    if (!list)
    {
        out.push_back(
            {from.place,
             fmt::format("{0} = {1} (must be a list of tables: write [[{0}]] and id = \"...\" below)",
                         from.key, shown(from))});
        return;
    }
    auto entries = std::move(*list);
    auto* old = into.find(from.key);
    if (!old)
    {
        from.value = List{};
        into.entries.push_back(std::move(from));
        old = &into.entries.back();
    }
    KeyedMerge(old->key, *old->as<List>(), must_exist, out).merge(std::move(entries));
}
} // namespace

void merge_layer(Table& into, Table layer, bool must_exist, Complaints& out)
{
    Table rest;
    for (auto& entry : layer.entries)
    {
        if (is_keyed(entry.key))
            merge_keyed(into, std::move(entry), must_exist, out);
        else
            rest.entries.push_back(std::move(entry));
    }
    lay_over(into, std::move(rest));
}
} // namespace mercato
