// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// A folder for the files of one test, gone when the test ends; what is in files and folders.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <unistd.h>

namespace mercato
{
class Folder
{
public:
    Folder()
    {
        auto name = (std::filesystem::temp_directory_path() / "mercato_XXXXXX").string();
        if (mkdtemp(name.data()) != nullptr) path_ = name;
    }
    ~Folder()
    {
        std::error_code ignored;
        if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
    }
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;

    std::filesystem::path const& path() const { return path_; }
    std::filesystem::path operator/(std::string const& name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

inline std::string content_of_file(std::filesystem::path const& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline void put_in_file(std::filesystem::path const& path, std::string const& text)
{
    std::ofstream(path, std::ios::binary) << text;
}

/// Names in a folder, sorted.
inline std::vector<std::string> names_in(std::filesystem::path const& folder)
{
    std::vector<std::string> names;
    for (auto const& entry : std::filesystem::directory_iterator(folder))
        names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    return names;
}

/// The message of the error that @p act throws, empty if it throws none.
template <class Error, class Act>
std::string message_of(Act&& act)
{
    try
    {
        act();
    }
    catch (Error const& e)
    {
        return e.what();
    }
    return {};
}
} // namespace mercato
