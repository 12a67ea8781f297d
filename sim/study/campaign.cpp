// SPDX-License-Identifier: Apache-2.0
#include "study/campaign.hpp"

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
      care_(care)
{
    writer_.see_saved([&](RunKey run, RunRecords&& records) { show(run, records); });
}

void Campaign::show(RunKey run, RunRecords const& records)
{
    if (records.failed()) failed_.push_back({run, records.failure});
    see_(run, records);
}

RunRecords Campaign::attempt(RunKey run, Threads const& inside, Keeper* keeper)
{
    return run_or_fail(*points_[run.point], care_.on_failure, care_.other_sizes,
                       [&] { return worlds_->run(run, inside, keeper); });
}

void Campaign::run_to(std::uint32_t end, std::function<void()> const& step)
{
    auto const next = writer_.next();
    if (next >= end) return;
    if (!worlds_) worlds_ = std::make_unique<Worlds>(points_, threads_, most_);
    auto const take = [&](RunKey run, RunRecords&& records) {
        if (care_.earlier.hold(run)) records = care_.earlier.records(run);
        show(run, records);
        writer_.add(run, std::move(records));
        step();
        stop_if_asked();
    };
    auto const points = static_cast<std::uint32_t>(points_.size());
    auto const run = [&](RunKey key, Threads const& inside) {
        if (care_.earlier.hold(key)) return RunRecords{}; // read when its turn comes, by one thread
        auto keeper = writer_.keeper_of(key);
        auto finished = keeper.finished();
        return finished ? std::move(*finished) : attempt(key, inside, &keeper);
    };
    auto const leave = [&](RunKey key, RunRecords const& records) {
        if (!care_.earlier.hold(key)) writer_.keeper_of(key).keep_finished(records);
    };
    run_ensemble({end - next, points_.front()->run.seed, next, points}, threads_, run, take, leave);
}
} // namespace mercato
