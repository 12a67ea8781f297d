// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "core/check.hpp"
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
