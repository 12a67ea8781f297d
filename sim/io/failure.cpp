// SPDX-License-Identifier: Apache-2.0
#include "io/failure.hpp"

#include <cerrno>
#include <system_error>

#include <fmt/format.h>

namespace mercato
{
std::string_view way_out(int code)
{
    switch (code)
    {
    case ENOSPC:
    case EDQUOT: return "Free some space there, or name a place on another disk with -o.";
    case EACCES:
    case EPERM: return "Name a place where you may write with -o, or have the permissions changed.";
    case EROFS: return "That file system can only be read: name another place with -o.";
    case ENOENT:
    case ENOTDIR: return "Create the folder first, or correct the path.";
    case EEXIST: return "Name another file with -o, or let it be replaced with --force.";
    case EISDIR: return "Name a file, not a folder.";
    case ENAMETOOLONG: return "Choose a shorter name with -o.";
    case EFBIG: return "The limit on the size of files is too low (ulimit -f): raise it, or record less.";
    case EMFILE:
    case ENFILE: return "Too many files are open: raise the limit (ulimit -n).";
    case EIO: return "The disk reports a fault: name a place on another disk with -o.";
    default: return "";
    }
}

IoError failure(std::string_view attempt, std::filesystem::path const& path, int code)
{
    auto const advice = way_out(code);
    return IoError(fmt::format("cannot {} '{}' ({}).{}{}", attempt, path.string(),
                               std::generic_category().message(code), advice.empty() ? "" : " ", advice));
}
} // namespace mercato
