// SPDX-License-Identifier: Apache-2.0
#include "cli/launch.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <cstring>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "study/sharing/crew.hpp"

namespace mercato
{
namespace
{
/// Says the number of processes: mpirun, other launchers of MPI, srun, and sbatch, which grants tasks and
/// starts one.
constexpr char const* counting[] = {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "SLURM_STEP_NUM_TASKS",
                                    "SLURM_NTASKS"};

/// There is somebody whom MPI can ask for the others.
constexpr char const* introducing[] = {"OMPI_COMM_WORLD_SIZE", "PMIX_RANK", "PMI_SIZE"};

constexpr std::string_view share_option = "shard";

bool has_shard(std::vector<std::string> const& words)
{
    return std::ranges::any_of(words, [](std::string const& w) { return w.starts_with("--shard"); });
}

bool joins(Launch const& launch, std::vector<std::string> const& words)
{
    if (!Ranks::are_built_in() || launch.processes == 1) return false;
    return std::ranges::any_of(introducing, [&](char const* name) {
        // An older launcher may not know this MPI, whose start would end the process; shards need no MPI
        bool const is_sure = std::strcmp(name, "PMI_SIZE") != 0 || !has_shard(words);
        return std::getenv(name) != nullptr && is_sure;
    });
}
} // namespace

Launch launch_of_this_process()
{
    for (auto const* const name : counting)
    {
        auto const* const text = std::getenv(name);
        if (text == nullptr) continue;
        int processes = 0;
        auto const [end, error] = std::from_chars(text, text + std::strlen(text), processes);
        if (error == std::errc() && processes >= 1) return {processes, name};
    }
    return {};
}

void refuse_copies(Launch const& launch, int ranks, Command const& command, Arguments const& arguments)
{
    auto const is_share = [](Option const& option) { return option.name == share_option; };
    bool const can_share = std::ranges::any_of(command.grammar.options, is_share);
    if (launch.processes == 1 || ranks > 1 || !can_share || arguments.has(share_option)) return;
    auto const why = Ranks::are_built_in()
                         ? "MPI knows of this one alone: launcher and MPI do not know each other, or nothing "
                           "has launched it. Start it with mpirun or srun --mpi=pmix"
                         : "this program was built without MPI. Build it with -DMERCATO_MPI=ON";
    refuse(
        command.grammar.name,
        fmt::format("{} says that there are {} processes, and {}, or give each process a share of its own: "
                    "--shard i/{}.",
                    launch.variable, launch.processes, why, launch.processes));
}

int act_together(Launch const& launch, std::vector<std::string> const& words,
                 std::function<int(int ranks)> const& act)
{
    Ranks ranks(joins(launch, words));
    if (ranks.count() == 1) return act(1);
    auto const line = fmt::format("{}", fmt::join(words, "\n"));
    auto const same = ranks.broadcast(line) == line ? "same" : "other";
    auto const all = ranks.gather(same, {});
    bool const is_one_job = std::ranges::find(all, "other") == all.end();
    if (ranks.broadcast(is_one_job ? "same" : "other") == "other") return act(ranks.count());
    if (ranks.number() > 0) return serve(ranks);
    Crew crew(ranks);
    auto const code = act(ranks.count());
    crew.dismiss(code);
    return code;
}
} // namespace mercato
