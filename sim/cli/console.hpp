// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What a command prints: results on standard output, everything else on standard error.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mercato
{
/// Writes @p text to standard output. @throws IoError if it does not get there
void print_result(std::string_view text);

/// Writes a line to standard error; a failure there is nobody's to hear.
void print_note(std::string_view text);

/// "3 s", "2 min 5 s", "1 h 12 min".
std::string duration_text(double seconds);

/// "512 bytes", "3.4 MB", "1.2 GB" (powers of ten).
std::string bytes_text(double bytes);

/// The line that progress shows: "12 of 40 replicates, 1 min 3 s left".
std::string progress_text(std::uint32_t done, std::uint32_t all, double seconds);

/// One line on the terminal that counts replicates and says how long the rest will take; silent elsewhere.
class Progress
{
public:
    Progress(std::size_t all, bool is_quiet);
    ~Progress();
    Progress(Progress const&) = delete;
    Progress& operator=(Progress const&) = delete;

    void step();

private:
    void show(std::string const& line);

    std::uint32_t all_;
    std::uint32_t done_ = 0;
    bool is_shown_;
    std::size_t width_ = 0;
    std::chrono::steady_clock::time_point begin_;
};
} // namespace mercato
