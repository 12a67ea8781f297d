// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Where a result goes: its final name, which holds nothing or a complete file, and the folder of parts
/// beside it.
///
///     OUT.parts/lock     held while the process lives, so that a second writer of OUT is refused; in it
///                        stands who writes, read again before anything gets its name
///     OUT.parts/...      what never changes again: who is stopped goes on after it, part_names.hpp
///     OUT                appears by renaming, never replaces anything unless told to

#include <filesystem>
#include <string>
#include <vector>

#include "io/trajectory/part_names.hpp"

namespace mercato
{
/// Which attempt of a batch job this is: a later one takes the place of an earlier one that lives on by
/// mistake.
struct JobAttempt
{
    std::string job; ///< empty outside of batch jobs
    int restart = 0;
};

class OutputPlace
{
public:
    /// Takes the place @p target. IoError if something is in the way that may not be replaced (@p replace: a
    /// file may), if the folder is missing or may not be written, or if another process writes the same
    /// result.
    OutputPlace(std::filesystem::path const& target, bool replace, JobAttempt attempt = {});
    /// Removes the parts, unless they are to be kept; what publish() named stays.
    ~OutputPlace();
    OutputPlace(OutputPlace const&) = delete;
    OutputPlace& operator=(OutputPlace const&) = delete;

    std::filesystem::path const& target() const { return target_; }
    std::filesystem::path part(std::string const& name) const { return parts_ / name; }

    /// A name for a file that is being written: no other process takes it.
    std::string temporary(std::string const& stem) const;

    /// Names of the parts that were sealed, by this process or one before it, in order.
    std::vector<std::string> parts() const;

    /// Names of the snapshots, in order.
    std::vector<std::string> snapshots() const;

    /// @throws IoError if a later attempt has taken the place: then nothing here may be touched any more
    void require_ours() const;

    /// Makes sure that the file @p name is on the disk.
    void settle(std::string const& name) const;

    /// Gives the settled file @p from the name @p to, for good.
    void seal(std::string const& from, std::string const& to) const;

    /// The same where something may have the name @p to already: that is called previous_of(to) from now on.
    void replace(std::string const& from, std::string const& to) const;

    void remove(std::string const& name) const;

    /// From now on parts stay when this ends without a result.
    void keep() { is_kept_ = true; }

    /// Gives the settled part @p name the final name, atomically, and removes the other parts.
    void publish(std::string const& name);

private:
    void make_parts() const;
    bool lock(); ///< false if the lock was removed meanwhile
    bool take_over(int file);
    void sign_lock() const;
    std::string signed_by() const;
    void remove_parts(bool sealed_too) const noexcept;
    void release() noexcept;

    std::filesystem::path target_;
    std::filesystem::path parts_;
    bool replace_;
    JobAttempt attempt_;
    std::string token_;
    bool is_kept_ = false;
    int lock_ = -1;
};
} // namespace mercato
