// SPDX-License-Identifier: Apache-2.0
#include "core/time.hpp"

#include <array>
#include <chrono>
#include <cmath>

#include <fmt/format.h>

#include "core/check.hpp"

namespace mercato
{
namespace
{
std::optional<int> digits(std::string_view text, std::size_t from, std::size_t count)
{
    if (from + count > text.size()) return {};
    int value = 0;
    for (char const c : text.substr(from, count)) // from_chars would read "-0" too
    {
        if (c < '0' || c > '9') return {};
        value = value * 10 + (c - '0');
    }
    return value;
}

/// Offset east of Greenwich [min] of "Z", "+hh:mm" or "-hh:mm".
std::optional<int> offset_minutes(std::string_view text)
{
    if (text == "Z") return 0;
    if (text.size() != 6 || text[3] != ':' || (text[0] != '+' && text[0] != '-')) return {};
    auto const h = digits(text, 1, 2);
    auto const m = digits(text, 4, 2);
    if (!h || !m || *m > 59 || *h * 60 + *m > 14 * 60) return {};
    return (text[0] == '-' ? -1 : 1) * (*h * 60 + *m);
}

std::chrono::year_month_day date_of(Time t)
{
    auto const d = static_cast<int>(floor_to(t, day).us / day.us);
    return std::chrono::sys_days{std::chrono::days{d}};
}
} // namespace

Time floor_to(Time t, Span step)
{
    auto const q = t.us / step.us - (t.us % step.us < 0 ? 1 : 0);
    return {q * step.us};
}

Time time_of(int y, int mo, int d, int h, int mi, int s, int offset)
{
    using namespace std::chrono;
    year_month_day const calendar{std::chrono::year{y}, month{static_cast<unsigned>(mo)},
                                  std::chrono::day{static_cast<unsigned>(d)}};
    expect(calendar.ok());
    sys_days const date = calendar;
    return Time{date.time_since_epoch().count() * mercato::day.us} + hour * h + minute * (mi - offset) +
           second * s;
}

std::optional<Time> parse_time(std::string_view text)
{
    if (text.size() < 20 || text[4] != '-' || text[7] != '-' || text[13] != ':' || text[16] != ':') return {};
    if (text[10] != 'T' && text[10] != ' ') return {};
    std::array<std::optional<int>, 6> const part{digits(text, 0, 4),  digits(text, 5, 2),
                                                 digits(text, 8, 2),  digits(text, 11, 2),
                                                 digits(text, 14, 2), digits(text, 17, 2)};
    for (auto const& p : part)
    {
        if (!p) return {};
    }
    auto const offset = offset_minutes(text.substr(19));
    std::chrono::year_month_day const date{std::chrono::year{*part[0]},
                                           std::chrono::month{static_cast<unsigned>(*part[1])},
                                           std::chrono::day{static_cast<unsigned>(*part[2])}};
    if (!offset || !date.ok() || *part[3] > 23 || *part[4] > 59 || *part[5] > 59) return {};
    return time_of(*part[0], *part[1], *part[2], *part[3], *part[4], *part[5], *offset);
}

std::string to_date(Time t)
{
    auto const d = date_of(t);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(d.year()), static_cast<unsigned>(d.month()),
                       static_cast<unsigned>(d.day()));
}

std::string to_text(Time t)
{
    auto const s = (t - floor_to(t, day)).us / second.us;
    return fmt::format("{}T{:02}:{:02}:{:02}Z", to_date(t), s / 3600, s / 60 % 60, s % 60);
}
} // namespace mercato
