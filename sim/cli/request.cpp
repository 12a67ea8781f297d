// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/command.hpp"
#include "core/error.hpp"

namespace mercato
{
namespace
{
constexpr std::string_view domains[] = {"population", "ties", "market", "behaviour"};

/// Domains of luck that @p option names.
std::vector<std::string> domains_in(Arguments const& arguments, std::string_view option)
{
    auto named = arguments.texts(option);
    for (auto const& domain : named)
    {
        if (std::ranges::find(domains, domain) != std::end(domains)) continue;
        auto const near = nearest(domain, {std::begin(domains), std::end(domains)});
        auto const hint = near.empty() ? std::string() : fmt::format("; did you mean {}?", near);
        refuse(arguments.command(), fmt::format("--{} = {} (must be one of {}{}).", option, domain,
                                                fmt::join(domains, ", "), hint));
    }
    return named;
}

/// --fix and --redraw as sets.
void add_domains(Arguments const& arguments, ScenarioRequest& request)
{
    auto const fixed = domains_in(arguments, "fix");
    for (auto const& domain : fixed) request.sets.push_back(fmt::format("run.redraw_{}=false", domain));
    for (auto const& domain : domains_in(arguments, "redraw"))
    {
        if (std::ranges::find(fixed, domain) != fixed.end())
            refuse(arguments.command(), fmt::format("--fix {0} and --redraw {0}: which of the two?", domain));
        request.sets.push_back(fmt::format("run.redraw_{}=true", domain));
    }
}
} // namespace

ScenarioRequest request_of(Arguments const& arguments)
{
    ScenarioRequest request;
    request.path = arguments.operands().front();
    for (auto const& file : arguments.texts("with")) request.overlays.emplace_back(file);
    request.sets = arguments.texts("set");
    request.root = arguments.text("root");
    request.facts = arguments.text("facts");
    request.alias = arguments.has("alias");
    // As --set, so that they are checked like it and stand in the result
    for (char const* const name : {"seed", "replicates"})
    {
        auto const number = arguments.whole(name, 0, std::int64_t{1} << 53);
        if (number) request.sets.push_back(fmt::format("run.{}={}", name, *number));
    }
    if (arguments.has("until")) request.sets.push_back(fmt::format("run.end={}", arguments.text("until")));
    add_domains(arguments, request);
    return request;
}
} // namespace mercato
