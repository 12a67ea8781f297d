// SPDX-License-Identifier: Apache-2.0
#include "io/scratch_folder.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <system_error>

#include "io/failure.hpp"

namespace mercato
{
ScratchFolder::ScratchFolder()
{
    auto name = (std::filesystem::temp_directory_path() / "mercato-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw failure("make a folder like", name, errno);
    path_ = name;
}

ScratchFolder::~ScratchFolder()
{
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path ScratchFolder::write(std::string const& name, std::string const& text) const
{
    auto path = path_ / name;
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "w"), std::fclose);
    bool const fits = file != nullptr && std::fwrite(text.data(), 1, text.size(), file.get()) == text.size();
    if (!fits || std::fclose(file.release()) != 0) throw failure("write", path, errno);
    return path;
}

bool same_bytes(std::filesystem::path const& one, std::filesystem::path const& other)
{
    using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;
    File const a(std::fopen(one.c_str(), "rb"), std::fclose);
    if (a == nullptr) throw failure("read", one, errno);
    File const b(std::fopen(other.c_str(), "rb"), std::fclose);
    if (b == nullptr) throw failure("read", other, errno);
    std::array<char, 65536> in_a{};
    std::array<char, 65536> in_b{};
    for (;;)
    {
        auto const count = std::fread(in_a.data(), 1, in_a.size(), a.get());
        if (std::fread(in_b.data(), 1, in_b.size(), b.get()) != count) return false;
        if (count == 0) break;
        if (std::memcmp(in_a.data(), in_b.data(), count) != 0) return false;
    }
    if (std::ferror(a.get()) != 0) throw failure("read", one, EIO);
    if (std::ferror(b.get()) != 0) throw failure("read", other, EIO);
    return true;
}
} // namespace mercato
