#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""W1: what is recorded, and how often, changes nothing that happens.

Usage: recording_test.py PROGRAM [TEST...]
"""

import sys
import unittest
from pathlib import Path

import h5py
import numpy as np

import program_test
from program_test import BASELINE, MINIMAL, SHORT, InFolder

TABLES = ("move", "offer", "spell")


def columns(file, table):
    """The columns of an event table by name."""
    return {name: file[name][()] for name in file if name.startswith(f"{table}_")}


class Recording(InFolder):
    def run_with(self, name, *words, scenario=MINIMAL):
        self.done("run", scenario, "-o", name, "--quiet", *words)
        return h5py.File(self.folder / name)

    def assert_same_tables(self, one, other):
        for table in TABLES:
            mine, theirs = columns(one, table), columns(other, table)
            self.assertEqual(mine.keys(), theirs.keys())
            for name, values in mine.items():
                np.testing.assert_array_equal(values, theirs[name], name)

    def assert_same_at_common_times(self, one, other):
        _, here, there = np.intersect1d(one["time"][()], other["time"][()], return_indices=True)
        self.assertGreaterEqual(len(here), 2)
        compared = 0
        for name, values in one.items():
            if isinstance(values, h5py.Group):
                continue
            axes = [axis[0].name.rsplit("/", 1)[-1] if len(axis) else "" for axis in values.dims]
            if axes[:2] != ["replicate", "time"] or name not in other:
                continue
            np.testing.assert_array_equal(values[()][:, here], other[name][()][:, there], name)
            compared += 1
        self.assertGreater(compared, 10)

    def compare_intervals(self, scenario, *words):
        weekly = self.run_with("week.h5", "--set", "run.dt=7", *words, scenario=scenario)
        for dt in ("1", "14", "0.37", "1000"):
            other = self.run_with(f"{dt}.h5", "--set", f"run.dt={dt}", *words, scenario=scenario)
            self.assert_same_tables(weekly, other)
            self.assert_same_at_common_times(weekly, other)

    def test_any_dt_gives_the_same_happenings_and_states(self):
        self.compare_intervals(MINIMAL)

    def test_any_dt_gives_the_same_market(self):
        self.compare_intervals(BASELINE, *SHORT, "--replicates", "2")

    def test_leaving_tables_out_changes_none_of_the_others(self):
        whole = self.run_with("whole.h5")
        for table in TABLES:
            part = self.run_with(f"{table}.h5", "--set", f"record.{table}s=false")
            self.assertEqual([name for name in columns(part, table) if name.endswith("_person")], [])
            self.assert_same_at_common_times(whole, part)
            for other in set(TABLES) - {table}:
                for name, values in columns(whole, other).items():
                    np.testing.assert_array_equal(values, part[name][()], name)

    def test_following_fewer_people_changes_nothing_else(self):
        whole = self.run_with("whole.h5")
        for count in ("0", "3"):
            part = self.run_with(f"{count}.h5", "--set", f"record.panel={count}")
            self.assert_same_tables(whole, part)
            np.testing.assert_array_equal(whole["headcount"][()], part["headcount"][()])
            np.testing.assert_array_equal(whole["state_hash_low"][()], part["state_hash_low"][()])


if __name__ == "__main__":
    program_test.PROGRAM = str(Path(sys.argv[1]).resolve())
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
