// SPDX-License-Identifier: Apache-2.0
#include "study/sameness.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "io/scenario_reader.hpp"
#include "io/scratch_folder.hpp"
#include "study/difference.hpp"
#include "study/merging.hpp"
#include "study/sharing/crew.hpp"
#include "study/whole_job.hpp"

namespace mercato
{
namespace
{
namespace fs = std::filesystem;

/// In words, where the values of two files differ first.
std::string difference_in(fs::path const& one, fs::path const& other)
{
    if (same_bytes(one, other)) return {};
    auto const d = difference_of(TrajectoryReader(one), TrajectoryReader(other));
    if (d.first) return fmt::format("{} differs in {}", d.first->variable, d.first->run);
    return d.variables.empty() ? "other bytes, the same values"
                               : fmt::format("{} differs", d.variables.front());
}

/// In words, which column of an event table differs between runs that were recorded at other moments.
std::string difference_of_tables(fs::path const& one, fs::path const& other)
{
    auto const a = Hdf5File::open(one);
    auto const b = Hdf5File::open(other);
    Bytes in_a;
    Bytes in_b;
    for (auto const& v : a.variables())
    {
        bool const is_column = v.axes.size() == 1 && v.axes.front() != v.name && v.type != ValueType::text;
        if (!is_column || std::ranges::find(event_tables, v.axes.front()) == std::end(event_tables)) continue;
        if (!b.has(v.name)) continue;
        if (b.info(v.name).rows() != v.rows()) return fmt::format("{} has other rows", v.axes.front());
        a.read_rows(v.name, 0, v.rows(), in_a);
        b.read_rows(v.name, 0, v.rows(), in_b);
        if (in_a != in_b) return fmt::format("{} differs", v.name);
    }
    return {};
}

fs::path ran(Scenario const& scenario, fs::path const& target, int threads)
{
    Means means;
    means.threads = threads;
    return run_job(TrajectoryJob::of(scenario), target, means).path;
}

fs::path merged(Scenario const& scenario, ScratchFolder const& folder, std::uint32_t of)
{
    std::vector<fs::path> shards;
    for (std::uint32_t i = 0; i < of; ++i)
    {
        auto const job = shard_of(TrajectoryJob::of(scenario), {i, of});
        if (job.count == 0) continue;
        shards.push_back(folder / fmt::format("shard{}.h5", i));
        run_job(job, shards.back(), {});
    }
    return merge_shards(shards, folder / "merged.h5", {}, {}).path;
}

/// Stopped after every replicate, with other threads each time.
fs::path resumed(Scenario const& scenario, fs::path const& target)
{
    auto const job = TrajectoryJob::of(scenario);
    for (std::uint32_t next = 1; next <= job.count; ++next)
    {
        Means means;
        means.threads = 1 + static_cast<int>(next % 3);
        means.stop_before = next;
        run_job(job, target, means);
    }
    return target;
}
} // namespace

void check_sameness(Scenario const& scenario, std::function<void(SamenessCheck const&)> const& see)
{
    ScratchFolder const folder;
    std::optional<Crew::Pause> alone_now(std::in_place);
    auto const one = ran(scenario, folder / "one.h5", 1);
    for (int const threads : {2, 3, 8})
    {
        auto const name = fmt::format("{} threads", threads);
        see({name, difference_in(one, ran(scenario, folder / (name + ".h5"), threads))});
    }
    auto alone = scenario;
    alone.run.replicates = 1;
    resolve(alone);
    auto const single = ran(alone, folder / "single.h5", 1);
    see({"3 threads inside one replicate", difference_in(single, ran(alone, folder / "inside.h5", 3))});
    see({"2 shards, merged", difference_in(one, merged(scenario, folder, 2))});
    see({"stopped after each replicate", difference_in(one, resumed(scenario, folder / "resumed.h5"))});
    auto rarely = scenario;
    rarely.run.dt *= 3.7;
    rarely.record.panel = 0;
    resolve(rarely);
    see({"recorded 3.7 times less often", difference_of_tables(one, ran(rarely, folder / "rarely.h5", 1))});
    auto few = scenario;
    few.record.offers = few.record.spells = false;
    resolve(few);
    see({"moves recorded only", difference_of_tables(ran(few, folder / "few.h5", 1), one)});
    alone_now.reset();
    if (auto const* crew = Crew::present())
    {
        auto const ranks = ran(scenario, folder / "ranks.h5", 1);
        see({fmt::format("{} ranks", crew->ranks()), difference_in(one, ranks)});
    }
}
} // namespace mercato
