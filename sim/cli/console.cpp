// SPDX-License-Identifier: Apache-2.0
#include "cli/console.hpp"

#include <cerrno>
#include <cmath>
#include <cstdio>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

#include "core/error.hpp"

namespace mercato
{
void print_result(std::string_view text)
{
    errno = 0;
    bool const is_written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    if (is_written && std::fflush(stdout) == 0) return;
    throw IoError(
        fmt::format("cannot write to standard output ({}).", std::generic_category().message(errno)));
}

void print_note(std::string_view text)
{
    auto const line = std::string(text) + '\n';
    static_cast<void>(std::fwrite(line.data(), 1, line.size(), stderr));
}

std::string duration_text(double seconds)
{
    auto const whole = std::llround(std::max(0.0, seconds));
    if (whole < 60) return seconds < 9.5 ? fmt::format("{:.2g} s", seconds) : fmt::format("{} s", whole);
    if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
    return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

std::string bytes_text(double bytes)
{
    if (bytes < 1000) return fmt::format("{:.0f} bytes", bytes);
    if (bytes < 999'500) return fmt::format("{:.3g} kB", bytes / 1e3);
    if (bytes < 999.5e6) return fmt::format("{:.3g} MB", bytes / 1e6);
    return fmt::format("{:.1f} GB", bytes / 1e9);
}

std::string progress_text(std::uint32_t done, std::uint32_t all, double seconds)
{
    auto counted = fmt::format("{} of {} replicate{}", done, all, all == 1 ? "" : "s");
    if (done == 0 || done == all) return counted;
    auto const left = seconds / done * (all - done);
    return fmt::format("{}, {} left", counted, duration_text(std::ceil(left)));
}

Progress::Progress(std::size_t all, bool is_quiet)
    : all_(static_cast<std::uint32_t>(all)),
      is_shown_(!is_quiet && isatty(fileno(stderr)) == 1),
      begin_(std::chrono::steady_clock::now())
{
    if (is_shown_) show(progress_text(0, all_, 0));
}

Progress::~Progress()
{
    if (is_shown_) show("");
}

void Progress::step()
{
    ++done_;
    if (!is_shown_) return;
    std::chrono::duration<double> const past = std::chrono::steady_clock::now() - begin_;
    show(progress_text(done_, all_, past.count()));
}

void Progress::show(std::string const& line)
{
    // Spaces over what stood there, then back to the start of the line
    std::string const blank(width_, ' ');
    fmt::print(stderr, "\r{}\r{}", blank, line);
    std::fflush(stderr);
    width_ = line.size();
}
} // namespace mercato
