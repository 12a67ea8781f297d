// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// The closed list of observables, and the facts of a scenario watched over the replicates of a run.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "study/observables/question.hpp"
#include "study/verdicts.hpp"

namespace mercato
{
/// Tables of records an observable is read from.
struct Tables
{
    bool moves = false;
    bool offers = false;
    bool spells = false;
    bool panel = false;
    bool crisis = false;
    bool approaches = false;
    bool lab_events = false; ///< written wherever labs are firms
};

/// A number that a run can be asked for; docs/facts.md defines it.
struct Observable
{
    std::string_view name;
    std::string_view unit;
    bool reads_labs = false; ///< reads the recorded state of labs, which every run writes
    Tables needs;
    std::optional<double> (*value)(View const&);
};

/// All of them, in the order of docs/facts.md.
std::span<Observable const> observables();

/// Null when there is none of that name.
Observable const* find_observable(std::string_view name);

/// A complaint for each fact whose observable is not in the list.
std::vector<Complaint> complaints_about(std::span<FactSpec const> facts);

/// Facts held against one replicate after another, so that the records need not be kept.
class FactWatch
{
public:
    /// @p facts name known observables: complaints_about() is empty.
    FactWatch(std::vector<FactSpec> facts, Axes axes);

    /// Adds what one replicate shows.
    void see(RunRecords const& run);

    std::vector<FactSpec> const& facts() const { return facts_; }

    /// One entry a fact.
    std::vector<Observed> const& observed() const { return observed_; }

    std::vector<Verdict> verdicts() const { return judge(facts_, observed_); }

private:
    std::vector<FactSpec> facts_;
    Axes axes_;
    std::vector<Asked> asked_;
    std::vector<Observed> observed_;
};
} // namespace mercato
