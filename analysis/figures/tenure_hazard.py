# SPDX-License-Identifier: Apache-2.0
"""How the rate of leaving changes with tenure: exits per person and year, in bins of tenure."""

import numpy as np

from figures import style

TITLE = "Tenure hazard"
EDGES = np.arange(0, 6.01, 0.25)  # [years]
LEAST = 5.0  # person-years a bin needs in a replicate


def hazard(entered, left, ended):
    """Exits per person-year in each bin (bins,), from tenure [years] under observation (rows,)."""
    low, high = EDGES[:-1, None], EDGES[1:, None]
    exposure = np.zeros(len(EDGES) - 1)
    for bin_number, (begin, end) in enumerate(zip(low[:, 0], high[:, 0])):
        exposure[bin_number] = np.clip(np.minimum(left, end) - np.maximum(entered, begin), 0, None).sum()
    exits = np.histogram(left[ended], EDGES)[0]
    with np.errstate(all="ignore"):
        return np.where(exposure >= LEAST, exits / exposure, np.nan)


def draw(figure, run):
    if not len(run.spells):
        return style.nothing(figure, TITLE, "No job spells were recorded ([record] spells).")
    style.heading(figure, TITLE, f"Exits per person and year by tenure. Line: median; band: {style.BAND}")
    start, end = (run.spells.years(column) for column in ("start", "end"))
    entered, left, ended = np.maximum(0.0, -start), end - start, run.spells["ended"] == 1
    is_lab = np.isin(run.lab_kinds, ["lab", "startups"])
    groups = [("labs and start-ups", style.BLUE, is_lab), ("academia, government, industry", style.ORANGE,
                                                           ~is_lab & (run.lab_kinds != "nonemployment"))]
    axes = figure.subplots()
    middle_of_bins = (EDGES[:-1] + EDGES[1:]) / 2
    for line, (name, colour, members) in enumerate(groups):
        mine = members[run.spells["lab"]]
        slices = [run.spells.of(replicate) for replicate in range(run.replicates)]
        rows = [np.flatnonzero(mine[rows]) + rows.start for rows in slices]
        values = np.array([hazard(entered[r], left[r], ended[r]) for r in rows])
        if not np.isfinite(values).any():
            continue
        style.band(axes, middle_of_bins, values, colour)
        axes.text(0.99, 0.97 - 0.09 * line, name, transform=axes.transAxes, ha="right", va="top",
                  color=colour, fontweight="bold")
    axes.set(xlabel="tenure (years)", ylabel="exits per person-year", xlim=(0, EDGES[-1]))
    if not axes.lines:
        axes.set_axis_off()
        return style.note(figure, f"No tenure has {LEAST:g} person-years in a replicate.")
    # Room for the names above the lines
    axes.set_ylim(0, 1.3 * axes.get_ylim()[1])
    style.frame(figure)


def height(_):
    """[inches]"""
    return 4.0
