#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A real SLURM on this machine runs what mercato job prints.

Usage: slurm_test.py PROGRAM [TEST...]. Ends with 77 where SLURM is not installed.
"""

import os
import re
import shutil
import signal
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
MACHINE = "4"
PROGRAM = "mercato"

# Who stands still when the daemon above dies is hung up and set going again by the kernel
PAUSED = """#!/bin/bash
trap '' HUP
if [ -n "${{SLURM_RESTART_COUNT:-}}" ]; then exec '{program}' "$@"; fi
trap 'kill -CONT "$pid"; kill -USR1 "$pid"' USR1
'{program}' "$@" & pid=$!
while [ ! -e a.h5.parts/lock ] && kill -0 "$pid" 2>/dev/null; do sleep 0.02; done
kill -STOP "$pid"
echo "$pid" >paused.new && mv paused.new paused.pid
while :; do wait "$pid"; kill -0 "$pid" 2>/dev/null || break; done
wait "$pid"
code=$?
echo "$code" >paused.code
exit "$code"
"""


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

    def submit(self, *words, program=None, time_limit="5"):
        """Submits what mercato job prints; numbers of the jobs."""
        script = self.call(PROGRAM, "job", *words, "--program", program or PROGRAM, "--time", time_limit).stdout
        (self.folder / "job.sh").write_text(script)
        self.call("bash", "-n", "job.sh")
        return re.findall(r"job (\d+)", self.call("bash", "job.sh").stdout)

    def paused_at_first(self):
        """A program whose first attempt of a job stands still, once it has begun, until it is asked to stop."""
        path = self.folder / "paused"
        path.write_text(PAUSED.format(program=PROGRAM))
        path.chmod(0o755)
        return path

    def state_of(self, job):
        shown = self.call("scontrol", "show", "job", "-o", job, check=False).stdout
        return re.findall(r"JobState=(\w+)", shown)

    def wait_until(self, what, holds, seconds=150):
        end = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > end:
                logs = "\n".join(f"{p}: {p.read_text()}" for p in self.folder.rglob("*.log"))
                self.fail(f"never {what}\n{logs}")
            time.sleep(0.1)

    def wait_for(self, job, *wanted):
        """Every job of an array is in one of these states; one that is in another for good is a failure."""
        final = {"COMPLETED", "FAILED", "CANCELLED", "TIMEOUT", "NODE_FAIL"} - set(wanted)

        def is_there():
            states = self.state_of(job)
            self.assertFalse(final & set(states), f"job {job} is {states}, and {wanted} was wanted\n" +
                    "\n".join(p.read_text() for p in self.folder.rglob("*.log")))
            return bool(states) and set(states) <= set(wanted)

        self.wait_until(f"{job} in {wanted}", is_there)

    def begins(self):
        """Waits until the program is at work: a signal before that meets nobody who could save anything."""
        self.wait_until("at work", (self.folder / "a.h5.parts/lock").exists)

    def starts_again(self, job):
        """A job that was queued again may begin after two minutes only, unless it is told otherwise. A node refuses a
        job that begins again in the second in which it was ended there (\"already killed, do not launch\")."""
        def is_running():
            return set(self.state_of(job)) & {"RUNNING", "COMPLETED", "FAILED"}

        self.wait_for(job, "PENDING")
        time.sleep(3)
        self.call("scontrol", "update", f"JobId={job}", "StartTime=now")
        self.wait_until("started again", is_running)

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
        for _ in range(2):
            self.begins()
            self.call("scancel", "-b", "-s", "USR1", job)  # what --signal=B:USR1@… does
            self.wait_for(job, "PENDING")
            self.assertTrue((self.folder / "a.h5.parts").is_dir())
            self.assertFalse((self.folder / "a.h5").exists())
            self.starts_again(job)
        self.wait_for(job, "COMPLETED")
        self.assertEqual((self.folder / "a.h5").read_bytes(), whole)
        self.assertEqual((self.folder / "a.h5.log").read_text().count("outcome: stopped"), 2)

    def test_a_job_whose_time_runs_out_goes_on_in_a_second_attempt(self):
        words = (BASELINE, *SMALL, "--replicates", "40")
        whole = self.direct("run", *words)
        (job,) = self.submit(*words, "--warning", "30", "-o", "a.h5", program=self.paused_at_first(),
                time_limit="1")
        self.begins()
        self.starts_again(job)  # SLURM itself has warned, the task has put itself in the queue
        self.wait_for(job, "COMPLETED")
        self.assertEqual((self.folder / "a.h5").read_bytes(), whole)
        self.assertEqual((self.folder / "a.h5.log").read_text().count("outcome: stopped"), 1)
        self.assertIn("Restarts=1", self.call("scontrol", "show", "job", "-o", job).stdout)

    def test_a_cancelled_job_leaves_what_the_same_line_goes_on_with(self):
        words = (BASELINE, *SMALL, "--replicates", "150")
        whole = self.direct("run", *words)
        (job,) = self.submit(*words, "-o", "a.h5")
        self.begins()
        self.call("scancel", job)
        self.wait_for(job, "CANCELLED")
        self.wait_until("given up", lambda: not (self.folder / "a.h5.parts/lock").exists())
        self.assertFalse((self.folder / "a.h5").exists())
        self.call(PROGRAM, "run", *words, "-o", "a.h5", "--quiet")
        self.assertEqual((self.folder / "a.h5").read_bytes(), whole)

    def test_of_two_attempts_at_once_the_older_stops(self):
        words = (BASELINE, *SMALL, "--replicates", "150")
        whole = self.direct("run", *words)
        (job,) = self.submit(*words, "-o", "a.h5", program=self.paused_at_first())
        lock = self.folder / "a.h5.parts/lock"
        self.wait_until("paused", (self.folder / "paused.pid").exists)
        orphan = int((self.folder / "paused.pid").read_text())
        self.node_forgets_its_job(orphan)
        self.call("scontrol", "requeue", job, check=False)  # the controller may have found out by itself
        self.starts_again(job)
        self.wait_until("taken over", lambda: lock.exists() and "restart 1" in lock.read_text())
        os.kill(orphan, signal.SIGCONT)
        self.wait_until("ended", lambda: not Path(f"/proc/{orphan}/cmdline").exists() or
                not Path(f"/proc/{orphan}/cmdline").read_bytes())
        self.wait_for(job, "COMPLETED")
        self.assertEqual((self.folder / "a.h5").read_bytes(), whole)
        self.assertEqual((self.folder / "paused.code").read_text().strip(), MACHINE)
        said = "".join(p.read_text() for p in (self.folder / "a.h5.shards").glob("*.log"))
        self.assertIn("a later attempt of this job", said)

    def node_forgets_its_job(self, process):
        """The daemons of the node die, and what they watched over lives on."""
        daemon = Path(self.state) / "d/slurmd.sim0.pid"
        step = process
        while Path(f"/proc/{step}/comm").read_text().strip() != "slurmstepd":
            step = int(re.search(r"PPid:\s+(\d+)", Path(f"/proc/{step}/status").read_text()).group(1))
            self.assertGreater(step, 1)
        os.kill(int(daemon.read_text()), signal.SIGKILL)
        os.kill(step, signal.SIGKILL)
        self.wait_until("orphaned", lambda: not Path(f"/proc/{step}/cmdline").exists() or
                not Path(f"/proc/{step}/cmdline").read_bytes())
        os.kill(process, signal.SIGSTOP)
        self.call("slurmd", "-N", "sim0")
        time.sleep(3)  # it says at the controller what it knows


if __name__ == "__main__":
    os.environ["PATH"] += ":/usr/sbin:/sbin"
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        print(f"skipped: {', '.join(missing)} not installed")
        sys.exit(SKIPPED)
    PROGRAM = str(Path(sys.argv[1]).resolve())
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
