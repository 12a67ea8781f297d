// SPDX-License-Identifier: Apache-2.0
#include "study/comparing/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/check.hpp"

namespace mercato
{
namespace
{
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

std::optional<double> value_in_file(double value)
{
    return std::isnan(value) ? std::nullopt : std::optional(value);
}

/// A way by which a difference has come to people.
struct WayApart
{
    char const* name;
    char const* meaning;
    int Divergence::*count;
};

constexpr WayApart ways_apart[] = {
    {"divergence_by_tie",
     "of these, people called through a tie, or led to a former lead, where another of them is or was",
     &Divergence::by_tie},
    {"divergence_by_team", "of the rest, people who left the team that another of them had left",
     &Divergence::by_team},
    {"divergence_by_place", "of the rest, people who went where another of them had opened or taken a place",
     &Divergence::by_place},
    {"divergence_longest", "links of the longest chain of such places", &Divergence::longest}};
} // namespace

Comparison::Comparison(Scenario const& base, std::vector<OuterAxis> outer)
    : outer_(std::move(outer)), headlines_(headlines_of(base))
{
    require(!outer_.empty() && outer_.back().name == "arm");
    std::size_t points = 1;
    for (auto const& axis : outer_) points *= axis.labels.size();
    samples_.assign(points, std::vector<Sample>(headlines_.size()));
    apart_.resize(points);
}

void Comparison::add(std::uint32_t point, std::vector<std::optional<double>> const& values,
                     Divergence const& apart)
{
    require(values.size() == headlines_.size());
    for (std::size_t k = 0; k < values.size(); ++k) samples_[point][k].push_back(values[k]);
    apart_[point].push_back(apart);
}

std::uint32_t Comparison::base_of(std::uint32_t point) const
{
    return point - point % static_cast<std::uint32_t>(arms().size());
}

std::optional<PairedEffect> Comparison::effect(std::uint32_t point, std::size_t headline,
                                               std::size_t replicates) const
{
    if (is_base(point)) return std::nullopt;
    auto const first = [&](Sample const& sample) {
        auto const count = std::min(replicates, sample.size());
        return Sample(sample.begin(), sample.begin() + static_cast<std::ptrdiff_t>(count));
    };
    return paired_effect(first(samples_[base_of(point)][headline]), first(samples_[point][headline]));
}

void Comparison::append(Comparison const& other, std::uint32_t first)
{
    require(first + other.points() <= points() && other.headlines_.size() == headlines_.size());
    for (std::size_t p = 0; p < other.samples_.size(); ++p)
    {
        for (std::size_t k = 0; k < headlines_.size(); ++k)
        {
            auto const& more = other.samples_[p][k];
            samples_[first + p][k].insert(samples_[first + p][k].end(), more.begin(), more.end());
        }
        apart_[first + p].insert(apart_[first + p].end(), other.apart_[p].begin(), other.apart_[p].end());
    }
}

std::vector<std::string> Comparison::outer_names() const
{
    std::vector<std::string> names;
    names.reserve(outer_.size());
    for (auto const& axis : outer_) names.push_back(axis.name);
    return names;
}

std::vector<AddedTable> Comparison::tables() const { return {metric_table(), divergence_table()}; }

AddedTable Comparison::metric_table() const
{
    AddedTable table{"metric", "row of the table of headline numbers", {}};
    auto const add_texts = [&](char const* name, char const* meaning, std::string Headline::*member) {
        std::vector<std::string> texts;
        texts.reserve(headlines_.size());
        for (auto const& h : headlines_) texts.push_back(h.*member);
        table.columns.push_back({name, "1", meaning, std::move(texts), "", {}});
    };
    add_texts("metric_name", "name of the number, or id of the fact that observes it", &Headline::name);
    add_texts("metric_lab", "id of the lab, empty for all employers together and for facts", &Headline::lab);
    add_texts("metric_unit", "unit of the values", &Headline::unit);
    add_texts("metric_meaning", "what it is", &Headline::meaning);
    std::vector<double> values;
    for (std::size_t k = 0; k < headlines_.size(); ++k)
    {
        for (auto const& point : samples_)
        {
            for (auto const& value : point[k]) values.push_back(value.value_or(nothing));
        }
    }
    auto axes = outer_names();
    axes.emplace_back("replicate");
    table.columns.push_back(
        {"metric_value", "1", "what a replicate shows, in metric_unit", std::move(values), "", axes});
    add_effects(table);
    return table;
}

void Comparison::add_effects(AddedTable& table) const
{
    auto const add = [&](char const* name, char const* meaning, double PairedEffect::*member) {
        std::vector<double> values;
        for (std::size_t k = 0; k < headlines_.size(); ++k)
        {
            for (std::uint32_t p = 0; p < points(); ++p)
            {
                auto const e = effect(p, k);
                values.push_back(e ? (*e).*member : nothing);
            }
        }
        table.columns.push_back({name, "1", meaning, std::move(values), "", outer_names()});
    };
    add("effect_mean", "mean difference to arm 0 over replicates, in metric_unit", &PairedEffect::mean);
    add("effect_error", "standard error of effect_mean, in metric_unit", &PairedEffect::error);
    add("effect_low", "lower end of the 95 % interval, in metric_unit", &PairedEffect::low);
    add("effect_high", "upper end of the 95 % interval, in metric_unit", &PairedEffect::high);
    add("effect_variance_ratio", "variance of a difference of unpaired runs over that of paired ones",
        &PairedEffect::variance_ratio);
}

AddedTable Comparison::divergence_table() const
{
    AddedTable table{outer_.front().name, "", {}};
    std::vector<std::string> axes;
    for (std::size_t k = 1; k < outer_.size(); ++k) axes.push_back(outer_[k].name);
    axes.emplace_back("replicate");
    auto const each = [&]<class Of>(Of const& of) {
        std::vector<decltype(of(Divergence{}))> values;
        for (auto const& point : apart_)
        {
            for (auto const& d : point) values.push_back(of(d));
        }
        return values;
    };
    auto const add = [&](char const* name, char const* unit, char const* meaning, auto values,
                         char const* flags = "") {
        table.columns.push_back({name, unit, meaning, std::move(values), flags, axes});
    };
    add("divergence_what", "1", "what first differs from arm 0",
        each([](Divergence const& d) { return static_cast<std::int8_t>(d.what); }),
        "none start offer move state unknown");
    add("divergence_time", "seconds since 1970-01-01 00:00:00", "moment of the first difference to arm 0",
        each([](Divergence const& d) { return d.at ? file_time(*d.at) : nothing; }));
    add("divergence_person", "1", "row of the person whose record first differs, -1 where none is known",
        each([](Divergence const& d) { return d.person; }));
    auto const count = [&](char const* name, char const* meaning, int Divergence::*member) {
        add(name, "1", meaning,
            each([=](Divergence const& d) { return static_cast<std::int32_t>(d.*member); }));
    };
    count("divergence_people", "people whose moves differ from arm 0", &Divergence::people);
    for (auto const& way : ways_apart) count(way.name, way.meaning, way.count);
    count("divergence_labs", "labs that somebody left or joined in one arm only", &Divergence::labs);
    return table;
}

Comparison Comparison::in(TrajectoryReader const& result, Scenario const& base)
{
    Comparison all(base, result.content().outer);
    auto const& file = result.file();
    auto const values = file.read<double>("metric_value");
    auto const what = file.read<std::int8_t>("divergence_what");
    auto const time = file.read<double>("divergence_time");
    auto const person = file.read<std::int32_t>("divergence_person");
    auto const people = file.read<std::int32_t>("divergence_people");
    auto const labs = file.read<std::int32_t>("divergence_labs");
    std::vector<std::vector<std::int32_t>> ways;
    for (auto const& way : ways_apart) ways.push_back(file.read<std::int32_t>(way.name));
    auto const replicates = std::size_t{result.replicates()};
    require(values.size() == all.headlines_.size() * all.points() * replicates);
    for (std::uint32_t p = 0; p < all.points(); ++p)
    {
        for (std::size_t r = 0; r < replicates; ++r)
        {
            std::vector<std::optional<double>> row;
            for (std::size_t k = 0; k < all.headlines_.size(); ++k)
            {
                auto const value = values[(k * all.points() + p) * replicates + r];
                row.push_back(value_in_file(value));
            }
            auto const i = p * replicates + r;
            Divergence d;
            d.what = static_cast<FirstDifference>(what[i]);
            d.person = person[i];
            d.people = people[i];
            d.labs = labs[i];
            for (std::size_t w = 0; w < ways.size(); ++w) d.*ways_apart[w].count = ways[w][i];
            if (!std::isnan(time[i])) d.at = time_in_file(time[i]);
            all.add(p, row, d);
        }
    }
    return all;
}

ComparisonWatch::ComparisonWatch(std::vector<Scenario const*> const& points, std::vector<OuterAxis> outer)
    : comparison_(*points.front(), std::move(outer))
{
    for (auto const* scenario : points) watches_.emplace_back(*scenario, points.front()->facts);
}

void ComparisonWatch::see(RunKey run, RunRecords const& records)
{
    auto& watch = watches_[run.point];
    watch.see(records);
    std::vector<std::optional<double>> values;
    for (auto const* sample : watch.samples()) values.push_back(sample->back());
    if (comparison_.is_base(run.point)) base_ = records;
    comparison_.add(run.point, values, divergence_of(base_, records));
}
} // namespace mercato
