#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The built program as a user meets it. Usage: program_test.py PROGRAM [TEST...]"""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
MINIMAL = ROOT / "scenarios/minimal.toml"
BASELINE = ROOT / "scenarios/baseline.toml"
COMMANDS = ["run", "compare", "check", "info", "diff", "rerun", "verify", "merge", "export", "job", "sweep",
        "scenario new", "scenario validate", "scenario params", "scenario schema"]
DONE, INTERNAL, MISUSE, SAYS_NO, MACHINE, MODEL = range(6)
PROGRAM = "mercato"


class InFolder(unittest.TestCase):
    """Each test has a folder of its own."""

    def setUp(self):
        self.holder = tempfile.TemporaryDirectory()
        self.folder = Path(self.holder.name)

    def tearDown(self):
        self.holder.cleanup()

    def call(self, *words, program=None, **more):
        more.setdefault("cwd", self.folder)
        line = [program or PROGRAM, *map(str, words)]
        return subprocess.run(line, capture_output=True, text=True, timeout=240, **more)

    def done(self, *words, **more):
        """Runs what must succeed; its standard output."""
        result = self.call(*words, **more)
        self.assertEqual(result.returncode, DONE, result.stderr)
        return result.stdout

    def refused(self, code, *words, says="", **more):
        """Runs what must end with code; its standard error, which says something."""
        result = self.call(*words, **more)
        self.assertEqual(result.returncode, code, result.stdout + result.stderr)
        self.assertIn(says, result.stderr)
        return result.stderr

    def write(self, name, text):
        (self.folder / name).write_text(text)
        return self.folder / name

    def names(self):
        return sorted(path.name for path in self.folder.iterdir())


class Help(InFolder):
    def test_every_command_explains_itself_within_a_hundred_columns(self):
        for command in COMMANDS:
            text = self.done(*command.split(), "--help")
            self.assertTrue(text.startswith(f"mercato {command}"), text)
            self.assertIn("--help", text)
            self.assertLessEqual(max(map(len, text.splitlines())), 100, command)
            self.assertEqual(text, self.done("help", *command.split()))

    def test_the_program_lists_its_commands(self):
        text = self.done("--help")
        for command in COMMANDS:
            self.assertIn(f"  {command}", text)
        self.assertIn("Exit codes", text)
        self.assertEqual(text, self.done("help"))
        self.assertEqual(text, self.done("-h"))

    def test_without_a_command_help_goes_to_standard_error_as_a_misuse(self):
        result = self.call()
        self.assertEqual((result.returncode, result.stdout), (MISUSE, ""))
        self.assertIn("Commands:", result.stderr)

    def test_the_version_says_what_was_built(self):
        self.assertRegex(self.done("--version"), r"\Amercato \d+\.\d+\.\d+\ncommit \w+")


class Misuse(InFolder):
    def test_an_unknown_command_is_met_with_the_nearest(self):
        self.refused(MISUSE, "rnu", says="there is no command rnu. Did you mean run?")
        self.refused(MISUSE, "scenario", "valdate", says="Did you mean scenario validate?")
        self.refused(MISUSE, "scenario", says="new, validate, params or schema")
        self.refused(MISUSE, "frobnicate", says="there is no command frobnicate.")
        self.refused(MISUSE, "", says="there is no command")

    def test_an_unknown_option_is_met_with_the_nearest(self):
        self.refused(MISUSE, "run", MINIMAL, "--seeed", "3", says="Did you mean --seed?")
        self.refused(MISUSE, "run", MINIMAL, "--thread=3", says="Did you mean --threads?")

    def test_numbers_are_checked(self):
        for words in (["--threads", "0"], ["--threads", "many"], ["--seed", "-1"], ["--replicates", "1.5"]):
            self.refused(MISUSE, "run", MINIMAL, *words, says=words[0])
        self.refused(MISUSE, "run", MINIMAL, "--replicates", "0", says="run.replicates")
        self.assertEqual(self.names(), [])

    def test_a_missing_word_and_one_too_many_are_named(self):
        self.refused(MISUSE, "run", says="SCENARIO is missing")
        self.refused(MISUSE, "info", "a", "b", says='"b" is one word too many')

    def test_all_complaints_about_a_scenario_come_at_once_with_their_places(self):
        path = self.write("bad.toml", "format = 1\ntitel = 'x'\n[run]\n"
                          "start = 2025-01-01T00:00:00Z\nseeed = 3\n")
        text = self.refused(MISUSE, "run", path)
        self.assertIn(f"{path}:2:1: ", text)
        self.assertIn(f"{path}:5:1: ", text)
        self.assertRegex(text, r"\n\d+ complaints; nothing was done\.\n")
        self.assertEqual(text, self.refused(MISUSE, "scenario", "validate", path))
        self.assertEqual(self.names(), ["bad.toml"])

    def test_a_fact_that_asks_for_what_is_not_known_is_refused(self):
        text = FACTS.format(low=0, high=1).replace("job_to_job_rate", "job_to_job_rat")
        facts = self.write("facts.toml", text)
        for words in (["run", MINIMAL], ["scenario", "validate", MINIMAL]):
            self.refused(MISUSE, *words, "--facts", facts, says="Did you mean job_to_job_rate?")


