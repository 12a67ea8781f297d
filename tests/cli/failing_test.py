#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs that fail: what becomes of the others, of the file and of the next attempt.

A run fails here by itself: its people do not fit into the address space that is left to the program.

Usage: failing_test.py PROGRAM [TEST...]
"""

import json
import resource
import subprocess
import sys
import unittest
from pathlib import Path

import program_test
from program_test import DONE, MACHINE, MINIMAL, MISUSE, MODEL, InFolder

MANY = 20_000  # 12 people times this: a hundred megabytes
LIMIT = 170 << 20  # enough for the program and few people
SHORT = ("--set", "run.end=2025-01-15T00:00:00Z", "--set", "run.burn_in=0")
DESIGN = """format = 1
scenario = "{scenario}"
method = "grid"
replicates = 2
[[parameters]]
path = "run.scale"
values = [1, {many}, 2]
"""
READ = """
import json, sys, h5py
f = h5py.File(sys.argv[1])
status = f["run_status"]
print(json.dumps({"status": status[()].tolist(), "flags": status.attrs["flag_meanings"].decode(),
    "values": status.attrs["flag_values"].tolist(), "heads": f["headcount"][:, 0, :, 0, 0].tolist(),
    "metric": [None if x != x else x for x in f["metric_value"][0, :, 0, 0]]}))
"""


class Failing(InFolder):
    def setUp(self):
        super().setUp()
        if "-fsanitize" in self.done("--version"):
            self.skipTest("a sanitizer reserves more addresses than any limit leaves")
        self.write("d.toml", DESIGN.format(scenario=MINIMAL, many=MANY))

    def limited(self, *words):
        """With few addresses."""
        return self.call(*words, "--threads", "1",
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT)))

    def read(self, name):
        made = subprocess.run(["/usr/bin/python3", "-c", READ, self.folder / name], check=True,
                capture_output=True, text=True)
        return json.loads(made.stdout)

    def swept(self, *words):
        return self.limited("sweep", "d.toml", "-o", "d.h5", *SHORT, *words)

    def test_the_others_are_run_and_the_file_says_which_failed(self):
        result = self.swept()
        self.assertEqual(result.returncode, MODEL, result.stderr)
        self.assertIn("point 1 (run.scale=20000), arm base, replicate 0: there is not enough memory",
                result.stderr)
        self.assertIn("2 of 6 runs failed", result.stderr)
        file = self.read("d.h5")
        self.assertEqual(file["status"], [[[0, 0]], [[1, 1]], [[0, 0]]])
        self.assertEqual((file["flags"], file["values"]), ("done failed", [0, 1]))
        self.assertEqual(file["heads"][1], [-1, -1])
        self.assertGreater(file["heads"][0][0], 0)
        self.assertEqual([x is None for x in file["metric"]], [False, True, False])
        self.assertIn("not observable", result.stdout)
        self.assertIn("2 runs failed", self.done("info", "d.h5"))
        self.done("info", "d.h5", "--verify", "--quiet")
        self.done("export", "d.h5", "--csv", "-o", "flat")
        rows = (self.folder / "flat/design_arm_replicate_time_lab.csv").read_text()
        self.assertNotIn(",-1,", rows)
        self.assertIn("failed", (self.folder / "flat/design_arm_replicate.csv").read_text())

    def test_keep_going_takes_a_failure_as_a_result(self):
        result = self.swept("--on-failure", "keep-going")
        self.assertEqual(result.returncode, DONE, result.stderr)
        self.assertIn("2 of 6 runs failed", result.stderr)

    def test_stop_ends_at_once_and_the_same_line_goes_on(self):
        result = self.swept("--on-failure", "stop")
        self.assertNotEqual(result.returncode, DONE)
        self.assertNotIn("d.h5", self.names())

    def test_only_what_failed_is_run_again(self):
        first = self.swept()
        self.assertEqual(first.returncode, MODEL, first.stderr)
        before = (self.folder / "d.h5").read_bytes()
        again = self.swept()
        self.assertEqual(again.returncode, MODEL)
        self.assertIn("2 failed: these are run again", again.stderr)
        self.assertEqual((self.folder / "d.h5").read_bytes(), before, "it fails in the same way")
        self.done("sweep", "d.toml", "-o", "d.h5", *SHORT, "--quiet")
        self.assertEqual(self.read("d.h5")["status"], [[[0, 0]]] * 3)
        self.done("sweep", "d.toml", "-o", "whole.h5", *SHORT, "--quiet")
        self.assertEqual((self.folder / "d.h5").read_bytes(), (self.folder / "whole.h5").read_bytes())
        self.refused(MACHINE, "sweep", "d.toml", "-o", "d.h5", *SHORT, says="File exists")

    def test_a_way_that_is_none_is_refused(self):
        paid = ("compare", MINIMAL, "--set", "labs.fast.pay=1")
        for command in (("run", MINIMAL), paid, ("sweep", "d.toml")):
            self.refused(MISUSE, *command, "--on-failure", "ignore", says="keep-going, finish, stop")


if __name__ == "__main__":
    program_test.PROGRAM = str(Path(sys.argv[1]).resolve())
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
