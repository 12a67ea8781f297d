#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A real SLURM on this machine runs what mercato job prints.

Usage: slurm_test.py PROGRAM [TEST...]. Ends with 77 where SLURM is not installed.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BASELINE = ROOT / "scenarios/baseline.toml"
MINIMAL = ROOT / "scenarios/minimal.toml"
SMALL = ["--set", "run.scale=0.02", "--set", "record.panel=20"]
NEEDED = ("slurmctld", "slurmd", "sbatch", "munged")
SKIPPED = 77
PROGRAM = "mercato"


class Slurm(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.state = tempfile.mkdtemp(prefix="mercato-slurm-", dir="/tmp")
        os.chmod(cls.state, 0o755)
        # Daemons keep what they inherit: no pipe may wait for them
        said = Path(cls.state).with_suffix(".out")
        with open(said, "w") as out:
            subprocess.run([HERE / "slurm_up", cls.state + "/d"], check=True, stdout=out, timeout=60,
                           stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        cls.environment = {**os.environ, "SLURM_CONF": said.read_text().strip().splitlines()[-1]}
        said.unlink()

    @classmethod
    def tearDownClass(cls):
        subprocess.run([HERE / "slurm_down", cls.state + "/d"], check=False, env=cls.environment)
        shutil.rmtree(cls.state, ignore_errors=True)

    def setUp(self):
        self.holder = tempfile.TemporaryDirectory()
        self.folder = Path(self.holder.name)

    def tearDown(self):
        self.holder.cleanup()

    def call(self, *words, check=True):
        return subprocess.run(list(map(str, words)), cwd=self.folder, env=self.environment,
                capture_output=True,
                              text=True, timeout=240, check=check, stdin=subprocess.DEVNULL)

    def direct(self, *words):
        self.call(PROGRAM, *words, "-o", "direct.h5", "--quiet")
        return (self.folder / "direct.h5").read_bytes()

    def submit(self, *words):
        """Submits what mercato job prints; numbers of the jobs."""
        script = self.call(PROGRAM, "job", *words, "--program", PROGRAM, "--time", "5").stdout
        (self.folder / "job.sh").write_text(script)
        self.call("bash", "-n", "job.sh")
        return re.findall(r"job (\d+)", self.call("bash", "job.sh").stdout)

    def state_of(self, job):
        shown = self.call("scontrol", "show", "job", "-o", job, check=False).stdout
        return re.findall(r"JobState=(\w+)", shown)

    def wait_for(self, job, *wanted, seconds=180):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            states = self.state_of(job)
            if states and all(s in wanted for s in states):
                return
            time.sleep(0.2)
        logs = "\n".join(f"{p}: {p.read_text()}" for p in self.folder.rglob("*.log"))
        self.fail(f"job {job} is {self.state_of(job)}, not {wanted}\n{logs}")

    def test_an_array_of_four_and_its_merge_leave_the_bytes_of_one_job(self):
        whole = self.direct("run", BASELINE, *SMALL, "--replicates", "9")
        array, merge = self.submit(BASELINE, *SMALL, "--replicates", "9", "--shards", "4", "-o", "a.h5")
        self.wait_for(merge, "COMPLETED")
        self.assertEqual(self.state_of(array), ["COMPLETED"] * 4)
        self.assertEqual((self.folder / "a.h5").read_bytes(), whole)
        self.assertEqual(sorted(p.name for p in (self.folder / "a.h5.shards").glob("*.h5")),
                         ["0.h5", "1.h5", "2.h5", "3.h5"])

    def test_a_comparison_runs_as_an_array_too(self):
        words = ("--set", "labs.fast.pay=it's", "--replicates", "4")
        refused = self.call(PROGRAM, "job", MINIMAL, "--compare", *words, check=False)
        self.assertEqual(refused.returncode, 2)
        words = ("--set", "labs.fast.pay=900", "--replicates", "4")
        whole = self.direct("compare", MINIMAL, *words)
        _, merge = self.submit(MINIMAL, "--compare", *words, "--shards", "2", "-o", "c.h5")
        self.wait_for(merge, "COMPLETED")
        self.assertEqual((self.folder / "c.h5").read_bytes(), whole)

    def test_a_warned_job_saves_is_queued_again_and_ends_with_the_same_bytes(self):
        words = (BASELINE, *SMALL, "--replicates", "150")
        whole = self.direct("run", *words)
        (job,) = self.submit(*words, "-o", "a.h5")
        self.wait_for(job, "RUNNING")
        for _ in range(2):
            time.sleep(1.5)
            self.call("scancel", "-b", "-s", "USR1", job)  # what --signal=B:USR1@… does
            self.wait_for(job, "PENDING")
            self.assertTrue((self.folder / "a.h5.parts").is_dir())
            self.assertFalse((self.folder / "a.h5").exists())
            self.call("scontrol", "update", f"JobId={job}", "StartTime=now")
            self.wait_for(job, "RUNNING", "COMPLETED")
        self.wait_for(job, "COMPLETED")
        self.assertEqual((self.folder / "a.h5").read_bytes(), whole)
        self.assertEqual((self.folder / "a.h5.log").read_text().count("outcome: stopped"), 2)

    def test_a_cancelled_job_leaves_what_the_same_line_goes_on_with(self):
        words = (BASELINE, *SMALL, "--replicates", "150")
        whole = self.direct("run", *words)
        (job,) = self.submit(*words, "-o", "a.h5")
        self.wait_for(job, "RUNNING")
        time.sleep(1.5)
        self.call("scancel", job)
        self.wait_for(job, "CANCELLED")
        end = time.monotonic() + 30
        while not list((self.folder / "a.h5.parts").glob("part*.h5")) and time.monotonic() < end:
            time.sleep(0.1)
        self.assertFalse((self.folder / "a.h5").exists())
        time.sleep(0.5)  # the program gives the lock up
        self.call(PROGRAM, "run", *words, "-o", "a.h5", "--quiet")
        self.assertEqual((self.folder / "a.h5").read_bytes(), whole)


if __name__ == "__main__":
    os.environ["PATH"] += ":/usr/sbin:/sbin"
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        print(f"skipped: {', '.join(missing)} not installed")
        sys.exit(SKIPPED)
    PROGRAM = str(Path(sys.argv[1]).resolve())
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
