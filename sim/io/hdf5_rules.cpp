// SPDX-License-Identifier: Apache-2.0
// The rules are numbered as in docs/trajectory.md.
#include <cmath>

#include <fmt/format.h>
#include <hdf5_hl.h>

#include "io/hdf5_inside.hpp"

namespace mercato
{
namespace
{
constexpr unsigned in_order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;

/// What is being looked at, and where faults are noted.
struct Inspection
{
    Attempt sure;
    std::vector<std::string> faults;

    void fault(int rule, std::string const& object, std::string_view what)
    {
        faults.push_back(fmt::format("'{}' {} (rule {})", object, what, rule));
    }
};

/// The names of what hangs on the library's own dimension scales, which it writes in its own way.
bool is_of_the_library(std::string_view attribute)
{
    return attribute == "DIMENSION_LIST" || attribute == "REFERENCE_LIST";
}

herr_t note_attribute(hid_t /*object*/, char const* name, H5A_info_t const* /*info*/, void* data)
{
    static_cast<std::vector<std::string>*>(data)->emplace_back(name);
    return 0;
}

std::vector<std::string> attributes_of(hid_t object, Attempt const& sure)
{
    std::vector<std::string> names;
    hsize_t at = 0;
    sure(H5Aiterate2(object, H5_INDEX_NAME, H5_ITER_NATIVE, &at, note_attribute, &names));
    return names;
}

/// Rule 5: texts are scalar, of fixed length, ended by a zero; lists of texts are for "axes" alone.
void check_attributes(Inspection& look, hid_t object, std::string const& path)
{
    for (auto const& name : attributes_of(object, look.sure))
    {
        if (is_of_the_library(name)) continue;
        Handle const attribute(look.sure(H5Aopen(object, name.c_str(), H5P_DEFAULT)), H5Aclose);
        Handle const type(look.sure(H5Aget_type(attribute.id())), H5Tclose);
        Handle const space(look.sure(H5Aget_space(attribute.id())), H5Sclose);
        if (H5Tget_class(type.id()) != H5T_STRING) continue;
        bool const is_scalar = H5Sget_simple_extent_type(space.id()) == H5S_SCALAR;
        bool const is_fixed =
            H5Tis_variable_str(type.id()) == 0 && H5Tget_strpad(type.id()) == H5T_STR_NULLTERM;
        if (name != "axes" && !(is_scalar && is_fixed))
        {
            look.fault(5, fmt::format("{}@{}", path, name),
                       "is not one text of fixed length ended by a zero");
        }
    }
}

/// Rule 1: each dimension has one axis attached.
void check_axes(Inspection& look, hid_t dataset, std::string const& path)
{
    auto const dimensions = shape_in(dataset, look.sure).size();
    if (look.sure(H5DSis_scale(dataset)) > 0)
    {
        if (dimensions != 1) look.fault(1, path, "is an axis without being a column");
        return;
    }
    for (unsigned d = 0; d < dimensions; ++d)
    {
        if (look.sure(H5DSget_num_scales(dataset, d)) != 1)
        {
            look.fault(1, path, fmt::format("has no axis, or several, on dimension {}", d));
        }
    }
}

/// Rule 6: texts have any length, are UTF-8, and each is written.
void check_texts(Inspection& look, hid_t dataset, hid_t type, std::string const& path)
{
    if (H5Tis_variable_str(type) == 0 || H5Tget_cset(type) != H5T_CSET_UTF8)
    {
        return look.fault(6, path, "holds texts of fixed length, or not UTF-8");
    }
    if (look.sure(H5DSis_scale(dataset)) > 0) look.fault(7, path, "is an axis of texts");
    Handle const space(look.sure(H5Dget_space(dataset)), H5Sclose);
    std::vector<char*> texts(static_cast<std::size_t>(look.sure(H5Sget_simple_extent_npoints(space.id()))));
    if (texts.empty()) return;
    look.sure(H5Dread(dataset, hdf5_type(ValueType::text).id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, texts.data()));
    bool whole = true;
    for (auto const* const text : texts) whole = whole && text != nullptr;
    look.sure(H5Dvlen_reclaim(hdf5_type(ValueType::text).id(), space.id(), H5P_DEFAULT, texts.data()));
    if (!whole) look.fault(6, path, "has a text that was never written");
}

/// Rules 8 and 10: plain numbers and texts; no whole numbers of 64 bits.
void check_type(Inspection& look, hid_t dataset, std::string const& path)
{
    Handle const type(look.sure(H5Dget_type(dataset)), H5Tclose);
    auto const kind = H5Tget_class(type.id());
    if (H5Tcommitted(type.id()) > 0) look.fault(8, path, "has a committed type");
    if (kind != H5T_INTEGER && kind != H5T_FLOAT && kind != H5T_STRING)
    {
        look.fault(8, path, "holds neither numbers nor texts");
    }
    if (kind == H5T_INTEGER && H5Tget_size(type.id()) > 4)
        look.fault(10, path, "holds whole numbers of 64 bits");
    if (kind == H5T_STRING) check_texts(look, dataset, type.id(), path);
}

/// Rule 11: a real variable is filled with NaN and says so; an axis does not.
void check_fill(Inspection& look, hid_t dataset, hid_t list, std::string const& path)
{
    Handle const type(look.sure(H5Dget_type(dataset)), H5Tclose);
    if (H5Tget_class(type.id()) != H5T_FLOAT) return;
    bool const is_axis = look.sure(H5DSis_scale(dataset)) > 0;
    bool const says = look.sure(H5Aexists(dataset, "_FillValue")) > 0;
    if (is_axis == says) look.fault(11, path, is_axis ? "is an axis with _FillValue" : "has no _FillValue");
    double fill = 0;
    look.sure(H5Pget_fill_value(list, H5T_NATIVE_DOUBLE, &fill));
    if (!std::isnan(fill)) look.fault(11, path, "is not filled with NaN");
    if (!says) return;
    Handle const attribute(look.sure(H5Aopen(dataset, "_FillValue", H5P_DEFAULT)), H5Aclose);
    Handle const same(look.sure(H5Aget_type(attribute.id())), H5Tclose);
    look.sure(H5Aread(attribute.id(), H5T_NATIVE_DOUBLE, &fill));
    if (look.sure(H5Tequal(same.id(), type.id())) == 0 || !std::isnan(fill))
    {
        look.fault(11, path, "has a _FillValue of another type or value");
    }
}

/// Rules 3 and 4: creation order kept, no time stamps, no dimension that may grow.
void check_dataset(Inspection& look, hid_t dataset, std::string const& path)
{
    Handle const list(look.sure(H5Dget_create_plist(dataset)), H5Pclose);
    unsigned order = 0;
    look.sure(H5Pget_attr_creation_order(list.id(), &order));
    if (order != in_order) look.fault(3, path, "does not keep the order of its attributes");
    hbool_t times = false;
    look.sure(H5Pget_obj_track_times(list.id(), &times));
    if (times) look.fault(0, path, "keeps time stamps");
    Handle const space(look.sure(H5Dget_space(dataset)), H5Sclose);
    std::vector<hsize_t> most(shape_in(dataset, look.sure).size());
    if (!most.empty()) look.sure(H5Sget_simple_extent_dims(space.id(), nullptr, most.data()));
    for (auto const length : most)
    {
        if (length == H5S_UNLIMITED) look.fault(4, path, "has a dimension without limit");
    }
    check_axes(look, dataset, path);
    check_type(look, dataset, path);
    check_fill(look, dataset, list.id(), path);
}

void check_object(Inspection& look, hid_t object, std::string const& path);

/// Rule 3 for a group, then all that is in it.
void check_group(Inspection& look, hid_t group, std::string const& path)
{
    Handle const list(look.sure(H5Gget_create_plist(group)), H5Pclose);
    unsigned links = 0;
    unsigned attributes = 0;
    look.sure(H5Pget_link_creation_order(list.id(), &links));
    look.sure(H5Pget_attr_creation_order(list.id(), &attributes));
    if (links != in_order || attributes != in_order)
        look.fault(3, path, "does not keep the order of what is in it");
    H5G_info_t count{};
    look.sure(H5Gget_info(group, &count));
    for (hsize_t i = 0; i < count.nlinks; ++i)
    {
        auto const length =
            look.sure(H5Lget_name_by_idx(group, ".", H5_INDEX_NAME, H5_ITER_INC, i, nullptr, 0, H5P_DEFAULT));
        std::string name(static_cast<std::size_t>(length), '\0');
        look.sure(H5Lget_name_by_idx(group, ".", H5_INDEX_NAME, H5_ITER_INC, i, name.data(), name.size() + 1,
                                     H5P_DEFAULT));
        Handle const object(look.sure(H5Oopen(group, name.c_str(), H5P_DEFAULT)), H5Oclose);
        check_object(look, object.id(), path == "/" ? "/" + name : fmt::format("{}/{}", path, name));
    }
}

void check_object(Inspection& look, hid_t object, std::string const& path)
{
    check_attributes(look, object, path);
    auto const kind = H5Iget_type(object);
    if (kind == H5I_GROUP)
        check_group(look, object, path);
    else if (kind == H5I_DATASET)
        check_dataset(look, object, path);
    else
        look.fault(8, path, "is a committed type");
}
} // namespace

std::vector<std::string> broken_rules(std::filesystem::path const& path)
{
    Inspection look{Attempt("inspect", path), {}};
    Handle const file(look.sure(H5Fopen(path.c_str(), H5F_ACC_RDONLY, file_access(look.sure).id())),
                      H5Fclose);
    Handle const root(look.sure(H5Gopen2(file.id(), "/", H5P_DEFAULT)), H5Gclose);
    check_object(look, root.id(), "/");
    return look.faults;
}
} // namespace mercato
