#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the program does when the machine fails it: exit code 4, a clear word, nothing half-written under the
final name. Usage: machine_test.py PROGRAM [TEST...]"""

import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
import unittest
from pathlib import Path

import program_test
from program_test import BASELINE, MACHINE, MINIMAL, ROOT, InFolder

NOBODY = 65534


def limited(kind, most):
    """For the child: no more than most bytes of what kind limits."""

    def apply():
        resource.setrlimit(kind, (most, most))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    return apply


def as_nobody():
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


class Disk(InFolder):
    def full(self, *words):
        """With the result on a tmpfs of 64 kB, where the system lets us mount one for ourselves."""
        place = self.folder / "small"
        place.mkdir(exist_ok=True)
        script = ('mount -t tmpfs -o size=64k none "$1" && shift && "$@"; code=$?; '
                  'ls -A "$place" >&2; exit $code')
        line = ["bash", "-c", script, "_", place, program_test.PROGRAM, *words, "-o", place / "a.h5"]
        mounted = ["unshare", "--mount"] + ([] if os.geteuid() == 0 else ["--map-root-user", "--user"])
        trial = subprocess.run([*mounted, "mount", "-t", "tmpfs", "none", place], capture_output=True)
        if trial.returncode != 0:
            self.skipTest("no tmpfs may be mounted here")
        result = subprocess.run([*mounted, *map(str, line)], capture_output=True, text=True,
                                env={**os.environ, "place": str(place)}, cwd=self.folder)
        self.assertEqual(result.returncode, MACHINE, result.stderr)
        self.assertIn("a.h5", result.stderr)
        self.assertNotRegex(result.stderr, r"(?m)^a\.h5$")

    def test_a_full_disk_leaves_nothing_half_written(self):
        self.full("run", MINIMAL)

    def test_so_do_comparisons_and_sweeps(self):
        self.full("compare", MINIMAL, "--set", "labs.fast.pay=900")
        self.full("sweep", ROOT / "scenarios/designs/tutorial.toml")

    def test_a_file_that_may_not_grow_is_the_same(self):
        self.refused(MACHINE, "run", MINIMAL, says="minimal.h5",
                     preexec_fn=limited(resource.RLIMIT_FSIZE, 30000))
        self.assertNotIn("minimal.h5", self.names())

    def test_a_result_that_could_not_be_replaced_is_still_there(self):
        self.done("run", MINIMAL)
        before = (self.folder / "minimal.h5").read_bytes()
        self.refused(MACHINE, "run", MINIMAL, "--force", "--seed", "2",
                     preexec_fn=limited(resource.RLIMIT_FSIZE, 30000))
        self.assertEqual((self.folder / "minimal.h5").read_bytes(), before)

    def test_standard_output_that_takes_nothing_is_told(self):
        with open("/dev/full", "w", encoding="utf-8") as full:
            result = subprocess.run([program_test.PROGRAM, "scenario", "new"], stdout=full,
                                    stderr=subprocess.PIPE, text=True)
        self.assertEqual(result.returncode, MACHINE)
        self.assertIn("standard output", result.stderr)


class Places(InFolder):
    def test_a_folder_that_is_not_there_or_is_in_the_way(self):
        self.refused(MACHINE, "run", MINIMAL, "-o", "no/such/folder/a.h5", says="a.h5")
        (self.folder / "a.h5").mkdir()
        self.refused(MACHINE, "run", MINIMAL, "-o", "a.h5", says="a.h5")
        self.refused(MACHINE, "run", MINIMAL, "-o", "a.h5", "--force", says="a.h5")
        self.assertTrue((self.folder / "a.h5").is_dir())

    def test_a_folder_in_which_one_may_not_write(self):
        place = self.folder / "theirs"
        place.mkdir(mode=0o555)
        self.folder.chmod(0o755)
        program = self.folder / "mercato"
        shutil.copy(program_test.PROGRAM, program)
        program.chmod(program.stat().st_mode | stat.S_IRWXU | stat.S_IXOTH | stat.S_IROTH)
        scenario = self.folder / "minimal.toml"
        shutil.copy(MINIMAL, scenario)
        scenario.chmod(0o644)
        self.refused(MACHINE, "run", scenario, "-o", place / "a.h5", says="a.h5", program=program,
                     preexec_fn=as_nobody)
        self.assertEqual(list(place.iterdir()), [])


class Memory(InFolder):
    def setUp(self):
        super().setUp()
        if "-fsanitize" in self.done("--version"):
            self.skipTest("a sanitizer reserves more addresses than any limit leaves")

    def test_more_people_than_memory_holds_are_refused_before_they_are_made(self):
        words = ["run", BASELINE, "--set", "run.scale=1000"]
        text = self.refused(MACHINE, *words, says="researchers need more than",
                            preexec_fn=limited(resource.RLIMIT_AS, 2_000_000_000))
        self.assertIn("run.scale", text)
        self.assertEqual(self.names(), [])

    def test_memory_that_runs_out_is_told_as_that(self):
        words = ["run", BASELINE, "--set", "run.scale=20", "--threads", "1", "--replicates", "1"]
        text = self.refused(MACHINE, *words, says="not enough memory",
                            preexec_fn=limited(resource.RLIMIT_AS, 250_000_000))
        self.assertIn("--dry-run", text)
        self.assertNotIn("baseline.h5", self.names())


if __name__ == "__main__":
    program_test.PROGRAM = str(Path(sys.argv[1]).resolve())
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
