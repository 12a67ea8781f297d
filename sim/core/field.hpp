// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// A parameter said once: key, member, unit, ranges, status, meaning and source in one line.
///
/// Reader, overrides, template, schema, parameter table and documentation all walk the fields() of a struct.
/// A member holds the internal unit (year, $M, util, 1); a file holds the border unit: internal = value *
/// factor.

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "core/time.hpp"

namespace mercato
{
/// What a unit measures; quantities convert only inside one dimension.
enum class Dimension : std::uint8_t { none, time, rate, money, pay, util };

/// A unit at the border: internal value = border value * factor.
struct Unit
{
    std::string_view name;
    double factor = 1.0;
    Dimension dimension = Dimension::none;
};

namespace unit
{
inline constexpr Unit one{"1", 1.0, Dimension::none};
inline constexpr Unit people{"people", 1.0, Dimension::none};
inline constexpr Unit log_points{"log points", 1.0, Dimension::none};
inline constexpr Unit minutes{"minutes", 1.0 / 525960.0, Dimension::time};
inline constexpr Unit hours{"hours", 1.0 / 8766.0, Dimension::time};
inline constexpr Unit days{"days", 1.0 / 365.25, Dimension::time};
inline constexpr Unit weeks{"weeks", 7.0 / 365.25, Dimension::time};
inline constexpr Unit months{"months", 1.0 / 12.0, Dimension::time};
inline constexpr Unit years{"years", 1.0, Dimension::time};
inline constexpr Unit per_year{"1/years", 1.0, Dimension::rate};
inline constexpr Unit per_day{"1/days", 365.25, Dimension::rate};
inline constexpr Unit dollars_thousand{"$k", 0.001, Dimension::money};
inline constexpr Unit dollars_million{"$M", 1.0, Dimension::money};
inline constexpr Unit dollars_billion{"$B", 1000.0, Dimension::money};
inline constexpr Unit pay{"$M/years", 1.0, Dimension::pay};
inline constexpr Unit pay_thousands{"$k/years", 0.001, Dimension::pay};
inline constexpr Unit pay_billions{"$B/years", 1000.0, Dimension::pay};
inline constexpr Unit utils{"utils", 1.0, Dimension::util};
/// Every unit a quantity may be written in.
inline constexpr Unit all[] = {one,
                               people,
                               log_points,
                               minutes,
                               hours,
                               days,
                               weeks,
                               months,
                               years,
                               per_year,
                               per_day,
                               dollars_thousand,
                               dollars_million,
                               dollars_billion,
                               pay_thousands,
                               pay,
                               pay_billions,
                               utils};
} // namespace unit

/// Closed interval in the border unit.
struct Range
{
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
};

/// Where a default comes from: a cited number; arithmetic on cited numbers; nobody measured it.
enum class Status : std::uint8_t { sourced, derived, assumed };

/// A step function of time: value from the moment @p at on, in the internal unit.
struct Dated
{
    Time at;
    double value = 0;
    std::string source;
};
using Series = std::vector<Dated>;

/// What a file says of a member besides its type.
struct FieldInfo
{
    std::string_view key;
    Unit unit;
    Range valid;
    Range plausible;
    Status status = Status::assumed;
    std::string_view meaning;
    std::string_view source;
    std::span<std::string_view const> choices{}; // for words only
    bool required = false;
};

template <class Owner, class T>
struct Field
{
    T Owner::*member;
    FieldInfo info;
};

/// A number with a unit and ranges.
template <class Owner, class T>
constexpr Field<Owner, T> field(std::string_view key, T Owner::*member, Unit u, Range valid, Range plausible,
                                Status status, std::string_view meaning, std::string_view source)
{
    return {member, {key, u, valid, plausible, status, meaning, source, {}, false}};
}

/// A text, date, flag or list, without range.
template <class Owner, class T>
constexpr Field<Owner, T> field(std::string_view key, T Owner::*member, std::string_view meaning,
                                std::span<std::string_view const> choices = {})
{
    return {member, {key, unit::one, {}, {}, Status::assumed, meaning, {}, choices, false}};
}

/// The same, and its absence is an error.
template <class Owner, class T>
constexpr Field<Owner, T> required(Field<Owner, T> f)
{
    f.info.required = true;
    return f;
}

/// Calls visit(field) for every field of Params, in declared order.
template <class Params, class Visit>
constexpr void for_each_field(Visit&& visit)
{
    std::apply([&](auto const&... f) { (visit(f), ...); }, Params::fields());
}

/// Value of a step function at @p t: the last entry at or before it, else the first one. @p s not empty.
double value_at(Series const& s, Time t);

/// Value at @p t of a curve through the entries, geometric between them, constant outside. All values > 0 or
/// 0.
double interpolated_at(Series const& s, Time t);
} // namespace mercato
