// SPDX-License-Identifier: Apache-2.0
#include "io/scenario_layers.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "io/fields.hpp"
#include "laws/laws.hpp"

namespace mercato
{
namespace
{
namespace fs = std::filesystem;
constexpr std::size_t deepest_base = 16;

fs::path real_path(fs::path const& path)
{
    std::error_code failed;
    auto found = fs::weakly_canonical(fs::absolute(path), failed);
    return failed ? fs::absolute(path).lexically_normal() : found;
}

/// Takes the file keys out of @p table.
FileKeys take_file_keys(Table& table, std::string const& file, Complaints& out)
{
    Table own;
    for (auto const& key : keys_of<FileKeys>())
    {
        if (auto const* node = table.find(key)) own.entries.push_back(*node);
        table.erase(key);
    }
    FileKeys keys;
    read_fields(own, {file, 0, 0}, "", keys, out);
    return keys;
}

/// Behaviour is one shared set: what an episode imposes are organisations and events.
void refuse_behaviour(Table const& table, Complaints& out)
{
    Laws laws;
    Laws::for_each_section(laws, [&](std::string const& name, auto const&) {
        auto const* const section = table.find(name);
        if (!section) return;
        out.push_back({section->key_place,
                       fmt::format("[{}] is behaviour, which an episode must not set (behaviour is one shared set; try "
                                   "variants by --set or --with)",
                                   name)});
    });
}

/// Reads files and what they inherit from.
class Loader
{
  public:
    Loader(Root root, Complaints& out) : root_(std::move(root)), out_(out) {}

    /// Lays the file, and what it inherits from, over @p all; only looks whether it can be read if there is none.
    /// @return false if a file could not be read
    bool load_onto(Table* all, fs::path const& path, Place const& named_at, bool may_inherit)
    {
        auto const file = real_path(path);
        if (!fits_chain(file, named_at)) return false;
        auto const text = read_text(path, largest_scenario, out_, named_at);
        auto own = text ? parse_toml(*text, path.string(), out_) : std::nullopt;
        if (!own) return false;
        if (root_.passes("episodes", file)) refuse_behaviour(*own, out_);
        chain_.push_back(file);
        auto const all_there = load_below(all, *own, path, may_inherit);
        chain_.pop_back();
        if (all && all_there) merge_layer(*all, std::move(*own), false, out_);
        return all_there;
    }

  private:
    bool fits_chain(fs::path const& file, Place const& named_at)
    {
        if (std::ranges::find(chain_, file) != chain_.end())
        {
            out_.push_back({named_at, fmt::format("base: {} inherits from itself, directly or through its own base",
                                                  file.filename().string())});
            return false;
        }
        if (chain_.size() < deepest_base) return true;
        out_.push_back({named_at, fmt::format("base: more than {} files inherit from each other", deepest_base)});
        return false;
    }

    /// Lays over @p all what lies below the file's own keys: its base, then its facts file.
    bool load_below(Table* all, Table& own, fs::path const& path, bool may_inherit)
    {
        auto const base = own.find("base") ? std::optional(*own.find("base")) : std::nullopt;
        auto const facts = own.find("facts_file") ? std::optional(*own.find("facts_file")) : std::nullopt;
        auto const keys = take_file_keys(own, path.string(), out_);
        if (base && !may_inherit)
        {
            out_.push_back({base->key_place, "base: what is laid over a scenario has no base of its own"});
        }
        else if (!keys.base.empty())
        {
            auto const base_path = root_.resolve(*base, keys.base, out_);
            if (!base_path || !load_onto(all, *base_path, base->place, true)) return false;
        }
        if (keys.facts_file.empty()) return true;
        auto const facts_path = root_.resolve(*facts, keys.facts_file, out_);
        auto rows = facts_path ? load_facts(*facts_path, out_, facts->place) : std::nullopt;
        if (!rows) return false;
        if (all) merge_layer(*all, std::move(*rows), false, out_);
        return true;
    }

