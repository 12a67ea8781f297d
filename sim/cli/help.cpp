// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/table.hpp"

namespace mercato
{
namespace
{
constexpr char const* page_head = R"(<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Written by: mercato help --markdown. tests/check_docs.sh compares. -->
# Commands

Results go to standard output, everything else to standard error. With `--json` standard output holds
one JSON value and nothing else. Progress is shown on a terminal only. No colour is used.

## Exit codes

| code | means | for example |
|---|---|---|
| 0 | done | a run ended, whatever its verdicts; a check in which every scored fact passed |
| 1 | a defect of mercato | an invariant of ours does not hold: please report it |
| 2 | scenario or command line | an unknown key, a value out of range, no such option, copies (clusters.md) |
| 3 | a comparison that was asked for says no | `check`: a scored fact fails or is not observable |
| 4 | the machine | disk full, no permission, a file in the way, not enough memory, no result in a file |
| 5 | the model broke | a utility is not a number; the message names replicate and seed |
| 85 | stopped early, all that is finished is saved | a signal, `--max-time`; run the same line again |

All complaints about a scenario come at once, one a line, as
`file:line:column: what is wrong (what is allowed)`.

## Environment

| variable | used for |
|---|---|
| `SLURM_CPUS_PER_TASK` | threads of `run` without `--threads`; without both, the cores this process may use |
| `OMPI_COMM_WORLD_SIZE`, `PMI_SIZE` | how many processes mpirun has started together; docs/clusters.md |
| `SLURM_STEP_NUM_TASKS`, `SLURM_NTASKS` | the same for srun and sbatch |
| `SLURM_JOB_ID`, `SLURM_RESTART_COUNT` | which attempt of a job this is: a later one takes the place |
| `TMPDIR` | where `verify` and `rerun` keep what nobody keeps |

No variable changes a result.
)";
} // namespace

std::vector<Command> all_commands()
{
    std::vector<Command> all{run_command(),   compare_command(), check_command(), info_command(),
                             why_command(),   diff_command(),    rerun_command(), verify_command(),
                             merge_command(), export_command(),  job_command(),   sweep_command()};
    for (auto& command : scenario_commands()) all.push_back(command);
    return all;
}

std::string program_help()
{
    std::string text =
        "mercato COMMAND [OPTION...]\n\n"
        "Simulates the market for AI researchers. Everything it prints is simulated and stylised.\n\n"
        "Commands:\n";
    for (auto const& command : all_commands())
    {
        auto const operands =
            command.grammar.operands.empty() ? "" : fmt::format(" {}", command.grammar.operands);
        auto left = fmt::format("  {}{}", command.grammar.name, operands);
        for (auto const& line : wrapped(command.grammar.summary, terminal_width - 30))
        {
            text += fmt::format("{:<30}{}\n", left, line);
            left.clear();
        }
    }
    return text +
           "\n"
           "  mercato COMMAND --help      says more about a command\n"
           "  mercato --version           says what was built, and how\n"
           "  mercato help --man          prints a manual page\n"
           "  mercato help --completion SHELL  completes words in bash, zsh or fish\n\n"
           "Exit codes: 0 done, 1 a defect of mercato, 2 scenario or command line, 3 a comparison that was\n"
           "asked for says no, 4 the machine (disk, memory, permission), 5 the model broke, 85 stopped and "
           "saved:\n"
           "run the same line again.\n";
}

std::string commands_page()
{
    auto text = page_head + fmt::format("\n## mercato\n\n```text\n{}```\n", program_help());
    for (auto const& command : all_commands())
    {
        text += fmt::format("\n## mercato {}\n\n```text\n{}```\n", command.grammar.name,
                            help_text(command.grammar));
    }
    return text;
}
} // namespace mercato
