// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "io/fields.hpp"
#include "io/scenario_reader.hpp"

namespace mercato
{
namespace
{
template <class P>
std::string tables_of(std::string_view name, std::vector<P> const& entries)
{
    std::string text;
    for (auto const& entry : entries) text += fmt::format("\n[[{}]]\n{}", name, lines_of(entry));
    return text;
}
} // namespace

std::string to_toml(Scenario const& s)
{
    auto text = fmt::format("format = {}\n", s.format) + lines_of(s, "roster_salt");
    text += "\n[run]\n" + lines_of(s.run) + "\n[record]\n" + lines_of(s.record);
    text += "\n[capital]\n" + lines_of(s.capital);
    Laws::for_each_section(s.laws, [&](std::string_view name, auto const& params) {
        text += fmt::format("\n[{}]\n{}", name, lines_of(params));
    });
    return text + tables_of("labs", s.labs) + tables_of("groups", s.groups) + tables_of("events", s.events) +
           tables_of("boards", s.boards) + tables_of("raids", s.raids) + tables_of("policies", s.policies) +
           tables_of("sources", s.sources) + tables_of("facts", s.facts);
}
} // namespace mercato