    Root root_;
    Complaints& out_;
    std::vector<fs::path> chain_;
};

std::vector<std::string> split_path(std::string const& text)
{
    std::vector<std::string> parts{""};
    for (char const c : text)
    {
        if (c == '.') parts.emplace_back();
        else if (c != ' ') parts.back() += c;
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
        out.push_back({place, fmt::format("{} (write section.key=value, or labs.ID.key=value for entries of a list)",
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

void lay_sets(Table& all, ScenarioRequest const& request, Complaints& out)
{
    for (std::size_t i = 0; i < request.sets.size(); ++i)
    {
        Place const place{fmt::format("--set {}", i + 1), 0, 0};
        auto layer = layer_of_set(request.sets[i], place, out);
        if (!layer) continue;
        for (auto const& key : keys_of<FileKeys>())
        {
            if (layer->find(key)) out.push_back({place, fmt::format("{} stands in files only", key)});
            layer->erase(key);
        }
        merge_layer(all, std::move(*layer), true, out);
    }
}
}  // namespace

std::optional<Table> load_layers(ScenarioRequest const& request, Complaints& out)
{
    Root const root(request.root, request.path);
    if (!request.root.empty() && !root.holds(request.path))
    {
        out.push_back({{request.path.string(), 0, 0}, fmt::format("lies outside --root {}", request.root.string())});
        return {};
    }
    Table all;
    auto all_there = Loader(root, out).load_onto(&all, request.path, {}, true);
    if (!request.facts.empty())
    {
        auto rows = load_facts(request.facts, out);
        all.erase("facts");
        if (rows) merge_layer(all, std::move(*rows), false, out);
        else all_there = false;
    }
    for (auto const& path : request.overlays)
    {
        auto* const onto = all_there ? &all : nullptr;
        if (!Loader(Root(request.root, path), out).load_onto(onto, path, {}, false)) all_there = false;
    }
    if (!all_there) return {};
    lay_sets(all, request, out);
    return all;
}

std::optional<Table> load_facts(fs::path const& path, Complaints& out, Place const& named_at)
{
    auto const text = read_text(path, largest_scenario, out, named_at);
    auto own = text ? parse_toml(*text, path.string(), out) : std::nullopt;
    if (!own) return {};
    own->erase("title");
    own->erase("description");
    Table all;
    auto file = take_file_keys(*own, path.string(), out);
    static_cast<void>(file);
    for (auto const& entry : own->entries)
    {
        if (entry.key == "facts" || entry.key == "sources") continue;
        complain_of_unknown(entry, "", {"format", "title", "description", "facts", "sources"}, out);
    }
    std::erase_if(own->entries, [](Node const& n) { return n.key != "facts" && n.key != "sources"; });
    merge_layer(all, std::move(*own), false, out);
    return all;
}

Root::Root(fs::path const& asked, fs::path const& file) : folder_(real_path(file).parent_path())
{
    root_ = asked.empty() ? folder_ : real_path(asked);
    if (!asked.empty()) return;
    for (auto folder = folder_; folder.has_relative_path(); folder = folder.parent_path())
    {
        if (folder.filename() != "scenarios") continue;
        root_ = folder;
        return;
    }
}

bool Root::holds(fs::path const& path) const
{
    auto const relative = real_path(path).lexically_relative(root_);
    return !relative.empty() && *relative.begin() != "..";
}

std::optional<fs::path> Root::resolve(Node const& node, std::string const& path, Complaints& out) const
{
    auto const where = fs::path(node.place.file);
    auto const folder = node.place.line > 0 ? where.parent_path() : folder_;
    auto const full = (folder / path).lexically_normal();
    if (path.empty() || fs::path(path).is_absolute() || !holds(full))
    {
        out.push_back({node.place, fmt::format("{} = {} (must be a relative path that stays below the folder {}; --root "
                                               "names another)",
                                               node.key, in_quotes_briefly(path), root_.filename().string())});
        return {};
    }
    return full;
}

bool Root::passes(std::string_view name, fs::path const& file) const
{
    if (root_.filename() == name) return true;
    auto const relative = file.lexically_relative(root_).parent_path();
    return std::ranges::find(relative, fs::path(name)) != relative.end();
}
}  // namespace mercato
