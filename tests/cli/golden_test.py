#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What commands print on the terminal, held against golden files in tests/cli/golden.

Whoever changes what is printed looks at the difference and writes the files anew:

    MERCATO_WRITE_GOLDEN=1 tests/cli/golden_test.py build/tests/mercato

Usage: golden_test.py PROGRAM [TEST...]
"""

import os
import re
import sys
import unittest
from pathlib import Path

import program_test
from program_test import MINIMAL, ROOT, InFolder

GOLDEN = Path(__file__).resolve().parent / "golden"

# What hangs on the machine, the build or the hour
MASKS = [
    (r"about [\d.,]+ (ms|s|seconds?|minutes?|hours?|days?|years?)\b", "about TIME"),
    (r"[\d.,]+ (B|bytes|kB|MB|GB|TB|KiB|MiB|GiB)\b", "SIZE"),
    (r"with \d+ threads", "with N threads"),
]


class Golden(InFolder):
    """Tests of one command each; other files may use holds() too."""

    maxDiff = None

    def masked(self, text):
        text = text.replace(str(ROOT), "ROOT").replace(str(self.folder), "FOLDER")
        for pattern, instead in MASKS:
            text = re.sub(pattern, instead, text)
        return text

    def holds(self, name, text):
        """Holds text against golden/NAME.txt."""
        path = GOLDEN / f"{name}.txt"
        text = self.masked(text)
        if os.environ.get("MERCATO_WRITE_GOLDEN"):
            path.write_text(text)
        self.assertTrue(path.exists(), f"{path} is missing: MERCATO_WRITE_GOLDEN=1 writes it")
        self.assertEqual(text, path.read_text(), "MERCATO_WRITE_GOLDEN=1 writes it anew, once looked at")


class Comparisons(Golden):
    def test_compare(self):
        (self.folder / "calm.toml").write_text('format = 1\n[[events]]\nid = "crunch"\nenabled = false\n')
        self.holds("compare", self.done("compare", MINIMAL, "--with", "calm.toml", "--set",
                "labs.fast.pay=1500", "--replicates", "6", "-o", "c.h5"))

    def test_compare_one_metric_under_variants(self):
        (self.folder / "calls.toml").write_text("format = 1\n[search]\ncontact_rate = 6\n")
        self.holds("compare_over", self.done("compare", MINIMAL, "--set", "labs.fast.pay=1500", "--over",
                "calls.toml", "--metric", "hires", "--replicates", "4", "-o", "c.h5"))


class Sweeps(Golden):
    TUTORIAL = ROOT / "scenarios/designs/tutorial.toml"

    def design(self, text):
        return self.write("d.toml", f'format = 1\nscenario = "{MINIMAL}"\nreplicates = 4\n{text}')

    def test_sweep(self):
        self.holds("sweep", self.done("sweep", self.TUTORIAL, "-o", "d.h5"))

    def test_dry_run(self):
        self.holds("sweep_dry_run", self.done("sweep", self.TUTORIAL, "--dry-run", "-o", "d.h5"))

    def test_solve(self):
        self.design('method = "solve"\n[[parameters]]\npath = "labs.fast.pay"\nlow = 400\nhigh = 1600\n')
        self.holds("sweep_solve", self.done("sweep", "d.toml", "--solve", "pay_mean@fast=1", "-o", "d.h5"))
        result = self.call("sweep", "d.toml", "--solve", "pay_mean@fast=50", "-o", "e.h5")
        self.holds("sweep_out_of_reach", result.stdout + result.stderr)

    def test_match_cost(self):
        self.design('[[arms]]\nname = "raise"\ntune = "labs.fast.pay"\nlow = 500\nhigh = 2000\n')
        self.holds("sweep_match_cost", self.done("sweep", "d.toml", "--match-cost", "2", "--metric",
                "spending", "-o", "d.h5"))

    def test_sensitivity(self):
        self.design('method = "morris"\npoints = 4\n[[parameters]]\npath = "labs.fast.pay"\n'
                    'low = 500\nhigh = 1000\n[[parameters]]\npath = "labs.careful.prestige"\n'
                    'low = 0\nhigh = 0.001\n')
        self.holds("sweep_morris", self.done("sweep", "d.toml", "--metric", "pay_mean@fast", "-o", "d.h5"))


if __name__ == "__main__":
    program_test.PROGRAM = str(Path(sys.argv[1]).resolve())
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
