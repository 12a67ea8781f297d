// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Small markets made for tests: everything off that a limit does not need, and runs compared bit by bit.

#include <bit>
#include <cstdint>
#include <string>
#include <vector>

#include "run/simulation.hpp"

namespace mercato::testing
{
/// A lab called @p id that pays @p pay [$M/yr] and plans @p people from 2023 on, growing by @p growth a year.
LabSpec a_lab(std::string const& id, double pay, double people, double growth = 0);

/// @p count people who work at @p lab at the start.
GroupSpec a_group(std::string const& lab, double count);

/// Three labs of different pay, culture and safety, academia and non-employment; about @p people; all
/// mechanisms on.
Scenario a_market(double people);

/// Nothing of the model but what is asked for: equal people without traits, tastes only by Gumbel shocks, no
/// alarm, honeymoon, ties, strain, counters, quits, exits, entry, equity, noise, waiting or pressure.
Scenario bare_market();

/// The market of Burdett and Mortensen 1998: a lab for each of @p pay [$M/yr] that calls everybody at rate
/// @p calls, all better offers are taken, jobs end at rate @p ends [1/yr], @p people start without one. Seven
/// years, by which the start is forgotten (e^-7).
Scenario wage_posting(std::vector<double> const& pay, double calls, double ends, double people);

/// The records of replicate @p replicate of @p s with @p threads threads.
RunRecords run_of(Scenario const& s, std::uint32_t replicate = 0, int threads = 1);

/// Moves, offers and spells of several replicates from one start.
std::vector<RunRecords> runs_of(Scenario const& s, std::uint32_t replicates);

/// All bits of a table in order.
template <class Record>
std::uint64_t bits_of(std::vector<Record> const& table)
{
    std::uint64_t h = table.size();
    auto const add = [&](auto const& value) {
        using Value = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<Value, Time>)
            h = mixed(h, static_cast<std::uint64_t>(value.us));
        else if constexpr (std::is_same_v<Value, float>)
            h = mixed(h, std::bit_cast<std::uint32_t>(value));
        else
            h = mixed(h, static_cast<std::uint64_t>(value));
    };
    for (auto const& row : table)
    {
        std::apply([&](auto const&... c) { (add(row.*c.member), ...); }, Record::columns());
    }
    return h;
}
} // namespace mercato::testing
