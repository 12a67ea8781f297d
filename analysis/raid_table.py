#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints what became of a raid or lift-out in several runs, a row each, as Markdown.

analysis/raid_table.py [--lab ID] [--raid N] NAME=FILE [NAME=FILE ...]

Counts are means over replicates, of the lab's people where one is named. The change of those who go is the
mean paired difference from the first run, replicate by replicate, +- its standard error: same people, same
luck.
"""

import argparse
import sys

import numpy as np

from trajectory import NotATrajectory, Trajectory


def approached(run, lab, raid):
    """Rows of the raid, of the lab's people where one is named."""
    table = run.approaches
    chosen = np.ones(len(table), dtype=bool)
    if lab:
        chosen &= table["from"] == list(run.lab_ids).index(lab)
    if raid is not None:
        chosen &= table["raid"] == raid
    return chosen


def counts(run, chosen, *answers):
    """People who answered so, (replicate,)."""
    table = run.approaches
    words = table.codes("answer")
    so = chosen & np.isin(table["answer"], [words.index(word) for word in answers])
    return np.bincount(table["replicate"][so], minlength=run.replicates)


def row(name, run, first_go, lab, raid):
    chosen = approached(run, lab, raid)
    table = run.approaches
    go = counts(run, chosen, "accepted")
    stay = counts(run, chosen, "declined", "countered")
    gap = go - first_go
    error = gap.std(ddof=1) / np.sqrt(len(gap)) if len(gap) > 1 else np.nan
    change = f"{gap.mean():+.2f} ± {error:.2f}" if np.any(gap) else "0"
    words = table.codes("answer")
    went = chosen & (table["answer"] == words.index("accepted"))
    refused = chosen & np.isin(table["answer"], [words.index("declined"), words.index("countered")])
    ranks = [f"{np.median(table['rank'][k]):.0f}" if k.any() else "-" for k in (went, refused)]
    offered = went | refused
    told = f"{100 * table['disclosed'][offered].mean():.0f} %" if offered.any() else "-"
    called = counts(run, chosen, *words).mean()
    cells = [name, f"{called:.1f}", f"{stay.mean():.2f}", f"{go.mean():.2f}", change, *ranks, told]
    print("| " + " | ".join(cells) + " |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lab")
    parser.add_argument("--raid", type=int)
    parser.add_argument("runs", nargs="+", metavar="NAME=FILE")
    asked = parser.parse_args()
    print("| arm | called | refuse | go | change | rank of those who go | of those who refuse | disclosed |")
    print("|---|---|---|---|---|---|---|---|")
    first = None
    for name, _, path in (word.partition("=") for word in asked.runs):
        try:
            run = Trajectory(path)
            if first is None:
                first = counts(run, approached(run, asked.lab, asked.raid), "accepted")
            row(name, run, first, asked.lab, asked.raid)
        except (NotATrajectory, ValueError) as fault:
            sys.exit(f"raid_table: {name}: {fault}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
