#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What tables of the docs are made with: pages, ablations, validation, and the estimator that recovers known
parameters, which must fail where it is broken.

measuring_test.py PROGRAM
"""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "analysis"))
PROGRAM = sys.argv.pop(1) if len(sys.argv) > 1 and not sys.argv[1].startswith("-") else ""

import matplotlib  # noqa: E402

matplotlib.use("Agg")

import ablation_table  # noqa: E402
import ablations  # noqa: E402
import identify  # noqa: E402
import pages  # noqa: E402
import surrogate  # noqa: E402
import plot  # noqa: E402
import sweeping  # noqa: E402
from figures import joint_moves, raid_times  # noqa: E402
from trajectory import Trajectory  # noqa: E402

SMALL = ["--replicates", "1", "--set", "run.scale=0.02", "--set", "run.burn_in=0.05"]


def script(name, *words):
    return subprocess.run([sys.executable, "-B", str(ROOT / "analysis" / name), PROGRAM, *map(str, words)],
                          capture_output=True, text=True)


class Pages(unittest.TestCase):
    PAGE = "above\n<!-- begin one: made by us -->\nold\n<!-- end one -->\nbelow\n"

    def test_text_stands_between_the_marks_and_all_else_stays(self):
        new = pages.put(self.PAGE, "one", "| a |\n")
        self.assertEqual(new, "above\n<!-- begin one: made by us -->\n\n| a |\n\n<!-- end one -->\nbelow\n")
        self.assertEqual(pages.put(new, "one", "| a |"), new, "the same again changes nothing")

    def test_a_page_without_the_mark_is_left_alone(self):
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / "page.md"
            page.write_text(self.PAGE, encoding="utf-8")
            with self.assertRaises(pages.NoSuchPlace):
                pages.write_into(page, [("one", "new"), ("two", "new")])
            self.assertEqual(page.read_text(encoding="utf-8"), self.PAGE)

    def test_pages_have_the_marks_that_their_scripts_write(self):
        page = (ROOT / "docs/validation.md").read_text(encoding="utf-8")
        for name in ("market", "market-verdicts", "crisis-verdicts", "crisis-arms", "raid-arms",
                     "chronicle-verdicts"):
            pages.put(page, name, "")
        page = (ROOT / "docs/identification.md").read_text(encoding="utf-8")
        for name in ("all-moments", "one-truth", "weakest", "pairs", "no-offers", "moments"):
            pages.put(page, name, "")


class Ablations(unittest.TestCase):
    def test_each_mechanism_can_be_switched_off(self):
        with tempfile.TemporaryDirectory() as folder:
            ended = script("ablation_table.py", *SMALL, "--only", "board_crisis", "--only", "lift_out",
                           "--keep", folder)
        self.assertEqual((ended.returncode, ended.stderr), (0, ""))
        for name in ablations.NAMES:
            self.assertIn(f"\n| {name} |", ended.stdout)

    def test_an_unknown_key_is_refused_and_not_skipped(self):
        with tempfile.TemporaryDirectory() as folder:
            ended = script("ablation_table.py", *SMALL, "--only", "lift_out", "--keep", folder, "--set",
                           "no.key=1")
        self.assertNotEqual(ended.returncode, 0)
        self.assertIn("no.key", ended.stderr)

    def test_no_arm_without_what_it_switches_off(self):
        scenario = {"labs": [{"id": "a", "equity_share": 0.5}, {"id": "b"}], "raids": [{"mode": "list"}]}
        arms = ablations.arms_for(scenario, ROOT / "scenarios")
        self.assertNotIn("coalition", arms)
        self.assertNotIn("fear of retaliation", arms)
        self.assertEqual(arms["equity"], ["--set", "labs.a.equity_share=0"])
        self.assertIn("the raider's errors and tastes", arms)

    def test_a_change_within_luck_is_none(self):
        episode = ablation_table.Episode.__new__(ablation_table.Episode)
        episode.replicates = 10
        self.assertFalse(episode.beyond_luck(0.1, 0.3))
        self.assertFalse(episode.beyond_luck(0.0, 0.2))
        self.assertTrue(episode.beyond_luck(0.1, 0.8))
        episode.replicates = 1000
        self.assertTrue(episode.beyond_luck(0.1, 0.2))


class Validation(unittest.TestCase):
    def test_a_section_is_made_from_one_command(self):
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / "page.md"
            names = ("measured", "verdicts", "arms")
            marks = [f"<!-- begin lift-out-{name} -->\n<!-- end lift-out-{name} -->\n" for name in names]
            page.write_text("".join(marks))
            ended = script("validation.py", *SMALL, "--only", "lift_out", "--keep", folder, "--into", page)
            self.assertEqual((ended.returncode, ended.stderr), (0, ""))
            text = page.read_text(encoding="utf-8")
        self.assertIn("S-13-together", text)
        self.assertIn("| no_conflict |", text)
        self.assertIn("1 replicates, seed 1, commit", text)


def invented(points, luck, spread=0.02, replicates=4):
    """Three moments that are quadratic in two parameters, with luck on top."""
    first, second = points.T
    means = np.array([2 + first + 0.3 * first * second, 1 + 0.8 * second - 0.2 * first**2,
                      np.exp(1.5 * first)])
    return means[:, :, None] + spread * luck.standard_normal((3, len(points), replicates))


class Estimator(unittest.TestCase):
    """Without the program: what is known exactly."""

    def setUp(self):
        luck = np.random.default_rng(7)
        self.points = luck.uniform(-1, 1, (60, 2))
        self.surface = surrogate.Surface(self.points, invented(self.points, luck))
        self.truth = np.array([0.35, -0.5])
        self.data = self.surface.felt(invented(self.truth[None], luck, replicates=20)[:, 0])
        self.weights = self.surface.weights(20)
        self.starts = luck.uniform(-0.8, 0.8, (6, 2))

    def found(self, surface):
        return surrogate.estimate(surface, self.data, self.weights, self.starts)

    def test_recovers_two_parameters_within_their_errors(self):
        point, distance = self.found(self.surface)
        errors, _ = surrogate.errors(surrogate.information(self.surface, self.weights, point))
        self.assertTrue((np.abs(point - self.truth) < 4 * errors).all(), (point, errors))
        self.assertTrue((errors < 0.1).all(), errors)
        self.assertLess(distance, 12)

    def test_the_slope_is_that_of_the_surface(self):
        step = 1e-6
        for k in range(2):
            ahead = self.truth + step * np.eye(2)[k]
            numeric = (self.surface.at(ahead) - self.surface.at(self.truth)) / step
            np.testing.assert_allclose(self.surface.slope(self.truth)[:, k], numeric, atol=1e-4)

    def test_takes_the_logarithm_where_it_fits_better(self):
        self.assertEqual(self.surface.logs.tolist()[2], True)

    def test_fails_where_moments_are_those_of_other_points(self):
        luck = np.random.default_rng(7)
        values = invented(self.points, luck)
        broken = surrogate.Surface(self.points, values[:, luck.permutation(60)])
        errors, _ = surrogate.errors(surrogate.information(broken, broken.weights(20), self.truth))
        self.assertTrue((errors > 0.25).any(), "a surface of noise must not claim to know")
        self.assertTrue((broken.explained < 0.3).all(), broken.explained)

    def test_says_so_where_two_parameters_act_as_one(self):
        luck = np.random.default_rng(8)
        points = luck.uniform(-1, 1, (80, 2))
        same = points.sum(axis=1)
        values = np.array([same, 1 + 2 * same])[:, :, None] + 0.01 * luck.standard_normal((2, 80, 4))
        surface = surrogate.Surface(points, values)
        strengths, vectors = np.linalg.eigh(surrogate.information(surface, surface.weights(10), np.zeros(2)))
        self.assertLess(strengths[0] * 100, strengths[1])
        self.assertLess(vectors[0, 0] * vectors[1, 0], 0, "one up and the other down changes nothing")

    def test_luck_that_all_points_share_is_taken_off_at_the_anchors(self):
        luck = np.random.default_rng(9)
        same_luck = 0.3 * luck.standard_normal((3, 1, 4))
        values = invented(self.points, luck) + same_luck
        anchors = []
        for point in luck.uniform(-1, 1, (5, 2)):
            other_luck = 0.3 * luck.standard_normal((3, 1, 100))
            anchors.append((point, (invented(point[None], luck, replicates=100) + other_luck)[:, 0]))
        usual = self.surface.at(self.truth)
        off = surrogate.Surface(self.points, values).at(self.truth) - usual
        mended = surrogate.Surface(self.points, values, anchors).at(self.truth) - usual
        # The third is fitted as a logarithm, to which luck is not simply added
        self.assertGreater(np.abs(off[:2]).max(), 0.1)
        self.assertLess(np.abs(mended[:2]).max(), 0.06)

    def test_a_held_parameter_stays(self):
        point, _ = surrogate.estimate(self.surface, self.data, self.weights, self.starts, [(0, -0.9)])
        self.assertEqual(point[0], -0.9)


class Pictures(unittest.TestCase):
    """Sheets of the episodes: what they hold, and that they are drawn without a word on the error channel."""

    EXPECTED = {"bonus_raid": ["raid_ranks", "raid_counters"], "lift_out": ["joint_moves", "followers"],
                "safety_exodus": ["safety_exits"], "acquihire": ["joint_moves"]}

    def test_each_episode_has_its_figures(self):
        with tempfile.TemporaryDirectory() as folder:
            for episode, names in self.EXPECTED.items():
                result, picture = Path(folder) / "run.h5", Path(folder) / "run.png"
                scenario = ROOT / f"scenarios/episodes/{episode}.toml"
                words = ["run", scenario, "-q", "--force", "-o", result, *SMALL]
                subprocess.run([PROGRAM, *map(str, words)], check=True)
                shown = [name for row in plot.sheet_of(Trajectory(result)) for name in row]
                self.assertTrue(set(names) <= set(shown), (episode, shown))
                words = [sys.executable, "-B", ROOT / "analysis/plot.py", result, "-o", picture,
                         "--dpi", "40"]
                drawn = subprocess.run([str(word) for word in words], capture_output=True, text=True)
                self.assertEqual((drawn.returncode, drawn.stderr), (0, ""), episode)
                self.assertEqual(picture.read_bytes()[:4], b"\x89PNG")

    def test_pairs_have_one_destination_and_close_days(self):
        days, targets = np.array([0.0, 5.0, 10.0, 90.0]), np.array([1, 1, 2, 1])
        self.assertEqual(joint_moves.together(days, targets), 1)
        self.assertEqual(joint_moves.together(days, np.ones(4, int)), 3)
        self.assertEqual(joint_moves.together(days[:0], targets[:0]), 0)

    def test_spans_of_a_scenario_are_read_as_days(self):
        self.assertEqual([raid_times.days(value, 3.0) for value in ("4 days", 2, None)], [4.0, 2.0, 3.0])


TINY = """format = 1
scenario = "{root}/scenarios/generic.toml"
method = "latin_hypercube"
points = 24
replicates = 4
[[parameters]]
path = "search.contact_rate"
low = 0.6
high = 3.0
scale = "log"
[[parameters]]
path = "utility.moving_cost"
low = 0.3
high = 2.5
"""


class Recovery(unittest.TestCase):
    """With the program: two parameters of a small world, by the command's own way."""

    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            (folder / "tiny.toml").write_text(TINY.format(root=ROOT))
            cls.ranges = identify.Ranges(sweeping.parameters(folder / "tiny.toml"))
            options = ["--root", "/", "--threads", "2", "--set", "run.scale=0.4", "--set", "run.burn_in=0.5"]
            cls.design = sweeping.run(PROGRAM, folder / "tiny.toml", folder, 2, options)
            truths = identify.hidden_truths(cls.ranges, 3, 11)
            table = identify.write_table(folder, "truths", cls.ranges, truths, 12)
            cls.data = sweeping.run(PROGRAM, table, folder, 1, [*options, "--seed", "11"], cls.ranges.names)
            cls.left = sorted(path.suffix for path in folder.iterdir())
        cls.names = ["turnover", "changes", "offer_rate", "with_offer", "offers_taken", "gain_mean", "cuts"]

    def test_results_are_removed_when_their_numbers_are_read(self):
        self.assertNotIn(".h5", self.left)

    def test_numbers_of_another_scenario_are_not_taken_for_these(self):
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            design = folder / "tiny.toml"
            design.write_text(TINY.format(root=ROOT))
            mark = sweeping.mark_of(PROGRAM, design, ["--seed", "1"])
            np.savez(folder / "kept.npz", mark=mark, names=["a"])
            self.assertTrue(sweeping.is_of(folder / "kept.npz", mark))
            self.assertNotEqual(mark, sweeping.mark_of(PROGRAM, design, ["--seed", "2"]))
            design.write_text(TINY.format(root=ROOT).replace("points = 24", "points = 25"))
            self.assertNotEqual(mark, sweeping.mark_of(PROGRAM, design, ["--seed", "1"]))
            self.assertFalse(sweeping.is_of(folder / "none.npz", mark))

    def test_a_program_that_is_not_there_is_refused_with_a_word(self):
        for name in ("identify.py", "ablation_table.py", "validation.py"):
            ended = subprocess.run([sys.executable, "-B", str(ROOT / "analysis" / name), "/no/such"],
                                   capture_output=True, text=True)
            self.assertEqual(ended.returncode, 2, ended.stderr)
            self.assertIn("there is no program /no/such", ended.stderr)

    def test_all_truths_are_found(self):
        recovery = identify.Recovery(self.ranges, self.design, self.data, self.names)
        judged = identify.judge(recovery)
        self.assertTrue(judged["told"].all(), judged)

    def test_an_estimator_whose_points_are_mixed_up_finds_nothing(self):
        mixed = sweeping.Moments(self.design.names, self.design.units, self.design.points[::-1],
                                 self.design.values)
        recovery = identify.Recovery(self.ranges, mixed, self.data, self.names)
        self.assertFalse(identify.judge(recovery)["told"].all())


if __name__ == "__main__":
    unittest.main()
