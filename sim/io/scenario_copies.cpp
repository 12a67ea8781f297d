// SPDX-License-Identifier: Apache-2.0
// Labs that stand for several.
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "io/scenario_reader.hpp"

namespace mercato
{
namespace
{
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

/// The labs of @p ids, with spaces between, each that stands for several as all of them.
std::string with_copies(std::string const& ids, std::map<std::string, std::int64_t> const& copies)
{
    std::vector<std::string> all;
    for (auto const& id : words_of(ids))
    {
        auto const lab = copies.find(id);
        if (lab == copies.end() || lab->second <= 1) all.push_back(id);
        for (std::int64_t k = 1; lab != copies.end() && lab->second > 1 && k <= lab->second; ++k)
            all.push_back(fmt::format("{}_{}", id, k));
    }
    return fmt::format("{}", fmt::join(all, " "));
}
} // namespace

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
    for (auto& fact : s.facts)
    {
        fact.lab = with_copies(fact.lab, copies);
        fact.lab_to = with_copies(fact.lab_to, copies);
    }
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
} // namespace mercato
