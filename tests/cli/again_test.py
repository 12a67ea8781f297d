#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Results run again, compared, verified, and taken to other programs; job scripts.

Usage: again_test.py PROGRAM [TEST...]
"""

import csv
import json
import subprocess
import sys
import unittest
from pathlib import Path

import program_test
from program_test import BASELINE, MACHINE, MINIMAL, MISUSE, ROOT, SAYS_NO, InFolder

TUTORIAL = ROOT / "scenarios/designs/tutorial.toml"


class Again(InFolder):
    def made(self, name, *words):
        self.done("run", MINIMAL, "--quiet", "-o", name, *words)
        return self.folder / name

    def test_diff_names_the_first_difference(self):
        self.made("a.h5")
        self.made("same.h5")
        self.made("b.h5", "--set", "events.crunch.enabled=false")
        self.assertIn("The same bytes", self.done("diff", "a.h5", "same.h5"))
        result = self.call("diff", "a.h5", "b.h5")
        self.assertEqual(result.returncode, SAYS_NO)
        self.assertIn("scenario_hash", result.stdout)
        said = json.loads(self.call("diff", "a.h5", "b.h5", "--json").stdout)
        self.assertFalse(said["same"])
        self.assertGreaterEqual(said["first"]["at"], "2025-03-01", said)
        self.assertIn("replicate", said["first"]["run"])
        self.assertNotEqual(said["first"]["one"], said["first"]["other"])

    def test_diff_of_other_shapes_says_so(self):
        self.made("a.h5")
        self.made("few.h5", "--replicates", "2")
        self.done("run", BASELINE, "--set", "run.scale=0.01", "--replicates", "1", "-o", "b.h5", "--quiet")
        self.assertEqual(self.call("diff", "a.h5", "few.h5").returncode, SAYS_NO)
        result = self.call("diff", "a.h5", "b.h5")
        self.assertEqual(result.returncode, SAYS_NO, result.stderr)
        self.refused(MACHINE, "diff", "a.h5", "nothing.h5", says="nothing.h5")

    def test_rerun_leaves_the_same_bytes(self):
        self.made("a.h5")
        self.assertIn("The same bytes again", self.done("rerun", "a.h5", "--threads", "2"))
        self.done("rerun", "a.h5", "-o", "again.h5", "--quiet")
        self.assertEqual((self.folder / "again.h5").read_bytes(), (self.folder / "a.h5").read_bytes())
        self.done("compare", MINIMAL, "--set", "labs.fast.pay=900", "-o", "c.h5", "--quiet")
        self.done("rerun", "c.h5", "--quiet")
        self.done("run", MINIMAL, "--shard", "1/2", "-o", "s.h5", "--quiet")
        self.done("rerun", "s.h5", "--quiet")

    def test_rerun_knows_designs_and_merged_files(self):
        self.done("sweep", TUTORIAL, "--replicates", "3", "-o", "d.h5", "--quiet")
        self.assertIn("The same bytes again", self.done("rerun", "d.h5"))
        for index in range(3):
            self.done("sweep", TUTORIAL, "--replicates", "3", "-o", f"s{index}.h5", "--quiet", "--shard",
                    f"{index}/3")
        self.refused(MACHINE, "rerun", "s1.h5", says="Merge all shards first")
        self.done("merge", "s0.h5", "s1.h5", "s2.h5", "-o", "m.h5", "--quiet")
        self.done("rerun", "m.h5", "--quiet", "--threads", "2")
        for index in range(2):
            self.made(f"r{index}.h5", "--shard", f"{index}/2")
        self.done("merge", "r0.h5", "r1.h5", "-o", "r.h5", "--quiet")
        self.done("rerun", "r.h5", "--quiet")

    def test_rerun_of_a_changed_file_says_what_is_other(self):
        path = self.made("a.h5")
        change = ("import h5py, sys\nwith h5py.File(sys.argv[1], 'r+') as f:\n"
                  "    f['headcount'][2, 10, 1] = 999\n")
        subprocess.run(["/usr/bin/python3", "-c", change, str(path)], check=True)
        result = self.call("rerun", "a.h5")
        self.assertEqual(result.returncode, SAYS_NO, result.stderr)
        self.assertIn("replicate 2", result.stdout)
        self.assertIn("lab careful", result.stdout)
        self.assertIn("headcount is 999 and", result.stdout)

    def test_verify_prints_the_matrix(self):
        text = self.done("verify", MINIMAL)
        for words in ("2 threads", "8 threads", "2 shards, merged", "stopped after each replicate",
                "less often"):
            self.assertIn(words, text)
        self.assertNotIn("DIFFERENT", text)
        checks = json.loads(self.done("verify", MINIMAL, "--json"))["checks"]
        self.assertTrue(all(check["same"] for check in checks))
        self.assertEqual(self.names(), [])

    def test_export_writes_tables_that_say_what_the_file_says(self):
        self.made("a.h5")
        self.done("export", "--csv", "a.h5")
        rows = {}
        for path in (self.folder / "a").iterdir():
            with open(path, newline="") as file:
                rows[path.name] = list(csv.DictReader(file))
        info = json.loads(self.done("info", "a.h5", "--json"))
        self.assertEqual(len(rows["move.csv"]), info["moves"])
        self.assertEqual(len(rows["offer.csv"]), info["offers"])
        self.assertEqual(len(rows["replicate_time_lab.csv"]),
                info["replicates"] * info["times"] * len(info["labs"]))
        first, last = rows["replicate_time_lab.csv"][0], rows["replicate_time_lab.csv"][-1]
        self.assertEqual((first["replicate"], first["time"], first["lab"]), ("0", info["start"], "fast"))
        self.assertEqual((last["replicate"], last["time"], last["lab"]), ("3", info["end"], "careful"))
        self.assertEqual(first["headcount"], "6")
        self.assertIn(rows["offer.csv"][0]["offer_answer"], {"declined", "accepted", "countered", "lapsed",
                "refused"})
        self.assertRegex(rows["move.csv"][0]["move_time"], r"^2025-\d\d-\d\dT")
        self.assertEqual(rows["fact.csv"][0]["fact_id"], "plan_kept")
        self.refused(MACHINE, "export", "a.h5", says="File exists")
        self.done("export", "a.h5", "--force", "--quiet")

    def test_pandas_and_r_read_the_tables(self):
        self.made("a.h5")
        self.done("export", "--csv", "a.h5", "--quiet")
        moves = json.loads(self.done("info", "a.h5", "--json"))["moves"]
        in_pandas = ("import pandas\nt = pandas.read_csv('a/move.csv', parse_dates=['move_time'])\n"
                     "print(len(t), str(t.move_time.dt.tz), t.move_to.dtype)\n"
                     "print(pandas.read_csv('a/replicate_time_lab.csv').headcount.sum())")
        in_r = ("t <- read.csv('a/move.csv'); first <- as.POSIXct(t$move_time[1], tz='UTC', "
                "format='%Y-%m-%dT%H:%M:%S'); cat(nrow(t), format(first, '%Y'), '\\n'); "
                "cat(sum(read.csv('a/replicate_time_lab.csv')$headcount))")
        readers = {"pandas": ["/usr/bin/python3", "-c", in_pandas], "R": ["Rscript", "-e", in_r]}
        said = {}
        for name, line in readers.items():
            try:
                made = subprocess.run(line, cwd=self.folder, capture_output=True, text=True, timeout=120)
            except FileNotFoundError:
                continue
            if "No module named" not in made.stderr:
                self.assertEqual(made.returncode, 0, made.stderr)
                said[name] = made.stdout.split()
        if not said:
            self.skipTest("neither pandas nor R is installed")
        for words in said.values():
            self.assertEqual(int(words[0]), moves)
        if "pandas" in said:
            self.assertEqual(said["pandas"][1], "UTC")
        if "R" in said:
            self.assertEqual(said["R"][1], "2025")
        self.assertEqual(len({words[-1] for words in said.values()}), 1)

    def test_export_names_arms(self):
        self.done("compare", MINIMAL, "--set", "labs.fast.pay=900", "-o", "c.h5", "--quiet")
        self.done("export", "c.h5", "-o", "tables", "--quiet")
        with open(self.folder / "tables/arm_replicate_time_lab.csv", newline="") as file:
            arms = [row["arm"] for row in csv.DictReader(file)]
        self.assertEqual((arms[0], arms[-1]), ("base", "labs.fast.pay=900"))


class Job(InFolder):
    def test_the_script_is_a_script_and_carries_what_was_said(self):
        text = self.done("job", BASELINE, "--set", "search.contact_rate=2", "--shards", "16", "--replicates",
                "160",
                         "--cpus", "4", "--time", "02:00:00", "--sbatch", "--partition=long", "-o",
                                 "out/b.h5")
        for words in ("--array=0-15", "--signal=B:USR1@120", "--requeue", "--cpus-per-task=4",
                "--time=02:00:00",
                      "#SBATCH --partition=long", "'search.contact_rate=2'", "$SLURM_CPUS_PER_TASK",
                              "afterok",
                      '--shard "$SLURM_ARRAY_TASK_ID/16"', "--resume", " merge "):
            self.assertIn(words, text)
        script = self.write("job.sh", text)
        subprocess.run(["bash", "-n", script], check=True)

    def test_one_task_needs_no_merge(self):
        text = self.done("job", MINIMAL)
        self.assertNotIn("array", text)
        self.assertNotIn("merge", text)

    def test_a_slip_is_found_before_anything_is_submitted(self):
        self.refused(MISUSE, "job", MINIMAL, "--set", "labs.fast.pey=1", says="pey")
        self.refused(MISUSE, "job", MINIMAL, "--shards", "5", says="more than the 4 replicates")


if __name__ == "__main__":
    program_test.PROGRAM = str(Path(sys.argv[1]).resolve())
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
