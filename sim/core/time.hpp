// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Moments and lengths of time as exact integers, and their text at the border.
///
/// A moment is the number of microseconds since 1970-01-01T00:00:00Z, so that windows, pages and grids line
/// up exactly whatever the recording interval is. Laws work with years as double; a year is 365.25 days.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/rounding.hpp"

namespace mercato
{
/// A length of time [us].
struct Span
{
    std::int64_t us = 0;
    auto operator<=>(Span const&) const = default;
};

/// A moment [us since the Unix epoch, UTC].
struct Time
{
    std::int64_t us = 0;
    auto operator<=>(Time const&) const = default;
};

inline constexpr Span operator+(Span a, Span b) { return {a.us + b.us}; }
inline constexpr Span operator-(Span a, Span b) { return {a.us - b.us}; }
inline constexpr Span operator*(Span a, std::int64_t n) { return {a.us * n}; }
inline constexpr Span operator-(Time a, Time b) { return {a.us - b.us}; }
inline constexpr Time operator+(Time a, Span b) { return {a.us + b.us}; }
inline constexpr Time operator-(Time a, Span b) { return {a.us - b.us}; }

inline constexpr Span second{1'000'000};
inline constexpr Span minute = second * 60;
inline constexpr Span hour = minute * 60;
inline constexpr Span day = hour * 24;
inline constexpr Span week = day * 7;
inline constexpr Span year{31'557'600'000'000}; // 365.25 d
inline constexpr Time never{INT64_MAX};

inline constexpr double years(Span s) { return static_cast<double>(s.us) / static_cast<double>(year.us); }

/// The span of so many years, rounded to the nearest microsecond. @p y finite, |y| < 2e5.
inline Span span_of_years(double y) { return {rounded(y * static_cast<double>(year.us))}; }

/// The last moment at or before @p t that lies a whole number of @p step from the epoch. @p step > 0.
Time floor_to(Time t, Span step);

/// Reads "2023-11-17T20:00:00Z" or with "+01:00"; a date alone or a missing offset is nothing.
std::optional<Time> parse_time(std::string_view text);

/// "2023-11-17T20:00:00Z": whole seconds, UTC. Years 0 to 9999, as parse_time reads.
std::string to_text(Time t);

/// "2023-11-17".
std::string to_date(Time t);

/// Moment of a date of the calendar and time of day at an offset east of Greenwich [min].
Time time_of(int year, int month, int day, int hour, int minute, int second, int offset_minutes);
} // namespace mercato
