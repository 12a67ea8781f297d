// SPDX-License-Identifier: Apache-2.0
#include "io/scenario_reader.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "core/digest.hpp"
#include "io/fields.hpp"
#include "io/roster_reader.hpp"

namespace mercato
{
namespace
{
/// What reading gives: the scenario, as far as it could be read, the table it came from, and what is wrong.
struct Reading
{
    Scenario scenario;
    Layers layers;
    Complaints complaints;
};

template <class P>
void read_section(Table const& all, std::string const& name, P& to, Complaints& out)
{
    Place const file{all.entries.empty() ? std::string() : all.entries.front().place.file, 0, 0};
    Node const nothing{name, file, file, Table{}};
    auto const* node = all.find(name);
    if (!node) node = &nothing;
    auto const* table = node->as<Table>();
    if (table) return read_fields(*table, node->place, name, to, out);
    out.push_back({node->place, fmt::format("{} = {} (must be a section: [{}] above its keys)", name,
                                            shown(*node), name)});
}

template <class P>
void read_list(Table const& all, std::string const& name, std::vector<P>& to, Complaints& out)
{
    auto const* node = all.find(name);
    if (!node) return;
    for (auto const& entry : *node->as<List>()) // merging let nothing else through
    {
        auto const& table = *entry.as<Table>();
        read_fields(table, entry.place, fmt::format("{}.{}", name, *table.find("id")->as<std::string>()),
                    to.emplace_back(), out);
    }
}

/// The keys at the top: those of Scenario, and the names of sections and lists.
void read_top(Table const& all, std::string const& file, Scenario& s, Complaints& out)
{
    std::vector<std::string> sections{"run", "record", "capital"};
    Laws::for_each_section(s.laws, [&](std::string const& name, auto const&) { sections.push_back(name); });
    sections.insert(sections.end(), std::begin(keyed_lists), std::end(keyed_lists));
    read_fields(all, {file, 0, 0}, "", s, out, sections);
}

void read_people(Table const& all, ScenarioRequest const& request, Scenario& s, Complaints& out)
{
    auto const* node = all.find("roster");
    if (!node || s.roster_path.empty()) return;
    auto const path = Root(request.root, request.path).resolve(*node, s.roster_path, out);
    if (!path) return;
    auto const text = read_text(*path, largest_roster, out, node->place);
    if (text) s.roster = read_roster(*text, path->string(), s.labs, s.roster_salt, out);
}

std::string text_of(RosterRow const& r)
{
    auto const cell = [](std::optional<double> const& v) {
        return v ? fmt::format("{}", *v) : std::string();
    };
    return fmt::format("{},{},{},{},{},{},{},{},{},{}\n", r.salted_id, r.lab, r.team, r.is_lead, r.level,
                       cell(r.talent), cell(r.pay), cell(r.equity), cell(r.tenure), cell(r.safety));
}

/// Fixes what luck hangs on, so that renaming under --alias, or by an editor of the resolved text, changes
/// nothing.
template <class Entries>
void give_luck(Entries& entries)
{
    for (auto& entry : entries) entry.luck = static_cast<std::int64_t>(luck_of(entry));
}

/// Puts ID_1, ID_2, ... in the place of each entry that stands for several.
template <class Entry, class CopiesOf, class Number>
void multiply(std::vector<Entry>& entries, CopiesOf&& copies_of, Number&& number)
{
    std::vector<Entry> all;
    for (auto const& entry : entries)
    {
        auto const copies = copies_of(entry);
        for (std::int64_t k = 1; k <= copies; ++k)
        {
            all.push_back(entry);
            if (copies > 1) number(all.back(), k);
        }
    }
    entries = std::move(all);
}

/// Labs that stand for several, and their groups likewise.
void multiply(Scenario& s)
{
    std::map<std::string, std::int64_t> copies;
    for (auto const& lab : s.labs) copies[lab.id] = lab.copies;
    auto const numbered = [](auto& entry, std::int64_t k) {
        entry.id += fmt::format("_{}", k);
        if (entry.luck != 0)
            entry.luck =
                static_cast<std::int64_t>(mixed(luck_of(entry), static_cast<std::uint64_t>(k)) >> 11U);
    };
    multiply(
        s.groups, [&](GroupSpec const& g) { return copies[g.lab]; },
        [&](GroupSpec& g, std::int64_t k) {
            numbered(g, k);
            g.lab += fmt::format("_{}", k);
        });
    multiply(
        s.labs, [](LabSpec const& lab) { return lab.copies; },
        [&](LabSpec& lab, std::int64_t k) {
            numbered(lab, k);
            lab.copies = 1;
            for (auto* const name : {&lab.name, &lab.alias})
            {
                if (!name->empty()) *name += fmt::format(" {}", k);
            }
        });
}

std::string fingerprint(Scenario const& s)
{
    auto text = s.resolved;
    for (auto const& row : s.roster) text += text_of(row);
    return sha256(text);
}

/// In the order of the text, each once.
void tidy(Complaints& out)
{
    auto const where = [](Complaint const& c) {
        return std::tie(c.place.file, c.place.line, c.place.column);
    };
    std::ranges::stable_sort(out,
                             [&](Complaint const& a, Complaint const& b) { return where(a) < where(b); });
    auto const same = [&](Complaint const& a, Complaint const& b) {
        return where(a) == where(b) && a.text == b.text;
    };
    out.erase(std::unique(out.begin(), out.end(), same), out.end());
}

void read_sections(Table const& all, std::string const& file, Scenario& s, Complaints& out)
{
    read_top(all, file, s, out);
    read_section(all, "run", s.run, out);
    read_section(all, "record", s.record, out);
    read_section(all, "capital", s.capital, out);
    Laws::for_each_section(
        s.laws, [&](std::string const& name, auto& params) { read_section(all, name, params, out); });
    read_list(all, "labs", s.labs, out);
    read_list(all, "groups", s.groups, out);
    read_list(all, "events", s.events, out);
    read_list(all, "boards", s.boards, out);
    read_list(all, "raids", s.raids, out);
    read_list(all, "policies", s.policies, out);
    read_list(all, "sources", s.sources, out);
    read_list(all, "facts", s.facts, out);
}

Reading reading_of(ScenarioRequest const& request)
{
    Reading r;
    auto all = load_layers(request, r.complaints);
    if (all)
    {
        r.layers = std::move(*all);
        read_sections(r.layers.table, request.path.string(), r.scenario, r.complaints);
        read_people(r.layers.table, request, r.scenario, r.complaints);
        Sense const sense{r.scenario, r.layers, r.complaints};
        check_entries(sense);
        check_whole(sense);
    }
    tidy(r.complaints);
    return r;
}

template <class P>
void remark_on(Node const* node, std::string const& path, P const& params, Complaints& out)
{
    auto const* table = node ? node->as<Table>() : nullptr;
    if (!table) return;
    for_each_field<P>([&](auto const& f) {
        if (auto const* value = table->find(f.info.key))
        {
            remark_on_value(*value, {f.info, joined_path(path, f.info.key), out}, params.*f.member);
        }
    });
}

Complaints remarks(Table const& all, Scenario const& s)
{
    Complaints out;
    remark_on(all.find("run"), "run", s.run, out);
    remark_on(all.find("capital"), "capital", s.capital, out);
    Laws::for_each_section(s.laws, [&](std::string const& name, auto const& params) {
        remark_on(all.find(name), name, params, out);
    });
    auto const each = [&](std::string const& name, auto const& entries) {
        auto const* list = all.find(name);
        for (std::size_t i = 0; i < entries.size(); ++i)
        {
            remark_on(&(*list->as<List>())[i], fmt::format("{}.{}", name, entries[i].id), entries[i], out);
        }
    };
    each("labs", s.labs);
    each("groups", s.groups);
    each("events", s.events);
    each("boards", s.boards);
    each("raids", s.raids);
    each("policies", s.policies);
    tidy(out);
    return out;
}
} // namespace

Scenario read_scenario(ScenarioRequest const& request)
{
    auto reading = reading_of(request);
    if (!reading.complaints.empty()) throw ScenarioError(std::move(reading.complaints));
    auto& s = reading.scenario;
    multiply(s);
    give_luck(s.labs);
    give_luck(s.groups);
    give_luck(s.events);
    give_luck(s.raids);
    if (request.alias) put_aliases(s);
    resolve(s);
    return std::move(s);
}

void resolve(Scenario& scenario)
{
    scenario.resolved = to_toml(scenario);
    scenario.hash = fingerprint(scenario);
}

Scenario read_resolved(std::string const& text, std::string const& name)
{
    Reading r;
    auto all = parse_toml(text, name, r.complaints);
    if (all)
    {
        all->erase("format");
        read_sections(*all, name, r.scenario, r.complaints);
    }
    if (!r.complaints.empty()) throw ScenarioError(std::move(r.complaints));
    r.scenario.resolved = text;
    return std::move(r.scenario);
}

std::vector<Complaint> check_scenario(ScenarioRequest const& request)
{
    return reading_of(request).complaints;
}

std::vector<Complaint> remarks_on(ScenarioRequest const& request)
{
    auto const reading = reading_of(request);
    return reading.complaints.empty() ? remarks(reading.layers.table, reading.scenario) : Complaints{};
}

std::vector<FactSpec> read_facts(std::filesystem::path const& path)
{
    Complaints out;
    std::vector<FactSpec> facts;
    auto const all = load_facts(path, out);
    if (all) read_list(*all, "facts", facts, out);
    std::vector<SourceSpec> sources;
    if (all) read_list(*all, "sources", sources, out);
    tidy(out);
    if (!out.empty()) throw ScenarioError(std::move(out));
    return facts;
}
} // namespace mercato
