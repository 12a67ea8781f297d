# SPDX-License-Identifier: Apache-2.0
"""How far down the list a raider comes: share that says yes by place on the list."""

import numpy as np
from matplotlib.ticker import FuncFormatter

from figures import raids, style

TITLE = "Acceptance by place on the list"
BINS = 10


def height(_):
    """[inches]"""
    return 3.8


def draw(figure, run):
    chosen, raid = raids.main_raid(run)
    if raid is None:
        return style.nothing(figure, TITLE, raids.NOTHING)
    rank = run.approaches["rank"]
    edges = np.linspace(0.5, max(raid.get("people", 100), rank[chosen].max()) + 0.5, BINS + 1)
    counts = {}
    for name, rows in (("yes", raids.yes(run)), ("no", raids.no(run)), ("all", np.ones(len(rank), bool))):
        counts[name] = np.array([np.histogram(rank[of][(chosen & rows)[of]], edges)[0]
                                 for of in map(run.approaches.of, range(run.replicates))])
    answered = counts["yes"] + counts["no"]
    pooled = counts["yes"].sum(axis=0) / np.maximum(answered.sum(axis=0), 1)
    with np.errstate(all="ignore"):
        shares = np.where(answered > 0, counts["yes"] / answered, np.nan)
    style.heading(figure, TITLE, "Of firm offers answered, share accepted; whiskers: "
                                 f"{style.BAND}. Grey: share of those called who had one")
    low, _, high = style.spread(shares)
    axes = figure.subplots()
    middle = (edges[:-1] + edges[1:]) / 2
    heard = answered.sum(axis=0) / np.maximum(counts["all"].sum(axis=0), 1)
    axes.plot(middle, heard, color=style.GREY, marker=".", linewidth=0.9)
    axes.bar(middle, pooled, width=0.8 * np.diff(edges), color=style.BLUE, alpha=0.75)
    axes.vlines(middle, low, high, color="#333333", linewidth=0.8)
    axes.set(xlabel="place on the list, 1 at the top", ylabel="share", ylim=(0, 1.02),
             xlim=(edges[0], edges[-1]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda share, _: f"{share:.0%}"))
    style.frame(figure, left=0.8)
