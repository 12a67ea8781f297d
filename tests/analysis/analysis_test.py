#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The module that knows the layout, the estimates behind the figures, the sheet.

analysis_test.py SAMPLE.h5
"""

import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import h5py
import numpy as np

ANALYSIS = Path(__file__).resolve().parents[2] / "analysis"
sys.path.insert(0, str(ANALYSIS))
SAMPLE = sys.argv.pop(1) if len(sys.argv) > 1 and sys.argv[1].endswith(".h5") else ""

import figures  # noqa: E402
from figures import pay_gains, retention, style, tenure_hazard  # noqa: E402, F401
from trajectory import NotATrajectory, Trajectory  # noqa: E402


def plot(*arguments):
    return subprocess.run([sys.executable, "-B", str(ANALYSIS / "plot.py"), *map(str, arguments)],
                          capture_output=True, text=True)


class Reading(unittest.TestCase):
    def setUp(self):
        self.run_ = Trajectory(SAMPLE)

    def test_lab_variables_have_the_axes_they_claim(self):
        self.assertEqual(self.run_.axes("headcount"), ["replicate", "time", "lab"])
        shape = (self.run_.replicates, len(self.run_.times), len(self.run_.lab_ids))
        self.assertEqual(self.run_["headcount"].shape, shape)
        self.assertEqual(self.run_.unit("pay"), "M$/year")

    def test_names_and_times_read_as_people_write_them(self):
        self.assertEqual(self.run_.lab_names[1], "Börse für Köpfe")
        self.assertEqual(str(self.run_.times[0]), "2022-11-30T00:00:00.000000")
        self.assertAlmostEqual(self.run_.length, 150 * 7 / 365.25)

    def test_rows_of_a_replicate_are_those_that_say_so(self):
        moves = self.run_.moves
        for replicate in range(self.run_.replicates):
            self.assertTrue((moves["replicate"][moves.of(replicate)] == replicate).all())
        self.assertEqual(moves.of(self.run_.replicates - 1).stop, len(moves))

    def test_flows_between_labs_are_those_of_the_file(self):
        self.assertTrue((self.run_.flows()[:, :-1, :-1] == self.run_["flow"]).all())
        self.assertEqual(self.run_.flows().sum(), len(self.run_.moves))

    def test_facts_come_as_one_dict_each(self):
        self.assertEqual(self.run_.facts[0]["id"], "G1")
        self.assertEqual(self.run_.facts[1]["id"], "", "an empty text is empty again")
        self.assertEqual(self.run_.codes("fact_verdict"), ["fail", "pass"])

    def test_headcounts_are_the_spells_under_way(self):
        spells, at = self.run_.spells, self.run_.seconds[70]
        rows = spells.of(2)
        under_way = (spells["start"][rows] <= at) & (spells["end"][rows] > at)
        counts = np.bincount(spells["lab"][rows][under_way], minlength=len(self.run_.lab_ids))
        self.assertEqual(counts.tolist(), self.run_["headcount"][2, 70].tolist())

    def test_refuses_what_is_no_complete_trajectory(self):
        with tempfile.TemporaryDirectory() as folder:
            other = Path(folder) / "other.h5"
            with h5py.File(other, "w") as file:
                file["x"] = 1
            self.assertRaisesRegex(NotATrajectory, "not written by mercato", Trajectory, other)
            with h5py.File(other, "a") as file:
                file.attrs["mercato_format"] = 1
            self.assertRaisesRegex(NotATrajectory, "not complete", Trajectory, other)
            self.assertRaisesRegex(NotATrajectory, "cannot read", Trajectory, Path(folder) / "none.h5")


class Estimates(unittest.TestCase):
    def setUp(self):
        luck = np.random.default_rng(1)
        self.rate, count = 0.5, 200000
        length = luck.exponential(1 / self.rate, count)
        self.entered = np.where(luck.random(count) < 0.5, 0, luck.uniform(0, 2, count))
        seen = length > self.entered
        limit = self.entered + luck.uniform(0, 4, count)
        self.entered, self.left = self.entered[seen], np.minimum(length, limit)[seen]
        self.ended = (length <= limit)[seen]

    def test_retention_of_exponential_spells_is_exponential(self):
        years = np.array([0.5, 1.0, 2.0, 3.0])
        shares = retention.kaplan_meier(self.entered, self.left, self.ended, years)
        np.testing.assert_allclose(shares, np.exp(-self.rate * years), atol=0.01)

    def test_retention_without_exits_is_one_as_far_as_it_was_observed(self):
        years = np.array([0.0, 1.9, 2.1])
        shares = retention.kaplan_meier(np.zeros(50), np.full(50, 2.0), np.zeros(50, bool), years)
        self.assertEqual(shares[:2].tolist(), [1.0, 1.0])
        self.assertTrue(np.isnan(shares[2]))

    def test_retention_by_hand(self):
        left = np.concatenate([[1.0, 1.0, 2.0], np.full(17, 5.0)])
        shares = retention.kaplan_meier(np.zeros(20), left, left < 5, np.array([0.5, 1.0, 2.0]))
        np.testing.assert_allclose(shares, [1, 18 / 20, 18 / 20 * 17 / 18])

    def test_retention_is_drawn_as_far_as_every_replicate_saw_it(self):
        nan = np.nan
        shares = retention.common(np.array([[1, 0.9, 0.8], [1, 0.7, nan], [nan, nan, nan]]))
        np.testing.assert_equal(shares, [[1, 0.9, nan], [1, 0.7, nan], [nan, nan, nan]])

    def test_hazard_of_exponential_spells_is_flat(self):
        rates = tenure_hazard.hazard(self.entered, self.left, self.ended)
        np.testing.assert_allclose(rates[:12], self.rate, atol=0.03)

    def test_hazard_says_nothing_of_tenures_nobody_has(self):
        rates = tenure_hazard.hazard(np.zeros(100), np.ones(100), np.ones(100, bool))
        self.assertTrue(np.isnan(rates[5:]).all())

    def test_spread_skips_what_is_missing(self):
        values = np.array([[1.0, np.nan], [3.0, np.nan], [np.nan, np.nan]])
        low, middle, high = style.spread(values)
        self.assertEqual(middle[0], 2.0)
        self.assertTrue(np.isnan(middle[1]) and np.isnan(low[1]) and np.isnan(high[1]))


class Drawing(unittest.TestCase):
    def test_draws_the_sheet_and_each_figure_alone(self):
        with tempfile.TemporaryDirectory() as folder:
            for options in [[], *[["--figure", name] for name in figures.NAMES]]:
                picture = Path(folder) / "sheet.png"
                ended = plot(SAMPLE, "-o", picture, "--dpi", 40, *options)
                self.assertEqual((ended.returncode, ended.stdout, ended.stderr), (0, "", ""), options)
                self.assertEqual(picture.read_bytes()[:4], b"\x89PNG")
                self.assertEqual([path.name for path in Path(folder).iterdir()], ["sheet.png"])
                picture.unlink()

    def test_draws_the_same_bytes_again(self):
        with tempfile.TemporaryDirectory() as folder:
            pictures = [Path(folder) / name for name in ("a.png", "b.png")]
            for picture in pictures:
                plot(SAMPLE, "-o", picture, "--dpi", 40, "--figure", "flows")
            self.assertEqual(pictures[0].read_bytes(), pictures[1].read_bytes())

    def test_refuses_with_a_word_and_leaves_nothing(self):
        with tempfile.TemporaryDirectory() as folder:
            for arguments, word in [([Path(folder) / "none.h5", "-o", Path(folder) / "a.png"], "cannot read"),
                                    ([SAMPLE, "-o", Path(folder) / "no" / "a.png"], "No such file"),
                                    ([SAMPLE, "-o", Path(folder) / "a.xyz"], "xyz")]:
                ended = plot(*arguments)
                self.assertEqual(ended.returncode, 4, ended.stderr)
                self.assertIn(word, ended.stderr)
                self.assertEqual(len(ended.stderr.splitlines()), 1, ended.stderr)
            self.assertEqual(list(Path(folder).iterdir()), [])
        self.assertEqual(plot("--help").returncode, 0)
        self.assertEqual(plot(SAMPLE, "-o", "a.png", "--figure", "nothing").returncode, 2)


class Emptiness(unittest.TestCase):
    def test_draws_a_run_in_which_nothing_was_recorded(self):
        with tempfile.TemporaryDirectory() as folder:
            bare = Path(folder) / "bare.h5"
            with h5py.File(SAMPLE) as whole, h5py.File(bare, "w") as file:
                for name in "replicate time lab lab_id lab_name lab_kind headcount target".split():
                    whole.copy(name, file)
                for name in whole.attrs:
                    file.attrs[name] = whole.attrs[name]
            ended = plot(bare, "-o", Path(folder) / "a.png", "--dpi", 40)
            self.assertEqual((ended.returncode, ended.stderr), (0, ""))

    def test_draws_a_run_without_labs_of_the_kind_that_retention_shows(self):
        with tempfile.TemporaryDirectory() as folder:
            other = Path(folder) / "other.h5"
            shutil.copy(SAMPLE, other)
            with h5py.File(other, "a") as file:
                file["lab_kind"][...] = "nonemployment"
            ended = plot(other, "-o", Path(folder) / "a.png", "--dpi", 40)
            self.assertEqual((ended.returncode, ended.stderr), (0, ""))


if __name__ == "__main__":
    unittest.main()
