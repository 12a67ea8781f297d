#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints what became of a crisis in several runs, a row each, as Markdown: letter, ending, exits, take-up.

analysis/crisis_table.py NAME=FILE [NAME=FILE ...]

Exits are voluntary ones within 7, 30 and 180 days of the date of the ouster in the scenario, which a run in
which it is switched off has too; their excess is over the first run, replicate by replicate, +- its standard
error.
"""

import sys

import numpy as np

from figures import crisis, style
from trajectory import NotATrajectory, Trajectory

WINDOWS = (7, 30, 180)


def ouster(run):
    """Lab and moment of the ouster as the scenario dates it, also where it is switched off."""
    event = next(e for e in run.scenario["events"] if e["type"] == "ouster")
    return list(run.lab_ids).index(event["lab"]), event["at"].timestamp()


def exits(run):
    """Voluntary exits of the lab, (window, replicate)."""
    lab, at = ouster(run)
    moves = run.moves
    reasons = moves.codes("reason")
    own = (moves["reason"] == reasons.index("offer")) | (moves["reason"] == reasons.index("quit"))
    days = (moves["time"] - at) / crisis.DAY
    counts = []
    for window in WINDOWS:
        chosen = own & (moves["from"] == lab) & (days >= 0) & (days < window)
        counts.append(np.bincount(moves["replicate"][chosen], minlength=run.replicates))
    return np.array(counts)


def spread(values, form):
    low, middle, high = style.spread(values)
    return "-" if np.isnan(middle) else f"{middle:{form}} ({low:{form}} to {high:{form}})"


def of_the_crisis(run):
    """Letter after two hours and a day, ending, length."""
    if not len(run.crises):
        return ["-"] * 4
    words, lengths = crisis.ending(run)
    shares = crisis.laid_out(run, "signatures", crisis.moment_of(run, "letter"), np.array([2.0, 24.0]))
    shares = np.minimum(shares / crisis.first(run, "staff")[:, None], 1)
    endings = [f"{np.mean(words == word):.0%} {word}" for word in ("conceded", "held", "collapsed", "open")
               if (words == word).any()]
    return [spread(shares[:, 0], ".2f"), spread(shares[:, 1], ".2f"), ", ".join(endings),
            spread(lengths, ".1f")]


def excess(mine, usual):
    if usual is None or len(mine) != len(usual):
        return ""
    difference = mine - usual
    return f", {difference.mean():+.1f} ± {difference.std(ddof=1) / np.sqrt(len(difference)):.1f}"


def main():
    print("| arm | signed, 2 h | signed, 24 h | ending | length [d] | exits, 7 d | 30 d | 180 d |")
    print("|---|---|---|---|---|---|---|---|")
    usual = None
    for argument in sys.argv[1:]:
        name, _, path = argument.partition("=")
        try:
            run = Trajectory(path)
        except NotATrajectory as refused:
            print(f"crisis_table: {refused}", file=sys.stderr)
            return 4
        counts = exits(run)
        cells = [f"{np.median(c):.0f}{excess(c, None if usual is None else u)}"
                 for c, u in zip(counts, counts if usual is None else usual)]
        print("| " + " | ".join([name, *of_the_crisis(run), *cells]) + " |")
        usual = counts if usual is None else usual
    return 0


if __name__ == "__main__":
    sys.exit(main())
