// SPDX-License-Identifier: Apache-2.0
#include "io/trajectory/job.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/check.hpp"
#include "core/digest.hpp"
#include "io/provenance.hpp"
#include "io/scenario_reader.hpp"

namespace mercato
{
namespace
{
constexpr char const* identity_names[] = {"mercato_version", "commit",        "compiler",
                                          "flags",           "build_type",    "cpu_class",
                                          "mathematics",     "scenario_hash", "seed"};

/// Of one scenario its own; of several that of all.
std::string hash_of(TrajectoryJob const& job)
{
    if (job.outer.empty()) return job.base().hash;
    std::string all;
    for (auto const& axis : job.outer)
    {
        for (auto const& label : axis.labels) all += axis.name + '=' + label + '\n';
    }
    for (auto const* scenario : job.points) all += scenario->hash + '\n';
    return sha256(all);
}

void write_scenarios(Hdf5File& file, TrajectoryJob const& job)
{
    VariableInfo info{"scenario", ValueType::text, {}, {}};
    std::vector<std::string> texts;
    for (auto const& axis : job.outer)
    {
        if (!job.texts.empty() && axis.name == "design") continue;
        info.axes.push_back(axis.name);
        info.shape.push_back(axis.labels.size());
    }
    for (auto const* scenario : job.texts.empty() ? job.points : job.texts)
        texts.push_back(scenario->resolved);
    file.create_variable(info);
    describe(file, "scenario", "1", "the whole scenario as one TOML text, as it was run", "");
    file.write_texts("scenario", texts);
}
} // namespace

TrajectoryJob TrajectoryJob::of(Scenario const& scenario)
{
    return {{}, {&scenario}, 0, static_cast<std::uint32_t>(scenario.run.replicates), {}, {}, {}, {}, 0, {}};
}

TrajectoryContent content_of(TrajectoryJob const& job)
{
    auto content = content_of(job.base());
    for (auto const* scenario : job.points)
    {
        auto const other = content_of(*scenario);
        require(other.labs == content.labs && other.moves == content.moves && other.offers == content.offers);
        require(other.spells == content.spells && other.panel == content.panel);
        require(other.terms == content.terms);
        content.crisis = content.crisis || other.crisis;
        content.approaches = content.approaches || other.approaches;
        content.accounts = content.accounts || other.accounts;
        content.firms = content.firms || other.firms;
        content.output = content.output || other.output;
    }
    content.outer = job.outer;
    require(job.points.size() == points_of(content));
    return content;
}

Identity identity_of(TrajectoryJob const& job)
{
    if (!job.identity.empty()) return job.identity;
    auto const build = provenance();
    return {{"mercato_version", build.version},
            {"commit", build.commit},
            {"compiler", build.compiler},
            {"flags", build.flags},
            {"build_type", build.build_type},
            {"cpu_class", build.cpu_class},
            {"mathematics", build.mathematics},
            {"scenario_hash", hash_of(job)},
            {"seed", fmt::format("{}", job.base().run.seed)}};
}

Identity endless_identity_of(TrajectoryJob const& job)
{
    std::vector<Scenario> endless;
    for (auto const* point : job.points)
    {
        endless.push_back(*point);
        endless.back().run.end = point->run.start;
        resolve(endless.back());
    }
    auto other = job;
    other.points.clear();
    for (auto const& point : endless) other.points.push_back(&point);
    return identity_of(other);
}

Identity identity_of(Hdf5File const& file)
{
    Identity all;
    for (auto const* const name : identity_names) all.emplace_back(name, file.text_of("", name).value_or(""));
    return all;
}

std::string difference(Identity const& there, Identity const& wanted)
{
    // What a user chose comes before what the machine gave
    for (std::size_t k = there.size(); k-- > 0;)
    {
        if (there[k].second == wanted.at(k).second) continue;
        return fmt::format("its {} is {}, and {} is wanted", there[k].first,
                           there[k].second.empty() ? "missing" : there[k].second, wanted[k].second);
    }
    return {};
}

IoError other_job(std::filesystem::path const& path, std::string const& why)
{
    return IoError(
        fmt::format("cannot go on with '{}' ({}). Name another file with -o, or begin anew with --force.",
                    path.string(), why));
}

void sign(Hdf5File& file, TrajectoryJob const& job, bool is_part)
{
    auto const identity = identity_of(job);
    file.set_text("", "title", job.base().title);
    file.set_text("", "Conventions", "CF-1.10");
    file.set_text("", "source",
                  "mercato " + identity.front().second +
                      ", an agent-based simulator: nothing in here was observed");
    file.set_text("", "comment",
                  "What the scenario assumes about an organisation is a stylised assumption, not a "
                  "measurement.");
    file.set_number("", "mercato_format", trajectory_format);
    for (auto const& [name, value] : identity) file.set_text("", name, value);
    file.set_number("", "replicates", static_cast<std::int32_t>(job.count));
    if (!job.shard.empty()) file.set_text("", "shard", job.shard);
    if (job.designs > 0) file.set_text("", "designs", fmt::format("{}", job.designs));
    if (!job.missing.empty()) file.set_text("", "missing", job.missing);
    if (!is_part) write_scenarios(file, job);
}
} // namespace mercato
