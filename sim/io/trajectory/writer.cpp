// SPDX-License-Identifier: Apache-2.0
#include "io/trajectory/writer.hpp"

#include <algorithm>
#include <memory>
#include <numeric>

#include <fmt/format.h>

#include "core/check.hpp"

namespace mercato
{
namespace
{
constexpr char const* result_name = "result.h5";
constexpr std::size_t write_from = 1024UL * 1024; // bytes of a variable to collect before writing them
std::string part_name(std::size_t number) { return fmt::format("part{:08}.h5", number); }

std::size_t bytes_of(RunRecords const& r)
{
    return r.labs.size() * sizeof(LabRecord) + r.panel.size() * sizeof(PanelRecord) +
           r.moves.size() * sizeof(MoveRecord) + r.offers.size() * sizeof(OfferRecord) +
           r.spells.size() * sizeof(SpellRecord) + r.crises.size() * sizeof(CrisisRecord) +
           r.intentions.size() * sizeof(IntentionRecord);
}

/// What was handed over is what stands in the file: a full disk may lose values without a word.
void require_as_written(std::filesystem::path const& path, std::string const& hash)
{
    if (Hdf5File::open(path).stored_hash() == hash) return;
    throw IoError(
        fmt::format("cannot trust '{}' (its values differ from what was written). The disk may be full or "
                    "faulty: name a place on another disk with -o.",
                    path.string()));
}

/// Rows of one variable on their way into a file, in blocks of whole chunks however they come.
class Blocks
{
public:
    Blocks(Hdf5File& file, VariableInfo const& variable)
        : file_(file),
          name_(variable.name),
          row_bytes_(std::max<std::size_t>(1, variable.row_bytes())),
          step_(rows_at_once(variable) * row_bytes_)
    {}

    void take(std::span<std::byte const> rows)
    {
        block_.insert(block_.end(), rows.begin(), rows.end());
        std::size_t done = 0;
        for (; block_.size() - done >= step_; done += step_) write(done, step_);
        block_.erase(block_.begin(), block_.begin() + static_cast<std::ptrdiff_t>(done));
    }

    void finish() { write(0, block_.size()); } // of no rows does nothing

private:
    void write(std::size_t from, std::size_t bytes)
    {
        file_.write_rows(name_, written_, std::span(block_).subspan(from, bytes));
        written_ += bytes / row_bytes_;
    }

    Hdf5File& file_;
    std::string name_;
    std::size_t row_bytes_;
    std::size_t step_; // bytes
    std::uint64_t written_ = 0;
    Bytes block_;
};

/// The parts of a run as one table each: rows in the order of replicates, one part open at a time.
class Parts
{
public:
    Parts(OutputPlace const& place, std::size_t count) : place_(place), count_(count) {}

    /// Hands all rows of @p variable to @p blocks.
    void copy(VariableInfo const& variable, Blocks& blocks)
    {
        Bytes rows;
        for (std::size_t part = 0; part < count_; ++part)
        {
            auto const& from = opened(part);
            auto const there = from.info(variable.name);
            auto const take = rows_at_once(there);
            for (std::uint64_t first = 0; first < there.rows(); first += take)
            {
                from.read_rows(variable.name, first, std::min(take, there.rows() - first), rows);
                blocks.take(rows);
            }
        }
    }

private:
    Hdf5File const& opened(std::size_t part)
    {
        if (!part_ || open_ != part)
        {
            part_.reset();
            part_ = std::make_unique<Hdf5File>(Hdf5File::open(place_.part(part_name(part))));
            open_ = part;
        }
        return *part_;
    }

