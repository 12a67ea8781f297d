// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>

#include <fmt/format.h>
#include <hdf5_hl.h>

#include "core/check.hpp"
#include "core/parallel.hpp"
#include "io/hdf5_inside.hpp"

namespace mercato
{
namespace
{
constexpr std::size_t packed_from = 4096;              // bytes; smaller variables gain nothing
constexpr std::size_t chunk_bytes = 64UL * 1024;       // of variables with several dimensions
constexpr std::size_t column_bytes = 256UL * 1024;     // of columns; both fit the library's cache of 1 MiB
constexpr std::size_t block_bytes = 4UL * 1024 * 1024; // in memory at once, unless one row is larger
constexpr unsigned deflate_level = 1;
constexpr unsigned in_order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;

bool is_real(ValueType type) { return type == ValueType::float32 || type == ValueType::float64; }

/// Not a number where a real value was never written, so that a lost block cannot pass for zeros.
void set_fill(hid_t list, ValueType type, Attempt const& sure)
{
    float const none = std::numeric_limits<float>::quiet_NaN();
    double const nothing = std::numeric_limits<double>::quiet_NaN();
    if (type == ValueType::float32) sure(H5Pset_fill_value(list, H5T_NATIVE_FLOAT, &none));
    if (type == ValueType::float64) sure(H5Pset_fill_value(list, H5T_NATIVE_DOUBLE, &nothing));
}

bool is_chunked(VariableInfo const& variable, Packing packing)
{
    bool const numbers = variable.type != ValueType::text && !variable.shape.empty();
    return packing == Packing::packed && numbers && variable.rows() * variable.row_bytes() >= packed_from;
}

Handle creation_list(VariableInfo const& variable, Packing packing, Attempt const& sure)
{
    Handle list(sure(H5Pcreate(H5P_DATASET_CREATE)), H5Pclose);
    sure(H5Pset_attr_creation_order(list.id(), in_order));
    sure(H5Pset_obj_track_times(list.id(), false));
    set_fill(list.id(), variable.type, sure);
    if (is_chunked(variable, packing))
    {
        auto const chunk = chunk_of(variable);
        std::vector<hsize_t> const sizes(chunk.begin(), chunk.end());
        sure(H5Pset_chunk(list.id(), static_cast<int>(sizes.size()), sizes.data()));
        sure(H5Pset_shuffle(list.id()));
        sure(H5Pset_deflate(list.id(), deflate_level));
        sure(H5Pset_fletcher32(list.id()));
    }
    return list;
}

Handle create_dataset(hid_t file, VariableInfo const& variable, Packing packing, Attempt const& sure)
{
    auto const type = hdf5_type(variable.type);
    auto const space = space_of(variable.shape, sure);
    auto const list = creation_list(variable, packing, sure);
    return {sure(H5Dcreate2(file, variable.name.c_str(), type.id(), space.id(), H5P_DEFAULT, list.id(),
                            H5P_DEFAULT)),
            H5Dclose};
}

/// netCDF looks for the fill value in an attribute.
void write_fill(hid_t dataset, ValueType type, Attempt const& sure)
{
    hsize_t const one = 1;
    double const nothing = std::numeric_limits<double>::quiet_NaN();
    Handle const space(sure(H5Screate_simple(1, &one, nullptr)), H5Sclose);
    Handle attribute(
        sure(H5Acreate2(dataset, "_FillValue", hdf5_type(type).id(), space.id(), H5P_DEFAULT, H5P_DEFAULT)),
        H5Aclose);
    sure(H5Awrite(attribute.id(), H5T_NATIVE_DOUBLE, &nothing));
    sure(attribute.close());
}

/// Chunks of @p bytes that hold @p rows, packed; the last is filled up with zeros.
std::vector<Bytes> packed_chunks(std::span<std::byte const> rows, std::size_t bytes, std::size_t size,
                                 Threads const* threads)
{
    std::vector<Bytes> packed(chunk_count(rows.size(), bytes));
    share_chunks(threads, rows.size(), bytes, [&](std::size_t k, std::size_t begin, std::size_t end) {
        Bytes chunk(rows.begin() + static_cast<std::ptrdiff_t>(begin),
                    rows.begin() + static_cast<std::ptrdiff_t>(end));
        chunk.resize(bytes);
        packed[k] = packed_chunk(chunk, size);
    });
    return packed;
}

/// Writes chunks of whole rows, the last of which may reach beyond the end.
void write_chunks(hid_t dataset, VariableInfo const& variable, std::uint64_t first,
                  std::span<std::byte const> rows, Threads const* threads, Attempt const& sure)
{
    auto const step = chunk_of(variable).front();
    std::vector<hsize_t> at(variable.shape.size(), 0);
    at.front() = first;
    for (auto const& packed :
         packed_chunks(rows, step * variable.row_bytes(), size_of(variable.type), threads))
    {
        sure(H5Dwrite_chunk(dataset, H5P_DEFAULT, 0, at.data(), packed.size(), packed.data()));
        at.front() += step;
    }
}

void attach_axes(hid_t file, hid_t dataset, VariableInfo const& variable, Attempt const& sure)
{
    for (unsigned d = 0; d < variable.axes.size(); ++d)
    {
        Handle axis(sure(H5Dopen2(file, variable.axes[d].c_str(), H5P_DEFAULT)), H5Dclose);
        sure(H5DSattach_scale(dataset, axis.id(), d));
        sure(axis.close());
    }
}
} // namespace

std::size_t VariableInfo::row_rank() const
{
    auto const is_outer = [](std::string const& axis) { return std::ranges::count(outer_axes, axis) > 0; };
    auto const inner = std::ranges::find_if_not(axes, is_outer);
    return std::min(shape.size(), static_cast<std::size_t>(inner - axes.begin()) + 1);
}

std::uint64_t VariableInfo::rows() const
{
    std::uint64_t count = 1;
    for (std::size_t d = 0; d < row_rank(); ++d) count *= shape[d];
    return count;
}

std::uint64_t VariableInfo::rows_inside() const { return shape.empty() ? 1 : shape[row_rank() - 1]; }

std::size_t VariableInfo::row_bytes() const
{
    std::size_t bytes = size_of(type);
    for (std::size_t d = std::max<std::size_t>(1, row_rank()); d < shape.size(); ++d) bytes *= shape[d];
    return bytes;
}

std::vector<std::uint64_t> chunk_of(VariableInfo const& variable)
{
    auto chunk = variable.shape;
    std::size_t const most = chunk.size() == 1 ? column_bytes : chunk_bytes;
    std::size_t bytes = size_of(variable.type);
    for (std::size_t d = chunk.size(); d-- > 0;)
    {
        // A chunk lies within one point of the outer axes: points are written one after another
        auto const room = d + 1 < variable.row_rank() ? 1 : most / bytes;
        chunk[d] = std::clamp<std::uint64_t>(room, 1, std::max<std::uint64_t>(1, chunk[d]));
        bytes = std::min(most, bytes * chunk[d]);
    }
    return chunk;
}

bool hold_whole_rows(std::vector<std::uint64_t> const& chunk, VariableInfo const& variable)
{
    return variable.row_rank() == 1 &&
           std::equal(chunk.begin() + 1, chunk.end(), variable.shape.begin() + 1, variable.shape.end());
}

std::uint64_t rows_at_once(VariableInfo const& variable)
{
    if (variable.shape.empty()) return 1;
    auto const step = chunk_of(variable)[variable.row_rank() - 1];
    auto const fit = block_bytes / std::max<std::size_t>(1, variable.row_bytes());
    return std::max<std::uint64_t>(1, fit / step) * step;
}

void Hdf5File::create_axis(std::string const& name, ValueType type, std::uint64_t length)
{
    auto const sure = inside_->attempt("make the axis '" + name + "' in");
    VariableInfo const axis{name, type, {name}, {length}};
    auto dataset = create_dataset(inside_->file.id(), axis, inside_->packing, sure);
    sure(H5DSset_scale(dataset.id(), name.c_str()));
    sure(dataset.close());
    inside_->known[name] = axis;
    inside_->hashes[name] = {};
}

void Hdf5File::create_variable(VariableInfo const& variable)
{
    auto const sure = inside_->attempt("make '" + variable.name + "' in");
    require(variable.axes.size() == variable.shape.size());
    auto dataset = create_dataset(inside_->file.id(), variable, inside_->packing, sure);
    if (is_real(variable.type)) write_fill(dataset.id(), variable.type, sure);
    attach_axes(inside_->file.id(), dataset.id(), variable, sure);
    sure(dataset.close());
    inside_->known[variable.name] = variable;
    inside_->hashes[variable.name] = {};
}

void Hdf5File::write_rows(std::string const& name, std::uint64_t first, std::span<std::byte const> rows)
{
    auto const sure = inside_->attempt("write '" + name + "' in");
    auto const variable = info(name);
    if (rows.empty()) return;
    auto const count = rows.size() / variable.row_bytes();
    require(rows.size() % variable.row_bytes() == 0 && first + count <= variable.rows());
    require(inside_->rows_written[name] == first);
    inside_->rows_written[name] += count;
    inside_->hashes[name].values(rows, size_of(variable.type));

    Handle dataset(sure(H5Dopen2(inside_->file.id(), name.c_str(), H5P_DEFAULT)), H5Dclose);
    bool const in_rows =
        is_chunked(variable, inside_->packing) && hold_whole_rows(chunk_of(variable), variable);
    auto const chunk = in_rows ? chunk_of(variable).front() : 1;
    if (in_rows && first % chunk == 0 && (count % chunk == 0 || first + count == variable.rows()))
        write_chunks(dataset.id(), variable, first, rows, inside_->threads, sure);
    else
    {
        for_slabs(variable, first, count, sure, [&](Slab const& slab) {
            sure(H5Dwrite(dataset.id(), hdf5_type(variable.type).id(), slab.here.id(), slab.there.id(),
                          H5P_DEFAULT, rows.data() + slab.offset));
        });
    }
    sure(dataset.close());
}

void Hdf5File::write_texts(std::string const& name, std::span<std::string const> texts)
{
    auto const sure = inside_->attempt("write '" + name + "' in");
    require(texts.size() == info(name).rows());
    std::vector<char const*> pointers;
    for (auto const& text : texts)
    {
        pointers.push_back(text.empty() ? empty_text : text.c_str());
        inside_->hashes[name].text(text);
    }
    if (texts.empty()) return;
    Handle dataset(sure(H5Dopen2(inside_->file.id(), name.c_str(), H5P_DEFAULT)), H5Dclose);
    sure(H5Dwrite(dataset.id(), hdf5_type(ValueType::text).id(), H5S_ALL, H5S_ALL, H5P_DEFAULT,
                  pointers.data()));
    sure(dataset.close());
}
} // namespace mercato
