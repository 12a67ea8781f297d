# SPDX-License-Identifier: Apache-2.0
# cmake -D source=… -D version=… -D compiler=… -D build_type=… -D flags=… -D header=… -P build_stamp.cmake
# Writes the header that says what was built, only if it says something new, so that an unchanged tree rebuilds nothing.

# git archive fills this in, so a tarball made by it knows its commit; any other tarball says "unknown".
set(commit "$Format:%H$")
if(NOT commit MATCHES "^[0-9a-f]+$")
    set(commit unknown)
endif()

# The project must be the top of its own work tree: a tarball unpacked inside somebody else's is not of that commit.
find_program(git git)
if(git AND EXISTS ${source}/.git)
    set(asked ${git} -c safe.directory=* --no-optional-locks -C ${source})
    execute_process(COMMAND ${asked} rev-parse HEAD
                    OUTPUT_VARIABLE head OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
    if(head MATCHES "^[0-9a-f]+$")
        set(commit ${head})
        execute_process(COMMAND ${asked} status --porcelain --untracked-files=no
                        OUTPUT_VARIABLE changes OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
        if(changes)
            string(APPEND commit "-changed")
        endif()
    endif()
endif()

string(STRIP "${flags}" flags)
file(CONFIGURE OUTPUT ${header} CONTENT [[
// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What this program was built from and how. Written by sim/build_stamp.cmake at each build.

namespace mercato::build_stamp
{
inline constexpr char const* version = "@version@";
inline constexpr char const* commit = "@commit@";
inline constexpr char const* compiler = "@compiler@";
inline constexpr char const* build_type = "@build_type@";
inline constexpr char const* flags = "@flags@";
} // namespace mercato::build_stamp
]] @ONLY NEWLINE_STYLE UNIX)
