// SPDX-License-Identifier: Apache-2.0
#include "study/designing/tuning.hpp"

#include <cmath>

#include <fmt/format.h>

#include "core/error.hpp"
#include "core/quantity.hpp"

namespace mercato
{
namespace
{
/// The mean of what a trial shows, less the target.
TuningTrial trial_of(double value, Sample const& base, Sample const& arm, double target,
                     std::string const& metric)
{
    auto const e = paired_effect(base, arm);
    if (!e)
        throw ScenarioError(
            {{{},
              fmt::format("{} is not observable in any replicate, so nothing can be tuned by it.", metric)}});
    bool const is_known = e->pairs > 1;
    return {value, e->mean - target, is_known ? e->error : 0, is_known ? e->high - e->mean : 0};
}

std::string off_text(TuningGoal const& goal)
{
    auto const* const what =
        goal.is_against_base ? "mean difference of the metric to the base" : "mean of the metric";
    return fmt::format("{}, less the target {}", what, number_text(goal.target));
}
} // namespace

std::vector<TunedArm> tune_arms(Sweep const& sweep, std::vector<FreeParameter> const& free,
                                TuningGoal const& goal, std::filesystem::path const& folder,
                                Means const& means)
{
    auto const metric = headlines_of(sweep.base()).at(goal.headline).full_name();
    auto const sample_of = [&](std::size_t arm, std::string const& set) {
        return sweep.trial(arm, set, folder, means).sample(0, goal.headline);
    };
    Sample base;
    if (goal.is_against_base) base = sample_of(0, "");
    std::vector<TunedArm> all;
    for (auto const& parameter : free)
    {
        auto const tried = [&](double value) {
            auto const arm =
                sample_of(parameter.arm, fmt::format("{}={}", parameter.path, number_text(value)));
            auto const against = goal.is_against_base ? base : Sample(arm.size(), 0.0);
            return trial_of(value, against, arm, goal.target, metric);
        };
        all.push_back({parameter, tune(parameter.range, tried)});
    }
    return all;
}

AddedTable tuning_table(std::vector<TunedArm> const& tuned, TuningGoal const& goal, std::string const& metric,
                        std::vector<std::string> const& arms)
{
    std::vector<std::string> names;
    std::vector<std::string> paths;
    std::vector<std::string> metrics;
    std::vector<double> values;
    std::vector<double> off;
    std::vector<double> errors;
    std::vector<std::int8_t> chosen;
    for (auto const& arm : tuned)
    {
        for (auto const& trial : arm.result.trials)
        {
            names.push_back(arms.at(arm.free.arm));
            paths.push_back(arm.free.path);
            metrics.push_back(metric);
            values.push_back(trial.value);
            off.push_back(trial.off);
            errors.push_back(trial.error);
            chosen.push_back(trial.value == arm.result.best.value ? 1 : 0);
        }
    }
    AddedTable table{"trial", "row of the table of values tried to reach a target", {}};
    table.columns.push_back({"trial_arm", "1", "arm that was tuned", std::move(names), "", {}});
    table.columns.push_back({"trial_parameter", "1", "what was set", std::move(paths), "", {}});
    table.columns.push_back(
        {"trial_metric", "1", "number that was to reach the target", std::move(metrics), "", {}});
    table.columns.push_back(
        {"trial_value", "1", "value of the parameter, in the unit of its key", std::move(values), "", {}});
    table.columns.push_back({"trial_off", "1", off_text(goal), std::move(off), "", {}});
    table.columns.push_back({"trial_error", "1", "standard error of trial_off", std::move(errors), "", {}});
    table.columns.push_back(
        {"trial_chosen", "1", "whether the arm was run with it", std::move(chosen), "no yes", {}});
    return table;
}
} // namespace mercato
