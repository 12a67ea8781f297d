# SPDX-License-Identifier: Apache-2.0
"""How large the packages of raids are: offered, and taken."""

import numpy as np
from matplotlib.ticker import FuncFormatter, NullLocator

from figures import raids, style

TITLE = "Packages offered and taken"


def height(_):
    """[inches]"""
    return 3.8


def draw(figure, run):
    if not len(run.approaches) or not (raids.yes(run) | raids.no(run)).any():
        return style.nothing(figure, TITLE, raids.NOTHING)
    style.heading(figure, TITLE, "Firm offers: four years of the offered pay and the money of the first day, "
                                 "mean over replicates")
    worth, answered = raids.package(run), raids.yes(run) | raids.no(run)
    worth = np.maximum(worth, 1e-3)
    ends = np.log10([worth[answered].min(), worth[answered].max()])
    edges = np.logspace(ends[0] - 0.05, ends[1] + 0.05, 25)
    axes = figure.subplots()
    for rows, colour, name in ((answered, "#bdbdbd", "offered"), (raids.yes(run), style.BLUE, "taken")):
        counts = np.histogram(worth[rows], edges)[0] / run.replicates
        axes.bar(edges[:-1], counts, width=np.diff(edges), align="edge", color=colour, edgecolor="white",
                 linewidth=0.4, label=name)
        middle = float(np.median(worth[rows])) if rows.any() else np.nan
        axes.axvline(middle, color="#333333" if name == "offered" else style.RED, linewidth=1.2,
                     linestyle="--" if name == "offered" else "-", label=f"median {name}: {middle:.3g} M$")
    axes.set_xscale("log")
    ticks = [tick for tick in (1, 3, 10, 30, 100, 300, 1000, 3000) if edges[0] <= tick <= edges[-1]]
    axes.set_xticks(ticks)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.set(xlabel="package [M$]", ylabel="people a replicate")
    axes.legend(fontsize=8, loc="upper left")
    axes.margins(y=0.25)
    style.frame(figure, left=0.8)
