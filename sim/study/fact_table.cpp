// SPDX-License-Identifier: Apache-2.0
#include "study/fact_table.hpp"

#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "core/check.hpp"

namespace mercato
{
namespace
{
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// What each verdict has under of(), as a column.
template <class Of>
auto each(std::span<Verdict const> verdicts, Of&& of)
{
    std::vector<decltype(of(verdicts.front()))> values;
    values.reserve(verdicts.size());
    for (auto const& v : verdicts) values.push_back(of(v));
    return values;
}

void add_texts(AddedTable& table, std::span<Verdict const> verdicts)
{
    auto const add = [&](char const* name, char const* meaning, auto&& of) {
        table.columns.push_back({name, "1", meaning, each(verdicts, of), "", {}});
    };
    add("fact_id", "row of the list of facts", [](Verdict const& v) { return v.fact.id; });
    add("fact_statement", "what is documented", [](Verdict const& v) { return v.fact.statement; });
    add("fact_source", "who measured it", [](Verdict const& v) { return v.fact.source; });
    add("fact_role", "what the row is used for", [](Verdict const& v) { return v.fact.role; });
    add("fact_derived_from", "fact that this one repeats",
        [](Verdict const& v) { return v.fact.derived_from; });
    add("fact_observable", "what of a run is compared", [](Verdict const& v) { return v.fact.observable; });
    add("fact_unit", "unit of the bounds and values", [](Verdict const& v) { return v.unit; });
    add("fact_remark", "why it is not observable, or what it repeats",
        [](Verdict const& v) { return v.remark; });
}

void add_codes(AddedTable& table, std::span<Verdict const> verdicts)
{
    auto const outcomes =
        each(verdicts, [](Verdict const& v) { return static_cast<std::int8_t>(v.outcome); });
    auto const tallies = each(verdicts, [](Verdict const& v) { return static_cast<std::int8_t>(v.tally); });
    table.columns.push_back({"fact_outcome", "1", "verdict", outcomes, "pass fail not_observable", {}});
    table.columns.push_back(
        {"fact_tally", "1", "where it counts", tallies, "scored fitted input repeated", {}});
}

void add_numbers(AddedTable& table, std::span<Verdict const> verdicts)
{
    auto const add = [&](char const* name, char const* meaning, auto&& of) {
        table.columns.push_back({name, "1", meaning, each(verdicts, of), "", {}});
    };
    auto const spread = [](double Spread::*point) {
        return [point](Verdict const& v) { return v.spread ? (*v.spread).*point : nothing; };
    };
    add("fact_low", "smallest value that agrees, in fact_unit",
        [](Verdict const& v) { return v.fact.low.value_or(nothing); });
    add("fact_high", "largest value that agrees, in fact_unit",
        [](Verdict const& v) { return v.fact.high.value_or(nothing); });
    add("fact_at_least", "share of replicates that must agree",
        [](Verdict const& v) { return v.fact.at_least; });
    add("fact_probability", "share of replicates that agree", [](Verdict const& v) { return v.probability; });
    add("fact_median", "median over replicates, in fact_unit", spread(&Spread::median));
    add("fact_p05", "5 % point over replicates, in fact_unit", spread(&Spread::low));
    add("fact_p95", "95 % point over replicates, in fact_unit", spread(&Spread::high));
}

void add_values(AddedTable& table, std::span<Observed const> observed)
{
    std::vector<double> values;
    for (auto const& o : observed)
    {
        for (auto const& value : o.sample) values.push_back(value.value_or(nothing));
    }
    table.columns.push_back(
        {"fact_value", "1", "what a replicate shows, in fact_unit", std::move(values), "", {"replicate"}});
}
} // namespace

AddedTable fact_table(std::span<Verdict const> verdicts, std::span<Observed const> observed)
{
    require(!verdicts.empty() && verdicts.size() == observed.size());
    AddedTable table{"fact", "documented facts and their verdicts", {}};
    add_texts(table, verdicts);
    add_codes(table, verdicts);
    add_numbers(table, verdicts);
    add_values(table, observed);
    return table;
}
} // namespace mercato
