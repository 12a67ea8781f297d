// SPDX-License-Identifier: Apache-2.0
#include "io/hdf5_inside.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

#include <fmt/format.h>
#include <hdf5_hl.h>

#include "io/failure.hpp"

namespace mercato
{
namespace
{
/// Number that follows @p word in @p text, 0 without.
int number_after(std::string_view text, std::string_view word)
{
    auto const at = text.find(word);
    int number = 0;
    if (at != std::string_view::npos)
    {
        std::from_chars(text.data() + at + word.size(), text.data() + text.size(), number);
    }
    return number;
}

/// The library's own story of a failed call: its innermost sentence, and the system's error number if it
/// tells one.
struct Story
{
    std::string cause;
    int code = 0;
};

herr_t read_entry(unsigned /*level*/, H5E_error2_t const* entry, void* data)
{
    auto& story = *static_cast<Story*>(data);
    std::string_view const text = entry->desc != nullptr ? entry->desc : "";
    if (story.cause.empty()) story.cause = text;
    if (story.code == 0) story.code = number_after(text, "errno = ");
    return 0;
}

herr_t read_name(hid_t /*dataset*/, unsigned /*dimension*/, hid_t scale, void* data)
{
    std::array<char, 256> name{};
    auto const length = H5DSget_scale_name(scale, name.data(), name.size());
    if (length < 0) return -1;
    *static_cast<std::string*>(data) = name.data();
    return 1;
}
} // namespace

Attempt::Attempt(std::string attempted, std::filesystem::path path)
    : what(std::move(attempted)), where(std::move(path))
{
    // What the library does at exit falls over a file that could not be closed; we close all that can be
    static bool const stays = H5dont_atexit() >= 0;
    // It prints its errors by itself unless told not to, and tells each thread apart
    thread_local bool const quiet = H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr) >= 0;
    static_cast<void>(stays && quiet);
    H5Eclear2(H5E_DEFAULT);
}

void Attempt::fail() const
{
    Story story;
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, read_entry, &story);
    if (story.code != 0) throw failure(what, where, story.code);
    throw IoError(fmt::format("cannot {} '{}' (HDF5 says: {}). Is it whole, and was it written by mercato?",
                              what, where.string(), story.cause.empty() ? "nothing" : story.cause));
}

hid_t Hdf5File::Inside::dataset(std::string const& name)
{
    auto const found = datasets.find(name);
    if (found != datasets.end()) return found->second.id();
    auto const sure = attempt("read '" + name + "' in");
    return datasets.try_emplace(name, sure(H5Dopen2(file.id(), name.c_str(), H5P_DEFAULT)), H5Dclose)
        .first->second.id();
}

Handle file_access(Attempt const& sure)
{
    Handle list(sure(H5Pcreate(H5P_FILE_ACCESS)), H5Pclose);
    sure(H5Pset_fclose_degree(list.id(), H5F_CLOSE_STRONG));
    return list;
}

Handle hdf5_type(ValueType type)
{
    std::array<hid_t, 5> const numbers{H5T_NATIVE_INT8, H5T_NATIVE_INT16, H5T_NATIVE_INT32, H5T_NATIVE_FLOAT,
                                       H5T_NATIVE_DOUBLE};
    bool const is_text = type == ValueType::text;
    Handle copy(H5Tcopy(is_text ? H5T_C_S1 : numbers[static_cast<std::size_t>(type)]), H5Tclose);
    if (is_text)
    {
        H5Tset_size(copy.id(), H5T_VARIABLE);
        H5Tset_cset(copy.id(), H5T_CSET_UTF8);
    }
    return copy;
}

ValueType type_in(hid_t dataset, Attempt const& sure)
{
    Handle const type(sure(H5Dget_type(dataset)), H5Tclose);
    if (H5Tget_class(type.id()) == H5T_STRING && H5Tis_variable_str(type.id()) > 0) return ValueType::text;
    for (std::size_t i = 0; i + 1 < value_type_names.size(); ++i)
    {
        auto const known = static_cast<ValueType>(i);
        if (sure(H5Tequal(type.id(), hdf5_type(known).id())) > 0) return known;
    }
    throw IoError(
        fmt::format("cannot {} '{}' (its type is none that mercato writes). Was it written by mercato?",
                    sure.what, sure.where.string()));
}

Handle space_of(std::vector<std::uint64_t> const& shape, Attempt const& sure)
{
    if (shape.empty()) return {sure(H5Screate(H5S_SCALAR)), H5Sclose};
    std::vector<hsize_t> const sizes(shape.begin(), shape.end());
    return {sure(H5Screate_simple(static_cast<int>(sizes.size()), sizes.data(), nullptr)), H5Sclose};
}

void for_slabs(VariableInfo const& variable, std::uint64_t first, std::uint64_t count, Attempt const& sure,
               std::function<void(Slab const&)> const& each)
{
    auto const& shape = variable.shape;
    if (shape.empty()) return each({space_of(shape, sure), space_of(shape, sure), 0});
    auto const rank = variable.row_rank();
    auto const inside = variable.rows_inside();
    std::uint64_t some = 0;
    for (std::uint64_t done = 0; done < count; done += some)
    {
        auto const row = first + done;
        some = std::min(count - done, inside - row % inside);
        std::vector<hsize_t> start(shape.size(), 0);
        std::vector<hsize_t> size(shape.begin(), shape.end());
        auto place = row;
        for (auto d = rank; d-- > 0; place /= shape[d])
        {
            start[d] = place % shape[d];
            size[d] = 1;
        }
        size[rank - 1] = some;
        Slab const slab{space_of(shape, sure), space_of({size.begin(), size.end()}, sure),
                        done * variable.row_bytes()};
        sure(H5Sselect_hyperslab(slab.there.id(), H5S_SELECT_SET, start.data(), nullptr, size.data(),
                                 nullptr));
        each(slab);
    }
}

std::vector<std::uint64_t> shape_in(hid_t dataset, Attempt const& sure)
{
    Handle const space(sure(H5Dget_space(dataset)), H5Sclose);
    std::vector<hsize_t> shape(static_cast<std::size_t>(sure(H5Sget_simple_extent_ndims(space.id()))));
    if (!shape.empty()) sure(H5Sget_simple_extent_dims(space.id(), shape.data(), nullptr));
    return {shape.begin(), shape.end()};
}

std::vector<std::string> axes_in(hid_t dataset, std::string const& name, Attempt const& sure)
{
    if (sure(H5DSis_scale(dataset)) > 0) return {name};
    std::vector<std::string> axes(shape_in(dataset, sure).size());
    for (unsigned d = 0; d < axes.size(); ++d)
    {
        if (sure(H5DSget_num_scales(dataset, d)) == 0) continue;
        sure(H5DSiterate_scales(dataset, d, nullptr, read_name, &axes[d]));
    }
    return axes;
}
} // namespace mercato
