// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Signals that ask to stop (SIGTERM, SIGINT, SIGUSR1, SIGXCPU) and a limit on time that does the same.

#include <array>
#include <csignal>
#include <optional>

namespace mercato
{
/// While one lives, such a signal is a request to stop instead of the end; a second SIGINT ends at once.
class StopSignals
{
public:
    /// Asks to stop after @p max_seconds as well, if given.
    explicit StopSignals(std::optional<double> max_seconds);
    ~StopSignals();
    StopSignals(StopSignals const&) = delete;
    StopSignals& operator=(StopSignals const&) = delete;

private:
    static constexpr std::array asking{SIGTERM, SIGINT, SIGUSR1, SIGXCPU, SIGALRM};
    bool has_limit_;
    std::array<struct sigaction, asking.size()> before_{};
};
} // namespace mercato
