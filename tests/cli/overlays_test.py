#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Each overlay of an episode, and each variant over episodes that ask what-ifs of it, is in order, runs,
and is another world than the episode alone.

overlays_test.py PROGRAM
"""

import hashlib
import subprocess
import sys
import tempfile
import tomllib
import unittest
from pathlib import Path

import h5py
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
SCENARIOS = ROOT / "scenarios"
PROGRAM = sys.argv.pop(1) if len(sys.argv) > 1 and not sys.argv[1].startswith("-") else ""
SMALL = ["--replicates", "1", "--set", "run.scale=0.02", "--set", "run.burn_in=0.05", "--quiet", "--force"]
WHAT_IFS = {
    "bonus_raid": ["log_money", "no_fairness_bound", "fast_counter", "open_pay", "shuffled_ties",
                   "no_safety_taste"],
    "lift_out": ["shuffled_ties", "log_money"],
    "safety_exodus": ["no_safety_taste", "shuffled_ties"],
    "board_crisis": ["no_social_influence"],
}
# Nobody founds a lab in so small a world
RARE = {"founding_wave/tight_capital", "founding_wave/with_partnerships"}
OWN = {"bonus_raid": ["no_recharge_week", "long_deadlines", "no_cliff"]}


def world_in(file):
    """A digest of all numbers of a result."""
    digest = hashlib.sha256()
    for name in sorted(file):
        if isinstance(file[name], h5py.Dataset) and file[name].dtype.kind in "fiu":
            digest.update(name.encode() + np.asarray(file[name]).tobytes())
    return digest.hexdigest()


class Overlays(unittest.TestCase):
    usual = {}  # the resolved scenario of each episode alone
    worlds = {}  # the states of all recorded moments, by episode and options

    def run_small(self, episode, *words):
        """The scenario as it was run."""
        with tempfile.TemporaryDirectory() as folder:
            result = Path(folder) / "run.h5"
            command = [PROGRAM, "run", SCENARIOS / f"episodes/{episode}.toml", "-o", result, *SMALL, *words]
            ended = subprocess.run([str(word) for word in command], capture_output=True, text=True)
            self.assertEqual(ended.returncode, 0, f"{episode} {words}: {ended.stderr}")
            with h5py.File(result) as file:
                self.worlds[episode, words] = world_in(file)
                return file["scenario"][()]

    def alone(self, episode):
        if episode not in self.usual:
            self.usual[episode] = self.run_small(episode)
        return self.usual[episode]

    def overlays(self):
        for folder in sorted(path for path in (SCENARIOS / "episodes").iterdir() if path.is_dir()):
            for overlay in sorted(folder.glob("*.toml")):
                yield folder.name, overlay
        for episode, names in WHAT_IFS.items():
            for name in names:
                yield episode, SCENARIOS / f"variants/{name}.toml"

    def test_each_runs_and_says_something_else(self):
        for episode, overlay in self.overlays():
            changed = self.run_small(episode, "--with", overlay)
            self.assertNotEqual(self.alone(episode), changed, f"{overlay} changes nothing of {episode}")
            if f"{episode}/{overlay.stem}" not in RARE:
                same = self.worlds[episode, ()] == self.worlds[episode, ("--with", overlay)]
                self.assertFalse(same, f"{overlay} changes the words of {episode} and nothing of its world")

    def test_the_what_ifs_of_the_raid_are_there(self):
        for episode, names in OWN.items():
            for name in names:
                self.assertTrue((SCENARIOS / "episodes" / episode / f"{name}.toml").exists(), name)

    def test_an_overlay_is_laid_over_by_id(self):
        """A misspelt id would add an entry instead of changing one: all ids must be known to the episode."""
        for episode, overlay in self.overlays():
            known = tomllib.loads(self.alone(episode).decode("utf-8"))
            for table in ("labs", "raids", "boards"):
                ids = {entry["id"] for entry in known.get(table, [])}
                for entry in tomllib.loads(overlay.read_text(encoding="utf-8")).get(table, []):
                    self.assertIn(entry["id"], ids, f"{overlay}: {table}")


if __name__ == "__main__":
    unittest.main()
