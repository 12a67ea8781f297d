#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The questions of docs/questions.md, asked in small. Usage: questions_test.py PROGRAM [TEST...]"""

import json
import re
import sys
import unittest
from pathlib import Path

import program_test
from program_test import ROOT, SAYS_NO, InFolder

QUESTIONS = ROOT / "scenarios/questions"
EPISODES = ROOT / "scenarios/episodes"
PAGE = (ROOT / "docs/questions.md").read_text()


class Questions(InFolder):
    def compared(self, scenario, *overlays, scale="0.05", replicates="3", until=None):
        words = ["compare", scenario, "-o", "q.h5", "--force", "--json", "--all", f"run.scale={scale}",
                "--replicates", replicates]
        for overlay in overlays:
            words += ["--with", QUESTIONS / overlay]
        if until:
            words += ["--all", f"run.end={until}"]
        comparisons = json.loads(self.done(*words))["comparisons"]
        self.assertEqual([c["arm"] for c in comparisons], [o.removesuffix(".toml") for o in overlays])
        return comparisons

    def parts(self, comparison):
        return sum(1 for d in comparison["divergence"] if d["what"] != "none")

    def swept(self, design, *words, code=0):
        result = self.call("sweep", QUESTIONS / design, "-o", "s.h5", "--force", "--set", "run.scale=0.05",
                "--replicates", "2", *words)
        self.assertEqual(result.returncode, code, result.stdout + result.stderr)
        return result.stdout

    def test_the_acquirer_and_the_tender(self):
        for arm in self.compared(EPISODES / "board_crisis.toml", "no_acquirer.toml", "tender_guaranteed.toml",
                                 scale="0.5", replicates="6"):
            # Whatever becomes of the board, fewer sign within two hours
            (signed,) = [e for e in arm["effects"] if e["metric"] == "E1-04"]
            self.assertLess(signed["effect"], -0.03, arm["arm"])

    def test_the_recharge_week(self):
        later, in_turn = self.compared(EPISODES / "bonus_raid.toml", "recharge_later.toml",
                                       "recharge_staggered.toml", scale="0.2", until="2025-10-01T00:00:00Z")
        self.assertGreater(min(self.parts(later), self.parts(in_turn)), 0)

    def test_a_successor_within_seven_days(self):
        (arm,) = self.compared(EPISODES / "safety_exodus.toml", "successor_in_seven_days.toml",
                               until="2024-10-01T00:00:00Z")
        (exits,) = [e for e in arm["effects"] if e["metric"] == "exits"]
        self.assertLess(exits["effect"], 0)

    def test_fourteen_days_for_everyone(self):
        (arm,) = self.compared(EPISODES / "bonus_raid.toml", "fourteen_days.toml", scale="0.2",
                               until="2025-09-01T00:00:00Z")
        self.assertGreater(self.parts(arm), 0)

    def test_garden_leave_abolished_and_extended(self):
        gone, long = self.compared(ROOT / "scenarios/baseline.toml", "garden_abolished.toml",
                                   "garden_extended.toml", until="2023-07-01T00:00:00Z")
        exits = [next(e for e in c["effects"] if e["metric"] == "exits@google_deepmind")
                for c in (gone, long)]
        self.assertGreater(exits[0]["effect"], exits[1]["effect"])

    def test_which_money_loses_fewest_people(self):
        text = self.swept("which_50m.toml", "--match-cost", "2", "--metric", "exits@openai", "--set",
                "run.end=2025-08-01T00:00:00Z")
        for arm in ("counters", "raise for all", "earlier vesting", "bonus for staying"):
            self.assertRegex(text, rf"(?m)^{arm}( |$)", arm)

    def test_which_refresh_halves_the_chance(self):
        # In small there may be no three leads: then it is said that no grant reaches the target
        result = self.call("sweep", QUESTIONS / "refresh.toml", "-o", "s.h5", "--set", "run.scale=0.3",
                "--replicates", "3", "--solve", "three_leads=0.9")
        self.assertIn(result.returncode, (0, SAYS_NO), result.stderr)
        self.assertIn("three_leads", result.stdout + result.stderr)

    def test_the_page_speaks_of_every_file_and_its_commands_are_in_order(self):
        for file in QUESTIONS.glob("*.toml"):
            self.assertIn(file.name, PAGE)
        for path in re.findall(r"scenarios/[a-z_0-9/]+\.toml", PAGE):
            self.assertTrue((ROOT / path).exists(), path)


if __name__ == "__main__":
    program_test.PROGRAM = str(Path(sys.argv[1]).resolve())
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
