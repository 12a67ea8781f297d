// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What made a result: the build and the kind of machine, which go into the file; when and where go into the
/// log.

#include <filesystem>
#include <string>

namespace mercato
{
/// What decides the bits of a result besides scenario and seed.
struct Provenance
{
    std::string version;
    std::string commit;
    std::string compiler;
    std::string flags;
    std::string build_type;
    std::string cpu_class;   ///< "x86-64 with FMA": exp and log differ between CPUs with and without it
    std::string mathematics; ///< fingerprint of what exp, log, pow and the like return here
};

/// That of this program on this machine.
Provenance provenance();

/// What is true of one run only, so that it must not be in the result.
struct RunLog
{
    std::string command_line;
    int threads = 1;
    std::string ranks{}; ///< which rank did how much; empty without ranks
};

/// Lines "date: ...", "host: ..." and so on of a run that took @p seconds; @p outcome as "complete".
std::string log_text(RunLog const& log, std::string const& outcome, double seconds);

/// Appends @p text to the file at @p path. Says what went wrong, or nothing.
std::string append_to_log(std::filesystem::path const& path, std::string const& text);
} // namespace mercato
