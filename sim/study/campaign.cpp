// SPDX-License-Identifier: Apache-2.0
#include "study/campaign.hpp"

#include <utility>

#include <fmt/format.h>

#include "core/stop.hpp"
#include "study/ensemble.hpp"
#include "study/sharing/crew.hpp"

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
                   Threads const& threads, SeeRun see)
    : writer_(writer),
      points_(std::move(points)),
      most_(most),
      threads_(threads),
      see_(std::move(see)),
      shown_{writer.job().first, 0}
{}

void Campaign::run_to(std::uint32_t end, std::function<void()> const& step)
{
    auto const runs = writer_.missing(end);
    auto* const crew = Crew::present();
    if (crew != nullptr && runs.size() > 1)
        crew->run(writer_, runs, most_, threads_.count(), step);
    else if (!runs.empty())
        run_here(runs, step);
    show_until({end, 0});
}

void Campaign::run_here(std::vector<RunKey> const& runs, std::function<void()> const& step)
{
    if (!worlds_) worlds_ = std::make_unique<Worlds>(points_, threads_, most_);
    auto const points = static_cast<std::uint32_t>(points_.size());
    auto const take = [&](RunKey run, RunRecords&& records) {
        show_until(run);
        see_(run, records);
        shown_ = run.point + 1 < points ? RunKey{run.replicate, run.point + 1} : RunKey{run.replicate + 1, 0};
        writer_.add(run, std::move(records));
        step();
        stop_if_asked();
    };
    run_ensemble(
        runs, points_.front()->run.seed, threads_,
        [&](RunKey run, Threads const& inside) { return worlds_->run(run, inside); }, take);
}

void Campaign::show_until(RunKey end)
{
    auto const is_before = [](RunKey a, RunKey b) {
        return std::pair{a.replicate, a.point} < std::pair{b.replicate, b.point};
    };
    if (!is_before(shown_, end)) return;
    writer_.see_saved(shown_, end, [&](RunKey run, RunRecords&& records) { see_(run, records); });
    shown_ = end;
}
} // namespace mercato
