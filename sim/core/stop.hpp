// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Somebody asks the program to stop: a signal says so, long loops look.

#include <stdexcept>

namespace mercato
{
/// Work was given up because somebody asked for it; what is finished is kept: exit code 85.
struct Stopped : std::runtime_error
{
    using std::runtime_error::runtime_error;
};

/// May be called from a signal handler.
void request_stop() noexcept;

bool stop_is_requested() noexcept;

/// Forgets the request.
void forget_stop() noexcept;

/// Has @p look called, on any thread, whenever look_for_stop() is: it may know more, and asks by
/// request_stop(). Null ends that.
void look_also(void (*look)()) noexcept;

/// Looks, and says whether to stop.
bool look_for_stop();

/// @throws Stopped if somebody asked
void stop_if_asked();
} // namespace mercato
