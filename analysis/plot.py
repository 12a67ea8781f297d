#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Draws what a trajectory file holds: a sheet of figures, or some of them. It draws, it never judges."""

import argparse
import importlib
import os
import sys

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt  # noqa: E402  (the backend comes first: there may be no display)

import figures  # noqa: E402
from figures import raids, style  # noqa: E402
from trajectory import NotATrajectory, Trajectory  # noqa: E402

WIDTH = 16.0  # [inches]
TOP, BOTTOM = 0.75, 0.35
# Rows of the sheet: figures side by side, those in a list of their own one above the other
SHEET = [["headcounts"], ["retention"], ["flows", ["tenure_hazard", "pay_gains"]]]
CRISIS_ROWS = [["letter", "intentions"], ["endings", "crisis_exits"]]
RAID_ROWS = [["raid_ranks", "raid_offers"], ["raid_times", "raid_counters"], ["raid_origins"]]
GROUP_ROWS = [["joint_moves", "followers"]]
SAFETY_ROWS = [["safety_exits"]]


def sheet_of(run):
    """What the sheet of this run shows: its crises, raids, groups, broken pledges, or else the market."""
    rows = list(CRISIS_ROWS) if len(run.crises) else []
    if len(run.approaches):
        rows += RAID_ROWS if raids.of_mode(run, "list").any() else []
        rows += GROUP_ROWS if raids.of_mode(run, "coalition", "core").any() else []
    if len(run.spells) and any(event["type"] == "breach" for event in run.scenario.get("events", [])):
        rows += SAFETY_ROWS
    return rows + [["headcounts"]] if rows else SHEET


def module(name):
    return importlib.import_module(f"figures.{name}")


def height(entry, run):
    """Height of a figure or a stack [inches]."""
    return module(entry).height(run) if isinstance(entry, str) else sum(height(e, run) for e in entry)


def caption(top, bottom, run):
    """Says on the picture itself what it is and what made it."""
    top.text(0.012, 0.86, f"{run.attribute('title')}: simulated, stylised", fontsize=16, fontweight="bold",
             va="top")
    top.text(0.012, 0.36, f"{run.replicates} replicates, {str(run.times[0])[:10]} to "
             f"{str(run.times[-1])[:10]}. What is assumed about an organisation is no measurement.",
             fontsize=10, va="top", color=style.GREY)
    made_by = {"mercato": run.attribute("mercato_version"), "commit": run.attribute("commit")[:12],
               "seed": run.attribute("seed"), "scenario": run.attribute("scenario_hash")[:12]}
    bottom.text(0.988, 0.3, ", ".join(f"{what} {value}" for what, value in made_by.items()), fontsize=8,
                ha="right", va="bottom", color=style.GREY)


def place(part, entry, run):
    """Draws a figure, or a stack of them, on a part of the sheet."""
    if isinstance(entry, str):
        return module(entry).draw(part, run)
    heights = [height(name, run) for name in entry]
    for smaller, name in zip(part.subfigures(len(entry), 1, height_ratios=heights), entry):
        place(smaller, name, run)


def draw_sheet(run, rows):
    heights = [max(height(entry, run) for entry in row) for row in rows]
    figure = plt.figure(figsize=(WIDTH, TOP + sum(heights) + BOTTOM))
    parts = figure.subfigures(len(rows) + 2, 1, height_ratios=[TOP, *heights, BOTTOM], squeeze=False)[:, 0]
    for part, row in zip(parts[1:-1], rows):
        for smaller, entry in zip(part.subfigures(1, len(row), squeeze=False)[0], row):
            place(smaller, entry, run)
    caption(parts[0], parts[-1], run)
    return figure


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", metavar="FILE", help="a trajectory that mercato run has left")
    parser.add_argument("-o", "--output", metavar="PICTURE", required=True,
                        help="where to: .png, .svg or .pdf")
    parser.add_argument("--figure", metavar="NAME", action="append", choices=figures.NAMES,
                        help=f"only this figure, repeatable: {', '.join(figures.NAMES)}")
    parser.add_argument("--dpi", type=int, default=110, metavar="N",
                        help="dots an inch of a .png (default: 110)")
    return parser.parse_args()


def save(figure, path, dpi):
    """Under its name only when complete."""
    stem, kind = os.path.splitext(path)
    waiting = f"{stem}.part{kind}"
    try:
        figure.savefig(waiting, dpi=dpi, metadata={"Software": None} if kind == ".png" else None)
        os.replace(waiting, path)
    finally:
        if os.path.exists(waiting):
            os.remove(waiting)


def main():
    asked = arguments()
    style.set_up()
    try:
        run = Trajectory(asked.file)
        rows = [[name] for name in asked.figure] if asked.figure else sheet_of(run)
        save(draw_sheet(run, rows), asked.output, asked.dpi)
    except (NotATrajectory, OSError, ValueError) as refused:
        print(f"plot: {refused}", file=sys.stderr)
        return 4
    return 0


if __name__ == "__main__":
    sys.exit(main())
