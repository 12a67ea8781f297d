// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/check.hpp"
#include "core/parallel.hpp"
#include "io/hdf5_inside.hpp"

namespace mercato
{
void Hdf5File::require_type(std::string const& name, ValueType type) const
{
    auto const there = info(name).type;
    if (there == type) return;
    throw IoError(fmt::format("cannot read '{}' in '{}' ({} where {} should be). Was it written by mercato?",
                              name, inside_->path.string(), value_type_names[static_cast<std::size_t>(there)],
                              value_type_names[static_cast<std::size_t>(type)]));
}

bool Hdf5File::has(std::string const& name) const
{
    auto const sure = inside_->attempt("read '" + name + "' in");
    return sure(H5Lexists(inside_->file.id(), name.c_str(), H5P_DEFAULT)) > 0;
}

VariableInfo Hdf5File::info(std::string const& name) const
{
    auto const found = inside_->known.find(name);
    if (found != inside_->known.end()) return found->second;
    auto const sure = inside_->attempt("read '" + name + "' in");
    auto const dataset = inside_->dataset(name);
    VariableInfo const variable{name, type_in(dataset, sure), axes_in(dataset, name, sure),
                                shape_in(dataset, sure)};
    return inside_->known[name] = variable;
}

std::vector<VariableInfo> Hdf5File::variables() const
{
    auto const sure = inside_->attempt("list");
    std::vector<VariableInfo> all;
    Handle const root(sure(H5Gopen2(inside_->file.id(), "/", H5P_DEFAULT)), H5Gclose);
    H5G_info_t count{};
    sure(H5Gget_info(root.id(), &count));
    for (hsize_t i = 0; i < count.nlinks; ++i)
    {
        auto const length = sure(
            H5Lget_name_by_idx(root.id(), ".", H5_INDEX_CRT_ORDER, H5_ITER_INC, i, nullptr, 0, H5P_DEFAULT));
        std::string name(static_cast<std::size_t>(length), '\0');
        sure(H5Lget_name_by_idx(root.id(), ".", H5_INDEX_CRT_ORDER, H5_ITER_INC, i, name.data(),
                                name.size() + 1, H5P_DEFAULT));
        Handle const object(sure(H5Oopen(root.id(), name.c_str(), H5P_DEFAULT)), H5Oclose);
        if (H5Iget_type(object.id()) == H5I_DATASET) all.push_back(info(name));
    }
    return all;
}

void Hdf5File::read_rows(std::string const& name, std::uint64_t first, std::uint64_t count, Bytes& rows) const
{
    auto const sure = inside_->attempt("read '" + name + "' in");
    auto const variable = info(name);
    require(variable.type != ValueType::text && first + count <= variable.rows());
    rows.resize(count * variable.row_bytes());
    if (rows.empty()) return;
    for_slabs(variable, first, count, sure, [&](Slab const& slab) {
        sure(H5Dread(inside_->dataset(name), hdf5_type(variable.type).id(), slab.here.id(), slab.there.id(),
                     H5P_DEFAULT, rows.data() + slab.offset));
    });
}

void Hdf5File::forget(std::string const& name) const { inside_->datasets.erase(name); }

std::vector<std::string> Hdf5File::read_texts(std::string const& name) const
{
    auto const sure = inside_->attempt("read '" + name + "' in");
    require_type(name, ValueType::text);
    std::vector<char*> pointers(info(name).rows());
    if (pointers.empty()) return {};
    auto const dataset = inside_->dataset(name);
    auto const type = hdf5_type(ValueType::text);
    sure(H5Dread(dataset, type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()));
    std::vector<std::string> texts;
    for (auto const* const text : pointers)
    {
        std::string const read = text != nullptr ? text : "";
        texts.push_back(read == empty_text ? "" : read);
    }
    Handle const space(sure(H5Dget_space(dataset)), H5Sclose);
    sure(H5Dvlen_reclaim(type.id(), space.id(), H5P_DEFAULT, pointers.data()));
    return texts;
}

namespace
{
std::string combined(std::map<std::string, ContentHash> const& hashes)
{
    ContentHash all;
    for (auto const& [name, hash] : hashes)
    {
        auto const value = hash.value();
        all.text(name);
        all.values(std::as_bytes(std::span(&value, 1)), sizeof value);
    }
    return fmt::format("{:016x}", all.value());
}

/// Rows of a chunk, if all chunks of @p dataset hold whole rows and are packed as we pack them; 0 if not.
std::uint64_t rows_in_chunk(hid_t dataset, VariableInfo const& variable, Attempt const& sure)
{
    Handle const list(sure(H5Dget_create_plist(dataset)), H5Pclose);
    if (H5Pget_layout(list.id()) != H5D_CHUNKED) return 0;
    constexpr std::array<H5Z_filter_t, 3> filters{H5Z_FILTER_SHUFFLE, H5Z_FILTER_DEFLATE,
                                                  H5Z_FILTER_FLETCHER32};
    if (static_cast<std::size_t>(sure(H5Pget_nfilters(list.id()))) != filters.size()) return 0;
    for (unsigned k = 0; k < filters.size(); ++k)
    {
        std::size_t none = 0;
        unsigned flags = 0;
        if (H5Pget_filter2(list.id(), k, &flags, &none, nullptr, 0, nullptr, nullptr) != filters[k]) return 0;
    }
    std::vector<hsize_t> chunk(variable.shape.size());
    sure(H5Pget_chunk(list.id(), static_cast<int>(chunk.size()), chunk.data()));
    return hold_whole_rows({chunk.begin(), chunk.end()}, variable) ? chunk.front() : 0;
}

/// The chunk that begins at row @p first as it lies in the file; nothing if it was never written or a filter
/// was left out.
Bytes chunk_at(hid_t dataset, std::size_t rank, hsize_t first, Attempt const& sure)
{
    std::vector<hsize_t> at(rank, 0);
    at.front() = first;
    hsize_t bytes = 0;
    sure(H5Dget_chunk_storage_size(dataset, at.data(), &bytes));
    if (bytes == 0) return {};
    Bytes packed(bytes);
    std::uint32_t left_out = 0;
    sure(H5Dread_chunk(dataset, H5P_DEFAULT, at.data(), &left_out, packed.data()));
    if (left_out != 0) packed.clear();
    return packed;
}

/// Takes in a variable by its chunks, unpacked on @p threads, which the library cannot do; false if they are
/// not packed as ours.
bool hash_chunks(hid_t dataset, VariableInfo const& variable, Threads const* threads, Attempt const& sure,
                 ContentHash& hash)
{
    auto const step = rows_in_chunk(dataset, variable, sure);
    if (step == 0) return false;
    constexpr std::uint64_t at_once = 16;
    auto const bytes = step * variable.row_bytes();
    auto const size = size_of(variable.type);
    ContentHash taken = hash;
    Bytes values;
    for (std::uint64_t first = 0; first < variable.rows(); first += at_once * step)
    {
        auto const rows = std::min(at_once * step, variable.rows() - first);
        std::vector<Bytes> packed(chunk_count(rows, step));
        for (std::size_t k = 0; k < packed.size(); ++k)
        {
            packed[k] = chunk_at(dataset, variable.shape.size(), first + k * step, sure);
            if (packed[k].empty()) return false;
        }
        values.resize(packed.size() * bytes);
        share_chunks(threads, values.size(), bytes, [&](std::size_t k, std::size_t begin, std::size_t) {
            if (unpack_chunk(packed[k], size, std::span(values).subspan(begin, bytes))) return;
            throw IoError(
                fmt::format("cannot {} '{}' (what is kept from row {} on is damaged). Was it copied "
                            "in full, and is the disk sound?",
                            sure.what, sure.where.string(), first + k * step));
        });
        taken.values(std::span(values).first(rows * variable.row_bytes()), size);
    }
    hash = taken;
    return true;
}
} // namespace

std::string Hdf5File::written_hash() const { return combined(inside_->hashes); }

std::string Hdf5File::stored_hash() const
{
    std::map<std::string, ContentHash> hashes;
    for (auto const& variable : variables())
    {
        auto& hash = hashes[variable.name];
        if (variable.type == ValueType::text)
        {
            for (auto const& text : read_texts(variable.name)) hash.text(text);
            continue;
        }
        auto const sure = inside_->attempt("read '" + variable.name + "' in");
        if (hash_chunks(inside_->dataset(variable.name), variable, inside_->threads, sure, hash)) continue;
        Bytes block;
        auto const step = rows_at_once(variable);
        for (std::uint64_t first = 0; first < variable.rows(); first += step)
        {
            read_rows(variable.name, first, std::min(step, variable.rows() - first), block);
            hash.values(block, size_of(variable.type));
        }
    }
    return combined(hashes);
}
} // namespace mercato
