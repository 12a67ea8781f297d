// SPDX-License-Identifier: Apache-2.0
#include "cli/sweep_report.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "cli/console.hpp"
#include "cli/report.hpp"
#include "cli/table.hpp"
#include "io/trajectory/reader.hpp"
#include "study/designing/sensitivity.hpp"

namespace mercato
{
namespace
{
constexpr std::size_t points_listed = 20;

/// Mean over replicates of a headline at each point of an arm.
std::vector<double> means_of(Comparison const& c, std::size_t headline, std::uint32_t arm)
{
    std::vector<double> means;
    auto const arms = static_cast<std::uint32_t>(c.arms().size());
    for (auto point = arm; point < c.points(); point += arms)
    {
        double sum = 0;
        int seen = 0;
        for (auto const& value : c.sample(point, headline))
        {
            if (!value) continue;
            sum += *value;
            ++seen;
        }
        means.push_back(seen == 0 ? std::nan("") : sum / seen);
    }
    return means;
}

/// A row a point: values, and the mean of each metric.
std::string points_text(Sweep const& sweep, std::uint32_t first, Comparison const& c,
                        std::vector<std::size_t> const& metrics)
{
    std::string text;
    for (std::uint32_t arm = 0; arm < c.arms().size(); ++arm)
    {
        TextTable table;
        std::vector<std::string> heading{"point"};
        std::vector<std::vector<double>> means;
        for (auto const k : metrics)
        {
            heading.push_back(c.headlines()[k].full_name());
            means.push_back(means_of(c, k, arm));
        }
        table.add_heading(heading);
        for (std::uint32_t p = 0; p < c.points() / c.arms().size() && p < points_listed; ++p)
        {
            std::vector<std::string> row{sweep.label(first + p)};
            for (auto const& mean : means)
                row.push_back(std::isnan(mean[p]) ? "not observable" : plain_number(mean[p]));
            table.add(row);
        }
        text += fmt::format("{}\n{}\n", c.arms()[arm], table.text());
    }
    if (c.points() / c.arms().size() > points_listed)
        text += fmt::format("The first {} points are shown; the file holds all.\n", points_listed);
    return text;
}

/// Unit places of the points of a Morris design, from their values.
UnitPoints places_of(Sweep const& sweep)
{
    auto const& spec = sweep.design().spec;
    return morris_trajectories(static_cast<std::uint32_t>(spec.points), spec.parameters.size(),
                               static_cast<std::uint64_t>(spec.seed));
}

std::string estimate_text(Estimate const& e)
{
    return fmt::format("{:.3g} ({:.3g} to {:.3g})", e.value, e.low, e.high);
}

void add_row(TextTable& table, JsonWriter& json, std::string const& path, std::string_view one,
             Estimate const& a, std::string_view two, std::string const& b, double number)
{
    table.add({path, estimate_text(a), b});
    json.begin_object().member("parameter", path).member(one, a.value);
    json.member("low", a.low).member("high", a.high).member(two, number).end_object();
}

/// What a design of sensitivity says of a metric in the base.
std::string sensitivity(Sweep const& sweep, Comparison const& c, std::size_t metric, JsonWriter& json)
{
    auto const& spec = sweep.design().spec;
    bool const screens = spec.method == "morris";
    if (!screens && spec.method != "sobol_indices") return {};
    auto const values = means_of(c, metric, 0);
    auto const& name = c.headlines()[metric].full_name();
    json.begin_object().member("metric", name).key("parameters").begin_list();
    TextTable table;
    if (std::ranges::any_of(values, [](double v) { return std::isnan(v); }))
    {
        json.end_list().end_object();
        return fmt::format("{}: not observable at all points\n\n", name);
    }
    table.add_heading(screens ? std::vector<std::string>{name, "strength mu*, 95 %", "spread sigma"}
                              : std::vector<std::string>{name, "first order S, 95 %", "total ST, 95 %"});
    auto const found = screens ? screen(places_of(sweep), values) : std::vector<Screening>{};
    auto const indices =
        screens ? std::vector<SobolIndices>{} : sobol_indices(values, spec.parameters.size());
    for (std::size_t k = 0; k < spec.parameters.size(); ++k)
    {
        auto const& path = spec.parameters[k].path;
        if (screens)
            add_row(table, json, path, "strength", found[k].strength, "spread", plain_number(found[k].spread),
                    found[k].spread);
        else
            add_row(table, json, path, "first", indices[k].first, "total", estimate_text(indices[k].total),
                    indices[k].total.value);
    }
    json.end_list().end_object();
    return table.text() + '\n';
}
} // namespace

std::vector<std::size_t> wanted_metrics(Arguments const& arguments, std::vector<Headline> const& all)
{
    std::vector<std::size_t> metrics;
    for (auto const& name : arguments.texts("metric")) metrics.push_back(find_headline(all, name));
    for (char const* const name : {"headcount_end", "hires", "exits", "retention", "pay_mean"})
    {
        if (!arguments.has("metric")) metrics.push_back(find_headline(all, name));
    }
    return metrics;
}

void report_sweep(Arguments const& arguments, Work const& work, Sweep const& sweep, Share share,
                  Written const& written, Tuned const& tuned)
{
    auto const c = Comparison::in(TrajectoryReader(written.path), sweep.base());
    auto const metrics = wanted_metrics(arguments, c.headlines());
    auto const& run = sweep.base().run;
    ReportHead const head{sweep.base().title, run.start, run.end, static_cast<std::uint32_t>(run.replicates),
                          run.seed,           {}};
    JsonWriter json;
    json.begin_object();
    write_head(json, head);
    json.member("output", written.path.string()).member("points", static_cast<std::int64_t>(share.count));
    if (tuned.order) write_tuning(json, *tuned.order, tuned.found, tuned.arms);
    json.key("sensitivity").begin_list();
    std::string indices;
    bool const is_whole = share.count == sweep.points();
    for (auto const k : metrics) indices += is_whole ? sensitivity(sweep, c, k, json) : std::string();
    json.end_list();
    if (work.is_json) return print_result(json.end_object().text());
    if (work.is_quiet) return;
    auto const size = bytes_text(static_cast<double>(written.bytes));
    print_result(head_text(head) + '\n' + tuned.text() + points_text(sweep, share.first, c, metrics) + '\n' +
                 indices +
                 fmt::format("Means over replicates. Left here: {} ({})\n", written.path.string(), size));
}
} // namespace mercato
