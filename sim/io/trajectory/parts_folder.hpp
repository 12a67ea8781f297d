// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// The folder of parts of an unfinished result, for whoever may write there: the process that holds its lock,
/// and those that work for it.

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "io/trajectory/part_names.hpp"

namespace mercato
{
class PartsFolder
{
public:
    /// @p token stands in the lock of whoever may write.
    PartsFolder(std::filesystem::path folder, std::string token)
        : folder_(std::move(folder)), token_(std::move(token))
    {}

    std::filesystem::path const& folder() const { return folder_; }
    std::string const& token() const { return token_; }
    std::filesystem::path part(std::string const& name) const { return folder_ / name; }

    /// A name for a file that is being written: no other process takes it.
    std::string temporary(std::string const& stem) const;

    /// @throws IoError if a later attempt has taken the place: then nothing here may be touched any more
    void require_ours() const;

    /// Makes sure that the file @p name is on the disk.
    void settle(std::string const& name) const;

    /// Gives the settled file @p from the name @p to, for good.
    void seal(std::string const& from, std::string const& to) const;

    /// The same where something may have the name @p to already: that is called previous_of(to) from now on.
    void replace(std::string const& from, std::string const& to) const;

    void remove(std::string const& name) const;

    /// Names of the snapshots, in order.
    std::vector<std::string> snapshots() const;

protected:
    std::string signed_by() const;

private:
    std::filesystem::path folder_;
    std::string token_;
};

/// Names in @p folder that @p wanted takes, in order.
std::vector<std::string> names_in(std::filesystem::path const& folder, bool (*wanted)(std::string const&));

/// Makes a file, or the entries of a folder, last.
void make_last(std::filesystem::path const& path);
} // namespace mercato