class Run(InFolder):
    def test_leaves_a_complete_file_and_says_what_happened(self):
        text = self.done("run", MINIMAL)
        self.assertTrue(text.startswith("Two labs and twelve people: simulated, stylised\n"), text)
        for words in ("Fast Lab", "Careful Lab", "all employers", "2-year", "plan_kept", "minimal.h5"):
            self.assertIn(words, text)
        self.assertLessEqual(max(map(len, text.splitlines())), 100)
        self.assertEqual(self.names(), ["minimal.h5", "minimal.h5.log"])
        self.assertIn("Two labs", self.done("info", "minimal.h5", "--verify"))

    def test_an_existing_result_is_replaced_only_when_told_to(self):
        self.done("run", MINIMAL)
        before = (self.folder / "minimal.h5").read_bytes()
        self.refused(MACHINE, "run", MINIMAL, "--seed", "2", says="--force")
        self.assertEqual((self.folder / "minimal.h5").read_bytes(), before)
        self.done("run", MINIMAL, "--seed", "2", "--force")
        self.assertNotEqual((self.folder / "minimal.h5").read_bytes(), before)

    def test_the_result_is_the_same_for_any_threads(self):
        for count in (1, 2, 3, 8):
            self.done("run", MINIMAL, "--threads", count, "-o", f"{count}.h5", "--replicates", "7")
        files = [(self.folder / f"{count}.h5").read_bytes() for count in (1, 2, 3, 8)]
        self.assertTrue(all(file == files[0] for file in files))

    def test_a_larger_market_is_the_same_for_any_threads_inside_a_replicate(self):
        for count in (1, 2, 3, 8):
            self.done("run", BASELINE, "--threads", count, "-o", f"{count}.h5", *SHORT, "--replicates", "2")
        files = [(self.folder / f"{count}.h5").read_bytes() for count in (1, 2, 3, 8)]
        self.assertTrue(all(file == files[0] for file in files))

    def test_seed_and_replicates_are_settings_like_others(self):
        self.done("run", MINIMAL, "--seed", "9", "--replicates", "3", "-o", "a.h5")
        self.done("run", MINIMAL, "--set", "run.seed=9", "--set", "run.replicates=3", "-o", "b.h5")
        self.assertEqual((self.folder / "a.h5").read_bytes(), (self.folder / "b.h5").read_bytes())

    def test_threads_come_from_the_batch_system_where_it_says_so(self):
        def threads(**environment):
            (self.folder / "a.h5.log").unlink(missing_ok=True)
            self.done("run", MINIMAL, "-o", "a.h5", "--force", env={**os.environ, **environment})
            return re.search(r"threads: (\d+)", (self.folder / "a.h5.log").read_text())[1]

        self.assertEqual(threads(SLURM_CPUS_PER_TASK="3"), "3")
        environment = dict(os.environ)
        environment.pop("SLURM_CPUS_PER_TASK", None)
        self.done("run", MINIMAL, "-o", "b.h5", env=environment)
        self.assertIn(f"threads: {len(os.sched_getaffinity(0))}", (self.folder / "b.h5.log").read_text())

    def test_quiet_prints_nothing(self):
        result = self.call("run", MINIMAL, "--quiet")
        self.assertEqual((result.returncode, result.stdout, result.stderr), (DONE, "", ""))

    def test_progress_is_for_terminals_only(self):
        self.assertEqual(self.call("run", MINIMAL).stderr, "")

    def test_overlays_and_other_facts_are_laid_over_the_scenario(self):
        over = self.write("over.toml", "format = 1\n[run]\nreplicates = 2\n")
        facts = self.write("facts.toml", FACTS.format(low=0, high=100))
        said = json.loads(self.done("run", MINIMAL, "--with", over, "--facts", facts, "--json"))
        self.assertEqual(said["replicates"], 2)
        self.assertEqual([fact["id"] for fact in said["facts"]], ["moves"])

    def test_aliases_hide_the_organisations(self):
        text = self.done("run", BASELINE, "--alias", *SHORT, "--replicates", "1", "-o", "a.h5")
        text += self.done("info", "a.h5", "--scenario")
        for name in ("openai", "anthropic", "deepmind", "mistral", "microsoft", "thinking machines"):
            self.assertNotIn(name, text.lower())

    def test_json_is_all_that_standard_output_holds(self):
        said = json.loads(self.done("run", MINIMAL, "--json"))
        self.assertEqual((said["simulated"], said["replicates"], said["seed"]), (True, 4, "1"))
        self.assertEqual([lab["name"] for lab in said["labs"]], ["Fast Lab", "Careful Lab", "all employers"])
        self.assertTrue(3 <= said["labs"][0]["headcount_start"]["median"] <= 9)
        self.assertEqual(said["output"], "minimal.h5")

    def test_a_verdict_is_no_error(self):
        facts = self.write("facts.toml", FACTS.format(low=1000, high=2000))
        self.assertIn("FAIL", self.done("run", MINIMAL, "--facts", facts))


