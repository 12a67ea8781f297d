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

/// What stands under @p key, kept for when the table has it no more.
std::optional<Node> copy_of(Table const& table, std::string_view key)
{
    auto const* const node = table.find(key);
    return node ? std::optional(*node) : std::nullopt;
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
        out.push_back(
            {section->key_place,
             fmt::format("[{}] is behaviour, which an episode must not set (behaviour is one shared set; try "
                         "variants by --set or --with)",
                         name)});
    });
}

/// Lays a facts file over @p all. False if it could not be read.
bool lay_facts(Layers* all, fs::path const& path, Complaints& out, Place const& named_at)
{
    auto rows = load_facts(path, out, named_at);
    if (!rows) return false;
    if (!all) return true;
    merge_layer(all->table, std::move(*rows), false, out);
    all->facts_files.push_back(path.string());
    return true;
}

/// Reads files and what they inherit from.
class Loader
{
public:
    Loader(Root root, Complaints& out) : root_(std::move(root)), out_(out) {}

    /// Lays the file, and what it inherits from, over @p all; only looks whether it can be read if there is
    /// none.
    /// @return false if a file could not be read
    bool load_onto(Layers* all, fs::path const& path, Place const& named_at, bool may_inherit)
    {
        auto const file = real_path(path);
        if (!fits_chain(file, named_at)) return false;
        auto const text = read_text(path, largest_scenario, out_, named_at);
        auto own = text ? parse_toml(*text, path.string(), out_) : std::nullopt;
        if (!own) return false;
        if (root_.passes("episodes", file) || root_.passes("parts", file)) refuse_behaviour(*own, out_);
        chain_.push_back(file);
        auto const all_there = load_below(all, *own, path, may_inherit);
        chain_.pop_back();
        if (all && all_there) merge_layer(all->table, std::move(*own), false, out_);
        return all_there;
    }

private:
    bool fits_chain(fs::path const& file, Place const& named_at)
    {
        if (std::ranges::find(chain_, file) != chain_.end())
        {
            out_.push_back(
                {named_at, fmt::format("base: {} inherits from itself, directly or through its own base",
                                       file.filename().string())});
            return false;
        }
        if (chain_.size() < deepest_base) return true;
        out_.push_back(
            {named_at, fmt::format("base: more than {} files inherit from each other", deepest_base)});
        return false;
    }

    /// Lays the parts that @p named lists over @p all, in their order.
    bool load_parts(Layers* all, Node const& named, FileKeys const& keys)
    {
        return std::ranges::all_of(words_of(keys.parts), [&](std::string const& part) {
            auto const path = root_.resolve(named, part, out_);
            return path && load_onto(all, *path, named.place, false);
        });
    }

    /// Lays over @p all what lies below the file's own keys: its base, its parts, then its facts file.
    bool load_below(Layers* all, Table& own, fs::path const& path, bool may_inherit)
    {
        auto const base = copy_of(own, "base");
        auto const facts = copy_of(own, "facts_file");
        auto const parts = copy_of(own, "parts");
        auto const keys = take_file_keys(own, path.string(), out_);
        if (base && !may_inherit)
        {
            out_.push_back({base->key_place, "base: what is laid over a scenario has no base of its own"});
        }
        else if (base && !keys.base.empty())
        {
            auto const base_path = root_.resolve(*base, keys.base, out_);
            if (!base_path || !load_onto(all, *base_path, base->place, true)) return false;
        }
        if (parts && !load_parts(all, *parts, keys)) return false;
        if (!facts || keys.facts_file.empty()) return true;
        if (all && base) all->table.erase("facts"); // another window has other facts
        auto const facts_path = root_.resolve(*facts, keys.facts_file, out_);
        return facts_path && lay_facts(all, *facts_path, out_, facts->place);
    }

    Root root_;
    Complaints& out_;
    std::vector<fs::path> chain_;
};

Node const* entry_of(List const& list, std::string_view id)
{
    auto const found = std::ranges::find_if(list, [&](Node const& n) {
        auto const* const entry = n.as<Table>();
        auto const* const name = entry ? entry->find("id") : nullptr;
        auto const* const text = name ? name->as<std::string>() : nullptr;
        return text && *text == id;
    });
    return found == list.end() ? nullptr : &*found;
}

/// The nodes along @p path, as far as it leads.
std::vector<Node const*> walk(Table const& table, Layers::Path path)
{
    std::vector<Node const*> passed;
    for (auto const part : path)
    {
        auto const* const inside = passed.empty() ? &table : passed.back()->as<Table>();
        auto const* const list = passed.empty() ? nullptr : passed.back()->as<List>();
        auto const* const node = inside ? inside->find(part) : list ? entry_of(*list, part) : nullptr;
        if (!node) break;
        passed.push_back(node);
    }
    return passed;
}

} // namespace

Node const* Layers::find(Path path) const
{
    auto const passed = walk(table, path);
    return passed.size() == path.size() ? passed.back() : nullptr;
}

Place Layers::place_of(Path path) const
{
    auto const passed = walk(table, path);
    if (!passed.empty()) return passed.back()->place;
    return {table.entries.empty() ? std::string() : table.entries.front().place.file, 0, 0};
}

std::optional<Layers> load_layers(ScenarioRequest const& request, Complaints& out)
{
    Root const root(request.root, request.path);
    if (!request.root.empty() && !root.holds(request.path))
    {
        out.push_back(
            {{request.path.string(), 0, 0}, fmt::format("lies outside --root {}", request.root.string())});
        return {};
    }
    Layers all;
    auto all_there = Loader(root, out).load_onto(&all, request.path, {}, true);
    if (!request.facts.empty())
    {
        all.table.erase("facts");
        all_there = lay_facts(&all, request.facts, out, {}) && all_there;
    }
    for (auto const& path : request.overlays)
    {
        auto* const onto = all_there ? &all : nullptr;
        if (!Loader(Root(request.root, path), out).load_onto(onto, path, {}, false)) all_there = false;
    }
    if (!all_there) return {};
    lay_sets(all.table, request.sets, out);
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
        out.push_back({node.place,
                       fmt::format("{} = {} (must be a relative path that stays below the folder {}; --root "
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
} // namespace mercato
