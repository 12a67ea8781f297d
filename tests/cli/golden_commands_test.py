#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the commands print that golden_test.py does not ask: runs, looks into files, errors.

Usage: golden_commands_test.py PROGRAM [TEST...]; MERCATO_WRITE_GOLDEN=1 writes tests/cli/golden anew.
"""

import re
import subprocess
import sys
import unittest
from pathlib import Path

import program_test
from golden_test import Golden
from program_test import DONE, MACHINE, MINIMAL, MISUSE, SAYS_NO

# What hangs on the build, the machine or the mathematics of its library
BUILD_MASKS = [
    (r"\bcommit +\S.*", "commit COMMIT"),
    (r"x86-64[a-zA-Z0-9_, +-]*|aarch64[a-zA-Z0-9_, +-]*", "CPU"),
    (r"(?m)^(build_type|flags|compiler|made by|made on|made with|mathematics).*", r"\1 BUILD"),
    (r"(GNU|Clang) \d[\d.]*.*", "COMPILER"),
    (r"\b[0-9a-f]{16,64}\b", "HASH"),
    (r"(?m)^(threads +)\d+$", r"\1N"),
    (r"about [\d.,]+ (kB|MB|GB)", "about SIZE"),
    (r" of SIZE", ""),
    (r'"bytes": ?\d+', '"bytes": N'),
    (r"eof = \d+", "eof = N"),
]


class Commands(Golden):
    def masked(self, text):
        text = super().masked(text)
        for pattern, instead in BUILD_MASKS:
            text = re.sub(pattern, instead, text)
        return text

    def said(self, code, *words):
        """Both streams of a command that ends so."""
        result = self.call(*words)
        self.assertEqual(result.returncode, code, result.stdout + result.stderr)
        out = result.stdout + (f"---- standard error\n{result.stderr}" if result.stderr else "")
        return f"$ mercato {' '.join(map(str, words))}\n{out}"

    def made(self, name="a.h5", *words):
        self.done("run", MINIMAL, "--quiet", "-o", name, *words)

    def test_run(self):
        self.holds("run", self.said(DONE, "run", MINIMAL, "-o", "a.h5"))
        self.holds("run_json", self.said(DONE, "run", MINIMAL, "-o", "b.h5", "--replicates", "2", "--json"))
        self.holds("run_dry", self.said(DONE, "run", MINIMAL, "-o", "c.h5", "--dry-run"))

    def test_looks_into_a_file(self):
        self.made()
        self.holds("info", self.said(DONE, "info", "a.h5"))
        self.holds("check", self.said(DONE, "check", "a.h5"))
        self.holds("why", self.said(DONE, "why", "a.h5"))
        self.holds("export", self.said(DONE, "export", "a.h5", "--csv"))

    def test_says_why(self):
        self.made()
        self.holds("why_lab", self.said(DONE, "why", "a.h5", "--lab", "careful", "--replicate", "0",
                                        "--from", "2025-06-01T00:00:00Z", "--until", "2025-07-01T00:00:00Z"))
        self.holds("why_nobody", self.said(DONE, "why", "a.h5", "--lab", "fast", "--to", "careful"))
        self.holds("why_person", self.said(DONE, "why", "a.h5", "--replicate", "0", "--person", "7"))
        self.holds("why_person_alone", self.said(MISUSE, "why", "a.h5", "--person", "7"))
        self.made("named.h5", "--set", "labs.fast.alias=somebody")
        self.holds("why_named", self.said(MISUSE, "why", "named.h5", "--replicate", "0", "--person", "7"))
        self.holds("why_few", self.said(MISUSE, "why", "named.h5"))
        self.made("bare.h5", "--set", "record.terms=none")
        self.holds("why_without", self.said(MISUSE, "why", "bare.h5"))

    def test_holds_files_against_each_other(self):
        self.made("a.h5")
        self.made("b.h5")
        self.made("c.h5", "--set", "labs.fast.pay=900")
        self.holds("diff_same", self.said(DONE, "diff", "a.h5", "b.h5"))
        self.holds("diff", self.said(SAYS_NO, "diff", "a.h5", "c.h5"))
        self.holds("diff_json", self.said(SAYS_NO, "diff", "a.h5", "c.h5", "--json"))
        self.holds("rerun", self.said(DONE, "rerun", "a.h5"))

    def test_shards(self):
        for index in range(2):
            self.made(f"{index}.h5", "--shard", f"{index}/2")
        self.made("seed.h5", "--shard", "1/2", "--seed", "9")
        self.holds("merge", self.said(DONE, "merge", "0.h5", "1.h5", "-o", "m.h5"))
        self.holds("merge_partial", self.said(DONE, "merge", "1.h5", "-o", "p.h5", "--partial"))
        Path(self.folder / "text.h5").write_text("no result\n")
        Path(self.folder / "cut.h5").write_bytes((self.folder / "1.h5").read_bytes()[:9000])
        refusals = "".join(self.said(MACHINE, "merge", *files, "-o", "n.h5") for files in
                (("0.h5",), ("0.h5", "0.h5"), ("0.h5", "seed.h5"), ("0.h5", "text.h5"), ("0.h5", "cut.h5"),
                 ("0.h5", "nothing.h5")))
        self.holds("merge_refused", refusals)

    def test_verify(self):
        self.holds("verify", self.said(DONE, "verify", MINIMAL))

    def test_job(self):
        self.holds("job", self.said(DONE, "job", MINIMAL, "--shards", "4", "--cpus", "2", "-o", "a.h5"))
        self.holds("job_single", self.said(DONE, "job", MINIMAL))

    def test_scenarios(self):
        self.holds("scenario_validate", self.said(DONE, "scenario", "validate", MINIMAL))
        self.holds("scenario_new", self.said(DONE, "scenario", "new"))
        params = self.said(DONE, "scenario", "params")
        self.holds("scenario_params", "\n".join(params.splitlines()[:40]) + "\n")

    def test_help(self):
        self.holds("help", self.said(DONE, "--help"))
        self.holds("help_run", self.said(DONE, "run", "--help"))
        self.holds("version", self.said(DONE, "--version"))

    def test_errors(self):
        self.write("bad.toml", "format = 1\ntitel = 'x'\n[run]\nstart = 2025-01-01T00:00:00Z\nseeed = 3\n")
        self.made()
        all_of_them = [(MISUSE, "rnu"), (MISUSE, "run"), (MISUSE, "run", MINIMAL, "--seeed", "3"),
                       (MISUSE, "run", MINIMAL, "--threads", "0"), (MISUSE, "run", MINIMAL, "--shard", "4/4"),
                       (MISUSE, "run", MINIMAL, "--max-time", "soon"), (MISUSE, "run", "bad.toml"),
                       (MISUSE, "run", "nothing.toml"), (MACHINE, "run", MINIMAL, "-o", "a.h5"),
                       (MACHINE, "run", MINIMAL, "-o", "no/a.h5"), (MACHINE, "info", "bad.toml"),
                       (MACHINE, "info", "nothing.h5"), (MACHINE, "diff", "a.h5", "bad.toml"),
                       (MACHINE, "export", "nothing.h5"), (MISUSE, "merge", "a.h5"),
                       (MISUSE, "job", MINIMAL, "--shards", "5"), (MISUSE, "help", "--completion", "ksh"),
                       (MISUSE, "scenario", "valdate")]
        self.holds("errors", "".join(self.said(*one) for one in all_of_them))


class Shells(Golden):
    """Completions are taken by the shells they are for, and the manual by its typesetter."""

    def checked(self, *line, text):
        try:
            done = subprocess.run(line, input=text, capture_output=True, text=True, timeout=60)
        except FileNotFoundError:
            self.skipTest(f"{line[0]} is not installed")
        self.assertEqual((done.returncode, done.stderr), (0, ""), line)
        return done.stdout

    def test_bash(self):
        text = self.done("help", "--completion", "bash")
        ask = ('\nfill() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _mercato; echo "${COMPREPLY[@]}"; }\n'
               "fill mercato ver\nfill mercato scenario va\nfill mercato run --see\n"
               "fill mercato run x --checkp\n")
        self.checked("bash", "-n", text=text)
        said = self.checked("bash", "-s", text=text + ask)
        self.assertEqual(said.split("\n")[:4], ["verify", "validate", "--seed", "--checkpoint-every"])

    def test_zsh(self):
        text = self.done("help", "--completion", "zsh")
        self.checked("zsh", "-n", text=text)
        # With a completion system, as in a user's .zshrc; -f reads no start-up file
        self.checked("zsh", "-f", text="autoload -U compinit && compinit -u -D\n" + text +
                "\n[[ -n ${_comps[mercato]} ]] || exit 9\n")

    def test_fish(self):
        text = self.done("help", "--completion", "fish")
        self.checked("fish", "--no-execute", text=text)
        said = self.checked("fish", "--no-config", text=text + "\ncomplete -C 'mercato ver'\n"
                "complete -C 'mercato run --see'\ncomplete -C 'mercato scenario val'\n")
        names = [line.split("\t")[0] for line in said.splitlines()]
        self.assertEqual(names, ["verify", "--seed", "validate"])

    def test_manual(self):
        text = self.done("help", "--man")
        self.checked("groff", "-man", "-ww", "-Tutf8", text=text)
        self.assertIn("\n.SH NAME\n", text)
        for command in program_test.COMMANDS:
            self.assertIn(f'"MERCATO {command.upper()}"', text.upper())


if __name__ == "__main__":
    program_test.PROGRAM = str(Path(sys.argv[1]).resolve())
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
