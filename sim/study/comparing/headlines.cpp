// SPDX-License-Identifier: Apache-2.0
#include "study/comparing/headlines.hpp"

#include <fmt/format.h>

#include "core/error.hpp"

namespace mercato
{
namespace
{
std::vector<Headline> of_labs(std::string const& lab)
{
    std::vector<Headline> all;
    for (auto const& m : lab_metrics())
        all.push_back({std::string(m.name), lab, std::string(m.unit), std::string(m.meaning), false});
    return all;
}
} // namespace

std::vector<Headline> headlines_of(Scenario const& scenario)
{
    auto all = of_labs("");
    for (auto const& fact : scenario.facts)
    {
        auto const* const observable = find_observable(fact.observable);
        auto const unit = observable == nullptr ? std::string("1") : std::string(observable->unit);
        all.push_back({fact.id, "", unit, fact.observable + ": " + fact.statement, true});
    }
    for (auto const& lab : scenario.labs)
    {
        for (auto& headline : of_labs(lab.id)) all.push_back(std::move(headline));
    }
    return all;
}

HeadlineWatch::HeadlineWatch(Scenario const& scenario, std::vector<FactSpec> const& facts)
    : summary_(axes_of(scenario)), facts_(facts, axes_of(scenario))
{}

void HeadlineWatch::see(RunRecords const& run)
{
    summary_.see(run);
    facts_.see(run);
}

std::vector<Sample const*> HeadlineWatch::samples() const
{
    std::vector<Sample const*> all;
    auto const add_row = [&](std::size_t row) {
        for (std::size_t k = 0; k < lab_metrics().size(); ++k) all.push_back(&summary_.at(row, k));
    };
    auto const labs = summary_.rows() - 1; // the last row is all employers
    add_row(labs);
    for (auto const& observed : facts_.observed()) all.push_back(&observed.sample);
    for (std::size_t row = 0; row < labs; ++row) add_row(row);
    return all;
}

std::size_t find_headline(std::span<Headline const> all, std::string const& name)
{
    std::vector<std::string> known;
    for (std::size_t k = 0; k < all.size(); ++k)
    {
        known.push_back(all[k].full_name());
        if (known.back() == name) return k;
    }
    auto const near = nearest(name, known);
    auto const hint = near.empty() ? std::string() : fmt::format(" Did you mean {}?", near);
    std::string metrics;
    for (auto const& m : lab_metrics()) metrics += fmt::format("{}{}", metrics.empty() ? "" : ", ", m.name);
    throw ScenarioError(
        {{{},
          fmt::format("there is no metric {}.{} They are {}, each alone or with @LAB behind it, "
                      "and the ids of the scenario's facts.",
                      name, hint, metrics)}});
}
} // namespace mercato
