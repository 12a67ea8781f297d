// SPDX-License-Identifier: Apache-2.0
#include "io/trajectory/writer.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "core/check.hpp"
#include "io/trajectory/reader.hpp"

namespace mercato
{
namespace
{
std::size_t bytes_of(RunRecords const& r)
{
    return r.labs.size() * sizeof(LabRecord) + r.panel.size() * sizeof(PanelRecord) +
           r.moves.size() * sizeof(MoveRecord) + r.offers.size() * sizeof(OfferRecord) +
           r.spells.size() * sizeof(SpellRecord) + r.crises.size() * sizeof(CrisisRecord) +
           r.intentions.size() * sizeof(IntentionRecord) + r.approaches.size() * sizeof(ApproachRecord) +
           r.choices.size() * sizeof(ChoiceRecord);
}

std::vector<std::int32_t> numbers_from(std::uint32_t first, std::size_t count)
{
    std::vector<std::int32_t> numbers(count);
    std::iota(numbers.begin(), numbers.end(), static_cast<std::int32_t>(first));
    return numbers;
}

/// "part00000120-00000007.h5" holds seven replicates from 120 on.
std::string part_name(std::uint32_t first, std::size_t count)
{
    return fmt::format("part{:08}-{:08}.h5", first, count);
}
} // namespace

TrajectoryWriter::TrajectoryWriter(std::filesystem::path const& path, TrajectoryJob job, Options options)
    : job_(std::move(job)),
      options_(options),
      begin_(std::chrono::steady_clock::now()),
      last_part_(begin_),
      place_(path, options.replace || options.extend, options.attempt),
      content_(content_of(job_)),
      keeping_{identity_of(job_),
               options.extend || options.keep_states ? endless_identity_of(job_) : Identity(),
               place_.target().string() + ".states", options.keep_states, options.part_seconds},
      next_(job_.first)
{
    for (auto const& lab : job_.base().labs) frame_.labs.push_back({lab.id, lab.name, lab.kind});
    adopt();
}

void TrajectoryWriter::adopt()
{
    for (auto const& name : place_.parts()) adopt_part(name);
    try
    {
        auto const snapshots = sift_snapshots(place_, keeping_, options_.replace);
        damaged_.insert(damaged_.end(), snapshots.begin(), snapshots.end());
    }
    catch (IoError const&)
    {
        place_.keep();
        throw;
    }
    remove_snapshots_before(place_, next_);
}

void TrajectoryWriter::adopt_part(std::string const& name)
{
    auto const path = place_.part(name);
    std::optional<Piece> piece;
    Identity identity;
    std::vector<double> times;
    try
    {
        auto const file = Hdf5File::open(path);
        identity = identity_of(file);
        times = file.read<double>("time");
        if (file.stored_hash() == file.text_of("", "content_hash")) piece = piece_in(file);
    }
    catch (IoError const&)
    {
        piece.reset();
    }
    auto const why = piece ? difference(identity, keeping_.identity) : "";
    if (!why.empty() && !options_.replace)
    {
        place_.keep();
        throw other_job(path.parent_path(), why);
    }
    // What is damaged, or leaves a gap, is run again
    if (!piece) damaged_.push_back(name);
    if (!piece || !why.empty() || piece->replicates.front() != static_cast<std::int32_t>(next_))
        return place_.remove(name);
    next_ += static_cast<std::uint32_t>(piece->replicates.size());
    parts_.push_back(path);
    frame_.times.clear();
    for (auto const seconds : times) frame_.times.push_back(time_in_file(seconds));
}

void TrajectoryWriter::see_saved(std::function<void(RunKey, RunRecords&&)> const& see) const
{
    for (auto const& path : parts_)
    {
        TrajectoryReader const part(path, TrajectoryReader::Whole::no);
        for (std::uint32_t k = 0; k < part.replicates(); ++k)
        {
            for (std::uint32_t point = 0; point < points_of(content_); ++point)
                see({static_cast<std::uint32_t>(part.number_of(k)), point}, part.records(k, point));
        }
    }
}

void TrajectoryWriter::add(RunKey run, RunRecords&& records)
{
    place_.require_ours();
    auto const points = points_of(content_);
    require(run.replicate == next_ && run.point == waiting_.size() % points && !records.times.empty());
    if (frame_.times.empty()) frame_.times = records.times;
    require(records.times == frame_.times && records.state_hash.size() == records.times.size());
    require(records.labs.size() == records.times.size() * frame_.labs.size());
    extend(frame_.lengths, content_, records);
    waiting_bytes_ += bytes_of(records);
    waiting_.push_back(std::move(records));
    if (run.point + 1 < points) return;
    ++next_;
    if (waiting_bytes_ >= options_.part_bytes || seconds_since_part() >= options_.part_seconds) write_part();
}

void TrajectoryWriter::add_table(AddedTable table) { tables_.push_back(std::move(table)); }

double TrajectoryWriter::seconds_since_part() const
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - last_part_).count();
}

