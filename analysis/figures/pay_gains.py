# SPDX-License-Identifier: Apache-2.0
"""What a move from job to job does to pay: pay after over pay before, for moves on an offer."""

import numpy as np
from matplotlib.ticker import FuncFormatter, NullLocator

from figures import style

TITLE = "Pay on moves"
TICKS = [0.25, 0.5, 1, 2, 4, 8]
EDGES = np.exp(np.linspace(np.log(0.25), np.log(8.0), 41))  # ratios


def draw(figure, run):
    moves = run.moves
    codes = moves.codes("reason") if len(moves) else []
    chosen = np.zeros(0, dtype=bool)
    if len(moves):
        paid = (moves["pay_before"] > 0) & (moves["pay_after"] > 0)
        has_job = np.append(run.lab_kinds != "nonemployment", False)  # the last one is -1, outside the field
        from_job_to_job = has_job[moves["from"]] & has_job[moves["to"]]
        chosen = paid & from_job_to_job & (moves["reason"] == codes.index("offer"))
    if not chosen.any():
        return style.nothing(figure, TITLE, "No moves on an offer were recorded, or nobody moved on one.")
    style.heading(figure, TITLE, "Annual pay after over before, moves from job to job on an offer. Bars: "
                                 f"median share of moves; whiskers: {style.BAND}")
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
    # The outer bars hold all that lies beyond
    ends = {EDGES[0]: "≤ ", EDGES[-1]: "≥ "}
    sign = [next((s for edge, s in ends.items() if np.isclose(edge, tick)), "") for tick in TICKS]
    axes.set_xticks(TICKS, [f"{s}× {tick:g}" for s, tick in zip(sign, TICKS)])
    axes.xaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_formatter(FuncFormatter(lambda share, _: f"{share:.0%}"))
    axes.set(xlabel="pay after the move over pay before", ylabel="share of moves", xlim=(EDGES[0], EDGES[-1]))
    axes.axvline(1.0, color=style.GREY, linewidth=0.9)
    middle = float(np.median(ratio))
    axes.axvline(middle, color=style.RED, linewidth=1.2)
    axes.margins(y=0.12)
    axes.annotate(f"median × {middle:.2f}\n{np.mean(ratio < 1):.0%} of moves are cuts", (middle, 0.97),
                  xycoords=("data", "axes fraction"), xytext=(6 if middle < 3 else -6, 0),
                  textcoords="offset points", ha="left" if middle < 3 else "right", va="top", color=style.RED,
                  fontsize=9)


def height(_):
    """[inches]"""
    return 4.0
