#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What can be done with a result, and with a scenario before there is one: check, info, scenario.

Usage: results_test.py PROGRAM [TEST...]
"""

import json
import sys
import unittest
from pathlib import Path

import h5py
import program_test
from program_test import FACTS, MACHINE, MINIMAL, MISUSE, SAYS_NO, InFolder


class Check(InFolder):
    def result(self, name, *words):
        self.done("run", MINIMAL, "--replicates", "20", "-o", name, "--quiet", *words)
        return self.folder / name

    def facts(self, low, high):
        return self.write(f"facts_{low}_{high}.toml", FACTS.format(low=low, high=high))

    def test_ends_with_three_when_a_scored_fact_fails(self):
        result = self.result("a.h5")
        self.assertIn("1 of 1 pass", self.done("check", result, "--facts", self.facts(0, 100)))
        failed = self.call("check", result, "--facts", self.facts(1000, 2000))
        self.assertEqual(failed.returncode, SAYS_NO)
        self.assertIn("FAIL", failed.stdout)

    def test_a_fact_about_a_lab_that_is_not_there_is_not_observable_and_no_pass(self):
        facts = self.write("facts.toml", FACTS.format(low=0, high=1) + 'lab = "nowhere"\n')
        result = self.call("check", self.result("a.h5"), "--facts", facts)
        self.assertEqual(result.returncode, SAYS_NO)
        self.assertIn("not observable", result.stdout)
        self.assertIn("the run has no lab nowhere", result.stdout)

    def test_a_table_that_does_not_add_up_is_refused(self):
        self.done("run", MINIMAL)
        with h5py.File(self.folder / "minimal.h5", "r+") as file:
            file["move_count"][0] += 1
        self.refused(MACHINE, "check", "minimal.h5", says="does not add up")

    def test_w7_a_broken_model_fails_what_the_ordinary_one_passes(self):
        facts = self.facts("0.01", "10")
        self.done("check", self.result("ordinary.h5"), "--facts", facts)
        broken = self.result("broken.h5", "--set", "search.contact_rate=0")
        self.assertEqual(self.call("check", broken, "--facts", facts).returncode, SAYS_NO)

    def test_says_how_informative_a_fact_is(self):
        ordinary, broken = self.result("a.h5"), self.result("b.h5", "--set", "search.contact_rate=0")
        facts = self.facts("0.01", "10")
        telling = self.done("check", ordinary, "--facts", facts, "--against", broken, "--json")
        self.assertGreater(json.loads(telling)["facts"][0]["informative"], 0.2)
        idle = self.done("check", ordinary, "--facts", self.facts(0, 100), "--against", broken, "--json")
        self.assertEqual(json.loads(idle)["facts"][0]["informative"], 0)

    def test_the_file_carries_the_verdicts_that_check_finds_again(self):
        said = json.loads(self.done("run", MINIMAL, "--json"))
        again = json.loads(self.done("check", "minimal.h5", "--json"))
        self.assertEqual(said["facts"], again["facts"])

    def test_without_facts_there_is_nothing_to_check(self):
        text = MINIMAL.read_text()
        path = self.write("plain.toml", text[: text.index("[[facts]]")])
        self.done("run", path)
        self.refused(MISUSE, "check", "plain.h5", says="--facts")


class Info(InFolder):
    def test_says_what_a_result_holds(self):
        self.done("run", MINIMAL)
        said = json.loads(self.done("info", "minimal.h5", "--json"))
        self.assertEqual((said["replicates"], said["times"], said["seed"]), (4, 54, "1"))
        self.assertEqual([lab["id"] for lab in said["labs"]], ["fast", "careful"])

    def test_the_scenario_in_a_result_runs_again_to_the_same_bytes(self):
        self.done("run", MINIMAL, "--set", "search.contact_rate=3")
        self.write("again.toml", self.done("info", "minimal.h5", "--scenario"))
        self.done("run", "again.toml")
        self.assertEqual((self.folder / "again.h5").read_bytes(), (self.folder / "minimal.h5").read_bytes())

    def test_what_is_no_result_is_refused(self):
        self.refused(MACHINE, "info", "nothing.h5", says="nothing.h5")
        self.refused(MACHINE, "info", self.write("text.h5", "no HDF5"), says="text.h5")
        self.refused(MACHINE, "info", self.folder, says=str(self.folder))

    def test_verify_finds_a_changed_value(self):
        self.done("run", MINIMAL)
        path = self.folder / "minimal.h5"
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 0xFF
        path.write_bytes(content)
        self.assertEqual(self.call("info", path, "--verify").returncode, MACHINE)


class Scenario(InFolder):
    def test_the_template_is_in_order_and_runs(self):
        text = self.done("scenario", "new")
        self.done("scenario", "new", "mine.toml")
        self.assertEqual((self.folder / "mine.toml").read_text(), text)
        self.assertIn("in order", self.done("scenario", "validate", "mine.toml"))
        self.done("run", "mine.toml", "--replicates", "1")

    def test_the_template_overwrites_nothing(self):
        self.write("mine.toml", "precious")
        self.refused(MACHINE, "scenario", "new", "mine.toml", says="--force")
        self.assertEqual((self.folder / "mine.toml").read_text(), "precious")
        self.done("scenario", "new", "mine.toml", "--force")
        self.refused(MACHINE, "scenario", "new", "no/such/folder/mine.toml", says="mine.toml")

    def test_validate_says_all_as_json_too(self):
        path = self.write("bad.toml", "format = 1\ntitel = 'x'\n")
        result = self.call("scenario", "validate", path, "--json")
        said = json.loads(result.stdout)
        self.assertEqual((result.returncode, said["is_valid"]), (MISUSE, False))
        self.assertIn((2, 1), [(c["line"], c["column"]) for c in said["complaints"]])
        good = json.loads(self.done("scenario", "validate", MINIMAL, "--json"))
        self.assertEqual((good["is_valid"], good["complaints"]), (True, []))

    def test_parameters_and_schema_are_for_programs_too(self):
        self.assertIn("contact_rate", self.done("scenario", "params"))
        json.loads(self.done("scenario", "params", "--json"))
        self.assertIn("$schema", json.loads(self.done("scenario", "schema")))


if __name__ == "__main__":
    program_test.PROGRAM = str(Path(sys.argv[1]).resolve())
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
