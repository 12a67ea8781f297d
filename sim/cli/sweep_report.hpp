// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What mercato sweep says at its end.

#include "cli/tune_order.hpp"
#include "cli/work.hpp"

namespace mercato
{
/// Points [first, first + count) of the design.
struct Share
{
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

/// What was tuned before the runs.
struct Tuned
{
    std::optional<TuneOrder> order;
    std::vector<std::string> arms{}; ///< as they were called before
    std::vector<TunedArm> found{};

    std::string text() const { return order ? tuning_text(*order, found, arms) + '\n' : std::string(); }
};

/// Headlines that --metric names, or the usual ones. @throws ScenarioError with the nearest name
std::vector<std::size_t> wanted_metrics(Arguments const& arguments, std::vector<Headline> const& all);

/// Means at each point, what was tuned, and which parameters matter; as text or JSON.
void report_sweep(Arguments const& arguments, Work const& work, Sweep const& sweep, Share share,
                  Written const& written, Tuned const& tuned);
} // namespace mercato
