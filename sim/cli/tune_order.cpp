// SPDX-License-Identifier: Apache-2.0
#include "cli/tune_order.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "cli/table.hpp"

namespace mercato
{
namespace
{
constexpr std::string_view name = "sweep";

double number_of(std::string_view option, std::string const& text)
{
    double x = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), x);
    if (error == std::errc() && end == text.data() + text.size() && std::isfinite(x)) return x;
    refuse(name, fmt::format("--{}: {} is no number.", option, text));
}

/// The one parameter of the design, free in every arm.
std::vector<FreeParameter> parameter_of(Sweep const& sweep)
{
    constexpr char const* wanted = "--solve wants a design with one [[parameters]] that has low and high.";
    auto const& spec = sweep.design().spec;
    if (spec.parameters.size() != 1) refuse(name, wanted);
    auto const& p = spec.parameters.front();
    if (!p.low || !p.high) refuse(name, wanted);
    FreeParameter const one{0, p.path, {*p.low, *p.high, p.scale == "log"}};
    std::vector<FreeParameter> free(sweep.arms().size(), one);
    for (std::size_t arm = 0; arm < free.size(); ++arm) free[arm].arm = arm;
    return free;
}

/// What arms may tune to spend as much as others.
std::vector<FreeParameter> knobs_of(Sweep const& sweep)
{
    std::vector<FreeParameter> free;
    auto const& arms = sweep.design().spec.arms;
    for (std::size_t k = 0; k < arms.size(); ++k)
    {
        auto const& arm = arms[k];
        if (!arm.tune.empty() && arm.low && arm.high)
            free.push_back({k + 1, arm.tune, {*arm.low, *arm.high, arm.scale == "log"}});
    }
    if (free.empty())
        refuse(name, "--match-cost wants [[arms]] with tune, low and high: what may be changed?");
    return free;
}

TuneOrder solve_order(std::string const& text, Sweep const& sweep)
{
    auto const cut = text.rfind('=');
    if (cut == std::string::npos)
        refuse(name, fmt::format("--solve = {} (must be METRIC=TARGET, as exits@openai=250).", text));
    TuneOrder order;
    order.metric = text.substr(0, cut);
    order.goal.target = number_of("solve", text.substr(cut + 1));
    order.free = parameter_of(sweep);
    return order;
}

TuneOrder cost_order(std::string const& text, Sweep const& sweep)
{
    TuneOrder order;
    order.metric = sweep.design().spec.cost;
    order.goal.target = number_of("match-cost", text);
    order.goal.is_against_base = true;
    order.free = knobs_of(sweep);
    return order;
}

std::string target_text(TuneOrder const& order)
{
    auto const unit = order.unit == "1" ? std::string() : ' ' + order.unit;
    if (!order.goal.is_against_base)
        return fmt::format("{} of {}{}", order.metric, plain_number(order.goal.target), unit);
    return fmt::format("{} of {}{} more than the base", order.metric, plain_number(order.goal.target), unit);
}

std::string reach_text(TuneOrder const& order, TunedArm const& arm)
{
    auto const& trials = arm.result.trials;
    auto const [least, most] = std::ranges::minmax(trials, {}, &TuningTrial::off);
    return fmt::format("out of reach: {} to {} from {} to {}", plain_number(least.off + order.goal.target),
                       plain_number(most.off + order.goal.target), plain_number(arm.free.range.low),
                       plain_number(arm.free.range.high));
}
} // namespace

std::optional<TuneOrder> tune_order(Arguments const& arguments, Sweep const& sweep)
{
    bool const solves = arguments.has("solve");
    bool const matches = arguments.has("match-cost");
    if (!solves && !matches)
    {
        if (sweep.design().spec.method == "solve")
            refuse(name, "a design of the method \"solve\" wants --solve METRIC=TARGET.");
        for (auto const& arm : sweep.design().spec.arms)
        {
            if (!arm.tune.empty())
                refuse(name, fmt::format("arm {} has tune, which only --match-cost X sets.", arm.name));
        }
        return std::nullopt;
    }
    if (solves && matches) refuse(name, "--solve or --match-cost: which of the two?");
    if (arguments.has("shard"))
        refuse(name, "--shard does not go with --solve or --match-cost: all arms hang together.");
    auto order = solves ? solve_order(arguments.text("solve"), sweep)
                        : cost_order(arguments.text("match-cost"), sweep);
    auto const all = headlines_of(sweep.base());
    order.goal.headline = find_headline(all, order.metric);
    order.unit = all[order.goal.headline].unit;
    return order;
}

bool all_reached(std::vector<TunedArm> const& tuned)
{
    return std::ranges::all_of(tuned, [](TunedArm const& arm) { return arm.result.is_reached; });
}

std::string tuning_text(TuneOrder const& order, std::vector<TunedArm> const& tuned,
                        std::vector<std::string> const& arms)
{
    TextTable table(3);
    table.add_heading({"arm", "parameter", "value", "95 % interval", "reaches", "trials"});
    std::string warnings;
    for (auto const& arm : tuned)
    {
        auto const& r = arm.result;
        auto const reached = plain_number(r.best.off + order.goal.target);
        table.add({arms[arm.free.arm], arm.free.path,
                   r.is_reached ? fmt::format("{:.6g}", r.best.value) : "-",
                   r.is_reached ? fmt::format("{:.4g} to {:.4g}", r.low, r.high) : "-",
                   r.is_reached ? fmt::format("{} +- {}", reached, plain_number(r.best.half))
                                : reach_text(order, arm),
                   fmt::format("{}", r.trials.size())});
        if (!r.is_monotone)
            warnings +=
                fmt::format("{}: the number does not rise or fall all the way and crosses the target {} "
                            "times; the first crossing is taken.\n",
                            arms[arm.free.arm], r.crossings);
    }
    return fmt::format("Wanted: {}\n{}{}", target_text(order), table.text(), warnings);
}

void write_tuning(JsonWriter& json, TuneOrder const& order, std::vector<TunedArm> const& tuned,
                  std::vector<std::string> const& arms)
{
    json.key("tuning").begin_list();
    for (auto const& arm : tuned)
    {
        auto const& r = arm.result;
        json.begin_object().member("arm", arms[arm.free.arm]).member("parameter", arm.free.path);
        json.member("metric", order.metric).member("target", order.goal.target);
        json.member("reached", r.is_reached).member("monotone", r.is_monotone);
        json.member("crossings", static_cast<std::int64_t>(r.crossings));
        json.member("value", r.best.value).member("low", r.low).member("high", r.high);
        json.member("mean", r.best.off + order.goal.target).member("error", r.best.error);
        json.member("trials", static_cast<std::int64_t>(r.trials.size())).end_object();
    }
    json.end_list();
}
} // namespace mercato
