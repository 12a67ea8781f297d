#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""W7 of the episodes: facts that the model passes fail when a part of it is broken.

Usage: episode_facts_test.py PROGRAM [TEST...]

No break tried so far makes E1-14, E1-24 or E1-25 fail: these three say little of the model.
"""

import json
import sys
import unittest
from pathlib import Path

import program_test
from program_test import InFolder

EPISODES = Path(__file__).resolve().parents[2] / "scenarios/episodes"
BOARD = "boards.board_of_2023"
# What is broken, and facts that find it
CRISIS = {
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


RAID = {
    "nobody listens": (["raid.heed=0", "raid.heed_personal=0"], {"S-08", "E2-10-number", "E2-10-anthropic"}),
    "no team is ever raised": (["counter.unit_readiness=0"], {"S-10"}),
    "the raider shuns the leading labs": (["raid.brand_weight=-10"], {"S-09"}),
}
EXODUS = {
    "nobody cares for safety": (["utility.safety_committed=0", "utility.safety_ordinary=0"], {"S-14-who"}),
    "all care alike": (["utility.safety_committed=0.3", "utility.safety_ordinary=0.3"], {"S-14-who"}),
}


class EpisodeFacts(InFolder):
    def passed(self, episode, replicates, *sets):
        """Facts that pass with some parameters set."""
        words = [word for one in sets for word in ("--set", one)]
        said = self.done("run", EPISODES / f"{episode}.toml", "--replicates", replicates, "--json", "--force",
                         "-o", "episode.h5", *words)
        return {fact["id"] for fact in json.loads(said)["facts"] if fact["outcome"] == "pass"}

    def find(self, episode, replicates, broken, *always):
        """Each break is found by the facts that it says."""
        ordinary = self.passed(episode, replicates, *always)
        for name, (sets, telling) in broken.items():
            with self.subTest(name):
                self.assertLessEqual(telling, ordinary)
                self.assertFalse(telling & self.passed(episode, replicates, *always, *sets))

    def test_w7_a_broken_crisis(self):
        self.find("board_crisis", "8", CRISIS, "run.end=2023-12-21T00:00:00Z")

    def test_w7_a_broken_raid(self):
        self.find("bonus_raid", "6", RAID, "run.end=2025-09-05T00:00:00Z")

    def test_w7_a_broken_exodus(self):
        self.find("safety_exodus", "4", EXODUS)


if __name__ == "__main__":
    program_test.PROGRAM = str(Path(sys.argv[1]).resolve())
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
