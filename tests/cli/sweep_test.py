#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Designs run, stopped, shared and analysed. Usage: sweep_test.py PROGRAM [TEST...]"""

import json
import subprocess
import sys
import unittest
from pathlib import Path

import program_test
from program_test import MACHINE, MINIMAL, MISUSE, ROOT, InFolder

TUTORIAL = ROOT / "scenarios/designs/tutorial.toml"
STOPPED = 85

READ = """
import json, sys, h5py
with h5py.File(sys.argv[1]) as f:
    print(json.dumps({
        "names": [t.decode() for t in f["design_name"][:]],
        "pay": f["design_labs_fast_pay"][:].tolist(),
        "rate": f["design_search_contact_rate"][:].tolist(),
        "arms": [t.decode() for t in f["arm_name"][:]],
        "shape": f["headcount"].shape,
        "scenarios": len(f["scenario"][:]),
        "designs": sorted(set(f["move_design"][:].tolist())),
        "pay_end": f["pay"][:, 0, :, -1, 0].mean(axis=1).tolist()}))
"""


class Sweep(InFolder):
    def design(self, name, text):
        return self.write(name, f'format = 1\nscenario = "{MINIMAL}"\n{text}')

    def read(self, name):
        made = subprocess.run(["/usr/bin/python3", "-c", READ, self.folder / name], check=True,
                capture_output=True, text=True)
        return json.loads(made.stdout)

    def same(self, a, b):
        self.assertEqual((self.folder / a).read_bytes(), (self.folder / b).read_bytes())

    def test_a_grid_stands_in_one_file_with_its_values_as_coordinates(self):
        text = self.done("sweep", TUTORIAL, "-o", "a.h5")
        self.assertIn("labs.fast.pay=600, search.contact_rate=0.5", text)
        file = self.read("a.h5")
        self.assertEqual(file["pay"], [600, 600, 900, 900, 1200, 1200])
        self.assertEqual(file["rate"], [0.5, 4, 0.5, 4, 0.5, 4])
        self.assertEqual(file["arms"], ["base", "calm"])
        self.assertEqual(file["shape"][:3], [6, 2, 6])
        self.assertEqual(file["scenarios"], 2)
        self.assertEqual(file["designs"], [0, 1, 2, 3, 4, 5])
        self.assertLess(file["pay_end"][0], file["pay_end"][2])
        self.assertLess(file["pay_end"][2], file["pay_end"][4])
        self.assertEqual(self.names(), ["a.h5", "a.h5.log"])
        self.done("info", "a.h5", "--verify", "--quiet")

    def test_a_point_has_the_runs_of_its_scenario_alone(self):
        self.done("sweep", TUTORIAL, "-o", "a.h5", "--quiet")
        self.done("run", MINIMAL, "--replicates", "6", "--set", "labs.fast.pay=900", "--set",
                "search.contact_rate=4",
                  "-o", "one.h5", "--quiet")
        check = ("import h5py, sys\na, b = (h5py.File(p) for p in sys.argv[1:])\n"
                 "assert (a['headcount'][3, 0] == b['headcount'][:]).all()\n"
                 "rows = (a['move_design'][:] == 3) & (a['move_arm'][:] == 0)\n"
                 "assert (a['move_time'][:][rows] == b['move_time'][:]).all() and rows.any()\n")
        subprocess.run(["/usr/bin/python3", "-c", check, self.folder / "a.h5", self.folder / "one.h5"],
                check=True)

    def test_shards_of_points_merge_to_the_same_bytes_for_any_threads(self):
        self.done("sweep", TUTORIAL, "-o", "a.h5", "--quiet", "--threads", "1")
        for index in range(4):
            self.done("sweep", TUTORIAL, "-o", f"s{index}.h5", "--quiet", "--threads", "3", "--shard",
                    f"{index}/4")
        self.refused(MACHINE, "merge", "s0.h5", "s3.h5", "-o", "m.h5", says="begins with point")
        self.refused(MACHINE, "merge", "s0.h5", "s1.h5", "-o", "m.h5", says="points 4 to 5 of 6")
        self.done("merge", "s2.h5", "s0.h5", "s3.h5", "s1.h5", "-o", "m.h5")
        self.same("m.h5", "a.h5")

    def test_a_stopped_sweep_goes_on(self):
        self.done("sweep", TUTORIAL, "--replicates", "40", "-o", "whole.h5", "--quiet")
        codes = []
        for _ in range(300):
            codes.append(self.call("sweep", TUTORIAL, "--replicates", "40", "-o", "a.h5", "--quiet",
                    "--max-time",
                                   "0.01 minutes").returncode)
            if codes[-1] == 0:
                break
        self.assertEqual(set(codes), {0, STOPPED})
        self.same("a.h5", "whole.h5")

    def test_a_table_of_another_tool_is_a_design(self):
        self.write("t.csv", "labs.fast.pay,events.crunch.enabled\n700,true\n800,false\n")
        design = self.design("t.toml", 'method = "table"\ntable = "t.csv"\nreplicates = 2\n')
        text = self.done("sweep", design, "--dry-run")
        self.assertIn("labs.fast.pay=800, events.crunch.enabled=false", text)
        self.done("sweep", design, "--quiet")
        self.assertIn("t.h5", self.names())

    def test_dry_run_lists_the_plan_and_writes_nothing(self):
        said = json.loads(self.done("sweep", TUTORIAL, "--dry-run", "--json"))
        self.assertEqual((said["runs"], len(said["points"])), (72, 6))
        self.assertEqual(self.names(), [])

    def test_screening_finds_what_matters(self):
        design = self.design("m.toml",
                'method = "morris"\npoints = 6\nreplicates = 3\n[[parameters]]\npath = "labs.fast.pay"\n'
                             'low = 500\nhigh = 1000\n[[parameters]]\npath = "labs.careful.prestige"\n'
                             'low = 0\nhigh = 0.001\n')
        said = json.loads(self.done("sweep", design, "--metric", "pay_mean@fast", "--json"))
        pay, prestige = said["sensitivity"][0]["parameters"]
        self.assertGreater(pay["strength"], 20 * prestige["strength"])
        self.assertGreater(pay["low"], 0)

    def test_indices_share_out_the_variance(self):
        design = self.design("s.toml",
                'method = "sobol_indices"\npoints = 16\nreplicates = 2\n[[parameters]]\n'
                             'path = "labs.fast.pay"\nlow = 500\nhigh = 1000\n[[parameters]]\n'
                             'path = "labs.careful.prestige"\n'
                             'low = 0\nhigh = 0.001\n')
        text = self.done("sweep", design, "--metric", "pay_mean@fast")
        self.assertIn("first order S", text)

    def test_what_is_not_observable_is_said_in_words(self):
        text = self.done("sweep", TUTORIAL, "-o", "a.h5")  # of one year: nobody can be there after two
        self.assertIn("not observable", text)
        self.assertNotIn("nan", text)

    def test_dry_run_says_memory_disk_and_time(self):
        text = self.done("sweep", TUTORIAL, "--dry-run")
        for word in ("time    about", "memory  about", "disk    about", "72 runs"):
            self.assertIn(word, text)

    def test_values_are_labelled_coordinates_in_xarray(self):
        self.done("sweep", TUTORIAL, "-o", "a.h5", "--quiet")
        check = ("import sys\ntry:\n    import xarray\nexcept ImportError:\n    sys.exit(77)\n"
                 "a = xarray.open_dataset(sys.argv[1], engine='h5netcdf', decode_times=False)\n"
                 "assert a.design_labs_fast_pay.dims == ('design',)\n"
                 "assert set(a.metric_value.dims) == {'metric', 'design', 'arm', 'replicate'}\n"
                 "m = a.metric_value\n"
                 "for name in ('design_name', 'arm_name', 'metric_name', 'design_search_contact_rate'):\n"
                 "    assert name in m.coords, (name, m.coords)\n"
                 "part = m.where(m.design_labs_fast_pay == 900, drop=True)\n"
                 "assert part.sizes['design'] == 2, part\n")
        made = subprocess.run(["/usr/bin/python3", "-c", check, self.folder / "a.h5"], capture_output=True,
                text=True)
        self.assertIn(made.returncode, (0, 77), made.stderr)
        if made.returncode == 77:
            self.skipTest("xarray is not here")

    def test_slips_are_found_before_the_first_run(self):
        self.refused(MISUSE, "sweep", self.design("a.toml", 'method = "sobol"\n'), says="no [[parameters]]")
        self.refused(MISUSE, "sweep", self.design("b.toml", 'metod = "sobol"\n'), says="did you mean method?")
        self.refused(MISUSE, "sweep", self.design("c.toml",
                'method = "grid"\n[[parameters]]\npath = "labs.fast.pey"\n'
                                                  'values = [1, 2]\n'), says="pey")
        self.refused(MISUSE, "sweep", self.design("d.toml",
                'method = "grid"\n[[parameters]]\npath = "labs.fast.equity_share"\n'
                                                  'values = [0.5, 2]\n'), says="between 0 and 1")
        self.refused(MISUSE, "sweep", TUTORIAL, "--metric", "hire", says="Did you mean hires?")
        self.refused(MISUSE, "sweep", "nothing.toml", says="nothing.toml")


if __name__ == "__main__":
    program_test.PROGRAM = str(Path(sys.argv[1]).resolve())
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
