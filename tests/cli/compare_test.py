#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Worlds compared, shards joined, runs stopped and gone on with.

Usage: compare_test.py PROGRAM [TEST...]
"""

import json
import subprocess
import sys
import unittest
from pathlib import Path

import program_test
from program_test import MACHINE, MINIMAL, MISUSE, InFolder

NO_CRUNCH = 'format = 1\n[[events]]\nid = "crunch"\nenabled = false\n'
NULL = "format = 1\n"
PAY = 'format = 1\n[[labs]]\nid = "fast"\npay = 1500\n'


class Compare(InFolder):
    def compared(self, *words, scenario=MINIMAL):
        return json.loads(self.done("compare", scenario, "-o", "c.h5", "--force", "--json",
                *words))["comparisons"]

    def effect(self, comparison, metric):
        return next(e for e in comparison["effects"] if e["metric"] == metric)

    def test_a_null_overlay_differs_in_nothing(self):
        (null,) = self.compared("--with", self.write("null.toml", NULL), "--replicates", "6")
        self.assertEqual(null["arm"], "null")
        for effect in null["effects"]:
            self.assertEqual((effect["effect"], effect["error"]), (0, 0), effect)
        self.assertEqual({d["what"] for d in null["divergence"]}, {"none"})

    def test_the_effect_is_the_mean_of_paired_differences(self):
        (arm,) = self.compared("--set", "labs.fast.pay=1500", "--replicates", "12")
        self.assertEqual(arm["arm"], "labs.fast.pay=1500")
        pay = self.effect(arm, "pay_mean@fast")
        self.assertGreater(pay["effect"], 0.5)
        self.assertAlmostEqual(pay["arm"] - pay["base"], pay["effect"], places=9)
        self.assertLess(pay["low"], pay["effect"])
        self.done("run", MINIMAL, "--replicates", "12", "-o", "base.h5", "--json")
        base = json.loads(self.done("run", MINIMAL, "--replicates", "12", "--force", "-o", "base.h5",
                "--json"))
        hires = base["labs"][-1]["hires"]
        self.assertLessEqual(hires["low"], self.effect(arm, "hires")["base"])
        self.assertGreaterEqual(hires["high"], self.effect(arm, "hires")["base"])

    def test_worlds_part_where_the_difference_begins(self):
        (arm,) = self.compared("--with", self.write("calm.toml", NO_CRUNCH), "--replicates", "8")
        for divergence in arm["divergence"]:
            if divergence["what"] != "none":
                self.assertGreaterEqual(divergence["at"], "2025-03-01")

    def test_each_overlay_is_an_arm_and_all_values_set_are_one_more(self):
        calm, pay = self.write("calm.toml", NO_CRUNCH), self.write("pay.toml", PAY)
        arms = self.compared("--with", calm, "--with", pay, "--set", "labs.careful.pay=600", "--set",
                             "labs.careful.cliff=6", "--replicates", "3")
        self.assertEqual([a["arm"] for a in arms], ["calm", "pay",
                "labs.careful.pay=600, labs.careful.cliff=6"])

    def test_all_sets_a_value_in_every_arm(self):
        (arm,) = self.compared("--set", "labs.fast.pay=700", "--all", "labs.fast.pay=700", "--replicates",
                "3")
        self.assertEqual({e["effect"] for e in arm["effects"]}, {0})

    def test_more_replicates_are_run_until_the_interval_is_narrow(self):
        words = ("--set", "labs.fast.pay=1500", "--metric", "hires", "--replicates", "8")
        wide = self.effect(self.compared(*words)[0], "hires")
        goal = (wide["high"] - wide["effect"]) / 3
        (arm,) = self.compared(*words, "--until-halfwidth", f"{goal:.3f}")
        narrow = self.effect(arm, "hires")
        self.assertLessEqual(narrow["high"] - narrow["effect"], goal + 5e-4)
        self.assertGreater(narrow["pairs"], 8)
        until = (self.folder / "c.h5").read_bytes()
        self.compared(*words[:-1], str(narrow["pairs"]))
        self.assertEqual((self.folder / "c.h5").read_bytes(), until, "the same file as if it had been known")
        (few,) = self.compared(*words, "--until-halfwidth", "0.0001", "--most", "9")
        self.assertEqual(self.effect(few, "hires")["pairs"], 9)

    def test_variants_stand_beside_the_model_as_it_is(self):
        folder = self.folder / "variants"
        folder.mkdir()
        (folder / "calls.toml").write_text("format = 1\n[search]\ncontact_rate = 6\n")
        (folder / "still.toml").write_text("format = 1\n[search]\ncontact_rate = 0\n")
        found = self.compared("--set", "labs.fast.pay=1500", "--over", folder, "--replicates", "6")
        self.assertEqual([c["variant"] for c in found], ["as it is", "calls", "still"])
        hires = [self.effect(c, "hires")["base"] for c in found]
        self.assertGreater(hires[1], hires[2])
        self.assertIn("under still", self.done("compare", MINIMAL, "--set", "labs.fast.pay=1500", "--over",
                folder,
                                               "--replicates", "3", "-o", "text.h5"))

    def test_the_file_is_the_same_for_any_threads_and_opens_in_info(self):
        words = ("compare", MINIMAL, "--set", "labs.fast.pay=1500", "--quiet", "--replicates", "9")
        self.done(*words, "--threads", "1", "-o", "one.h5")
        self.done(*words, "--threads", "3", "-o", "three.h5")
        self.assertEqual((self.folder / "one.h5").read_bytes(), (self.folder / "three.h5").read_bytes())
        self.assertIn("base, labs.fast.pay=1500", self.done("info", "one.h5"))
        self.refused(MISUSE, "check", "one.h5", says="--arm (one of: base, labs.fast.pay=1500)")
        self.assertIn("plan_kept", self.done("check", "one.h5", "--arm", "base"))
        self.done("info", "one.h5", "--verify", "--quiet")

    def test_what_cannot_be_compared_is_refused_with_a_reason(self):
        self.refused(MISUSE, "compare", MINIMAL, says="--with FILE or --set")
        other = self.write("other.toml", "format = 1\n[run]\nseed = 9\n")
        self.refused(MISUSE, "compare", MINIMAL, "--with", other,
                says="other cannot be an arm: it has another run.seed")
        drop = self.write("drop.toml", 'format = 1\n[[labs]]\nid = "careful"\ndrop = true\n[[groups]]\n'
                                       'id = "careful_staff"\ndrop = true\n')
        self.refused(MISUSE, "compare", MINIMAL, "--with", drop, says="no lab careful")
        self.refused(MISUSE, "compare", MINIMAL, "--set", "labs.fast.pay=9", "--metric", "hire@fast",
                     says="Did you mean hires@fast?")
        self.refused(MISUSE, "compare", MINIMAL, "--set", "labs.fast.pay=9", "--until-halfwidth", "1",
                     says="wants one --metric")
        self.refused(MISUSE, "compare", MINIMAL, "--set", "labs.fast.pay=9", "--metric", "hires",
                     "--until-halfwidth", "0", says="above 0")
        self.assertEqual(self.names(), ["drop.toml", "other.toml"])


class FixedLuck(InFolder):
    def lines(self, name, table="offer.csv"):
        self.done("export", "--csv", f"{name}-csv", name, "--force")
        return (self.folder / f"{name}-csv" / table).read_text().splitlines()

    def ran(self, name, *words):
        self.done("run", MINIMAL, "--replicates", "3", "-o", name, "--force", "--quiet", *words)
        return (self.folder / name).read_bytes()

    def test_population_is_fixed_unless_it_is_redrawn(self):
        usual = self.ran("usual.h5")
        self.assertEqual(self.ran("fixed.h5", "--fix", "population"), usual)
        redrawn = self.ran("redrawn.h5", "--redraw", "population")
        self.assertNotEqual(redrawn, usual)
        self.assertEqual(self.ran("again.h5", "--redraw", "population", "--threads", "3"), redrawn)
        set_so = self.ran("set.h5", "--set", "run.redraw_population=true")
        self.assertEqual(set_so, redrawn, "it is recorded as a value of the scenario")
        check = ("import h5py, sys, numpy as np\nf = h5py.File(sys.argv[1])\npay = f['panel_pay'][:, 0, :]\n"
                 "print(int(all((pay[0] == row).all() for row in pay)))\n")
        for name, same in (("usual.h5", "1"), ("redrawn.h5", "0")):
            made = subprocess.run(["/usr/bin/python3", "-c", check, self.folder / name], check=True,
                    capture_output=True, text=True)
            self.assertEqual(made.stdout.strip(), same, name)

    def test_with_all_luck_fixed_nothing_varies(self):
        self.done("run", MINIMAL, "--replicates", "3", "--fix", "market", "--fix", "behaviour", "-o", "f.h5",
                "--quiet")
        check = ("import h5py, sys\nf = h5py.File(sys.argv[1])\nh = f['state_hash_low'][:]\n"
                 "assert (h == h[0]).all()\n")
        subprocess.run(["/usr/bin/python3", "-c", check, self.folder / "f.h5"], check=True)
        self.done("rerun", "f.h5", "--quiet")

    def test_a_comparison_of_redrawn_people_pairs_them_still(self):
        said = json.loads(self.done("compare", MINIMAL, "--set", "labs.fast.note=same", "--redraw",
                "population", "--redraw", "ties", "--replicates", "4", "-o", "c.h5", "--json"))
        self.assertEqual({d["what"] for d in said["comparisons"][0]["divergence"]}, {"none"})

    def test_shards_and_other_domains_do_not_go_together(self):
        words = ("run", MINIMAL, "--replicates", "4", "--quiet")
        self.done(*words, "--redraw", "ties", "-o", "whole.h5")
        self.done(*words, "--redraw", "ties", "--shard", "0/2", "-o", "a.h5")
        self.done(*words, "--redraw", "ties", "--shard", "1/2", "-o", "b.h5")
        self.done(*words, "--shard", "1/2", "-o", "other.h5")
        self.done("merge", "a.h5", "b.h5", "-o", "m.h5")
        self.assertEqual((self.folder / "m.h5").read_bytes(), (self.folder / "whole.h5").read_bytes())
        self.refused(MACHINE, "merge", "a.h5", "other.h5", "-o", "n.h5", says="scenario_hash")

    def test_an_unknown_domain_is_refused_with_the_list(self):
        self.refused(MISUSE, "run", MINIMAL, "--fix", "people",
                says="must be one of population, ties, market, behaviour")
        self.refused(MISUSE, "compare", MINIMAL, "--set", "labs.fast.pay=1", "--fix", "poplation",
                says="did you mean population?")
        self.refused(MISUSE, "run", MINIMAL, "--fix", "ties", "--redraw", "ties", says="which of the two?")


class Shards(InFolder):
    def shards(self, of, *words):
        names = []
        for index in range(of):
            names.append(f"part{index}.h5")
            self.done(*words, "--quiet", "--shard", f"{index}/{of}", "-o", names[-1])
        return names

    def same(self, a, b):
        self.assertEqual((self.folder / a).read_bytes(), (self.folder / b).read_bytes())

    def test_merged_shards_have_the_bytes_of_one_job(self):
        words = ("run", MINIMAL, "--replicates", "7")
        self.done(*words, "--quiet", "-o", "whole.h5")
        parts = self.shards(3, *words)
        self.done("merge", *reversed(parts), "-o", "merged.h5")
        self.same("merged.h5", "whole.h5")

    def test_so_have_those_of_a_comparison(self):
        words = ("compare", MINIMAL, "--set", "labs.fast.pay=900", "--replicates", "7")
        self.done(*words, "--quiet", "-o", "whole.h5")
        parts = self.shards(4, *words)
        self.done("merge", *parts, "-o", "merged.h5")
        self.same("merged.h5", "whole.h5")

    def test_missing_replicates_are_refused_unless_told(self):
        parts = self.shards(4, "run", MINIMAL, "--replicates", "9")
        self.refused(MACHINE, "merge", parts[0], parts[3], "-o", "m.h5", says="replicates 2 to 5 of 9")
        self.assertNotIn("m.h5", self.names())
        said = self.done("merge", parts[0], parts[3], "-o", "m.h5", "--partial")
        self.assertIn("missing replicates 2 to 5 of 9", said)
        self.assertEqual(json.loads(self.done("info", "m.h5", "--json"))["replicates"], 5)

    def test_shards_of_another_seed_scenario_or_twice_the_same_are_refused(self):
        words = ("run", MINIMAL, "--replicates", "4")
        parts = self.shards(2, *words)
        self.done(*words, "--quiet", "--shard", "1/2", "--seed", "5", "-o", "seed.h5")
        self.done(*words, "--quiet", "--shard", "1/2", "--set", "labs.fast.pay=1", "-o", "pay.h5")
        self.refused(MACHINE, "merge", parts[0], "seed.h5", "-o", "m.h5",
                says="its seed is 5, and 1 is wanted")
        self.refused(MACHINE, "merge", parts[0], "pay.h5", "-o", "m.h5", says="scenario_hash")
        self.refused(MACHINE, "merge", parts[0], parts[0], "-o", "m.h5", says="replicate 0 is in")
        self.refused(MISUSE, "merge", *parts, says="-o FILE is missing")
        self.done("merge", *parts, "-o", "m.h5")
        self.refused(MACHINE, "merge", *parts, "-o", "m.h5", says="File exists")

    def test_a_share_that_is_none_is_refused(self):
        for share in ("4/4", "-1/4", "1", "a/b", "1/0"):
            self.refused(MISUSE, "run", MINIMAL, f"--shard={share}", says="0 <= i < n")
        self.refused(MISUSE, "run", MINIMAL, "--replicates", "2", "--shard", "0/4", says="Take fewer shards")


if __name__ == "__main__":
    program_test.PROGRAM = str(Path(sys.argv[1]).resolve())
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
