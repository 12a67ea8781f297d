// SPDX-License-Identifier: Apache-2.0
#include "cli/compare_order.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "io/scenario_reader.hpp"
#include "study/comparing/arms.hpp"

namespace mercato
{
namespace
{
constexpr std::string_view name = "compare";
constexpr std::int64_t usual_most = 10'000;

/// A scenario and what it is called.
struct Layered
{
    std::string name;
    ScenarioRequest request;
};

std::string stem_of(std::filesystem::path const& path) { return path.stem().string(); }

/// The base: what is said for all arms.
ScenarioRequest base_of(Arguments const& arguments)
{
    auto request = request_of(arguments);
    request.overlays.clear();
    // Behind the sets of the arm stand those that --seed and --replicates ask for
    request.sets.erase(request.sets.begin(),
                       request.sets.begin() + static_cast<std::ptrdiff_t>(arguments.texts("set").size()));
    auto const all = arguments.texts("all");
    request.sets.insert(request.sets.begin(), all.begin(), all.end());
    return request;
}

std::vector<Layered> arms_of(Arguments const& arguments, ScenarioRequest const& base)
{
    std::vector<Layered> arms{{"base", base}};
    for (auto const& file : arguments.texts("with"))
    {
        arms.push_back({stem_of(file), base});
        arms.back().request.overlays.emplace_back(file);
    }
    auto const sets = arguments.texts("set");
    if (!sets.empty())
    {
        arms.push_back({fmt::format("{}", fmt::join(sets, ", ")), base});
        auto& there = arms.back().request.sets;
        there.insert(there.end(), sets.begin(), sets.end());
    }
    if (arms.size() == 1)
        refuse(name, "there is nothing to compare with: --with FILE or --set PATH=VALUE says what.");
    return arms;
}

/// Files of variants, those of a folder by name.
std::vector<std::filesystem::path> variants_of(Arguments const& arguments)
{
    std::vector<std::filesystem::path> all;
    for (std::filesystem::path const path : arguments.texts("over"))
    {
        if (!std::filesystem::is_directory(path))
        {
            all.push_back(path);
            continue;
        }
        std::vector<std::filesystem::path> inside;
        for (auto const& entry : std::filesystem::directory_iterator(path))
        {
            if (entry.path().extension() == ".toml") inside.push_back(entry.path());
        }
        if (inside.empty())
            refuse(name, fmt::format("--over {}: the folder holds no .toml file.", path.string()));
        std::ranges::sort(inside);
        all.insert(all.end(), inside.begin(), inside.end());
    }
    return all;
}

std::vector<std::string> names_of(std::vector<Layered> const& arms)
{
    std::vector<std::string> names;
    names.reserve(arms.size());
    for (auto const& arm : arms) names.push_back(arm.name);
    return distinct(names);
}

/// Reads every arm, under every variant.
void read_scenarios(Arguments const& arguments, CompareOrder& order)
{
    auto const arms = arms_of(arguments, base_of(arguments));
    auto const variants = variants_of(arguments);
    std::vector<std::string> labels{"as it is"};
    for (auto const& variant : variants) labels.push_back(stem_of(variant));
    for (std::size_t v = 0; v < labels.size(); ++v)
    {
        for (auto request : arms)
        {
            auto& overlays = request.request.overlays;
            if (v > 0) overlays.insert(overlays.begin(), variants[v - 1]);
            order.scenarios.push_back(read_scenario(request.request));
            auto const why = obstacle(order.scenarios.front(), order.scenarios.back());
            if (!why.empty()) refuse(name, fmt::format("{} cannot be an arm: {}.", request.name, why));
        }
    }
    if (!variants.empty()) order.outer.push_back({"design", distinct(labels)});
    order.outer.push_back({"arm", names_of(arms)});
}

std::optional<Precision> until_in(Arguments const& arguments)
{
    auto const most = arguments.whole("most", 2, 1'000'000);
    if (!arguments.has("until-halfwidth"))
    {
        if (most) refuse(name, "--most goes with --until-halfwidth.");
        return std::nullopt;
    }
    if (arguments.texts("metric").size() != 1)
        refuse(name, "--until-halfwidth wants one --metric, whose difference it is about.");
    if (arguments.has("shard")) refuse(name, "--until-halfwidth and --shard do not go together.");
    auto const text = arguments.text("until-halfwidth");
    double x = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), x);
    if (error != std::errc() || end != text.data() + text.size() || !(x > 0) || !std::isfinite(x))
        refuse(name,
               fmt::format("--until-halfwidth = {} (must be a number above 0, in the metric's unit).", text));
    return Precision{x, static_cast<std::uint32_t>(most.value_or(usual_most))};
}

} // namespace

CompareOrder compare_order(Arguments const& arguments)
{
    CompareOrder order;
    order.until = until_in(arguments);
    read_scenarios(arguments, order);
    auto const& base = order.scenarios.front();
    auto complaints = complaints_about(base.facts);
    if (!complaints.empty()) throw ScenarioError(std::move(complaints));
    auto const all = headlines_of(base);
    for (auto const& metric : arguments.texts("metric"))
        order.choice.headlines.push_back(find_headline(all, metric));
    order.work = work_of(arguments, stem_of(arguments.operands().front()) + ".compare");
    return order;
}
} // namespace mercato
