# SPDX-License-Identifier: Apache-2.0
"""How long people take to answer a raider, against the deadline."""

import re

import numpy as np
from matplotlib.ticker import FuncFormatter

from figures import raids, style

TITLE = "Time to decide"


def height(_):
    """[inches]"""
    return 3.6


def days(value, usual):
    """A span of the scenario in days: a number, or "4 days"."""
    found = re.match(r"([\d.]+)", str(value)) if value is not None else None
    return float(found.group(1)) if found else usual


def draw(figure, run):
    chosen, raid = raids.main_raid(run)
    if raid is None:
        return style.nothing(figure, TITLE, raids.NOTHING)
    table = run.approaches
    waited = (table["answered"] - table["time"]) / raids.DAY
    deadline, more = days(raid.get("deadline"), 3.0), days(raid.get("extension"), 0.0)
    style.heading(figure, TITLE, "Share that has answered so many days after the firm offer; dotted: "
                                 "deadline, and with more time")
    axes = figure.subplots()
    for rows, colour, name in ((raids.said(run, "accepted", "refused"), style.BLUE, "yes"),
                               (raids.said(run, "declined"), style.RED, "no"),
                               (raids.said(run, "countered"), style.GREEN, "stays with a counter")):
        mine = np.sort(waited[chosen & rows])
        if len(mine):
            axes.plot(np.append(mine, max(mine[-1], deadline + more)), np.append(np.arange(len(mine)) + 1,
                      len(mine)) / len(mine), drawstyle="steps-post", color=colour,
                      label=f"{name} ({len(mine) / run.replicates:.1f} a replicate)")
    for limit in {deadline, deadline + more}:
        axes.axvline(limit, color="#333333", linestyle=":", linewidth=1)
    asked = table["extended"][chosen & (raids.yes(run) | raids.no(run))]
    axes.annotate(f"{asked.mean():.0%} were given more time", (0.985, 0.06), xycoords="axes fraction",
                  ha="right", fontsize=8.5, color=style.GREY)
    axes.set(xlabel="days from firm offer to answer", ylabel="share answered", ylim=(0, 1.03),
             xlim=(0, 1.05 * (deadline + more)))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda share, _: f"{share:.0%}"))
    axes.legend(fontsize=8, loc="upper left")
    style.frame(figure, left=0.8)
