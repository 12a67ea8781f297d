// SPDX-License-Identifier: Apache-2.0
#include "io/trajectory/pieces.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/check.hpp"

namespace mercato
{
namespace
{
constexpr std::size_t open_at_once = 8; // files: each keeps a cache for every variable that was read

/// Where each run begins in an event table, from the counts of all runs.
std::vector<std::uint64_t> first_rows_in(Hdf5File const& file, std::string const& table)
{
    std::vector<std::uint64_t> first{0};
    for (auto const count : file.read<std::int32_t>(table + "_count"))
        first.push_back(first.back() + static_cast<std::uint64_t>(count));
    if (first.back() == file.info(table).rows()) return first;
    throw IoError(fmt::format("cannot read '{}' ('{}_count' does not add up to the rows of '{}'). Run the "
                              "scenario again.",
                              file.path().string(), table, table));
}
} // namespace

Piece::Rows Piece::rows_of_run(VariableInfo const& variable, std::uint32_t point, std::size_t replicate) const
{
    auto const run = (point - first_point) * replicates.size() + replicate;
    auto const table = first_rows.find(variable.axes.front());
    if (table == first_rows.end()) return {run, 1};
    return {table->second[run], table->second[run + 1] - table->second[run]};
}

Piece::Rows Piece::rows_of_point(VariableInfo const& variable, std::uint32_t point) const
{
    auto const first = rows_of_run(variable, point, 0);
    auto const last = rows_of_run(variable, point, replicates.size() - 1);
    return {first.first, last.first + last.count - first.first};
}

Piece piece_in(Hdf5File const& file, std::vector<OuterAxis> const& whole)
{
    Piece piece;
    piece.path = file.path();
    piece.replicates = file.read<std::int32_t>("replicate");
    for (auto const axis : outer_axes)
    {
        auto const name = std::string(axis);
        if (!file.has(name)) continue;
        auto const places = file.read<std::int32_t>(name);
        auto const axis_of_job = std::ranges::find(whole, name, &OuterAxis::name);
        auto const length = axis_of_job == whole.end() ? places.size() : axis_of_job->labels.size();
        piece.first_point =
            piece.first_point * static_cast<std::uint32_t>(length) + static_cast<std::uint32_t>(places.at(0));
        piece.points *= static_cast<std::uint32_t>(places.size());
    }
    for (auto const table : event_tables)
    {
        auto const name = std::string(table);
        if (file.has(name + "_count")) piece.first_rows[name] = first_rows_in(file, name);
    }
    return piece;
}

Blocks::Blocks(Hdf5File& file, VariableInfo const& variable)
    : file_(file),
      name_(variable.name),
      row_bytes_(std::max<std::size_t>(1, variable.row_bytes())),
      inside_(std::max<std::uint64_t>(1, variable.rows_inside())),
      step_(rows_at_once(variable))
{}

std::size_t Blocks::due() const { return std::min(step_, inside_ - written_ % inside_) * row_bytes_; }

void Blocks::take(std::span<std::byte const> rows)
{
    block_.insert(block_.end(), rows.begin(), rows.end());
    std::size_t done = 0;
    while (block_.size() - done >= due())
    {
        auto const bytes = due();
        write(done, bytes);
        done += bytes;
    }
    block_.erase(block_.begin(), block_.begin() + static_cast<std::ptrdiff_t>(done));
}

void Blocks::finish() { write(0, block_.size()); } // of no rows does nothing

void Blocks::write(std::size_t from, std::size_t bytes)
{
    file_.write_rows(name_, written_, std::span(block_).subspan(from, bytes));
    written_ += bytes / row_bytes_;
}

Pieces::Pieces(std::vector<Piece> pieces) : pieces_(std::move(pieces))
{
    std::ranges::sort(pieces_, {}, [](Piece const& p) {
        return std::pair{p.first_point, p.replicates.at(0)};
    });
    for (std::size_t k = 0; k < pieces_.size(); ++k)
    {
        auto const& piece = pieces_[k];
        for (auto point = piece.first_point; point < piece.first_point + piece.points; ++point)
            of_point_[point].push_back(k);
    }
    // Files of one point may stand between files of all points
    for (auto& [point, those] : of_point_)
        std::ranges::sort(those, {}, [&](std::size_t k) { return pieces_[k].replicates.front(); });
}

Pieces::~Pieces() = default;

void Pieces::copy(std::string const& variable, std::uint32_t point, Blocks& blocks)
{
    auto const those = of_point_.find(point);
    if (those == of_point_.end()) return;
    Bytes rows;
    for (auto const k : those->second)
    {
        auto const& file = opened(k);
        auto const info = file.info(variable);
        auto const part = pieces_[k].rows_of_point(info, point);
        auto const take = rows_at_once(info);
        for (std::uint64_t done = 0; done < part.count; done += take)
        {
            file.read_rows(variable, part.first + done, std::min(take, part.count - done), rows);
            blocks.take(rows);
        }
    }
}

void Pieces::extend(std::map<std::string, std::uint64_t>& lengths)
{
    for (std::size_t k = 0; k < pieces_.size(); ++k)
    {
        for (auto const& [table, first] : pieces_[k].first_rows) lengths[table] += first.back();
        if (opened(k).has("followed")) lengths["followed"] = opened(k).info("followed").rows();
    }
}

Hdf5File const& Pieces::opened(std::size_t piece)
{
    auto const found = open_.find(piece);
    if (found != open_.end()) return *found->second;
    if (open_.size() >= open_at_once) open_.erase(open_.begin());
    auto file = std::make_unique<Hdf5File>(Hdf5File::open(pieces_[piece].path));
    return *open_.emplace(piece, std::move(file)).first->second;
}
} // namespace mercato
