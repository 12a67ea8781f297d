// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Where a result goes: its final name, which holds nothing or a complete file, and the folder of parts
/// beside it.
///
///     OUT.parts/lock     held while the process lives, so that a second writer of OUT is refused
///     OUT.parts/*.h5     parts, and the result until it is complete
///     OUT                appears by renaming, never replaces anything unless told to

#include <filesystem>
#include <string>

namespace mercato
{
class OutputPlace
{
public:
    /// Takes the place @p target. IoError if something is in the way that may not be replaced (@p replace: a
    /// file may), if the folder is missing or may not be written, or if another process writes the same
    /// result.
    OutputPlace(std::filesystem::path const& target, bool replace);
    /// Removes the parts; what publish() named stays.
    ~OutputPlace();
    OutputPlace(OutputPlace const&) = delete;
    OutputPlace& operator=(OutputPlace const&) = delete;

    std::filesystem::path const& target() const { return target_; }
    std::filesystem::path part(std::string const& name) const { return parts_ / name; }

    /// Makes sure that the part @p name is on the disk.
    void settle(std::string const& name) const;

    /// Gives the settled part @p name the final name, atomically, and removes the other parts.
    void publish(std::string const& name);

private:
    void make_parts() const;
    bool lock(); ///< false if the lock was removed meanwhile
    void remove_parts() const noexcept;
    void release() noexcept;

    std::filesystem::path target_;
    std::filesystem::path parts_;
    bool replace_;
    int lock_ = -1;
};
} // namespace mercato