SHORT = ["--set", "run.scale=0.05", "--set", "run.end=2023-06-01T00:00:00Z", "--set", "run.burn_in=0.1"]

FACTS = """format = 1
[[facts]]
id = "moves"
statement = "People move."
source = "the test"
observable = "job_to_job_rate"
low = {low}
high = {high}
"""


class DryRun(InFolder):
    def test_says_what_the_run_takes_and_writes_nothing(self):
        text = self.done("run", MINIMAL, "--dry-run")
        for words in ("time ", "memory ", "disk ", "Nothing was written"):
            self.assertIn(words, text)
        self.assertEqual(self.names(), [])

    def test_its_forecast_is_of_the_right_size(self):
        words = ["run", BASELINE, "--set", "run.scale=0.1", "--replicates", "4", "--threads", "1"]
        said = json.loads(self.done(*words, "--dry-run", "--json"))
        self.done(*words, "-o", "a.h5")
        size = (self.folder / "a.h5").stat().st_size
        self.assertTrue(size / 2 < said["disk_bytes"] < size * 2, (size, said))
        self.assertTrue(0 < said["seconds"] < 600)
        self.assertTrue(1e6 < said["memory_bytes"] < 2e9)

    def test_complains_like_the_run(self):
        self.refused(MISUSE, "run", MINIMAL, "--dry-run", "--set", "run.sed=1", says="run.sed")

class Launched(InFolder):
    """As one of several processes that MPI knows nothing of: each would do all of the work."""

    def test_copies_are_refused_with_a_way_out(self):
        several = {**os.environ, "SLURM_NTASKS": "4"}
        for command in (("run", MINIMAL), ("compare", MINIMAL, "--set", "labs.fast.pay=900")):
            said = self.refused(MISUSE, *command, "-o", "a.h5", env=several, says="--shard i/4")
            self.assertIn("SLURM_NTASKS says that there are 4 processes", said)
        self.assertEqual(self.names(), [])

    def test_a_share_of_its_own_or_one_process_is_fine(self):
        self.done("run", MINIMAL, "--quiet", "-o", "a.h5", env={**os.environ, "SLURM_NTASKS": "1"})
        several = {**os.environ, "SLURM_NTASKS": "4"}
        self.done("run", MINIMAL, "--quiet", "-o", "b.h5", "--shard", "1/4", env=several)
        self.done("info", "a.h5", env=several)


def main():
    global PROGRAM
    PROGRAM = str(Path(sys.argv[1]).resolve())
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])


if __name__ == "__main__":
    main()
