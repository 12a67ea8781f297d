#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs that are stopped, killed and gone on with leave the file of a run that never was.

Usage: stopping_test.py PROGRAM [TEST...]; MERCATO_KILLS=N kills so often (50 unless given), and
asks to stop 2 N / 5 times.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
import unittest
from pathlib import Path

import program_test
from program_test import BASELINE, DONE, MACHINE, MINIMAL, MISUSE, InFolder

STOPPED = 85
KILLS = int(os.environ.get("MERCATO_KILLS", "50"))
SMALL = ("--set", "run.scale=0.02", "--set", "record.panel=20")


class Stopping(InFolder):
    def start(self, *words, **more):
        line = [program_test.PROGRAM, *map(str, words)]
        return subprocess.Popen(line, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                text=True, **more)

    def at_work(self, process):
        """Waits until it has begun to save."""
        parts = self.folder / "a.h5.parts"
        while not (parts.exists() and any(parts.iterdir())):
            self.assertIsNone(process.poll(), "it ended before it saved anything")
            time.sleep(0.005)

    def whole(self, *words):
        self.done(*words, "--quiet", "-o", "whole.h5")
        return (self.folder / "whole.h5").read_bytes()

    def interrupted(self, words, kills, rng):
        """Kills attempts of one line until enough have died, then lets it end; how often each signal came."""
        died = {signal.SIGKILL: 0, signal.SIGTERM: 0}
        for _ in range(20 * kills):
            threads = str(rng.randint(1, 3))
            every = f"{rng.choice([0.0001, 0.001, 0.003])} minutes"
            process = self.start(*words, "--quiet", "--threads", threads, "--checkpoint-every", every, "-o",
                    "a.h5")
            if sum(died.values()) >= kills:
                self.assertEqual(process.wait(timeout=240), DONE, process.stderr.read())
                process.communicate()
                return died
            which = signal.SIGKILL if rng.random() < 0.7 else signal.SIGTERM
            time.sleep(rng.uniform(0.02, 0.5))
            process.send_signal(which)
            _, error = process.communicate(timeout=120)
            if process.returncode in (-signal.SIGKILL, STOPPED, -signal.SIGTERM):
                died[which] += 1
            else:
                self.assertEqual(process.returncode, DONE, error)  # it was faster
                (self.folder / "a.h5").unlink()
        self.fail("never killed often enough")

    def test_however_often_it_is_killed_the_bytes_are_the_same(self):
        rng = random.Random(17)
        words = ("run", BASELINE, *SMALL, "--replicates", "40")
        whole = self.whole(*words)
        died = {signal.SIGKILL: 0, signal.SIGTERM: 0}
        while died[signal.SIGKILL] < KILLS or died[signal.SIGTERM] < 2 * KILLS // 5:
            for which, count in self.interrupted(words, 14, rng).items():
                died[which] += count
            self.assertEqual((self.folder / "a.h5").read_bytes(), whole, died)
            self.assertEqual(self.names(), ["a.h5", "a.h5.log", "whole.h5", "whole.h5.log"])
            (self.folder / "a.h5").unlink()

    def test_so_are_those_of_a_comparison(self):
        words = ("compare", BASELINE, *("--all" if w == "--set" else w for w in SMALL), "--set",
                "labs.openai.cliff=0",
                 "--replicates", "12")
        whole = self.whole(*words)
        self.interrupted(words, 8, random.Random(4))
        self.assertEqual((self.folder / "a.h5").read_bytes(), whole)

    def test_every_signal_that_asks_saves_and_ends_with_85(self):
        words = ("run", BASELINE, *SMALL, "--replicates", "2000", "--quiet", "-o", "a.h5")
        for which in (signal.SIGTERM, signal.SIGINT, signal.SIGUSR1, signal.SIGXCPU):
            process = self.start(*words)
            self.at_work(process)
            time.sleep(0.1)
            begun = time.monotonic()
            process.send_signal(which)
            _, error = process.communicate(timeout=60)
            self.assertEqual(process.returncode, STOPPED, error)
            self.assertLess(time.monotonic() - begun, 10)
            self.assertIn("the same line goes on", error)
            self.assertEqual(self.names(), ["a.h5.log", "a.h5.parts"])
            shutil.rmtree(self.folder / "a.h5.parts")
        self.assertIn("outcome: stopped", (self.folder / "a.h5.log").read_text())

    def test_a_limit_on_time_does_the_same(self):
        words = ("run", BASELINE, *SMALL, "--replicates", "30", "-o", "a.h5", "--threads", "1")
        whole = self.whole(*words[:-4], "--threads", "2")
        codes, limit = [], 0.005
        while not codes or codes[-1] == STOPPED:  # a slow machine gets nothing done within the first limits
            codes.append(self.call(*words, "--max-time", f"{limit:.4f} minutes", "--quiet").returncode)
            limit *= 1.5
        self.assertEqual(set(codes), {DONE, STOPPED})
        self.assertEqual((self.folder / "a.h5").read_bytes(), whole)
        self.refused(MISUSE, "run", MINIMAL, "--max-time", "soon", says="a time above 0 with its unit")

    def test_a_replicate_goes_on_in_its_midst(self):
        """No attempt has the time for the whole, so that one that begins anew would never end."""
        words = ("run", BASELINE, "--replicates", "1", "--threads", "1")
        begun = time.monotonic()
        whole = self.whole(*words)
        limit = (time.monotonic() - begun) / 2 / 60
        for _ in range(40):
            code = self.call(*words, "-o", "a.h5", "--max-time", f"{limit:.5f} minutes").returncode
            if code != STOPPED:
                break
        self.assertEqual(code, DONE)
        self.assertEqual((self.folder / "a.h5").read_bytes(), whole)

    def under_way(self, words):
        """Kills a run that has kept its replicate twice; the files it left of it, the newest first."""
        process = self.start(*words, "--checkpoint-every", "0.0005 minutes")
        parts = self.folder / "a.h5.parts"
        while not (list(parts.glob("state*.previous")) and list(parts.glob("state*.snapshot"))):
            self.assertIsNone(process.poll(), "it ended before it was killed")
            time.sleep(0.005)
        process.kill()
        process.communicate()
        return [next(parts.glob("state*.snapshot")), next(parts.glob("state*.previous"))]

    def test_what_is_damaged_of_a_replicate_under_way_is_not_built_upon(self):
        words = ("run", BASELINE, "--replicates", "1", "--threads", "1", "-o", "a.h5")
        whole = self.whole(*words[:-2])

        def flipped(path):
            data = bytearray(path.read_bytes())
            data[len(data) // 2] ^= 1
            path.write_bytes(data)

        def cut(path):
            with open(path, "r+b") as file:
                file.truncate(path.stat().st_size // 2)

        for damage, which in ((flipped, slice(0, 1)), (cut, slice(0, 2)), (cut, slice(1, 2))):
            for path in self.under_way(words)[which]:
                damage(path)
            result = self.call(*words)
            self.assertEqual(result.returncode, DONE, result.stderr)
            self.assertIn("is damaged", result.stderr)
            self.assertEqual((self.folder / "a.h5").read_bytes(), whole)
            (self.folder / "a.h5").unlink()

    def test_a_replicate_under_way_of_another_run_is_refused_and_kept(self):
        words = ("run", BASELINE, "--replicates", "1", "--quiet", "--threads", "1", "-o", "a.h5")
        saved = self.under_way(words)
        self.refused(MACHINE, *words, "--seed", "2", says="its seed is 1, and 2 is wanted")
        self.refused(MACHINE, *words, "--set", "search.contact_rate=9 1/years", says="scenario")
        self.assertTrue(all(path.exists() for path in saved))
        self.done(*words, "--seed", "2", "--force")
        self.assertEqual(self.names(), ["a.h5", "a.h5.log"])

    def test_a_finished_run_is_extended(self):
        crisis = program_test.ROOT / "scenarios/episodes/board_crisis.toml"
        for scenario, end, until in ((BASELINE, "2023-06-03T07:11:00Z", "2024-03-01T00:00:00Z"),
                                     (crisis, "2023-11-19T09:30:00Z", "2024-01-05T00:00:00Z")):
            words = ("run", scenario, *SMALL, "--replicates", "3")
            whole = self.whole(*words, "--until", until)
            for more in ((), ("--keep-states",)):
                self.done(*words, "--set", f"run.end={end}", "--quiet", "-o", "a.h5", "--threads", "2", *more)
                self.assertEqual((self.folder / "a.h5.states").exists(), bool(more))
                longer = (*words, "--quiet", "-o", "a.h5", "--until")
                self.refused(MACHINE, *longer, "2023-03-01T00:00:00Z" if scenario == BASELINE else
                             "2023-11-18T00:00:00Z", says="it goes on to")
                self.refused(MACHINE, *longer, until, "--seed", "2", says="its seed is 1, and 2 is wanted")
                self.done(*longer, until)
                self.assertEqual((self.folder / "a.h5").read_bytes(), whole)
                self.done(*longer, until)  # nothing is left to do
                (self.folder / "a.h5").unlink()
            shutil.rmtree(self.folder / "a.h5.states")
            (self.folder / "whole.h5").unlink()

    def test_a_finished_result_is_resumed_by_doing_nothing(self):
        self.done("run", MINIMAL, "-o", "a.h5", "--quiet")
        before = (self.folder / "a.h5").stat().st_mtime_ns
        self.done("run", MINIMAL, "-o", "a.h5", "--resume")
        self.assertEqual((self.folder / "a.h5").stat().st_mtime_ns, before)
        self.refused(MACHINE, "run", MINIMAL, "-o", "a.h5", says="File exists")
        self.refused(MACHINE, "run", MINIMAL, "-o", "a.h5", "--resume", "--seed", "3",
                says="its seed is 1, and 3 is wanted")

    def test_parts_of_another_run_are_refused_and_kept(self):
        words = ("run", BASELINE, *SMALL, "--replicates", "500", "--quiet", "-o", "a.h5")
        self.assertEqual(self.call(*words, "--max-time", "0.03 minutes").returncode, STOPPED)
        saved = sorted((self.folder / "a.h5.parts").iterdir())
        self.refused(MACHINE, *words, "--seed", "2", says="its seed is 1, and 2 is wanted")
        self.assertEqual(sorted((self.folder / "a.h5.parts").iterdir()), saved)

    def test_a_second_writer_is_refused_while_the_first_lives(self):
        words = ("run", BASELINE, *SMALL, "--replicates", "2000", "--quiet", "-o", "a.h5")
        first = self.start(*words)
        self.at_work(first)
        self.refused(MACHINE, *words, says="another process is writing it")
        first.terminate()
        first.communicate(timeout=60)
        self.assertEqual(first.returncode, STOPPED)

    def test_a_later_attempt_of_a_job_takes_over_and_the_earlier_one_stops(self):
        words = ("run", BASELINE, *SMALL, "--quiet", "-o", "a.h5", "--checkpoint-every", "0.001 minutes")
        whole = self.whole("run", BASELINE, *SMALL, "--replicates", "60")
        words += ("--replicates", "60", "--threads", "1")
        orphan = self.start(*words, env={**os.environ, "SLURM_JOB_ID": "7"})
        self.at_work(orphan)
        late = self.call(*words, env={**os.environ, "SLURM_JOB_ID": "7", "SLURM_RESTART_COUNT": "1"})
        _, error = orphan.communicate(timeout=120)
        self.assertEqual(late.returncode, DONE, late.stderr)
        self.assertEqual(orphan.returncode, MACHINE, error)
        self.assertIn("a later attempt of this job", error)
        self.assertEqual((self.folder / "a.h5").read_bytes(), whole)


if __name__ == "__main__":
    program_test.PROGRAM = str(Path(sys.argv[1]).resolve())
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