    OutputPlace const& place_;
    std::size_t count_;
    std::size_t open_ = 0;
    std::unique_ptr<Hdf5File> part_;
};

template <class Number>
ValueType type_of_column(std::vector<Number> const&)
{
    if constexpr (std::is_same_v<Number, std::string>)
        return ValueType::text;
    else
        return value_type_of<Number>();
}

void write_column(Hdf5File& file, AddedColumn const& column, std::vector<std::string> const& axes,
                  std::vector<std::uint64_t> const& shape)
{
    auto const size = std::accumulate(shape.begin(), shape.end(), std::uint64_t{1}, std::multiplies<>());
    std::visit(
        [&]<class Value>(std::vector<Value> const& values) {
            require(values.size() == size);
            file.create_variable({column.name, type_of_column(values), axes, shape});
            describe(file, column.name, column.unit, column.meaning, column.flags);
            if constexpr (std::is_same_v<Value, std::string>)
                file.write_texts(column.name, values);
            else
                file.write<Value>(column.name, values);
        },
        column.values);
}
} // namespace

TrajectoryWriter::TrajectoryWriter(std::filesystem::path const& path, Scenario const& scenario,
                                   Options options)
    : scenario_(scenario),
      options_(options),
      begin_(std::chrono::steady_clock::now()),
      place_(path, options.replace),
      content_(content_of(scenario))
{
    for (auto const& lab : scenario.labs) frame_.labs.push_back({lab.id, lab.name, lab.kind});
}

void TrajectoryWriter::add(std::uint32_t replicate, RunRecords&& records)
{
    require(replicate == next_ && !records.times.empty());
    if (next_ == 0) frame_.times = records.times;
    require(records.times == frame_.times && records.state_hash.size() == records.times.size());
    require(records.labs.size() == records.times.size() * frame_.labs.size());
    ++next_;
    extend(frame_.lengths, content_, records);
    waiting_bytes_ += bytes_of(records);
    waiting_.push_back(std::move(records));
    if (waiting_bytes_ >= options_.part_bytes) write_part();
}

void TrajectoryWriter::add_table(AddedTable table) { tables_.push_back(std::move(table)); }

void TrajectoryWriter::write_waiting(Hdf5File& file, TrajectoryVariable const& variable,
                                     std::uint32_t first) const
{
    std::uint64_t row = 0;
    Bytes bytes;
    auto const row_bytes = file.info(variable.name).row_bytes();
    for (std::size_t i = 0; i < waiting_.size(); ++i)
    {
        variable.take(waiting_[i], static_cast<std::int32_t>(first + i), bytes);
        // Small replicates go together: a call costs more than their few rows
        if (bytes.size() < write_from && i + 1 < waiting_.size()) continue;
        file.write_rows(variable.name, row, bytes);
        row += bytes.size() / row_bytes;
        bytes.clear();
    }
}

void TrajectoryWriter::write_part()
{
    auto const first = next_ - static_cast<std::uint32_t>(waiting_.size());
    TrajectoryFrame frame{first, frame_.times, frame_.labs, {}};
    for (auto const& records : waiting_) extend(frame.lengths, content_, records);

    auto const name = part_name(parts_);
    auto file = Hdf5File::create(place_.part(name), Packing::raw);
    lay_out(file, content_, frame);
    for (auto const& variable : trajectory_variables(content_)) write_waiting(file, variable, first);
    auto const hash = file.written_hash();
    file.close();
    place_.settle(name);
    require_as_written(place_.part(name), hash);
    ++parts_;
    waiting_.clear();
    waiting_bytes_ = 0;
}

void TrajectoryWriter::merge_into(Hdf5File& file) const
{
    Parts parts(place_, parts_);
    auto const first = next_ - static_cast<std::uint32_t>(waiting_.size());
    for (auto const& variable : trajectory_variables(content_))
    {
        auto const info = file.info(variable.name);
        Blocks blocks(file, info);
        parts.copy(info, blocks);
        // What still waits in memory need not go by way of a part
        for (std::size_t i = 0; i < waiting_.size(); ++i)
        {
            Bytes rows;
            variable.take(waiting_[i], static_cast<std::int32_t>(first + i), rows);
            blocks.take(rows);
        }
        blocks.finish();
    }
}

void TrajectoryWriter::write_tables(Hdf5File& file) const
{
    for (auto const& table : tables_)
    {
        auto const rows =
            std::visit([](auto const& values) { return values.size(); }, table.columns.at(0).values);
        auto const length = table.columns.at(0).by_replicate ? rows / next_ : rows;
        std::vector<std::int32_t> numbers(length);
        std::iota(numbers.begin(), numbers.end(), 0);
        file.create_axis(table.axis, ValueType::int32, length);
        describe(file, table.axis, "1", table.meaning, "");
        file.write<std::int32_t>(table.axis, numbers);
        for (auto const& column : table.columns)
        {
            if (column.by_replicate)
                write_column(file, column, {table.axis, "replicate"}, {length, next_});
            else
                write_column(file, column, {table.axis}, {length});
        }
    }
}

void TrajectoryWriter::sign(Hdf5File& file) const
{
    auto const build = provenance();
    file.set_text("", "title", scenario_.title);
    file.set_text("", "Conventions", "CF-1.10");
    file.set_text("", "source",
                  "mercato " + build.version + ", an agent-based simulator: nothing in here was observed");
    file.set_text("", "comment",
                  "What the scenario assumes about an organisation is a stylised assumption, not a "
                  "measurement.");
    file.set_number("", "mercato_format", trajectory_format);
    file.set_text("", "mercato_version", build.version);
    file.set_text("", "commit", build.commit);
    file.set_text("", "compiler", build.compiler);
    file.set_text("", "flags", build.flags);
    file.set_text("", "build_type", build.build_type);
    file.set_text("", "cpu_class", build.cpu_class);
    file.set_text("", "mathematics", build.mathematics);
    file.set_text("", "seed", fmt::format("{}", scenario_.run.seed));
    file.set_text("", "scenario_hash", scenario_.hash);
    file.set_number("", "replicates", static_cast<std::int32_t>(next_));
    file.create_variable({"scenario", ValueType::text, {}, {}});
    describe(file, "scenario", "1", "the whole scenario as one TOML text, as it was run", "");
    file.write_texts("scenario", std::vector{scenario_.resolved});
}

Written TrajectoryWriter::finish(RunLog const& log)
{
    require(next_ == static_cast<std::uint64_t>(scenario_.run.replicates));
    auto const path = place_.part(result_name);
    auto file = Hdf5File::create(path, Packing::packed);
    lay_out(file, content_, frame_);
    merge_into(file);
    write_tables(file);
    sign(file);
    auto const hash = file.written_hash();
    file.set_text("", "content_hash", hash);
    file.set_number("", "complete", 1);
    file.close();

    // A file that looks complete is complete
    place_.settle(result_name);
    require_as_written(path, hash);
    auto const faults = broken_rules(path);
    if (!faults.empty())
        throw InternalError(fmt::format("the result breaks a rule of its format: {}", faults.front()));
    auto const bytes = std::filesystem::file_size(path);
    place_.publish(result_name);

    std::chrono::duration<double> const passed = std::chrono::steady_clock::now() - begin_;
    auto const warning =
        append_to_log(place_.target().string() + ".log", log_text(log, "complete", passed.count()));
    return {place_.target(), bytes, warning};
}
} // namespace mercato
