// SPDX-License-Identifier: Apache-2.0
#include "io/trajectory/output_place.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/failure.hpp"

namespace mercato
{
namespace
{
namespace fs = std::filesystem;

constexpr int patience = 1200;                  // looks at a lock that an earlier attempt should give up
constexpr useconds_t between_looks = 50 * 1000; // us

/// Says who writes, so that no two processes say the same.
std::string new_token(JobAttempt const& attempt)
{
    std::uint64_t nonce = 0;
    if (getrandom(&nonce, sizeof nonce, 0) != sizeof nonce) nonce = 0;
    auto const job = attempt.job.empty() ? "-" : attempt.job.c_str();
    return fmt::format("job {} restart {} process {} {:016x}\n", job, attempt.restart, getpid(), nonce);
}

/// Is @p token one of an earlier attempt of the job of @p attempt?
bool is_earlier(std::string const& token, JobAttempt const& attempt)
{
    std::array<char, 128> job{};
    int restart = 0;
    return !attempt.job.empty() &&
           std::sscanf(token.c_str(), "job %127s restart %d", job.data(), &restart) == 2 &&
           attempt.job == job.data() && restart < attempt.restart;
}

/// The file a symbolic link leads to, so that the link stays one.
fs::path led_to(fs::path const& path)
{
    std::error_code code;
    if (!fs::is_symlink(fs::symlink_status(path, code))) return path;
    auto end = fs::canonical(path, code);
    if (code) throw failure("follow the link", path, code.value());
    return end;
}

/// Only a regular file may ever be replaced, and only if told so.
void refuse_what_is_there(fs::path const& target, bool replace)
{
    std::error_code code;
    auto const there = fs::status(target, code);
    if (there.type() == fs::file_type::not_found) return;
    if (code) throw failure("write", target, code.value());
    if (fs::is_directory(there)) throw failure("write", target, EISDIR);
    if (!fs::is_regular_file(there))
    {
        throw IoError(
            fmt::format("cannot write '{}' (it is a device or pipe, and a result is put in its place when it "
                        "is complete). Name a file with -o.",
                        target.string()));
    }
    if (!replace) throw failure("write", target, EEXIST);
}

/// Renames, unless something has @p to as its name.
void rename_to_free_name(fs::path const& from, fs::path const& to)
{
    if (renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return;
    if (errno != EINVAL && errno != ENOSYS) throw failure("write", to, errno);
    // Not every file system knows that; a second name is refused as well where there is one
    if (link(from.c_str(), to.c_str()) != 0) throw failure("write", to, errno);
    unlink(from.c_str());
}
} // namespace

OutputPlace::OutputPlace(fs::path const& target, bool replace, JobAttempt attempt)
    : PartsFolder(led_to(target).string() + ".parts", new_token(attempt)),
      target_(led_to(target)),
      replace_(replace),
      attempt_(std::move(attempt))
{
    if (!target_.has_filename()) throw failure("write", target, EISDIR);
    refuse_what_is_there(target_, replace_);
    try
    {
        // Who held the lock may just have removed folder and lock: then they are made anew
        for (int tries = 0; !(make_parts(), lock()); ++tries)
        {
            if (tries == 100) throw failure("lock", part(lock_name), EAGAIN);
        }
        refuse_what_is_there(target_, replace_);
        remove_parts(false);
    }
    catch (...)
    {
        release();
        throw;
    }
}

OutputPlace::~OutputPlace() { release(); }

void OutputPlace::make_parts() const
{
    if (mkdir(folder().c_str(), 0777) != 0 && errno != EEXIST)
        throw failure("make the folder", folder(), errno);
    std::error_code code;
    for (auto const& entry : fs::directory_iterator(folder(), code))
    {
        if (is_ours(entry.path().filename().string())) continue;
        throw IoError(
            fmt::format("cannot write '{}' (the folder '{}' holds '{}', which is no part of a result). Move "
                        "it away, or name another file with -o.",
                        target_.string(), folder().string(), entry.path().filename().string()));
    }
    if (code && code.value() != ENOENT) throw failure("use the folder", folder(), code.value());
}

bool OutputPlace::lock()
{
    auto const path = part(lock_name);
    int const file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (file < 0 && errno == ENOENT) return false;
    if (file < 0) throw failure("write", path, errno);
    // Where a file system knows no locks, the folder has to do
    int const code = flock(file, LOCK_EX | LOCK_NB) == 0 ? 0 : errno;
    struct stat held = {};
    struct stat named = {};
    bool const current =
        fstat(file, &held) == 0 && stat(path.c_str(), &named) == 0 && held.st_ino == named.st_ino;
    if (current && (code != EWOULDBLOCK || take_over(file)))
    {
        lock_ = file;
        sign_lock();
        return true;
    }
    close(file);
    if (code != EWOULDBLOCK || !current) return false;
    throw IoError(
        fmt::format("cannot write '{}' (another process is writing it). Wait for it to end, or name another "
                    "file with -o.",
                    target_.string()));
}

bool OutputPlace::take_over(int file)
{
    if (!is_earlier(signed_by(), attempt_)) return false;
    // It finds our name at its next look and stops; where it does not look, it will not get anything named
    sign_lock();
    for (int looks = 0; looks < patience && flock(file, LOCK_EX | LOCK_NB) != 0; ++looks)
        usleep(between_looks);
    return true;
}

void OutputPlace::sign_lock() const
{
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(part(lock_name).c_str(), "w"),
                                                         std::fclose);
    bool const fits = file != nullptr && std::fputs(token().c_str(), file.get()) >= 0;
    if (!fits || std::fclose(file.release()) != 0) throw failure("write", part(lock_name), errno);
}

void OutputPlace::remove_parts(bool sealed_too) const noexcept
{
    std::error_code ignored;
    for (auto const& entry : fs::directory_iterator(folder(), ignored))
    {
        auto const name = entry.path().filename().string();
        if (name == lock_name || !is_ours(name) || (!sealed_too && is_sealed(name))) continue;
        fs::remove(entry.path(), ignored);
    }
}

void OutputPlace::release() noexcept
{
    if (lock_ >= 0)
    {
        if (signed_by() == token())
        {
            remove_parts(!is_kept_);
            unlink(part(lock_name).c_str());
        }
        close(lock_);
        lock_ = -1;
    }
    // Goes only if it is empty
    rmdir(folder().c_str());
}

std::vector<std::string> OutputPlace::parts() const { return names_in(folder(), is_part); }

void OutputPlace::publish(std::string const& name)
{
    require_ours();
    refuse_what_is_there(target_, replace_);
    if (replace_)
    {
        if (std::rename(part(name).c_str(), target_.c_str()) != 0) throw failure("write", target_, errno);
    }
    else { rename_to_free_name(part(name), target_); }
    make_last(target_.has_parent_path() ? target_.parent_path() : ".");
    is_kept_ = false;
    release();
}
} // namespace mercato
