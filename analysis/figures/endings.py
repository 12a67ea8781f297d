# SPDX-License-Identifier: Apache-2.0
"""How and when the crisis ended, over replicates."""

import numpy as np

from figures import crisis, style

TITLE = "Endings"
COLOURS = {"conceded": style.GREEN, "held": style.RED, "collapsed": "#333333", "open": style.GREY}


def height(_):
    """[inches]"""
    return 3.6


def draw(figure, run):
    if not len(run.crises):
        return style.nothing(figure, TITLE, crisis.NOTHING)
    words, lengths = crisis.ending(run)
    counts = ", ".join(f"{np.mean(words == word):.0%} {word}" for word in COLOURS if (words == word).any())
    style.heading(figure, TITLE, f"Length of the crisis by its ending: {counts}")
    axes = figure.subplots()
    edges = np.arange(0, max(8.0, np.nanmax(lengths) + 0.5), 0.25)
    shown = [word for word in COLOURS if (words == word).any()]
    axes.hist([lengths[words == word] for word in shown], edges, stacked=True, label=shown,
              color=[COLOURS[word] for word in shown])
    for fact in run.scenario.get("facts", []):
        if fact["observable"] == "crisis_length" and "low" in fact and "high" in fact:
            axes.axvspan(fact["low"], fact["high"], color=style.BLUE, alpha=0.12, linewidth=0)
    axes.set(xlabel="days from the ouster to the ending (shaded: documented)", ylabel="replicates",
             xlim=(0, edges[-1]))
    axes.legend(fontsize=8)
    style.frame(figure, left=0.8)
