// SPDX-License-Identifier: Apache-2.0
#include "study/designing/sweep.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include <fmt/format.h>

#include "core/digest.hpp"
#include "core/quantity.hpp"
#include "io/scenario_reader.hpp"
#include "study/comparing/arms.hpp"
#include "study/designing/rows.hpp"
#include "study/designing/shares.hpp"
#include "study/merging.hpp"

namespace mercato
{
namespace
{
namespace fs = std::filesystem;

constexpr std::uint32_t runs_together = 64;

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
    if (auto why = obstacle(base, other); !why.empty()) return why;
    auto const a = content_of(base);
    auto const b = content_of(other);
    auto const same_firms = a.accounts == b.accounts && a.firms == b.firms;
    if (a.crisis == b.crisis && a.approaches == b.approaches && same_firms) return {};
    return "it has a crisis, a raid, accounts of labs or conditions that the base has not, or the other way "
           "round: leave it on, and let it "
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
    : design_(read_design(path)), common_(common), path_(path)
{
    fill_rows(design_);
    common_.path = design_.scenario;
    // What the command line says wins
    if (design_.spec.replicates > 0)
        common_.sets.insert(common_.sets.begin(), fmt::format("run.replicates={}", design_.spec.replicates));
    arms_.emplace_back("base");
    for (auto const& arm : design_.spec.arms) arms_.push_back(arm.name);
    arms_ = distinct(arms_);
    settled_.resize(arms_.size());
    read_all();
}

void Sweep::read_all()
{
    bases_.clear();
    auto const nowhere_set = points();
    for (std::size_t arm = 0; arm < arms_.size(); ++arm) bases_.push_back(scenario(nowhere_set, arm));
    TrajectoryJob whole;
    whole.points.push_back(&bases_.front());
    identity_ = identity_of(whole);
    std::string hashes;
    costs_.assign(points(), 0);
    for (std::uint32_t point = 0; point < points(); ++point)
    {
        for (std::size_t arm = 0; arm < arms_.size(); ++arm)
        {
            auto const s = scenario(point, arm);
            auto const why = obstacle_between(base(), s);
            if (!why.empty())
                throw ScenarioError(
                    {{{path_.string(), 0, 0}, fmt::format("point {}, {}: {}", point, label(point), why)}});
            hashes += s.hash + '\n';
            costs_[point] += cost_of(s) * s.run.replicates;
        }
    }
    std::ranges::find(identity_, "scenario_hash", &std::pair<std::string, std::string>::first)->second =
        sha256(hashes);
}

std::string Sweep::label(std::uint32_t point) const
{
    if (design_.paths.empty()) return "as it is";
    std::string text;
    for (std::size_t k = 0; k < design_.paths.size(); ++k)
        text += fmt::format("{}{}={}", k == 0 ? "" : ", ", design_.paths[k], design_.rows[point][k]);
    return text;
}

ScenarioRequest Sweep::request(std::uint32_t point, std::size_t arm) const
{
    auto request = common_;
    auto const add = [&](std::vector<std::string> const& sets) {
        request.sets.insert(request.sets.end(), sets.begin(), sets.end());
    };
    if (arm > 0)
    {
        auto const& spec = design_.spec.arms[arm - 1];
        if (!spec.with.empty()) request.overlays.emplace_back(spec.with);
        add(parts_of(spec.set));
    }
    add(settled_[arm]);
    for (std::size_t k = 0; point < points() && k < design_.paths.size(); ++k)
        request.sets.push_back(fmt::format("{}={}", design_.paths[k], design_.rows[point][k]));
    return request;
}

Scenario Sweep::scenario(std::uint32_t point, std::size_t arm) const
{
    return read_scenario(request(point, arm));
}

void Sweep::settle(std::size_t arm, std::string const& set)
{
    settled_[arm].push_back(set);
    arms_[arm] += fmt::format(" ({})", set);
    read_all();
}

void Sweep::vary_nothing()
{
    design_.paths.clear();
    design_.rows.assign(1, {});
    read_all();
}

Comparison Sweep::trial(std::size_t arm, std::string const& set, fs::path const& folder,
                        Means const& means) const
{
    auto asked = request(points(), arm);
    if (!set.empty()) asked.sets.push_back(set);
    auto const s = read_scenario(asked);
    auto const why = obstacle_between(base(), s);
    if (!why.empty()) throw ScenarioError({{{path_.string(), 0, 0}, fmt::format("{}: {}", set, why)}});
    TrajectoryJob job;
    job.points.push_back(&s);
    job.outer = {{"arm", {arms_[arm]}, 0}};
    job.count = static_cast<std::uint32_t>(s.run.replicates);
    fs::create_directories(folder);
    std::string made_by;
    for (auto const& [name, value] : identity_of(job)) made_by += value + '\n';
    auto const target = folder / fmt::format("trial-{}.h5", sha256(made_by).substr(0, 16));
    if (!fs::exists(target)) run_job(job, target, means);
    return Comparison::in(TrajectoryReader(target), base());
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
    auto target = folder / fmt::format("{:07}-{:07}.h5", first, count);
    std::vector<Scenario> scenarios;
    auto const job = this->job(first, count, scenarios);
    if (fs::exists(target))
    {
        TrajectoryReader const there(target);
        auto const why = difference(identity_of(there.file()), identity_);
        if (!why.empty() && !means.writing.replace)
            throw IoError(
                fmt::format("cannot go on with '{}' ({}). Name another file with -o, or begin anew with "
                            "--force.",
                            folder.string(), why));
        if (why.empty())
        {
            for (auto const run : failed_in(there)) means.failed({run, "it failed in an earlier attempt"});
            return target;
        }
    }
    run_job(job, target, means);
    return target;
}

Written Sweep::run(std::uint32_t first, std::uint32_t count, fs::path const& target, Means const& means,
                   std::vector<AddedTable> tables) const
{
    fs::path const folder = target.string() + ".points";
    fs::create_directories(folder);
    std::vector<fs::path> files;
    auto const end = first + count;
    auto const arms = static_cast<std::uint32_t>(arms_.size());
    for (auto from = first; from < end; from += batch())
    {
        auto const some = std::min(batch(), end - from);
        auto batch_means = means;
        auto const before = (from - first) * arms;
        batch_means.care.earlier = means.care.earlier.from(before);
        batch_means.failed = [&](FailedRun const& failed) {
            means.failed({{failed.run.replicate, before + failed.run.point}, failed.why});
        };
        files.push_back(run_batch(from, some, folder, batch_means));
    }
    MergeOptions options;
    options.replace = means.writing.replace;
    options.partial = true; // of a shard other points are elsewhere
    options.tables = std::move(tables);
    auto written = merge_shards(files, target, options, means.log);
    std::error_code ignored;
    fs::remove_all(folder, ignored);
    return written;
}
} // namespace mercato
