// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// A scenario file into a Scenario, and back: the one component that checks what a user wrote; all others
/// rely on it.

#include <string>
#include <vector>

#include "io/scenario_layers.hpp"
#include "run/scenario.hpp"

namespace mercato
{
/// Reads, merges and checks; fills Scenario::resolved and Scenario::hash.
/// @throws ScenarioError with every complaint at once
Scenario read_scenario(ScenarioRequest const& request);

/// Fills resolved and hash anew after a change in place.
void resolve(Scenario& scenario);

/// The scenario that a result carries, from its resolved text @p text; @p name is the result's. The people of
/// a roster are not in it, and nothing is checked but form.
/// @throws ScenarioError if another version wrote it
Scenario read_resolved(std::string const& text, std::string const& name);

/// What is wrong with the scenario; empty if a run may begin.
std::vector<Complaint> check_scenario(ScenarioRequest const& request);

/// Values that are allowed and lie outside their plausible range: worth a look, no error.
std::vector<Complaint> remarks_on(ScenarioRequest const& request);

/// The rows of a facts file on its own. @throws ScenarioError with every complaint at once
std::vector<FactSpec> read_facts(std::filesystem::path const& path);

/// The whole scenario as one TOML text in declared order and border units. Read again, it gives an equal
/// Scenario, but for the salt of a roster, which is left out.
std::string to_toml(Scenario const& scenario);

/// A scenario beside what it was read from, for what no single value shows.
struct Sense
{
    Scenario const& s;
    Layers const& layers;
    Complaints& out;

    /// Complains at the value, unless it has been complained of already: one mistake, one complaint.
    void complain(Layers::Path path, std::string text) const;
};

/// Ids, references, and each lab, group, event and fact in itself.
void check_entries(Sense const& c);

/// When an event happens and until when, and what lasts how.
void check_timing(Sense const& c, EventSpec const& e);

/// Rest in turn needs whole parts; a launch takes no capability away.
void check_making_event(Sense const& c, EventSpec const& e);

/// Account and copies of a lab, and who is backed.
void check_money(Sense const& c, LabSpec const& lab);
void check_capital(Sense const& c);

/// Window, order and sums of behaviour, numbers of people.
void check_whole(Sense const& c);

/// The organisations under their stand-in names, without the texts that would tell them. Luck stays what it
/// is.
void put_aliases(Scenario& scenario);
} // namespace mercato
