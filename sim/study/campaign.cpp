// SPDX-License-Identifier: Apache-2.0
#include "study/campaign.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/stop.hpp"
#include "study/ensemble.hpp"

namespace mercato
{
TrajectoryJob shard_of(TrajectoryJob job, Shard shard)
{
    if (shard.of == 1) return job;
    auto const all = job.count;
    job.first = shard.first(all);
    job.count = shard.count(all);
    job.shard = fmt::format("{}/{}", shard.index, shard.of);
    return job;
}

Campaign::Campaign(TrajectoryWriter& writer, std::vector<Scenario const*> points, std::uint32_t most,
                   Threads const& threads, SeeRun see, Care care)
    : writer_(writer),
      points_(std::move(points)),
      most_(most),
      threads_(threads),
      see_(std::move(see)),
      care_(std::move(care)),
      shown_{writer.job().first, 0}
{}

void Campaign::show(RunKey run, RunRecords const& records)
{
    if (records.failed()) failed_.push_back({run, records.failure});
    see_(run, records);
}

void Campaign::run_to(std::uint32_t end, std::function<void()> const& step)
{
    auto const runs = writer_.missing(end);
    auto* const crew = Crew::present();
    if (crew != nullptr && runs.size() > 1)
        run_shared(*crew, runs, step);
    else if (!runs.empty())
        run_here(runs, step);
    show_until({end, 0});
}

void Campaign::run_here(std::vector<RunKey> const& runs, std::function<void()> const& step)
{
    if (!worlds_) worlds_ = std::make_unique<Worlds>(points_, threads_, most_);
    auto const points = static_cast<std::uint32_t>(points_.size());
    auto const take = [&](RunKey run, RunRecords&& records) {
        if (care_.earlier.hold(run)) records = care_.earlier.records(run);
        show_until(run);
        show(run, records);
        shown_ = run.point + 1 < points ? RunKey{run.replicate, run.point + 1} : RunKey{run.replicate + 1, 0};
        writer_.add(run, std::move(records));
        step();
        stop_if_asked();
    };
    auto const run = [&](RunKey key, Threads const& inside) {
        if (care_.earlier.hold(key)) return RunRecords{}; // read when its turn comes, by one thread
        auto keeper = writer_.keeper_of(key);
        return attempt(*worlds_, *points_[key.point], key, inside, keeper, care_.tolerance);
    };
    auto const leave = [&](RunKey key, RunRecords const& records) {
        if (!care_.earlier.hold(key)) writer_.keeper_of(key).keep_finished(records);
    };
    run_ensemble(runs, points_.front()->run.seed, threads_, run, take, leave);
}

void Campaign::run_shared(Crew& crew, std::vector<RunKey> const& runs, std::function<void()> const& step)
{
    std::vector<RunKey> left;
    for (auto const run : runs)
    {
        if (!care_.earlier.hold(run))
            left.push_back(run);
        else
        {
            writer_.add(run, care_.earlier.records(run));
            step();
        }
    }
    writer_.flush();
    if (!left.empty()) told_ = crew.run(writer_, left, {most_, threads_.count(), care_.tolerance}, step);
}

void Campaign::show_until(RunKey end)
{
    if (shown_ >= end) return;
    writer_.see_saved(shown_, end, [&](RunKey run, RunRecords&& records) {
        auto const told = std::ranges::find(told_, run, &FailedRun::run);
        if (told != told_.end()) records.failure = told->why; // a part does not hold the words
        show(run, records);
    });
    shown_ = end;
}
} // namespace mercato
