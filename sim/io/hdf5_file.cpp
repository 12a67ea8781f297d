// SPDX-License-Identifier: Apache-2.0
#include "io/hdf5_file.hpp"

#include <algorithm>

#include "io/hdf5_inside.hpp"

namespace mercato
{
namespace
{
constexpr unsigned in_order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;

/// Creation list of files and groups: editors of netCDF need the order, equal bytes need no time stamps.
Handle ordered_list(hid_t kind, Attempt const& sure)
{
    Handle list(sure(H5Pcreate(kind)), H5Pclose);
    sure(H5Pset_link_creation_order(list.id(), in_order));
    sure(H5Pset_attr_creation_order(list.id(), in_order));
    sure(H5Pset_obj_track_times(list.id(), false));
    return list;
}

/// Makes the attribute @p name of @p object and fills it.
void write_attribute(hid_t file, std::string const& object, std::string const& name, Handle const& type,
                     Handle const& space, void const* value, Attempt const& sure)
{
    auto const* const path = object.empty() ? "/" : object.c_str();
    Handle attribute(sure(H5Acreate_by_name(file, path, name.c_str(), type.id(), space.id(), H5P_DEFAULT,
                                            H5P_DEFAULT, H5P_DEFAULT)),
                     H5Aclose);
    sure(H5Awrite(attribute.id(), type.id(), value));
    sure(attribute.close());
}

Handle list_space(std::size_t length, Attempt const& sure)
{
    hsize_t const size = length;
    return {sure(H5Screate_simple(1, &size, nullptr)), H5Sclose};
}

/// The attribute, or an empty handle if there is none.
Handle open_attribute(hid_t file, std::string const& object, std::string const& name, Attempt const& sure)
{
    auto const* const path = object.empty() ? "/" : object.c_str();
    if (sure(H5Aexists_by_name(file, path, name.c_str(), H5P_DEFAULT)) == 0) return {};
    return {sure(H5Aopen_by_name(file, path, name.c_str(), H5P_DEFAULT, H5P_DEFAULT)), H5Aclose};
}
} // namespace

Hdf5File::Hdf5File(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Hdf5File::Hdf5File(Hdf5File&&) noexcept = default;
Hdf5File& Hdf5File::operator=(Hdf5File&&) noexcept = default;
Hdf5File::~Hdf5File() = default;

std::filesystem::path const& Hdf5File::path() const { return inside_->path; }

Hdf5File Hdf5File::create(std::filesystem::path const& path, Packing packing)
{
    Attempt const sure("create", path);
    auto const creation = ordered_list(H5P_FILE_CREATE, sure);
    auto inside = std::make_unique<Inside>();
    inside->path = path;
    inside->packing = packing;
    // Truncating an existing file would empty it even where its lock is refused
    inside->file =
        Handle(sure(H5Fcreate(path.c_str(), H5F_ACC_EXCL, creation.id(), file_access(sure).id())), H5Fclose);
    return Hdf5File(std::move(inside));
}

Hdf5File Hdf5File::open(std::filesystem::path const& path)
{
    Attempt const sure("read", path);
    auto inside = std::make_unique<Inside>();
    inside->path = path;
    inside->file = Handle(sure(H5Fopen(path.c_str(), H5F_ACC_RDONLY, file_access(sure).id())), H5Fclose);
    return Hdf5File(std::move(inside));
}

void Hdf5File::work_on(Threads const& threads) { inside_->threads = &threads; }

void Hdf5File::close()
{
    auto const sure = inside_->attempt("write");
    inside_->datasets.clear();
    sure(H5Fflush(inside_->file.id(), H5F_SCOPE_GLOBAL));
    sure(inside_->file.close());
}

void Hdf5File::create_group(std::string const& name)
{
    auto const sure = inside_->attempt("make the group '" + name + "' in");
    auto const creation = ordered_list(H5P_GROUP_CREATE, sure);
    Handle group(sure(H5Gcreate2(inside_->file.id(), name.c_str(), H5P_DEFAULT, creation.id(), H5P_DEFAULT)),
                 H5Gclose);
    sure(group.close());
}

void Hdf5File::link(std::string const& existing, std::string const& name)
{
    auto const sure = inside_->attempt("link '" + name + "' in");
    auto const file = inside_->file.id();
    sure(H5Lcreate_hard(file, existing.c_str(), file, name.c_str(), H5P_DEFAULT, H5P_DEFAULT));
}

void Hdf5File::set_text(std::string const& object, std::string const& name, std::string const& text)
{
    auto const sure = inside_->attempt("write attribute '" + name + "' of '" + object + "' in");
    bool const ascii =
        std::all_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
    Handle const type(sure(H5Tcopy(H5T_C_S1)), H5Tclose);
    sure(H5Tset_size(type.id(), text.size() + 1));
    sure(H5Tset_cset(type.id(), ascii ? H5T_CSET_ASCII : H5T_CSET_UTF8));
    Handle const space(sure(H5Screate(H5S_SCALAR)), H5Sclose);
    write_attribute(inside_->file.id(), object, name, type, space, text.c_str(), sure);
}

void Hdf5File::set_texts(std::string const& object, std::string const& name,
                         std::span<std::string const> texts)
{
    auto const sure = inside_->attempt("write attribute '" + name + "' of '" + object + "' in");
    std::vector<char const*> pointers;
    pointers.reserve(texts.size());
    for (auto const& text : texts) pointers.push_back(text.c_str());
    write_attribute(inside_->file.id(), object, name, hdf5_type(ValueType::text),
                    list_space(texts.size(), sure), pointers.data(), sure);
}

void Hdf5File::set_number(std::string const& object, std::string const& name, std::int32_t number)
{
    auto const sure = inside_->attempt("write attribute '" + name + "' of '" + object + "' in");
    write_attribute(inside_->file.id(), object, name, hdf5_type(ValueType::int32), list_space(1, sure),
                    &number, sure);
}

void Hdf5File::set_codes(std::string const& object, std::string const& name,
                         std::span<std::int8_t const> codes)
{
    auto const sure = inside_->attempt("write attribute '" + name + "' of '" + object + "' in");
    write_attribute(inside_->file.id(), object, name, hdf5_type(ValueType::int8),
                    list_space(codes.size(), sure), codes.data(), sure);
}

std::optional<std::string> Hdf5File::text_of(std::string const& object, std::string const& name) const
{
    auto const sure = inside_->attempt("read attribute '" + name + "' of '" + object + "' in");
    auto const attribute = open_attribute(inside_->file.id(), object, name, sure);
    if (attribute.id() < 0) return {};
    Handle const type(sure(H5Aget_type(attribute.id())), H5Tclose);
    if (H5Tget_class(type.id()) != H5T_STRING || H5Tis_variable_str(type.id()) > 0) return {};
    std::string text(H5Tget_size(type.id()), '\0');
    sure(H5Aread(attribute.id(), type.id(), text.data()));
    return text.substr(0, text.find('\0'));
}

std::optional<std::int32_t> Hdf5File::number_of(std::string const& object, std::string const& name) const
{
    auto const sure = inside_->attempt("read attribute '" + name + "' of '" + object + "' in");
    auto const attribute = open_attribute(inside_->file.id(), object, name, sure);
    if (attribute.id() < 0) return {};
    Handle const space(sure(H5Aget_space(attribute.id())), H5Sclose);
    Handle const type(sure(H5Aget_type(attribute.id())), H5Tclose);
    if (H5Tget_class(type.id()) != H5T_INTEGER || H5Sget_simple_extent_npoints(space.id()) != 1) return {};
    std::int32_t number = 0;
    sure(H5Aread(attribute.id(), H5T_NATIVE_INT32, &number));
    return number;
}
} // namespace mercato
