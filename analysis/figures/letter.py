# SPDX-License-Identifier: Apache-2.0
"""Signatures over the hours after the letter went round: median, band, documented points."""

import numpy as np
from matplotlib.ticker import FuncFormatter

from figures import crisis, style

TITLE = "The letter"


def height(_):
    """[inches]"""
    return 4.2


def documented(run, origin):
    """(hours after the letter, low, high) of each fact on the share that had signed."""
    begun = np.nanmin(origin)
    for fact in run.scenario.get("facts", []):
        if fact["observable"] == "letter_share_after":
            yield fact["horizon"] * crisis.HOUR * 8766 / crisis.HOUR, fact.get("low", 0), fact.get("high", 1)
        elif fact["observable"] == "letter_share" and "from" in fact:
            yield (fact["from"].timestamp() - begun) / crisis.HOUR, fact.get("low", 0), fact.get("high", 1)


def draw(figure, run):
    origin = crisis.moment_of(run, "letter")
    if np.isnan(origin).all():
        return style.nothing(figure, TITLE, "No letter went round." if len(run.crises) else crisis.NOTHING)
    hours = np.arange(0, 30.5, 0.5)
    shares = crisis.laid_out(run, "signatures", origin, hours) / crisis.first(run, "staff")[:, None]
    reached = int(np.isfinite(origin).sum())
    style.heading(figure, TITLE, f"Share that has signed, {reached} of {run.replicates} replicates. Band: "
                                 f"{style.BAND}; bars: documented")
    axes = figure.subplots()
    style.band(axes, hours, shares, style.BLUE)
    for at, low, high in documented(run, origin):
        axes.errorbar([at], [(low + high) / 2], yerr=[[(high - low) / 2]] * 2, color=style.RED, capsize=4,
                      linewidth=1.6)
    axes.set(xlabel="hours after the letter went round", ylabel="share that has signed", ylim=(0, 1.05),
             xlim=(0, 30))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda share, _: f"{share:.0%}"))
    style.frame(figure, left=0.8)
