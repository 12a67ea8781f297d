// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Which texts make a scenario, laid over each other: base < file < --facts < --with < --set, lists merged by
/// id.

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/field.hpp"
#include "io/toml_document.hpp"

namespace mercato
{
/// What a user asks for.
struct ScenarioRequest
{
    std::filesystem::path path;
    std::vector<std::filesystem::path> overlays; // --with
    std::vector<std::string> sets;               // --set path=value
    std::filesystem::path root;  // --root; else the nearest folder named scenarios, else the file's
    std::filesystem::path facts; // --facts: a file whose rows stand instead of the scenario's
    bool alias = false;          // organisations under stand-in names
};

/// Keys of a file that say how it is put together. They are gone once the layers are merged.
struct FileKeys
{
    std::int64_t format = 1;
    std::string base;
    std::string parts;
    std::string facts_file;

    static constexpr auto fields()
    {
        using P = FileKeys;
        return std::tuple{
            required(field("format", &P::format, unit::one, {1, 1}, {}, Status::assumed,
                           "version of the format: 1", "")),
            field("base", &P::base, "file this one inherits from, relative to it; what stands here wins"),
            field("parts", &P::parts,
                  "files laid over the base before this one, with spaces between, relative to this one; they "
                  "inherit "
                  "nothing themselves"),
            field("facts_file", &P::facts_file,
                  "file of facts and sources, relative to this one; rows here win"),
        };
    }
};

/// Lists of tables that merge by their id.
inline constexpr std::string_view keyed_lists[] = {"labs",  "groups",   "events",  "boards",
                                                   "raids", "policies", "sources", "facts"};

/// All layers laid over each other: one table without file keys and `drop`, each value with the place it
/// comes from.
struct Layers
{
    /// Names of a section and key, or of a list, id and key.
    using Path = std::initializer_list<std::string_view>;

    Table table;
    std::vector<std::string> facts_files; // whose rows may speak of labs that this scenario does not have

    /// What stands at @p path; nothing if nothing does.
    Node const* find(Path path) const;

    /// Where it stands; else where the nearest of its parents does, or the file as a whole.
    Place place_of(Path path) const;
};

/// @return nothing if a file could not be read at all: what follows from that need not be complained of
std::optional<Layers> load_layers(ScenarioRequest const& request, Complaints& out);

/// A facts file on its own: a table with `facts` and `sources`.
std::optional<Table> load_facts(std::filesystem::path const& path, Complaints& out,
                                Place const& named_at = {});

/// Lays @p layer over @p into. In a list merged by id, an entry with `drop = true` removes, an empty list
/// removes all.
/// @param must_exist an unknown id is an error instead of a new entry
void merge_layer(Table& into, Table layer, bool must_exist, Complaints& out);

/// Lays each "path=value" over @p all in its order; what is wrong with the second one is complained of at "--
/// set 2".
void lay_sets(Table& all, std::vector<std::string> const& sets, Complaints& out);

/// The folder relative to which a path in a scenario is meant, and below which it must lie.
class Root
{
public:
    /// @p asked is what --root says, empty without; @p file the scenario.
    Root(std::filesystem::path const& asked, std::filesystem::path const& file);

    /// Is @p path, with links followed, below the root?
    bool holds(std::filesystem::path const& path) const;

    /// The path that @p node names, relative to the file it stands in (@p folder if it stands in none).
    /// A text that is no path below the root is complained of.
    std::optional<std::filesystem::path> resolve(Node const& node, std::string const& path,
                                                 Complaints& out) const;

    /// Is there a folder named @p name from the root down to @p file?
    bool passes(std::string_view name, std::filesystem::path const& file) const;

private:
    std::filesystem::path root_;
    std::filesystem::path folder_;
};
} // namespace mercato
