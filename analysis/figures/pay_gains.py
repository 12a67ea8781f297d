# SPDX-License-Identifier: Apache-2.0
"""What a move does to pay: pay after over pay before, for moves on an offer."""

import numpy as np
from matplotlib.ticker import FuncFormatter, NullLocator

from figures import style

TITLE = "Pay on moves"
EDGES = np.exp(np.linspace(np.log(0.25), np.log(8.0), 41))  # ratios


def draw(figure, run):
    moves = run.moves
    codes = moves.codes("reason") if len(moves) else []
    chosen = np.zeros(0, dtype=bool)
    if len(moves):
        paid = (moves["pay_before"] > 0) & (moves["pay_after"] > 0)
        between_labs = (moves["from"] >= 0) & (moves["to"] >= 0)
        chosen = paid & between_labs & (moves["reason"] == codes.index("offer"))
    if not chosen.any():
        return style.nothing(figure, TITLE, "No moves on an offer were recorded, or nobody moved on one.")
    style.heading(figure, TITLE, "Annual pay after over before, moves on an offer. Bars: median share of "
                                 f"moves; whiskers: {style.BAND}")
    ratio = np.where(chosen, moves["pay_after"], 1.0) / np.where(chosen, moves["pay_before"], 1.0)
    shares = np.full((run.replicates, len(EDGES) - 1), np.nan)
    for replicate in range(run.replicates):
        rows = moves.of(replicate)
        mine = np.clip(ratio[rows][chosen[rows]], EDGES[0] * 1.0001, EDGES[-1] * 0.9999)
        if len(mine):
            shares[replicate] = np.histogram(mine, EDGES)[0] / len(mine)
    axes = figure.subplots()
    low, middle, high = style.spread(shares)
    axes.bar(EDGES[:-1], middle, width=np.diff(EDGES), align="edge", color=style.BLUE, alpha=0.75,
             edgecolor="white", linewidth=0.4)
    axes.vlines(np.sqrt(EDGES[:-1] * EDGES[1:]), low, high, color="#333333", linewidth=0.8)
    finish(axes, ratio[chosen])
    style.frame(figure)


def finish(axes, ratio):
    """Axes, and the median of all moves written at its place."""
    axes.set_xscale("log")
    axes.set_xticks([0.25, 0.5, 1, 2, 4, 8])
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"× {value:g}"))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_formatter(FuncFormatter(lambda share, _: f"{share:.0%}"))
    axes.set(xlabel="pay after the move over pay before", ylabel="share of moves", xlim=(EDGES[0], EDGES[-1]))
    axes.axvline(1.0, color=style.GREY, linewidth=0.9)
    middle = float(np.median(ratio))
    axes.axvline(middle, color=style.RED, linewidth=1.2)
    axes.margins(y=0.12)
    axes.annotate(f"median × {middle:.2f}\n{np.mean(ratio < 1):.0%} of moves are cuts", (middle, 0.97),
                  xycoords=("data", "axes fraction"), xytext=(6, 0), textcoords="offset points", va="top",
                  color=style.RED, fontsize=9)


def height(_):
    """[inches]"""
    return 4.0
