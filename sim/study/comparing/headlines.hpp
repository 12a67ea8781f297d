// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// The numbers that worlds are compared by: those of the summary, lab by lab, and what the facts of the
/// scenario observe.

#include <span>
#include <string>
#include <vector>

#include "run/scenario.hpp"
#include "study/observables/observables.hpp"
#include "study/summary.hpp"

namespace mercato
{
/// A number of a run, by name.
struct Headline
{
    std::string name; ///< "exits", or the id of a fact
    std::string lab;  ///< id of the lab; empty for all employers together and for facts
    std::string unit;
    std::string meaning;
    bool is_fact = false;

    /// "exits", "exits@openai", "E1-02".
    std::string full_name() const { return lab.empty() ? name : name + '@' + lab; }
};

/// All of a scenario, those of all employers first, then facts, then labs.
std::vector<Headline> headlines_of(Scenario const& scenario);

/// Gathers them one replicate after another.
class HeadlineWatch
{
public:
    /// @p facts are asked of every arm alike.
    HeadlineWatch(Scenario const& scenario, std::vector<FactSpec> const& facts);

    void see(RunRecords const& run);

    /// A value a replicate of each headline, in the order of headlines_of().
    std::vector<Sample const*> samples() const;

private:
    Summary summary_;
    FactWatch facts_;
};

/// The headline that @p name asks for. @throws ScenarioError with the nearest name
std::size_t find_headline(std::span<Headline const> all, std::string const& name);
} // namespace mercato
