// SPDX-License-Identifier: Apache-2.0
#include "study/failures.hpp"

#include <algorithm>
#include <limits>
#include <new>
#include <stdexcept>
#include <tuple>

#include "core/check.hpp"
#include "core/error.hpp"
#include "run/simulation.hpp"

namespace mercato
{
namespace
{
/// A record that says nothing: -1 in whole numbers, NaN in others.
template <class Record>
Record empty_record()
{
    Record record;
    auto const clear = [&]<class T>(Column<Record, T> const& column) {
        if constexpr (std::is_floating_point_v<T>)
            record.*column.member = std::numeric_limits<T>::quiet_NaN();
        else
            record.*column.member = T{-1};
    };
    std::apply([&](auto const&... columns) { (clear(columns), ...); }, Record::columns());
    return record;
}
} // namespace

RunRecords failed_records(Scenario const& scenario, std::string why)
{
    RunRecords records;
    records.failure = std::move(why);
    records.times = recorded_times(scenario);
    auto const times = records.times.size();
    records.labs.assign(times * scenario.labs.size(), empty_record<LabRecord>());
    records.works.assign(times * scenario.labs.size(), empty_record<OutputRecord>());
    records.state_hash.assign(times, 0);
    records.panel.assign(times * static_cast<std::size_t>(scenario.record.panel),
                         empty_record<PanelRecord>());
    return records;
}

RunRecords run_or_fail(Scenario const& scenario, Tolerance tolerance, std::function<RunRecords()> const& run)
{
    if (tolerance.on_failure == OnFailure::stop) return run();
    constexpr auto no_memory = "there is not enough memory for its people";
    try
    {
        return run();
    }
    catch (EventError const& e)
    {
        return failed_records(scenario, e.what());
    }
    catch (InternalError const& e)
    {
        return failed_records(scenario, e.what());
    }
    catch (std::bad_alloc const&)
    {
        if (!tolerance.other_sizes) throw;
        return failed_records(scenario, no_memory);
    }
    catch (std::length_error const&)
    {
        if (!tolerance.other_sizes) throw;
        return failed_records(scenario, no_memory);
    }
}

RunRecords attempt(Worlds& worlds, Scenario const& scenario, RunKey run, Threads const& inside,
                   KeptRun& keeper, Tolerance tolerance)
{
    auto finished = keeper.finished();
    if (finished) return std::move(*finished);
    return run_or_fail(scenario, tolerance, [&] { return worlds.run(run, inside, &keeper); });
}

EarlierRuns::EarlierRuns(TrajectoryReader const* file, std::uint32_t first) : file_(file), first_(first)
{
    if (file_ != nullptr) status_ = file_->file().read<std::int8_t>("run_status");
}

std::optional<std::uint32_t> EarlierRuns::place_of(std::uint32_t replicate) const
{
    auto const& numbers = file_->piece().replicates;
    auto const found = std::ranges::find(numbers, static_cast<std::int32_t>(replicate));
    if (found == numbers.end()) return std::nullopt;
    return static_cast<std::uint32_t>(found - numbers.begin());
}

bool EarlierRuns::hold(RunKey run) const
{
    if (file_ == nullptr || first_ + run.point >= file_->points()) return false;
    auto const place = place_of(run.replicate);
    return place && status_[(first_ + run.point) * file_->piece().replicates.size() + *place] == 0;
}

RunRecords EarlierRuns::records(RunKey run) const
{
    auto const place = place_of(run.replicate);
    require(place.has_value());
    return file_->records(*place, first_ + run.point);
}

std::vector<RunKey> failed_in(TrajectoryReader const& file)
{
    std::vector<RunKey> failed;
    auto const all = file.file().read<std::int8_t>("run_status");
    for (std::uint32_t run = 0; run < all.size(); ++run)
    {
        if (all[run] == 0) continue;
        auto const number = file.number_of(run % file.replicates());
        failed.push_back({static_cast<std::uint32_t>(number), run / file.replicates()});
    }
    return failed;
}
} // namespace mercato
