// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <functional>
#include <map>
#include <type_traits>

#include <fmt/format.h>

#include "io/scenario_reader.hpp"

namespace mercato
{
namespace
{
bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (static_cast<unsigned char>(c) & 0x80U) != 0;
}

/// "Frontier A" to "frontier_a".
std::string id_of(std::string const& name)
{
    std::string id;
    for (char const c : name)
    {
        if (c >= 'A' && c <= 'Z')
            id += static_cast<char>(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            id += c;
        else if (!id.empty() && id.back() != '_')
            id += '_';
    }
    return id.empty() || !(id[0] >= 'a' && id[0] <= 'z') ? "lab_" + id : id;
}

/// Words and what stands in for them; longer words first, so that "Google DeepMind" goes before "Google".
struct StandIns
{
    std::map<std::string, std::string> of;

    /// @p text with every whole word replaced.
    std::string in(std::string text) const
    {
        std::vector<std::pair<std::string, std::string>> words(of.begin(), of.end());
        std::ranges::stable_sort(words, std::greater{}, [](auto const& w) { return w.first.size(); });
        for (auto const& [word, other] : words)
        {
            for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at))
            {
                auto const end = at + word.size();
                auto const whole = (at == 0 || !is_letter_or_digit(text[at - 1])) &&
                                   (end == text.size() || !is_letter_or_digit(text[end]));
                if (whole) text.replace(at, word.size(), other);
                at += whole ? other.size() : word.size();
            }
        }
        return text;
    }
};

std::string alias_of(LabSpec const& lab, std::size_t number)
{
    return lab.alias.empty() ? fmt::format("{} {}", lab.kind, number + 1) : lab.alias;
}
/// A dated value often says whose number it is, or near whose.
void forget_sources(LabSpec& lab)
{
    for_each_field<LabSpec>([&](auto const& f) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(lab.*f.member)>, Series>)
        {
            for (auto& dated : lab.*f.member) dated.source.clear();
        }
    });
}

/// What is documented tells who it is about in many words, short names among them: no list of words catches
/// all.
void withhold(FactSpec& fact, StandIns const& ids)
{
    fact.statement = fact.source = std::string("withheld: organisations go under stand-in names");
    fact.expected.clear();
    fact.reason.clear();
    for (auto* const text : {&fact.id, &fact.derived_from, &fact.lab, &fact.lab_to}) *text = ids.in(*text);
}

/// Puts stand-ins for ids that may tell an organisation, and forgets what is said of it.
template <class Entry>
void rename(Entry& entry, StandIns const& ids)
{
    entry.id = ids.in(entry.id);
    entry.lab = ids.in(entry.lab);
    entry.note.clear();
    if constexpr (requires { entry.to; }) entry.to = ids.in(entry.to);
    if constexpr (requires { entry.when; })
    {
        entry.after = ids.in(entry.after);
        entry.when = ids.in(entry.when);
    }
    if constexpr (requires { entry.target; }) entry.target = ids.in(entry.target);
    if constexpr (requires { entry.source; }) entry.source.clear();
}
} // namespace

void put_aliases(Scenario& s)
{
    StandIns names;
    StandIns ids;
    for (std::size_t i = 0; i < s.labs.size(); ++i)
    {
        auto& lab = s.labs[i];
        auto const alias = alias_of(lab, i);
        if (!lab.name.empty()) names.of[lab.name] = alias;
        ids.of[lab.id] = id_of(alias);
        lab.id = id_of(alias);
        lab.name = lab.alias = alias;
        lab.note.clear();
        forget_sources(lab);
    }
    for (auto* const text : {&s.title, &s.description}) *text = names.in(*text);
    for (auto& group : s.groups) rename(group, ids);
    for (auto& event : s.events) rename(event, ids);
    s.capital.founders_from = ids.in(s.capital.founders_from);
    for (auto& dated : s.capital.climate) dated.source.clear();
    for (auto& board : s.boards) rename(board, ids);
    for (auto& raid : s.raids) rename(raid, ids);
    for (auto& policy : s.policies) rename(policy, ids);
    for (auto& fact : s.facts) withhold(fact, ids);
    s.sources.clear();
}
} // namespace mercato
