// SPDX-License-Identifier: Apache-2.0
#include "io/trajectory/part_writer.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "core/check.hpp"

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
           r.choices.size() * sizeof(ChoiceRecord) + r.accounts.size() * sizeof(AccountRecord) +
           r.lab_events.size() * sizeof(LabEventRecord) + r.works.size() * sizeof(OutputRecord) +
           r.launches.size() * sizeof(LaunchRecord);
}

/// "part00000120-00000007.h5" holds seven replicates from 120 on, with all points; of a single run its point
/// stands behind.
std::string name_of(RunBlock const& block, std::uint32_t all_points)
{
    auto const point = block.points == all_points ? "" : fmt::format("-{:07}", block.first_point);
    return fmt::format("part{:08}-{:08}{}.h5", block.first, block.count, point);
}

/// The outer axes at one point alone.
std::vector<OuterAxis> axes_at(std::vector<OuterAxis> axes, std::uint32_t point)
{
    for (std::size_t k = axes.size(); k-- > 0;)
    {
        auto& axis = axes[k];
        auto const length = static_cast<std::uint32_t>(axis.labels.size());
        auto const place = point % length;
        point /= length;
        axis.labels = {axis.labels[place]};
        axis.first += place;
    }
    return axes;
}
} // namespace

std::vector<LabLabel> labels_of(Scenario const& scenario)
{
    std::vector<LabLabel> labels;
    labels.reserve(scenario.labs.size());
    for (auto const& lab : scenario.labs) labels.push_back({lab.id, lab.name, lab.kind});
    return labels;
}

std::vector<std::int32_t> numbers_from(std::uint32_t first, std::uint32_t count)
{
    std::vector<std::int32_t> numbers(count);
    std::iota(numbers.begin(), numbers.end(), static_cast<std::int32_t>(first));
    return numbers;
}

PartWriter::PartWriter(PartsFolder const& folder, TrajectoryJob const& job, Options options, std::string stem)
    : folder_(folder),
      job_(job),
      options_(options),
      stem_(std::move(stem)),
      last_part_(std::chrono::steady_clock::now()),
      content_(content_of(job))
{
    frame_.labs = labels_of(job.base());
}

void PartWriter::add(RunKey run, RunRecords&& records)
{
    look_at_lock();
    require(!records.times.empty());
    if (frame_.times.empty()) frame_.times = records.times;
    require(records.times == frame_.times && records.state_hash.size() == records.times.size());
    require(records.labs.size() == records.times.size() * frame_.labs.size());
    auto const points = points_of(content_);
    auto const place = first_.point + static_cast<std::uint32_t>(waiting_.size());
    bool const follows = run.point == place % points && run.replicate == first_.replicate + place / points;
    if (!waiting_.empty() && !follows) flush();
    if (waiting_.empty()) first_ = run;
    waiting_bytes_ += bytes_of(records);
    waiting_.push_back(std::move(records));
    if (run.point + 1 == points && is_due()) flush();
}

void PartWriter::look_at_lock()
{
    // Each look asks the directory server, whom a thousand machines ask; before a name is given there is one
    // more
    constexpr std::chrono::seconds between_looks(1);
    auto const now = std::chrono::steady_clock::now();
    if (now - last_look_ < between_looks) return;
    folder_.require_ours();
    last_look_ = now;
}

bool PartWriter::is_due() const
{
    std::chrono::duration<double> const past = std::chrono::steady_clock::now() - last_part_;
    return waiting_bytes_ >= options_.bytes || past.count() >= options_.seconds;
}

void PartWriter::flush()
{
    auto const points = points_of(content_);
    auto all = std::exchange(waiting_, {});
    waiting_bytes_ = 0;
    std::size_t done = 0;
    // Of a replicate whose points are not all there each stands alone
    auto const write_alone = [&](std::size_t until) {
        for (; done < until; ++done)
        {
            auto const place = first_.point + static_cast<std::uint32_t>(done);
            std::vector<RunRecords> one;
            one.push_back(std::move(all[done]));
            write({first_.replicate + place / points, 1, place % points, 1}, one);
        }
    };
    write_alone(std::min(all.size(), std::size_t{(points - first_.point) % points}));
    auto const whole = (all.size() - done) / points;
    if (whole > 0)
    {
        auto const begin = all.begin() + static_cast<std::ptrdiff_t>(done);
        std::vector<RunRecords> const middle(
            std::make_move_iterator(begin),
            std::make_move_iterator(begin + static_cast<std::ptrdiff_t>(whole * points)));
        auto const replicate = first_.replicate + static_cast<std::uint32_t>((first_.point + done) / points);
        write({replicate, static_cast<std::uint32_t>(whole), 0, points}, middle);
        done += whole * points;
    }
    write_alone(all.size());
    last_part_ = std::chrono::steady_clock::now();
}

void PartWriter::write(RunBlock block, std::vector<RunRecords> const& records)
{
    auto content = content_;
    if (block.points < points_of(content_)) content.outer = axes_at(content.outer, block.first_point);
    frame_.replicates = numbers_from(block.first, block.count);
    frame_.lengths.clear();
    for (auto const& r : records) extend(frame_.lengths, content, r);
    auto const unfinished = folder_.temporary(stem_);
    auto file = Hdf5File::create(folder_.part(unfinished), Packing::raw);
    lay_out(file, content, frame_);
    for (auto const& variable : trajectory_variables(content))
    {
        Bytes rows;
        for (std::uint32_t point = 0; point < block.points; ++point)
            take_waiting(variable, records, block.first, point, block.points, rows);
        file.write_rows(variable.name, 0, rows);
    }
    sign(file, job_, true);
    auto const hash = file.written_hash();
    file.set_text("", "content_hash", hash);
    file.close();
    folder_.settle(unfinished);
    require_as_written(folder_.part(unfinished), hash);
    auto const name = name_of(block, points_of(content_));
    folder_.seal(unfinished, name);
    sealed_.push_back({name, block});
    remove_snapshots(folder_, [&](RunKey run) {
        return run.replicate - block.first < block.count && run.point - block.first_point < block.points;
    });
}
} // namespace mercato
