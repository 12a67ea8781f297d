#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs that several ranks share leave the file of one process.

Usage: ranks_test.py PROGRAM [TEST...]. PROGRAM is built with MPI; mpirun is that of Open MPI. Ends with 77 without one.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import unittest
from pathlib import Path

import program_test
from program_test import BASELINE, DONE, MINIMAL, MISUSE, MODEL, ROOT, InFolder

STOPPED = 85
SKIPPED = 77
SMALL = ("--set", "run.scale=0.02", "--set", "record.panel=20")
TUTORIAL = ROOT / "scenarios/designs/tutorial.toml"
ALLOW_ROOT = {"OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1"}


class Ranks(InFolder):
    def line(self, ranks, *words):
        return ["mpirun", "--oversubscribe", "--bind-to", "none", "-n", str(ranks), program_test.PROGRAM,
                *map(str, words)]

    def mpirun(self, ranks, *words, code=DONE, line=None):
        result = subprocess.run(line or self.line(ranks, *words), cwd=self.folder, capture_output=True, text=True,
                timeout=240, env={**os.environ, **ALLOW_ROOT}, stdin=subprocess.DEVNULL)
        self.assertEqual(result.returncode, code, result.stdout + result.stderr)
        return result

    def start(self, ranks, *words):
        return subprocess.Popen(self.line(ranks, *words), cwd=self.folder, stdout=subprocess.PIPE,
                stderr=subprocess.PIPE, text=True, env={**os.environ, **ALLOW_ROOT}, stdin=subprocess.DEVNULL)

    def bytes_of(self, name):
        return (self.folder / name).read_bytes()

    def saved(self):
        return {path.name for path in (self.folder / "a.h5.parts").glob("part*.h5")}

    def shared(self, name):
        """Runs of each rank, as the log of a result says."""
        said = re.findall(r"ranks: \d+ \(runs ([\d +]+)\)", (self.folder / f"{name}.log").read_text())[-1]
        return [int(n) for n in said.split(" + ")]

    def ranks_of(self, process, count):
        """Processes of the ranks, once all are at work and something is saved."""
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        before = self.saved()
        end = time.monotonic() + 120
        while time.monotonic() < end:
            there = [int(pid) for pid in children.read_text().split()]
            if len(there) == count and len(self.saved() - before) >= 2:
                return there
            self.assertIsNone(process.poll())
            time.sleep(0.02)
        self.fail("nothing was saved")

    def test_one_two_and_four_ranks_leave_the_bytes_of_one_process(self):
        cases = {"run": ("run", BASELINE, *SMALL, "--replicates", "11"),
                 "compare": ("compare", MINIMAL, "--set", "labs.fast.pay=900", "--replicates", "9"),
                 "few": ("compare", MINIMAL, "--set", "labs.fast.pay=900", "--over", ROOT / "scenarios/variants/contacts_low.toml",
                         "--replicates", "2"),
                 "shard": ("run", MINIMAL, "--replicates", "30", "--shard", "1/3"),
                 "sweep": ("sweep", TUTORIAL)}
        for name, words in cases.items():
            self.done(*words, "-o", "one.h5", "--quiet", "--force")
            for ranks, threads in ((1, 1), (2, 2), (4, 1)):
                self.mpirun(ranks, *words, "-o", "a.h5", "--quiet", "--force", "--threads", threads)
                self.assertEqual(self.bytes_of("a.h5"), self.bytes_of("one.h5"), (name, ranks))
                if ranks > 1 and name != "sweep":
                    self.assertEqual(len(self.shared("a.h5")), ranks)
            self.assertEqual(self.names(), ["a.h5", "a.h5.log", "one.h5", "one.h5.log"])

    def test_only_rank_0_speaks(self):
        said = self.mpirun(3, "run", MINIMAL, "--replicates", "6", "-o", "a.h5", "--json")
        self.assertEqual(json.loads(said.stdout)["replicates"], 6)
        self.assertEqual(json.loads(self.mpirun(3, "info", "a.h5", "--json").stdout)["replicates"], 6)
        self.mpirun(2, "rerun", "a.h5", "--quiet")

    def test_a_rank_that_is_slow_gets_less(self):
        words = ("run", BASELINE, *SMALL, "--replicates", "120", "--quiet", "--threads", "1", "-o", "a.h5",
                 "--checkpoint-every", "0.001 minutes")
        process = self.start(2, *words)
        slow = self.ranks_of(process, 2)[1]
        os.kill(slow, signal.SIGSTOP)
        before, end = None, time.monotonic() + 60
        while time.monotonic() < end and before != self.saved():  # the other one takes all that is left
            before = self.saved()
            time.sleep(4)
        os.kill(slow, signal.SIGCONT)
        _, error = process.communicate(timeout=120)
        self.assertEqual(process.returncode, DONE, error)
        fast, slow = self.shared("a.h5")
        self.assertEqual(fast + slow, 120)
        self.assertGreater(fast, slow)

    def test_precision_that_is_asked_for_is_reached_with_the_same_bytes(self):
        words = ("compare", MINIMAL, "--set", "labs.fast.pay=1500", "--metric", "hires", "--replicates", "6",
                 "--until-halfwidth", "0.6", "--most", "60", "--quiet")
        self.done(*words, "-o", "one.h5")
        self.mpirun(3, *words, "-o", "a.h5")
        self.assertEqual(self.bytes_of("a.h5"), self.bytes_of("one.h5"))

    def test_a_rank_that_is_asked_to_stop_stops_all_and_others_go_on(self):
        words = ("run", BASELINE, *SMALL, "--replicates", "90", "--quiet", "--threads", "1")
        self.done(*words, "-o", "one.h5")
        words += ("--checkpoint-every", "0.0005 minutes", "-o", "a.h5")
        for which, rank in ((signal.SIGTERM, 1), (signal.SIGUSR1, 0), (signal.SIGTERM, 2)):
            process = self.start(3, *words)
            os.kill(self.ranks_of(process, 3)[rank], which)
            _, error = process.communicate(timeout=120)
            self.assertEqual(process.returncode, STOPPED, error)
            self.assertIn("the same line goes on", error)
            self.assertFalse((self.folder / "a.h5").exists())
        self.mpirun(2, *words)
        self.assertEqual(self.bytes_of("a.h5"), self.bytes_of("one.h5"))
        self.assertEqual(self.names(), ["a.h5", "a.h5.log", "one.h5", "one.h5.log"])

    def test_a_rank_that_dies_ends_all_and_nothing_saved_is_lost(self):
        words = ("run", BASELINE, *SMALL, "--replicates", "90", "--quiet", "--threads", "1")
        self.done(*words, "-o", "one.h5")
        words += ("--checkpoint-every", "0.0005 minutes", "-o", "a.h5")
        for rank in (1, 0):
            process = self.start(3, *words)
            ranks = self.ranks_of(process, 3)
            saved = self.saved()
            os.kill(ranks[rank], signal.SIGKILL)
            process.communicate(timeout=120)
            self.assertNotEqual(process.returncode, DONE)
            self.assertLessEqual(saved, self.saved())
            self.assertFalse(any(Path(f"/proc/{pid}/exe").exists() for pid in ranks))
        self.done(*words)
        self.assertEqual(self.bytes_of("a.h5"), self.bytes_of("one.h5"))

    def test_processes_with_a_share_each_are_independent(self):
        share = ["-n", "1", program_test.PROGRAM, "run", str(MINIMAL), "--quiet", "--shard"]
        line = ["mpirun", "--oversubscribe", *share, "0/2", "-o", "0.h5", ":", *share, "1/2", "-o", "1.h5"]
        self.mpirun(2, line=line)
        self.done("merge", "0.h5", "1.h5", "-o", "m.h5", "--quiet")
        self.done("run", MINIMAL, "-o", "one.h5", "--quiet")
        self.assertEqual(self.bytes_of("m.h5"), self.bytes_of("one.h5"))

    def test_what_is_wrong_is_said_once_with_the_exit_code_of_one_process(self):
        said = self.mpirun(3, "run", MINIMAL, "--set", "labs.fast.pey=1", code=MISUSE)
        self.assertEqual(said.stderr.count("pey"), self.call("run", MINIMAL, "--set", "labs.fast.pey=1").stderr.count("pey"))
        self.mpirun(2, "run", MINIMAL, "-o", "nowhere/a.h5", code=4)

    def test_people_of_a_roster_go_to_all_ranks(self):
        people = "id,lab,level\n" + "".join(f"p{k},fast,3\n" for k in range(40))
        self.write("people.csv", people)
        self.write("minimal.toml", MINIMAL.read_text())
        self.write("r.toml", 'format = 1\nbase = "minimal.toml"\nroster = "people.csv"\nroster_salt = "s"\ngroups = []\n')
        words = ("run", "r.toml", "--replicates", "6", "--quiet")
        self.done(*words, "-o", "one.h5")
        self.mpirun(3, *words, "-o", "a.h5")
        self.assertEqual(self.bytes_of("a.h5"), self.bytes_of("one.h5"))


if __name__ == "__main__":
    if shutil.which("mpirun") is None:
        print("skipped: mpirun is not installed")
        sys.exit(SKIPPED)
    program_test.PROGRAM = str(Path(sys.argv[1]).resolve())
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
