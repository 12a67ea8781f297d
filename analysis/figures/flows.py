# SPDX-License-Identifier: Apache-2.0
"""Who moved from where to where: a matrix of moves."""

import matplotlib
import numpy as np
from matplotlib.colors import LogNorm

from figures import style
from trajectory import OUTSIDE

TITLE = "Flows"


def height(run):
    """[inches]"""
    return min(12.0, 3.0 + 0.34 * len(run.lab_ids))


def number(value):
    """A mean count in few characters."""
    if value < 0.05:
        return ""
    if value < 9.95:
        return f"{value:.1f}"
    return f"{value:.0f}" if value < 9999.5 else f"{value / 1000:.0f}k"


def draw(figure, run):
    if not len(run.moves):
        return style.nothing(figure, TITLE, "No moves were recorded ([record] moves), or nobody moved.")
    style.heading(figure, TITLE, "Moves from row to column over the whole run, mean over replicates")
    counts = run.flows().mean(axis=0)
    names = [style.name_of(name) for name in [*run.lab_names, OUTSIDE]]
    axes = figure.subplots()
    axes.grid(False)
    colours = matplotlib.colormaps["cividis_r"].copy()
    colours.set_bad("#f4f4f4")
    scale = LogNorm(vmin=0.1, vmax=max(1.0, counts.max()))
    axes.imshow(np.ma.masked_less(counts, 0.05), cmap=colours, norm=scale, aspect="auto")
    for row, column in np.ndindex(counts.shape):
        dark = counts[row, column] > 0.05 and scale(counts[row, column]) > 0.55
        axes.text(column, row, number(counts[row, column]), ha="center", va="center", fontsize=6.5,
                  color="white" if dark else "black")
    axes.set_xticks(range(len(names)), names, rotation=45, ha="right", rotation_mode="anchor", fontsize=7.5)
    axes.set_yticks(range(len(names)), names, fontsize=7.5)
    axes.set_xlabel("to")
    axes.set_ylabel("from")
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    style.frame(figure, left=1.75, right=0.15, bottom=1.5)
