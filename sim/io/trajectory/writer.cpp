// SPDX-License-Identifier: Apache-2.0
#include "io/trajectory/writer.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "core/check.hpp"
#include "io/trajectory/reader.hpp"

namespace mercato
{
namespace
{
constexpr std::int32_t none = -1;
constexpr std::int32_t waits = -2; // in memory, or in a part that is not noted yet

/// A part as it stands in the folder.
struct Found
{
    Piece piece;
    Identity identity;
    std::vector<Time> times;
};

/// Nothing if it is damaged.
std::optional<Found> look_into(std::filesystem::path const& path, TrajectoryJob const& job)
{
    try
    {
        auto const file = Hdf5File::open(path);
        if (file.stored_hash() != file.text_of("", "content_hash")) return std::nullopt;
        Found found{piece_in(file, job.outer), identity_of(file), {}};
        for (auto const seconds : file.read<double>("time")) found.times.push_back(time_in_file(seconds));
        return found;
    }
    catch (IoError const&)
    {
        return std::nullopt;
    }
}
} // namespace

TrajectoryWriter::TrajectoryWriter(std::filesystem::path const& path, TrajectoryJob job,
                                   Options const& options)
    : job_(std::move(job)),
      options_(options),
      begin_(std::chrono::steady_clock::now()),
      place_(path, options.replace || options.extend, options.attempt),
      points_(points_of(content_of(job_))),
      keeping_{identity_of(job_),
               options.extend || options.keep_states ? endless_identity_of(job_) : Identity(),
               place_.target().string() + ".states", options.keep_states, options.part_seconds},
      new_parts_(place_, job_, {options.part_bytes, options.part_seconds}, "unfinished")
{
    adopt(place_.parts());
    sift();
}

std::size_t TrajectoryWriter::place_of(RunKey run) const
{
    return std::size_t{run.replicate - job_.first} * points_ + run.point;
}

RunKey TrajectoryWriter::run_at(std::size_t place) const
{
    return {job_.first + static_cast<std::uint32_t>(place / points_),
            static_cast<std::uint32_t>(place % points_)};
}

bool TrajectoryWriter::is_there(RunKey run) const
{
    auto const place = place_of(run);
    return run.replicate >= job_.first && place < part_of_.size() && part_of_[place] != none;
}

void TrajectoryWriter::sift()
{
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
    remove_snapshots(place_, [&](RunKey run) { return is_there(run); });
    keeping_.looks = !place_.snapshots().empty() || std::filesystem::exists(keeping_.states);
}

void TrajectoryWriter::adopt(std::vector<std::string> const& names)
{
    for (auto const& name : names) adopt_part(name);
}

void TrajectoryWriter::adopt_part(std::string const& name)
{
    auto const found = look_into(place_.part(name), job_);
    auto const why = found ? difference(found->identity, keeping_.identity) : "";
    if (!why.empty() && !options_.replace)
    {
        place_.keep();
        throw other_job(place_.folder(), why);
    }
    // What is damaged is run again
    if (!found) damaged_.push_back(name);
    if (!found || !why.empty()) return place_.remove(name);
    auto const& piece = found->piece;
    RunBlock const block{static_cast<std::uint32_t>(piece.replicates.front()),
                         static_cast<std::uint32_t>(piece.replicates.size()),
                         piece.first_point - first_point_of(content_of(job_)), piece.points};
    for (std::uint32_t r = 0; r < block.count; ++r)
    {
        for (std::uint32_t p = 0; p < block.points; ++p)
        {
            if (is_there({block.first + r, block.first_point + p})) return place_.remove(name);
        }
    }
    note(name, block);
    new_parts_.set_times(found->times);
}

void TrajectoryWriter::note(std::string const& name, RunBlock const& block)
{
    auto const end = std::size_t{block.first + block.count - job_.first} * points_;
    if (part_of_.size() < end) part_of_.resize(end, none);
    for (std::uint32_t r = 0; r < block.count; ++r)
    {
        auto const from = place_of({block.first + r, block.first_point});
        std::fill_n(part_of_.begin() + static_cast<std::ptrdiff_t>(from), block.points,
                    static_cast<std::int32_t>(parts_.size()));
    }
    parts_.push_back({place_.part(name), block});
}

void TrajectoryWriter::note_sealed()
{
    for (auto const& part : new_parts_.take_sealed()) note(part.name, part.block);
}

std::vector<RunKey> TrajectoryWriter::missing(std::uint32_t end) const
{
    std::vector<RunKey> runs;
    auto const places = std::size_t{std::max(end, job_.first) - job_.first} * points_;
    for (std::size_t place = 0; place < places; ++place)
    {
        if (place >= part_of_.size() || part_of_[place] == none) runs.push_back(run_at(place));
    }
    return runs;
}

std::uint32_t TrajectoryWriter::reached() const
{
    auto place = part_of_.size();
    while (place > 0 && part_of_[place - 1] == none) --place;
    return job_.first + static_cast<std::uint32_t>((place + points_ - 1) / points_);
}

void TrajectoryWriter::see_saved(RunKey from, RunKey to,
                                 std::function<void(RunKey, RunRecords&&)> const& see) const
{
    std::optional<TrajectoryReader> file;
    std::int32_t open = none;
    auto const end = std::min(place_of(to), part_of_.size());
    for (auto place = place_of(from); place < end; ++place)
    {
        auto const index = part_of_[place];
        if (index < 0) continue;
        auto const& part = parts_[static_cast<std::size_t>(index)];
        if (index != open) file.emplace(part.path, TrajectoryReader::Whole::no);
        open = index;
        auto const run = run_at(place);
        see(run, file->records(run.replicate - part.block.first, run.point - part.block.first_point));
    }
}

void TrajectoryWriter::add(RunKey run, RunRecords&& records)
{
    auto const place = place_of(run);
    require(run.replicate >= job_.first && run.point < points_);
    require(place >= part_of_.size() || part_of_[place] == none);
    new_parts_.add(run, std::move(records));
    if (part_of_.size() <= place) part_of_.resize(place + 1, none);
    part_of_[place] = waits;
    note_sealed();
}

void TrajectoryWriter::flush()
{
    new_parts_.flush();
    note_sealed();
}

void TrajectoryWriter::add_table(AddedTable table) { tables_.push_back(std::move(table)); }

std::string TrajectoryWriter::log_of(RunLog const& log, std::string const& outcome) const
{
    std::chrono::duration<double> const passed = std::chrono::steady_clock::now() - begin_;
    auto whole = log;
    whole.ranks = ranks_;
    return append_to_log(place_.target().string() + ".log", log_text(whole, outcome, passed.count()));
}

std::uint32_t TrajectoryWriter::saved() const
{
    std::uint32_t whole = 0;
    for (std::size_t place = 0; place + points_ <= part_of_.size(); place += points_)
    {
        auto const begin = part_of_.begin() + static_cast<std::ptrdiff_t>(place);
        if (std::none_of(begin, begin + points_, [](std::int32_t part) { return part == none; })) ++whole;
    }
    return whole;
}

std::uint32_t TrajectoryWriter::save(RunLog const& log)
{
    place_.keep();
    flush();
    auto const whole = saved();
    log_of(log, fmt::format("stopped, {} of {} replicates are saved", whole, job_.count));
    return whole;
}

Written TrajectoryWriter::finish(RunLog const& log)
{
    require(missing().empty() && reached() == job_.first + job_.count);
    // What waits may stay in memory if it stands behind all parts
    auto const is_behind = [&](Part const& part) {
        return part.block.first + part.block.count <= new_parts_.first_waiting().replicate;
    };
    bool const stays = new_parts_.first_waiting().point == 0 && new_parts_.waiting().size() % points_ == 0 &&
                       std::ranges::all_of(parts_, is_behind);
    if (!stays) flush();
    std::vector<Piece> pieces;
    pieces.reserve(parts_.size());
    for (auto const& part : parts_) pieces.push_back(piece_in(Hdf5File::open(part.path), job_.outer));
    Pieces all(std::move(pieces));
    TrajectoryFrame frame{
        numbers_from(job_.first, job_.count), new_parts_.times(), labels_of(job_.base()), {}};
    auto const content = content_of(job_);
    for (auto const& records : new_parts_.waiting()) extend(frame.lengths, content, records);
    all.extend(frame.lengths);
    save_states(place_, keeping_);
    auto written = publish_result(
        place_, {job_, std::move(frame), all, new_parts_.waiting(), tables_, options_.threads});
    written.warning = log_of(log, "complete");
    return written;
}
} // namespace mercato
