// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Signals that ask to stop (SIGTERM, SIGINT, SIGUSR1, SIGXCPU) and a limit on time that does the same.

#include <optional>

namespace mercato
{
/// While it lives, such a signal is a request to stop instead of the end; a second SIGINT ends at once.
class StopSignals
{
public:
    /// Asks to stop after @p max_seconds as well, if given.
    explicit StopSignals(std::optional<double> max_seconds);
    ~StopSignals();
    StopSignals(StopSignals const&) = delete;
    StopSignals& operator=(StopSignals const&) = delete;
};
} // namespace mercato
