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

#include "io/trajectory/parts_folder.hpp"

namespace mercato
{
/// Which attempt of a batch job this is: a later one takes the place of an earlier one that lives on by
/// mistake.
struct JobAttempt
{
    std::string job; ///< empty outside of batch jobs
    int restart = 0;
};

class OutputPlace : public PartsFolder
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

    /// Names of the parts that were sealed, by this process or one before it, in order.
    std::vector<std::string> parts() const;

    /// From now on parts stay when this ends without a result.
    void keep() { is_kept_ = true; }

    /// Gives the settled part @p name the final name, atomically, and removes the other parts.
    void publish(std::string const& name);

private:
    void make_parts() const;
    bool lock(); ///< false if the lock was removed meanwhile
    bool take_over(int file);
    void sign_lock() const;
    void remove_parts(bool sealed_too) const noexcept;
    void release() noexcept;

    std::filesystem::path target_;
    bool replace_;
    JobAttempt attempt_;
    bool is_kept_ = false;
    int lock_ = -1;
};
} // namespace mercato
