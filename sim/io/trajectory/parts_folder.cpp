// SPDX-License-Identifier: Apache-2.0
#include "io/trajectory/parts_folder.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "io/failure.hpp"

namespace mercato
{
namespace fs = std::filesystem;

std::vector<std::string> names_in(fs::path const& folder, bool (*wanted)(std::string const&))
{
    std::vector<std::string> names;
    for (auto const& entry : fs::directory_iterator(folder))
        names.push_back(entry.path().filename().string());
    std::erase_if(names, [&](std::string const& name) { return !wanted(name); });
    std::ranges::sort(names);
    return names;
}

void make_last(fs::path const& path)
{
    int const file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) throw failure("write", path, errno);
    int const code = fsync(file) == 0 ? 0 : errno;
    close(file);
    // Some file systems have nothing to settle for folders and say so
    if (code != 0 && code != EINVAL) throw failure("write", path, code);
}

std::string PartsFolder::signed_by() const
{
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> const file(std::fopen(part(lock_name).c_str(), "r"),
                                                               std::fclose);
    std::array<char, 256> line{};
    if (file == nullptr || std::fgets(line.data(), line.size(), file.get()) == nullptr) return {};
    return line.data();
}

void PartsFolder::require_ours() const
{
    if (signed_by() == token_) return;
    throw IoError(
        fmt::format("cannot go on with '{}' (a later attempt of this job writes it). This attempt stops and "
                    "leaves all to that one.",
                    folder_.string()));
}

std::string PartsFolder::temporary(std::string const& stem) const
{
    constexpr std::size_t digits = 16;
    return fmt::format("{}-{}.h5", stem, token_.substr(token_.size() - 1 - digits, digits));
}

void PartsFolder::settle(std::string const& name) const { make_last(part(name)); }

void PartsFolder::seal(std::string const& from, std::string const& to) const
{
    require_ours();
    if (std::rename(part(from).c_str(), part(to).c_str()) != 0) throw failure("write", part(to), errno);
    make_last(folder_);
}

void PartsFolder::replace(std::string const& from, std::string const& to) const
{
    require_ours();
    auto const before = part(previous_of(to));
    if (std::rename(part(to).c_str(), before.c_str()) != 0 && errno != ENOENT)
        throw failure("write", before, errno);
    seal(from, to);
}

std::vector<std::string> PartsFolder::snapshots() const { return names_in(folder_, is_snapshot); }

void PartsFolder::remove(std::string const& name) const
{
    std::error_code code;
    fs::remove(part(name), code);
    if (code) throw failure("remove", part(name), code.value());
}
} // namespace mercato
