// SPDX-License-Identifier: Apache-2.0
#include "study/whole_job.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/check.hpp"
#include "core/digest.hpp"
#include "core/error.hpp"
#include "core/stop.hpp"
#include "io/scenario_reader.hpp"
#include "io/scratch_folder.hpp"
#include "study/comparing/comparison.hpp"
#include "study/fact_table.hpp"

namespace mercato
{
namespace
{
/// Runs all, or up to where it is cut short; false if it was. What is finished is saved when somebody asks
/// to stop.
bool run_through(TrajectoryJob const& job, TrajectoryWriter& writer, Means const& means,
                 Campaign::SeeRun const& see)
{
    Threads const threads(means.threads);
    auto const end = job.first + job.count;
    auto const stop = means.stop_before == 0 ? end : std::min(end, means.stop_before);
    try
    {
        Campaign campaign(writer, job.points, job.count, threads, see, means.care);
        campaign.run_to(stop, means.step);
        for (auto const& run : campaign.failed()) means.failed(run);
    }
    catch (EventError const&)
    {
        writer.save(means.log);
        throw;
    }
    catch (InternalError const&)
    {
        writer.save(means.log);
        throw;
    }
    catch (Stopped const&)
    {
        writer.save(means.log);
        throw;
    }
    catch (IoError const&)
    {
        writer.keep();
        throw;
    }
    if (stop < end) writer.save(means.log);
    return stop == end;
}
} // namespace

Written run_job(TrajectoryJob const& job, std::filesystem::path const& target, Means const& means)
{
    TrajectoryWriter writer(target, job, means.writing);
    if (job.outer.empty())
    {
        FactWatch facts(job.base().facts, axes_of(job.base()));
        auto const see = [&](RunKey, RunRecords const& records) { facts.see(records); };
        if (!run_through(job, writer, means, see)) return {target, 0, {}};
        auto const verdicts = facts.verdicts();
        if (!verdicts.empty()) writer.add_table(fact_table(verdicts, facts.observed()));
    }
    else
    {
        ComparisonWatch watch(job.points, job.outer);
        auto const see = [&](RunKey run, RunRecords const& records) { watch.see(run, records); };
        if (!run_through(job, writer, means, see)) return {target, 0, {}};
        for (auto& table : watch.comparison().tables()) writer.add_table(std::move(table));
    }
    return writer.finish(means.log);
}

namespace
{
[[noreturn]] void cannot_rerun(std::string const& path, std::string_view why)
{
    throw IoError(fmt::format(
        "cannot run '{}' again ({}). Run the same line again and compare with mercato diff.", path, why));
}

/// "a=1, b=2" of these paths, in parts.
std::vector<std::string> sets_in(std::string const& label, std::vector<std::string> const& paths)
{
    std::vector<std::string> sets;
    std::size_t from = 0;
    for (std::size_t k = 0; k < paths.size(); ++k)
    {
        auto const next = k + 1 < paths.size() ? label.find(", " + paths[k + 1] + '=', from) : label.size();
        if (!label.substr(std::min(from, label.size())).starts_with(paths[k] + '=') ||
            next == std::string::npos)
            return {};
        sets.push_back(label.substr(from, next - from));
        from = next + 2;
    }
    return sets;
}

/// Values of a design as they stand in a file, and the paths that they were set at.
AddedTable design_values(Hdf5File const& file, std::vector<std::string>& paths)
{
    constexpr std::string_view behind_path = " at each point, ";
    AddedTable table{"design", "", {}};
    for (auto const& v : file.variables())
    {
        auto const meaning = file.text_of(v.name, "long_name").value_or("");
        auto const end = meaning.find(behind_path);
        if (v.axes != std::vector<std::string>{"design"} || v.type != ValueType::float64) continue;
        if (end == std::string::npos) continue;
        paths.push_back(meaning.substr(0, end));
        table.columns.push_back({v.name, "1", meaning, file.read<double>(v.name), "", {}});
    }
    return table;
}
} // namespace

void CarriedJob::take_design(TrajectoryReader const& file)
{
    auto const path = file.file().path().string();
    if (file.file().has("trial"))
        cannot_rerun(path, "parameters were tuned, which takes the design's own line");
    std::vector<std::string> paths;
    job.tables.push_back(design_values(file.file(), paths));
    ScratchFolder const scratch;
    auto const arms = file.content().outer.back().labels.size();
    std::vector<ScenarioRequest> requests(arms);
    scenarios.reserve(file.points() + arms);
    for (std::size_t arm = 0; arm < arms; ++arm)
    {
        auto& request = requests[arm];
        request.path =
            scratch.write(fmt::format("{}.toml", arm), file.scenario_text(static_cast<std::uint32_t>(arm)));
        scenarios.push_back(read_scenario(request));
        job.texts.push_back(&scenarios.back());
    }
    std::string hashes;
    for (std::uint32_t point = 0; point < file.points(); ++point)
    {
        auto request = requests[point % arms];
        request.sets = sets_in(file.content().outer.front().labels[point / arms], paths);
        scenarios.push_back(read_scenario(request));
        job.points.push_back(&scenarios.back());
        hashes += scenarios.back().hash + '\n';
    }
    TrajectoryJob base;
    base.points.push_back(&scenarios.front());
    job.identity = identity_of(base);
    std::ranges::find(job.identity, "scenario_hash", &std::pair<std::string, std::string>::first)->second =
        sha256(hashes);
    if (sha256(hashes) != file.attribute("scenario_hash"))
        cannot_rerun(path, "the file does not say exactly what stood at its points");
    job.designs = file.points() / static_cast<std::uint32_t>(arms);
}

CarriedJob::CarriedJob(TrajectoryReader const& file)
{
    auto const path = file.file().path().string();
    if (!file.attribute("missing").empty())
        throw IoError(
            fmt::format("cannot run '{}' again (replicates {} are missing in it). Merge all shards first.",
                        path, file.attribute("missing")));
    if (!read_resolved(file.scenario_text(), path).roster_path.empty())
        cannot_rerun(path, "its people came from a roster, which results do not carry");
    if (!file.attribute("designs").empty())
        take_design(file);
    else
    {
        scenarios.reserve(file.points());
        for (std::uint32_t point = 0; point < file.points(); ++point)
        {
            scenarios.push_back(read_resolved(file.scenario_text(point), path));
            resolve(scenarios.back());
            job.points.push_back(&scenarios.back());
        }
    }
    job.outer = file.content().outer;
    job.first = static_cast<std::uint32_t>(file.number_of(0));
    job.count = file.replicates();
    job.shard = file.attribute("shard");
}

bool goes_on_after(TrajectoryJob const& job, std::filesystem::path const& path)
{
    TrajectoryReader const there(path);
    CarriedJob const carried(there);
    auto why = difference(endless_identity_of(carried.job), endless_identity_of(job));
    auto const end = carried.job.base().run.end;
    if (why.empty() && end > job.base().run.end) why = fmt::format("it goes on to {}", to_text(end));
    if (why.empty()) return end < job.base().run.end;
    throw IoError(
        fmt::format("cannot extend '{}' ({}). Name another file with -o, or replace it with --force.",
                    path.string(), why));
}
} // namespace mercato
