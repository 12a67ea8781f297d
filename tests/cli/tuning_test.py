#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Parameters found that reach a target, arms that spend the same. Usage: tuning_test.py PROGRAM [TEST...]"""

import json
import subprocess
import sys
import unittest
from pathlib import Path

import program_test
from program_test import MACHINE, MINIMAL, MISUSE, SAYS_NO, InFolder

STOPPED = 85
PAY = 'method = "solve"\n[[parameters]]\npath = "labs.fast.pay"\nlow = 400\nhigh = 1600\n'
ARMS = ('[[arms]]\nname = "raise"\ntune = "labs.fast.pay"\nlow = 500\nhigh = 2000\n'
        '[[arms]]\nname = "grow"\ntune = "labs.careful.pay"\nlow = 300\nhigh = 3000\nscale = "log"\n')


class Tuning(InFolder):
    def design(self, text, replicates=8):
        return self.write("d.toml", f'format = 1\nscenario = "{MINIMAL}"\nreplicates = {replicates}\n{text}')

    def tuned(self, *words):
        return json.loads(self.done("sweep", "d.toml", "-o", "d.h5", "--force", "--json", *words))["tuning"]

    def values(self, *names):
        read = ("import json, sys, h5py\nf = h5py.File(sys.argv[1])\nprint(json.dumps([\n"
                "    [t.decode() if isinstance(t, bytes) else t for t in f[n][()].tolist()]\n"
                "    for n in sys.argv[2:]]))\n")
        made = subprocess.run(["/usr/bin/python3", "-c", read, self.folder / "d.h5", *names], check=True,
                capture_output=True, text=True)
        return json.loads(made.stdout)

    def test_a_parameter_is_found_that_reaches_a_target(self):
        self.design(PAY)
        (found,) = self.tuned("--solve", "pay_mean@fast=1", "--metric", "pay_mean@fast")
        self.assertTrue(found["reached"])
        self.assertTrue(found["monotone"])
        self.assertLess(abs(found["mean"] - 1), 0.1 * found["error"] + 0.01)
        self.assertLess(found["low"], found["value"])
        self.assertLess(found["value"], found["high"])
        alone = json.loads(self.done("run", MINIMAL, "--replicates", "8", "--set",
                f"labs.fast.pay={found['value']!r}", "-o", "r.h5", "--json"))
        self.assertLess(abs(alone["labs"][0]["pay_mean"]["median"] - 1), 0.3)
        arms, tried, off, chosen = self.values("trial_arm", "trial_value", "trial_off", "trial_chosen")
        self.assertEqual(set(arms), {"base"})
        self.assertEqual(tried, sorted(tried))
        self.assertEqual(tried[chosen.index(1)], found["value"])
        self.assertLess(off[0], 0)
        self.assertGreater(off[-1], 0)
        (names,) = self.values("arm_name")
        self.assertIn("labs.fast.pay=", names[0])

    def test_the_file_is_the_same_for_any_threads_and_after_stops(self):
        self.design(PAY)
        self.done("sweep", "d.toml", "--solve", "pay_mean@fast=1", "-o", "one.h5", "--threads", "1",
                "--quiet")
        codes = []
        for _ in range(300):
            codes.append(self.call("sweep", "d.toml", "--solve", "pay_mean@fast=1", "-o", "a.h5", "--quiet",
                    "--threads", "3", "--max-time", "0.01 minutes").returncode)
            if codes[-1] == 0:
                break
        self.assertLessEqual(set(codes), {0, STOPPED})
        self.assertEqual((self.folder / "a.h5").read_bytes(), (self.folder / "one.h5").read_bytes())

    def test_a_target_out_of_reach_is_said_and_nothing_is_left(self):
        self.design(PAY)
        result = self.call("sweep", "d.toml", "--solve", "pay_mean@fast=50", "-o", "d.h5")
        self.assertEqual(result.returncode, SAYS_NO, result.stderr)
        self.assertIn("out of reach", result.stdout)
        self.assertNotIn("d.h5", self.names())

    def test_arms_are_made_to_spend_as_much(self):
        self.design(ARMS)
        found = self.tuned("--match-cost", "2", "--metric", "spending")
        self.assertEqual([f["arm"] for f in found], ["raise", "grow"])
        for f in found:
            self.assertTrue(f["reached"], f)
            self.assertLess(abs(f["mean"] - 2), 0.1 * f["error"] + 0.02, f)
        names, values = self.values("metric_name", "metric_value")
        labs = self.values("metric_lab")[0]
        row = next(k for k, (n, lab) in enumerate(zip(names, labs)) if n == "spending" and not lab.strip())
        base, raised, grown = ([sum(x) / len(x) for x in values[row][0]])
        self.assertAlmostEqual(raised - base, found[0]["mean"], places=6)
        self.assertAlmostEqual(grown - base, found[1]["mean"], places=6)
        text = self.done("sweep", "d.toml", "-o", "d.h5", "--force", "--match-cost", "2")
        self.assertIn("spending of 2.00 M$ more than the base", text)

    def test_slips_are_refused(self):
        self.design(PAY)
        def refused(*words, says):
            self.refused(MISUSE, "sweep", "d.toml", *words, says=says)
        refused("--solve", "exits", says="METRIC=TARGET")
        refused("--solve", "exit=3", says="Did you mean exits?")
        refused("--solve", "exits=many", says="no number")
        refused("--match-cost", "0", says="tune, low and high")
        refused("--solve", "exits=3", "--match-cost", "0", says="which of the two")
        refused("--solve", "exits=3", "--shard", "0/2", says="--shard")
        self.refused(MISUSE, "sweep", "d.toml", says="wants --solve METRIC=TARGET")
        self.design(PAY + PAY.replace("fast", "careful").replace('method = "solve"\n', ""))
        refused("--solve", "exits=3", says="one [[parameters]]")
        self.design(ARMS)
        self.refused(MISUSE, "sweep", "d.toml", says="--match-cost")
        self.design(ARMS.replace("low = 500\n", ""))
        refused("--match-cost", "0", says="arm raise: tune wants low and high")
        self.design(PAY)
        (self.folder / "d.h5").write_text("mine")
        self.refused(MACHINE, "sweep", "d.toml", "--solve", "exits=3")
        self.assertEqual((self.folder / "d.h5").read_text(), "mine")


if __name__ == "__main__":
    program_test.PROGRAM = str(Path(sys.argv[1]).resolve())
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