void TrajectoryWriter::write_part()
{
    auto const points = points_of(content_);
    auto const count = waiting_.size() / points;
    auto const first = next_ - static_cast<std::uint32_t>(count);
    frame_.replicates = numbers_from(first, count);
    auto const unfinished = place_.temporary("unfinished");
    auto file = Hdf5File::create(place_.part(unfinished), Packing::raw);
    lay_out(file, content_, frame_);
    for (auto const& variable : trajectory_variables(content_))
    {
        std::uint64_t row = 0;
        auto const row_bytes = file.info(variable.name).row_bytes();
        for (std::uint32_t point = 0; point < points; ++point)
        {
            take_waiting(variable, waiting_, first, point, points, [&](Bytes const& rows) {
                file.write_rows(variable.name, row, rows);
                row += rows.size() / row_bytes;
            });
        }
    }
    sign(file, job_, true);
    auto const hash = file.written_hash();
    file.set_text("", "content_hash", hash);
    file.close();
    place_.settle(unfinished);
    require_as_written(place_.part(unfinished), hash);
    auto const name = part_name(first, count);
    place_.seal(unfinished, name);
    parts_.push_back(place_.part(name));
    remove_snapshots_before(place_, next_);
    waiting_.clear();
    frame_.lengths.clear();
    waiting_bytes_ = 0;
    last_part_ = std::chrono::steady_clock::now();
}

std::string TrajectoryWriter::log_of(RunLog const& log, std::string const& outcome) const
{
    std::chrono::duration<double> const passed = std::chrono::steady_clock::now() - begin_;
    return append_to_log(place_.target().string() + ".log", log_text(log, outcome, passed.count()));
}

std::uint32_t TrajectoryWriter::save(RunLog const& log)
{
    place_.keep();
    // Of a replicate whose points are not all there a part would miss the rest for good
    auto const points = points_of(content_);
    for (; waiting_.size() % points != 0; waiting_.pop_back())
    {
        auto const point = static_cast<std::uint32_t>(waiting_.size() - 1) % points;
        keeper_of({next_, point}).keep_finished(waiting_.back());
    }
    frame_.lengths.clear();
    for (auto const& records : waiting_) extend(frame_.lengths, content_, records);
    if (!waiting_.empty()) write_part();
    log_of(log, fmt::format("stopped, {} of {} replicates are saved", next_ - job_.first, job_.count));
    return next_ - job_.first;
}

Written TrajectoryWriter::finish(RunLog const& log)
{
    require(next_ == job_.first + job_.count && waiting_.size() % points_of(content_) == 0);
    std::vector<Piece> pieces;
    for (auto const& path : parts_) pieces.push_back(piece_in(Hdf5File::open(path)));
    Pieces all(std::move(pieces));
    frame_.replicates = numbers_from(job_.first, job_.count);
    all.extend(frame_.lengths);
    save_states(place_, keeping_);
    auto written = publish_result(place_, {job_, frame_, all, waiting_, tables_});
    written.warning = log_of(log, "complete");
    return written;
}
} // namespace mercato
