// SPDX-License-Identifier: Apache-2.0
#include "study/sweep.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/digest.hpp"
#include "core/quantity.hpp"
#include "io/scenario_reader.hpp"
#include "study/comparing/arms.hpp"
#include "study/designs.hpp"
#include "study/merging.hpp"

namespace mercato
{
namespace
{
namespace fs = std::filesystem;

constexpr std::uint32_t runs_together = 64;

UnitPoints unit_points(DesignSpec const& spec)
{
    auto const count = static_cast<std::uint32_t>(spec.points);
    auto const seed = static_cast<std::uint64_t>(spec.seed);
    auto const size = spec.parameters.size();
    if (spec.method == "latin_hypercube") return latin_hypercube(count, size, seed);
    if (spec.method == "sobol") return sobol_sequence(count, size, seed);
    if (spec.method == "morris") return morris_trajectories(count, size, seed);
    if (spec.method == "sobol_indices") return saltelli_points(count, size, seed);
    std::vector<std::int64_t> levels;
    for (auto const& p : spec.parameters)
        levels.push_back(p.values.empty() ? p.levels : static_cast<std::int64_t>(p.values.size()));
    return grid_points(levels);
}

double value_at(DesignParameter const& p, double u)
{
    if (!p.values.empty())
    {
        auto const last = static_cast<double>(p.values.size() - 1);
        return p.values[p.values.size() == 1 ? 0 : static_cast<std::size_t>(std::lround(u * last))];
    }
    auto const low = *p.low;
    auto const high = *p.high;
    if (p.scale == "log") return low * std::pow(high / low, u);
    return low + u * (high - low);
}

void fill_rows(Design& design)
{
    if (design.spec.method == "table") return;
    for (auto const& point : unit_points(design.spec))
    {
        auto& row = design.rows.emplace_back();
        for (std::size_t k = 0; k < point.size(); ++k)
            row.push_back(number_text(value_at(design.spec.parameters[k], point[k])));
    }
}

/// "a=1;b=2" in parts.
std::vector<std::string> parts_of(std::string const& sets)
{
    std::vector<std::string> parts;
    for (std::size_t from = 0; from < sets.size();)
    {
        auto const to = std::min(sets.find(';', from), sets.size());
        auto const begin = sets.find_first_not_of(' ', from);
        if (begin < to) parts.push_back(sets.substr(begin, to - begin));
        from = to + 1;
    }
    return parts;
}

/// A name of a variable: letters, digits and underscores.
std::string variable_name(std::string const& path)
{
    std::string name = "design_";
    for (char const c : path)
    {
        bool const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        name += plain ? c : '_';
    }
    return name;
}

/// Why two scenarios of a design cannot share a file; empty if they can.
std::string obstacle_between(Scenario const& base, Scenario const& other)
{
    auto const why = obstacle(base, other);
    if (!why.empty()) return why;
    auto const a = content_of(base);
    auto const b = content_of(other);
    if (a.crisis == b.crisis && a.approaches == b.approaches) return {};
    return "it has a crisis or a raid that the base has not, or the other way round: leave it on, and let it "
           "happen "
           "after the end";
}

double number_in(std::string const& text)
{
    double value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    bool const is_number = error == std::errc() && end == text.data() + text.size();
    return is_number ? value : std::numeric_limits<double>::quiet_NaN();
}
} // namespace

Sweep::Sweep(fs::path const& path, ScenarioRequest const& common)
    : design_(read_design(path)), common_(common)
{
    fill_rows(design_);
    common_.path = design_.scenario;
    // What the command line says wins
    if (design_.spec.replicates > 0)
        common_.sets.insert(common_.sets.begin(), fmt::format("run.replicates={}", design_.spec.replicates));
    arms_.emplace_back("base");
    for (auto const& arm : design_.spec.arms) arms_.push_back(arm.name);
    arms_ = distinct(arms_);
    auto const nowhere_set = points();
    for (std::size_t arm = 0; arm < arms_.size(); ++arm) bases_.push_back(scenario(nowhere_set, arm));
    TrajectoryJob whole;
    whole.points.push_back(&bases_.front());
    identity_ = identity_of(whole);
    std::string hashes;
    for (std::uint32_t point = 0; point < points(); ++point)
    {
        for (std::size_t arm = 0; arm < arms_.size(); ++arm)
        {
            auto const s = scenario(point, arm);
            auto const why = obstacle_between(base(), s);
            if (!why.empty())
                throw ScenarioError(
                    {{{path.string(), 0, 0}, fmt::format("point {}, {}: {}", point, label(point), why)}});
            hashes += s.hash + '\n';
        }
    }
    std::ranges::find(identity_, "scenario_hash", &std::pair<std::string, std::string>::first)->second =
        sha256(hashes);
}

std::string Sweep::label(std::uint32_t point) const
{
    std::string text;
    for (std::size_t k = 0; k < design_.paths.size(); ++k)
        text += fmt::format("{}{}={}", k == 0 ? "" : ", ", design_.paths[k], design_.rows[point][k]);
    return text;
}

Scenario Sweep::scenario(std::uint32_t point, std::size_t arm) const
{
    auto request = common_;
    if (arm > 0)
    {
        auto const& spec = design_.spec.arms[arm - 1];
        if (!spec.with.empty()) request.overlays.emplace_back(spec.with);
        auto const parts = parts_of(spec.set);
        request.sets.insert(request.sets.end(), parts.begin(), parts.end());
    }
    for (std::size_t k = 0; point < points() && k < design_.paths.size(); ++k)
        request.sets.push_back(fmt::format("{}={}", design_.paths[k], design_.rows[point][k]));
    return read_scenario(request);
}

TrajectoryJob Sweep::job(std::uint32_t first, std::uint32_t count, std::vector<Scenario>& scenarios) const
{
    TrajectoryJob job;
    OuterAxis designs{"design", {}, first};
    scenarios.reserve(scenarios.size() + count * arms_.size());
    for (auto point = first; point < first + count; ++point)
    {
        designs.labels.push_back(label(point));
        for (std::size_t arm = 0; arm < arms_.size(); ++arm)
        {
            scenarios.push_back(scenario(point, arm));
            job.points.push_back(&scenarios.back());
        }
    }
    job.outer = {designs, {"arm", arms_, 0}};
    job.count = static_cast<std::uint32_t>(base().run.replicates);
    job.identity = identity_;
    job.designs = points();
    for (auto const& arm : bases_) job.texts.push_back(&arm);
    job.tables.push_back(values(first, count));
    return job;
}

std::uint32_t Sweep::batch() const
{
    auto const each =
        static_cast<std::uint32_t>(base().run.replicates * static_cast<std::int64_t>(arms_.size()));
    return std::max(1U, runs_together / std::max(1U, each));
}

AddedTable Sweep::values(std::uint32_t first, std::uint32_t count) const
{
    AddedTable table{"design", "", {}};
    for (std::size_t k = 0; k < design_.paths.size(); ++k)
    {
        std::vector<double> column;
        for (auto point = first; point < first + count; ++point)
            column.push_back(number_in(design_.rows[point][k]));
        table.columns.push_back(
            {variable_name(design_.paths[k]),
             "1",
             design_.paths[k] + " at each point, in the unit of the key; design_name has texts",
             std::move(column),
             "",
             {}});
    }
    return table;
}

fs::path Sweep::run_batch(std::uint32_t first, std::uint32_t count, fs::path const& folder,
                          Means const& means) const
{
    auto const target = folder / fmt::format("{:07}-{:07}.h5", first, count);
    if (fs::exists(target))
    {
        auto const why = difference(identity_of(TrajectoryReader(target).file()), identity_);
        if (why.empty()) return target;
        if (!means.writing.replace)
            throw IoError(
                fmt::format("cannot go on with '{}' ({}). Name another file with -o, or begin anew with "
                            "--force.",
                            folder.string(), why));
    }
    std::vector<Scenario> scenarios;
    auto const job = this->job(first, count, scenarios);
    run_job(job, target, means);
    return target;
}

Written Sweep::run(std::uint32_t first, std::uint32_t count, fs::path const& target, Means const& means,
                   std::vector<std::string>& broken) const
{
    fs::path const folder = target.string() + ".points";
    fs::create_directories(folder);
    std::vector<fs::path> files;
    auto const end = first + count;
    for (auto from = first; from < end; from += batch())
    {
        auto const some = std::min(batch(), end - from);
        try
        {
            files.push_back(run_batch(from, some, folder, means));
        }
        catch (EventError const& e)
        {
            broken.push_back(fmt::format("points {} to {}: {}", from, from + some - 1, e.what()));
        }
    }
    if (!broken.empty()) return {};
    MergeOptions options;
    options.replace = means.writing.replace;
    options.partial = true; // of a shard other points are elsewhere
    auto written = merge_shards(files, target, options, means.log);
    std::error_code ignored;
    fs::remove_all(folder, ignored);
    return written;
}
} // namespace mercato
