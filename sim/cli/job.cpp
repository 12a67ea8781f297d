// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/work.hpp"
#include "io/scenario_reader.hpp"

namespace mercato
{
namespace
{
constexpr Option options[] = {
    {"shards", 0, "N", false, "tasks that share the replicates; 1 unless given"},
    {"cpus", 0, "N", false, "cores of each task; 1 unless given"},
    {"time", 0, "LIMIT", false, "time limit of each task, as SLURM writes it; 01:00:00 unless given"},
    {"warning", 0, "SECONDS", false,
     "so long before the limit SLURM asks to stop; 120 unless given. What is finished is saved, and the task "
     "is put "
     "in the queue again"},
    {"sbatch", 0, "WORDS", true, "a line for SLURM, as \"--partition=long\"; may be repeated"},
    {"compare", 0, "", false, "for mercato compare instead of mercato run: each --with is an arm"},
    {"program", 0, "PATH", false, "the program on the cluster's machines; mercato unless given"},
    option::set,
    option::with,
    {"all", 0, "PATH=VALUE", true, "as for mercato compare"},
    {"over", 0, "PATH", true, "as for mercato compare; may be repeated"},
    option::root,
    option::facts,
    option::alias,
    option::seed,
    option::replicates,
    {"output", 'o', "FILE", false, "where the whole goes; the scenario's name with .h5 unless given"},
    option::help,
};

constexpr std::string_view notes =
    "Prints a script and submits nothing: mercato job SCENARIO --shards 16 > job.sh, look at it, then bash "
    "job.sh. The "
    "tasks leave their files in OUT.shards; a last job merges them when all are done. docs/clusters.md";

/// @p text as one word of a shell.
std::string quoted(std::string const& text)
{
    std::string word = "'";
    for (char const c : text) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return word + "'";
}

/// What the script is made from.
struct Plan
{
    std::string name;
    std::string program;
    std::string words; ///< command, scenario and what is said of it
    std::string output;
    std::string time;
    std::int64_t shards = 1;
    std::int64_t cpus = 1;
    std::int64_t warning = 120;
    std::vector<std::string> more;
};

/// The options that are passed on, as they were said.
std::string passed_on(Arguments const& arguments)
{
    std::string words;
    for (char const* const option : {"set", "with", "all", "over", "root", "facts", "seed", "replicates"})
    {
        for (auto const& value : arguments.texts(option))
            words += fmt::format(" --{} {}", option, quoted(value));
    }
    return words + (arguments.has("alias") ? " --alias" : "");
}

Plan plan_of(Arguments const& arguments)
{
    Plan plan;
    auto const& scenario = arguments.operands().front();
    bool const compares = arguments.has("compare");
    plan.name = std::filesystem::path(scenario).stem().string();
    plan.program = arguments.has("program") ? arguments.text("program") : "mercato";
    plan.words = fmt::format("{} {}{}", compares ? "compare" : "run", quoted(scenario), passed_on(arguments));
    plan.output =
        arguments.has("output") ? arguments.text("output") : plan.name + (compares ? ".compare.h5" : ".h5");
    plan.time = arguments.has("time") ? arguments.text("time") : "01:00:00";
    plan.shards = arguments.whole("shards", 1, 100'000).value_or(plan.shards);
    plan.cpus = arguments.whole("cpus", 1, 4096).value_or(plan.cpus);
    plan.warning = arguments.whole("warning", 10, 65535).value_or(plan.warning);
    plan.more = arguments.texts("sbatch");
    return plan;
}

/// A slip in the scenario is found here, not by each of a thousand tasks.
void check(Arguments const& arguments, Plan const& plan)
{
    auto request = request_of(arguments);
    if (arguments.has("compare")) request.overlays.clear();
    auto const replicates = read_scenario(request).run.replicates;
    if (plan.shards <= replicates) return;
    refuse("job", fmt::format("--shards {} are more than the {} replicates.", plan.shards, replicates));
}

std::string headers(Plan const& plan, std::string const& what, std::int64_t cpus)
{
    auto text = fmt::format("#SBATCH --job-name={}-{}\n#SBATCH --ntasks=1\n#SBATCH --cpus-per-task={}\n"
                            "#SBATCH --time={}\n#SBATCH --requeue\n#SBATCH --open-mode=append\n",
                            plan.name, what, cpus, plan.time);
    for (auto const& line : plan.more) text += fmt::format("#SBATCH {}\n", line);
    return text;
}

/// A task that saves and is put in the queue again when its time is nearly over.
std::string task_text(Plan const& plan)
{
    auto const folder = plan.output + ".shards";
    bool const is_array = plan.shards > 1;
    auto text = headers(plan, "run", plan.cpus);
    if (is_array) text += fmt::format("#SBATCH --array=0-{}\n", plan.shards - 1);
    text += fmt::format("#SBATCH --output={}/%{}.log\n", folder, is_array ? "a" : "j");
    text += fmt::format("#SBATCH --signal=B:USR1@{}\n", plan.warning);
    text += "\n# The shell hears the signals and passes them on; 85 says: all is saved, run the same line "
            "again. 138 is a\n"
            "# program that was warned before it could listen, and had nothing to save\n"
            "warned= pid=\n"
            "trap 'warned=yes; kill -USR1 $pid 2>/dev/null' USR1\n"
            "trap 'kill -TERM $pid 2>/dev/null' TERM\n";
    auto const share = is_array ? fmt::format(" --shard \"$SLURM_ARRAY_TASK_ID/{}\"", plan.shards) : "";
    auto const file = is_array ? quoted(folder + "/") + "\"$SLURM_ARRAY_TASK_ID\".h5" : quoted(plan.output);
    text += fmt::format("{} {}{} \\\n    -o {} --threads \"$SLURM_CPUS_PER_TASK\" --resume --quiet & pid=$!\n"
                        "if [ -n \"$warned\" ]; then kill -USR1 \"$pid\"; fi\n",
                        quoted(plan.program), plan.words, share, file);
    auto const self = is_array ? "${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}" : "$SLURM_JOB_ID";
    text += fmt::format("while :; do wait \"$pid\"; kill -0 \"$pid\" 2>/dev/null || break; done\n"
                        "wait \"$pid\"; code=$?\n"
                        "case $warned$code in yes85 | yes138) scontrol requeue \"{}\" ;; esac\n"
                        "exit \"$code\"\n",
                        self);
    return text;
}

std::string script_of(Plan const& plan)
{
    auto const folder = plan.output + ".shards";
    auto text =
        fmt::format("#!/bin/bash\n# Written by mercato job; submits when it is run: bash job.sh\nset -eu\n"
                    "mkdir -p {}\n\ntasks=$(sbatch --parsable <<'TASK'\n#!/bin/bash\n{}TASK\n)\n"
                    "echo \"tasks: job $tasks\"\n",
                    quoted(folder), task_text(plan));
    if (plan.shards == 1) return text;
    auto const last = plan.shards - 1;
    text += fmt::format(
        "\nmerge=$(sbatch --parsable --dependency=afterok:\"$tasks\" --kill-on-invalid-dep=yes <<'MERGE'\n"
        "#!/bin/bash\n{}#SBATCH --output={}/merge.log\n\n"
        "files=()\nfor i in $(seq 0 {}); do files+=({}\"$i\".h5); done\n"
        "exec {} merge \"${{files[@]}}\" -o {} --quiet\nMERGE\n)\n"
        "echo \"merge: job $merge, which leaves {}\"\n",
        headers(plan, "merge", 1), folder, last, quoted(folder + "/"), quoted(plan.program),
        quoted(plan.output), plan.output);
    return text;
}

ExitCode job(Arguments const& arguments)
{
    auto const plan = plan_of(arguments);
    check(arguments, plan);
    print_result(script_of(plan));
    return ExitCode::done;
}
} // namespace

Command job_command()
{
    return {{"job", "prints a script that runs a scenario as a SLURM array and merges the result", "SCENARIO",
             1, 1, options, notes},
            job};
}
} // namespace mercato
