// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// A folder of scenario files for one test, gone when the test ends.

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <unistd.h>

#include "io/scenario_reader.hpp"

namespace mercato
{
/// Two labs, fifteen people, one event and one fact: the least that has one of everything.
inline constexpr char good_scenario[] = R"(format = 1
title = "Good"
[run]
start = 2025-01-01T00:00:00Z
end = 2026-01-01T00:00:00Z
seed = 7
[record]
moves = true
[search]
contact_rate = 2
[[labs]]
id = "north"
pay = 500
headcount = 10
culture = [0.5, -0.5]
deadline = [
  { at = 2025-01-01T00:00:00Z, value = 21 },
  { at = 2025-06-01T00:00:00Z, value = "2 days", source = "S-1" },
]
[[labs]]
id = "south"
pay = 400
[[groups]]
id = "north_staff"
lab = "north"
count = 10
[[groups]]
id = "south_staff"
lab = "south"
count = 5
[[events]]
id = "crunch"
type = "crunch"
lab = "north"
at = 2025-03-01T00:00:00Z
until = 2025-04-01T00:00:00Z
value = 0.9
[[sources]]
id = "S-1"
text = "invented"
[[facts]]
id = "E1-01"
statement = "North keeps its people."
source = "S-1"
observable = "headcount_at"
lab = "north south"
low = 8
high = 12
)";

class ScenarioFolder
{
public:
    ScenarioFolder()
    {
        auto name = (std::filesystem::temp_directory_path() / "mercato_XXXXXX").string();
        if (mkdtemp(name.data())) folder_ = name;
    }
    ScenarioFolder(ScenarioFolder const&) = delete;
    ScenarioFolder& operator=(ScenarioFolder const&) = delete;
    ~ScenarioFolder()
    {
        std::error_code failed;
        if (!folder_.empty()) std::filesystem::remove_all(folder_, failed);
    }

    std::filesystem::path path(std::string const& name) const { return folder_ / name; }

    std::filesystem::path write(std::string const& name, std::string const& text) const
    {
        std::filesystem::create_directories(path(name).parent_path());
        std::ofstream(path(name), std::ios::binary) << text;
        return path(name);
    }

    ScenarioRequest request(std::string const& name, std::vector<std::string> sets = {},
                            std::vector<std::string> const& overlays = {}) const
    {
        ScenarioRequest r;
        r.path = path(name);
        r.sets = std::move(sets);
        for (auto const& overlay : overlays) r.overlays.push_back(path(overlay));
        return r;
    }

    /// The complaints as lines, without the name of this folder.
    std::string complaints(ScenarioRequest const& r) const
    {
        std::string text;
        for (auto const& c : check_scenario(r)) text += (text.empty() ? "" : "\n") + to_text(c);
        auto const prefix = folder_.string() + "/";
        for (auto at = text.find(prefix); at != std::string::npos; at = text.find(prefix))
            text.erase(at, prefix.size());
        return text;
    }

private:
    std::filesystem::path folder_;
};

/// @p text with the first @p from replaced; unchanged text if there is none, which a test will notice.
inline std::string replaced(std::string text, std::string const& from, std::string const& to)
{
    auto const at = text.find(from);
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}
} // namespace mercato
