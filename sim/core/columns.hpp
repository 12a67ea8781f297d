// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// A column of a table of records as data: name, unit, meaning, codes.

#include <cstdint>
#include <string_view>
#include <tuple>

#include "core/time.hpp"

namespace mercato
{
/// One column of a table of Record.
template <class Record, class T>
struct Column
{
    T Record::*member;
    std::string_view name; // without the table's prefix
    std::string_view unit; // "1" for counts and codes
    std::string_view meaning;
    std::string_view flags{}; // "declined accepted ...": codes from 0, for int8 columns
};

template <class Record, class T>
constexpr Column<Record, T> column(T Record::*member, std::string_view name, std::string_view unit,
                                   std::string_view meaning, std::string_view flags = {})
{
    return {member, name, unit, meaning, flags};
}
} // namespace mercato
