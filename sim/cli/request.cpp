// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "cli/command.hpp"

namespace mercato
{
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
    return request;
}
} // namespace mercato
