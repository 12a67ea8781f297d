// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Three checks: expect (before) and ensure (after) in checking builds, require always.

#include <stdexcept>
#include <string>

namespace mercato
{
/// A broken promise of our own code: exit code 1.
struct InternalError : std::logic_error
{
    using std::logic_error::logic_error;
};

[[noreturn]] inline void broken(char const* kind, char const* what, char const* file, int line)
{
    throw InternalError(std::string(kind) + " failed: " + what + " (" + file + ":" + std::to_string(line) +
                        "). This is a defect of mercato, please report it.");
}

/// Are expect() and ensure() on in this build?
#ifndef MERCATO_CHECKS
#define MERCATO_CHECKS 0
#endif
inline constexpr bool checks_are_on = MERCATO_CHECKS != 0;
} // namespace mercato

#define MERCATO_CHECK_(kind, condition)                                                                      \
    do {                                                                                                     \
        if (!(condition)) ::mercato::broken(kind, #condition, __FILE__, __LINE__);                           \
    } while (false)

#define require(condition) MERCATO_CHECK_("require", condition)
#if MERCATO_CHECKS
#define expect(condition) MERCATO_CHECK_("expect", condition)
#define ensure(condition) MERCATO_CHECK_("ensure", condition)
#else
#define expect(condition) static_cast<void>(0)
#define ensure(condition) static_cast<void>(0)
#endif
