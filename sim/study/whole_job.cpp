// SPDX-License-Identifier: Apache-2.0
#include "study/whole_job.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/check.hpp"
#include "core/error.hpp"
#include "core/stop.hpp"
#include "io/scenario_reader.hpp"
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

CarriedJob::CarriedJob(TrajectoryReader const& file)
{
    auto const path = file.file().path().string();
    if (!file.attribute("missing").empty())
        throw IoError(
            fmt::format("cannot run '{}' again (replicates {} are missing in it). Merge all shards first.",
                        path, file.attribute("missing")));
    if (!file.attribute("designs").empty())
        throw IoError(fmt::format(
            "cannot run '{}' again (it holds the points of a design). Run mercato sweep again and "
            "compare with mercato diff.",
            path));
    scenarios.reserve(file.points());
    for (std::uint32_t point = 0; point < file.points(); ++point)
    {
        scenarios.push_back(read_resolved(file.scenario_text(point), path));
        resolve(scenarios.back());
        job.points.push_back(&scenarios.back());
        if (!scenarios.back().roster_path.empty())
            throw IoError(
                fmt::format("cannot run '{}' again (its people came from a roster, which results do not "
                            "carry). Run the scenario file again and compare with mercato diff.",
                            path));
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
