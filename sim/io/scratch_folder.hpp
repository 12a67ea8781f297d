// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// A folder for results that nobody keeps.

#include <filesystem>
#include <string>

namespace mercato
{
/// Below TMPDIR, else /tmp; goes with all that is in it.
class ScratchFolder
{
public:
    ScratchFolder(); ///< @throws IoError
    ~ScratchFolder();
    ScratchFolder(ScratchFolder const&) = delete;
    ScratchFolder& operator=(ScratchFolder const&) = delete;

    std::filesystem::path operator/(std::string const& name) const { return path_ / name; }

    /// Leaves @p text there as the file @p name; where it is. @throws IoError
    std::filesystem::path write(std::string const& name, std::string const& text) const;

private:
    std::filesystem::path path_;
};

/// Do two files have the same bytes? @throws IoError if one cannot be read
bool same_bytes(std::filesystem::path const& one, std::filesystem::path const& other);
} // namespace mercato
