# SPDX-License-Identifier: Apache-2.0
"""Headcount of each lab over time: median, band over replicates, and the plan."""

import matplotlib.dates as dates
import numpy as np

from figures import style

TITLE = "Headcounts"


def height(run):
    """[inches]"""
    return style.grid_height(len(run.lab_ids))


def draw(figure, run):
    labs = len(run.lab_ids)
    style.heading(figure, TITLE, f"People employed. Line: median, with its last value; band: {style.BAND}; "
                                 "dashed: plan (median)")
    panels = style.grid(figure, labs, sharex=True)
    heads, plans = run["headcount"], run["target"]
    for lab, axes in enumerate(panels):
        middle = style.band(axes, run.times, heads[:, :, lab], style.BLUE)
        plan = np.median(plans[:, :, lab], axis=0)
        axes.plot(run.times, plan, color=style.GREY, linewidth=0.9, linestyle=(0, (4, 2)))
        axes.set_title(style.name_of(run.lab_names[lab]))
        axes.set_ylim(bottom=0)
        axes.margins(x=0.02)
        axes.locator_params(axis="y", nbins=4)
        axes.annotate(f"{middle[-1]:,.0f}", (run.times[-1], middle[-1]), xytext=(3, 0),
                      textcoords="offset points", va="center", fontsize=8, color=style.BLUE,
                      annotation_clip=False)
        ticks = dates.AutoDateLocator(minticks=2, maxticks=5)
        axes.xaxis.set_major_locator(ticks)
        axes.xaxis.set_major_formatter(dates.ConciseDateFormatter(ticks, show_offset=False))
        axes.tick_params(labelsize=8, labelbottom=lab + 6 >= labs)
    style.frame(figure, right=0.55, top=0.8, bottom=0.4, wspace=0.42, hspace=0.35)
