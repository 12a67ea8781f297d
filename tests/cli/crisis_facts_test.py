#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""W7 of the board crisis: facts that the model passes fail when a part of it is broken.

Usage: crisis_facts_test.py PROGRAM [TEST...]

No break tried so far makes E1-14, E1-24 or E1-25 fail: these three say little of the model.
"""

import json
import sys
import unittest
from pathlib import Path

import program_test
from program_test import InFolder

CRISIS = Path(__file__).resolve().parents[2] / "scenarios/episodes/board_crisis.toml"
BOARD = "boards.board_of_2023"
# What is broken, and facts that find it
BROKEN = {
    "nobody signs": (["letter.constant=-10"], {"E1-04", "S-01", "E1-20"}),
    "whoever is awake signs": (["letter.constant=10"], {"E1-04"}),
    "nobody looks at the letter": (["letter.attention_time=10 days"], {"E1-04", "S-01"}),
    "others' signatures count for nothing": (["letter.social_weight=0"], {"E1-04", "S-01"}),
    "the board concedes to nothing": ([f"{BOARD}.pace=10000 hours"], {"E1-19-ending"}),
    "the board concedes to anything": (
        [f"{BOARD}.pace=0.1 hours", f"{BOARD}.organisation=1000"], {"S-01", "E1-19"}),
    "staff leave as if nothing kept them": (["growth.quit_hazard=0.5"], {"E1-20"}),
    "recruiters are listened to": (["search.messages_read=200"], {"S-02"}),
}


class CrisisFacts(InFolder):
    def passed(self, *sets):
        """Facts that pass with some parameters set."""
        words = [word for one in ("run.end=2023-12-21T00:00:00Z", *sets) for word in ("--set", one)]
        said = self.done("run", CRISIS, "--replicates", "8", "--json", "--force", "-o", "crisis.h5", *words)
        return {fact["id"] for fact in json.loads(said)["facts"] if fact["outcome"] == "pass"}

    def test_w7_a_broken_model_fails_what_the_ordinary_one_passes(self):
        ordinary = self.passed()
        for name, (sets, telling) in BROKEN.items():
            with self.subTest(name):
                self.assertLessEqual(telling, ordinary)
                self.assertFalse(telling & self.passed(*sets))


if __name__ == "__main__":
    program_test.PROGRAM = str(Path(sys.argv[1]).resolve())
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
