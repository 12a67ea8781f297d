// SPDX-License-Identifier: Apache-2.0
// Each test plants one fault in a file that is otherwise in order, with the C library, since the door would
// not.
#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <hdf5.h>
#include <hdf5_hl.h>

#include "io/folder.hpp"
#include "io/hdf5_file.hpp"

namespace mercato
{
namespace
{
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr unsigned in_order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;

/// Plants with @p plant(file id, creation list of a dataset that is in order) and walks the file.
template <class Plant>
std::vector<std::string> faults_after(Plant const& plant)
{
    Folder const folder;
    auto file = Hdf5File::create(folder / "a.h5", Packing::packed);
    file.create_axis("lab", ValueType::int32, 2);
    file.write<std::int32_t>("lab", std::vector<std::int32_t>{0, 1});
    file.create_variable({"pay", ValueType::float32, {"lab"}, {2}});
    file.write<float>("pay", std::vector{1.0F, NAN});
    file.create_variable({"name", ValueType::text, {"lab"}, {2}});
    file.write_texts("name", std::vector<std::string>{"", "b"});
    file.set_text("", "title", "t");
    file.create_group("data");
    file.set_texts("data", "axes", std::vector<std::string>{"lab"});
    file.link("lab", "data/lab");
    file.close();

    auto const id = H5Fopen((folder / "a.h5").c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
    auto const list = H5Pcreate(H5P_DATASET_CREATE);
    H5Pset_attr_creation_order(list, in_order);
    H5Pset_obj_track_times(list, false);
    plant(id, list);
    H5Pclose(list);
    H5Fclose(id);
    return broken_rules(folder / "a.h5");
}

hid_t dataset(hid_t file, char const* name, hid_t type, hid_t list, bool with_axis = true,
              bool unlimited = false)
{
    hsize_t const two = 2;
    hsize_t const most = unlimited ? H5S_UNLIMITED : 2;
    auto const space = H5Screate_simple(1, &two, &most);
    auto const id = H5Dcreate2(file, name, type, space, H5P_DEFAULT, list, H5P_DEFAULT);
    auto const axis = H5Dopen2(file, "lab", H5P_DEFAULT);
    if (with_axis) H5DSattach_scale(id, axis, 0);
    H5Dclose(axis);
    H5Sclose(space);
    return id;
}

TEST(Rules, FindNothingInWhatTheDoorWrites)
{
    EXPECT_THAT(faults_after([](hid_t, hid_t) {}), IsEmpty());
}

TEST(Rules, FindADimensionWithoutAxis)
{
    auto const faults = faults_after(
        [](hid_t file, hid_t list) { H5Dclose(dataset(file, "bare", H5T_NATIVE_INT32, list, false)); });
    EXPECT_THAT(faults, Contains(HasSubstr("'/bare' has no axis, or several, on dimension 0 (rule 1)")));
}

TEST(Rules, FindADatasetAndAGroupThatForgetTheOrder)
{
    auto const faults = faults_after([](hid_t file, hid_t list) {
        H5Pset_attr_creation_order(list, 0);
        H5Dclose(dataset(file, "x", H5T_NATIVE_INT32, list));
        H5Gclose(H5Gcreate2(file, "group", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
    });
    EXPECT_THAT(faults, Contains(HasSubstr("'/x' does not keep the order of its attributes (rule 3)")));
    EXPECT_THAT(faults, Contains(HasSubstr("'/group' does not keep the order of what is in it (rule 3)")));
}

TEST(Rules, FindTimeStampsAndDimensionsThatMayGrow)
{
    auto const faults = faults_after([](hid_t file, hid_t list) {
        H5Pset_obj_track_times(list, true);
        hsize_t const two = 2;
        H5Pset_chunk(list, 1, &two);
        H5Dclose(dataset(file, "x", H5T_NATIVE_INT32, list, true, true));
    });
    EXPECT_THAT(faults, Contains(HasSubstr("'/x' keeps time stamps")));
    EXPECT_THAT(faults, Contains(HasSubstr("'/x' has a dimension without limit (rule 4)")));
}

TEST(Rules, FindATextAttributeOfVariableLength)
{
    auto const faults = faults_after([](hid_t file, hid_t) {
        auto const type = H5Tcopy(H5T_C_S1);
        H5Tset_size(type, H5T_VARIABLE);
        auto const space = H5Screate(H5S_SCALAR);
        auto const id =
            H5Acreate_by_name(file, "lab", "units", type, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
        char const* text = "1";
        H5Awrite(id, type, &text);
        H5Aclose(id);
        H5Sclose(space);
        H5Tclose(type);
    });
    EXPECT_THAT(faults, Contains(HasSubstr("'/lab@units' is not one text of fixed length")));
}

TEST(Rules, FindTextsOfFixedLengthAndTextsNeverWritten)
{
    auto const faults = faults_after([](hid_t file, hid_t list) {
        auto const fixed = H5Tcopy(H5T_C_S1);
        H5Tset_size(fixed, 8);
        H5Dclose(dataset(file, "fixed", fixed, list));
        H5Tset_size(fixed, H5T_VARIABLE);
        H5Tset_cset(fixed, H5T_CSET_UTF8);
        H5Dclose(dataset(file, "unwritten", fixed, list));
        H5Tclose(fixed);
    });
    EXPECT_THAT(faults, Contains(HasSubstr("'/fixed' holds texts of fixed length, or not UTF-8 (rule 6)")));
    EXPECT_THAT(faults, Contains(HasSubstr("'/unwritten' has a text that was never written (rule 6)")));
}

TEST(Rules, FindCompoundCommittedAndLongTypes)
{
    auto const faults = faults_after([](hid_t file, hid_t list) {
        auto const pair = H5Tcreate(H5T_COMPOUND, 8);
        H5Tinsert(pair, "a", 0, H5T_NATIVE_INT32);
        H5Tinsert(pair, "b", 4, H5T_NATIVE_INT32);
        H5Dclose(dataset(file, "pair", pair, list));
        H5Tcommit2(file, "type", pair, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
        H5Tclose(pair);
        H5Dclose(dataset(file, "long", H5T_NATIVE_INT64, list));
    });
    EXPECT_THAT(faults, Contains(HasSubstr("'/pair' holds neither numbers nor texts (rule 8)")));
    EXPECT_THAT(faults, Contains(HasSubstr("'/type' is a committed type (rule 8)")));
    EXPECT_THAT(faults, Contains(HasSubstr("'/long' holds whole numbers of 64 bits (rule 10)")));
}

TEST(Rules, FindARealVariableWithoutFillValue)
{
    auto const faults =
        faults_after([](hid_t file, hid_t list) { H5Dclose(dataset(file, "real", H5T_NATIVE_FLOAT, list)); });
    EXPECT_THAT(faults, Contains(HasSubstr("'/real' has no _FillValue (rule 11)")));
    EXPECT_THAT(faults, Contains(HasSubstr("'/real' is not filled with NaN (rule 11)")));
}

TEST(Rules, FindAFillValueOfAnotherType)
{
    auto const faults = faults_after([](hid_t file, hid_t list) {
        float const none = NAN;
        H5Pset_fill_value(list, H5T_NATIVE_FLOAT, &none);
        auto const id = dataset(file, "real", H5T_NATIVE_FLOAT, list);
        H5LTset_attribute_double(file, "real", "_FillValue", std::vector{double{NAN}}.data(), 1);
        H5Dclose(id);
    });
    EXPECT_THAT(faults, Contains(HasSubstr("'/real' has a _FillValue of another type or value (rule 11)")));
}
} // namespace
} // namespace mercato
