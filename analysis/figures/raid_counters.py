# SPDX-License-Identifier: Apache-2.0
"""What raided labs do: how many offers they hear of, counter, and what a counter costs against the offer."""

import numpy as np

from figures import raids, style

TITLE = "Counters"


def height(_):
    """[inches]"""
    return 3.6


def stages(axes, run, firm):
    """From firm offers to those who stay with a counter, mean and band over replicates."""
    table = run.approaches
    steps = [("firm offers", firm), ("told to the lab", firm & (table["disclosed"] == 1)),
             ("countered in time", firm & (table["counter"] == 1)),
             ("stay with it", raids.said(run, "countered")),
             ("go all the same", raids.yes(run) & (table["counter"] == 1)), ("go", raids.yes(run))]
    for place, (name, rows) in enumerate(steps):
        counts = raids.by_replicate(run, rows)
        low, _, high = style.spread(counts[:, None])
        axes.barh(place, counts.mean(), color=style.BLUE, alpha=0.75, height=0.7)
        axes.hlines(place, low, high, color="#333333", linewidth=0.8)
        axes.text(max(counts.mean(), high[0]), place, f"  {counts.mean():.1f}", va="center", fontsize=8.5)
    axes.set_yticks(range(len(steps)), [name for name, _ in steps])
    axes.invert_yaxis()
    axes.margins(x=0.15)
    axes.grid(axis="y", visible=False)
    axes.set_xlabel("people a replicate")


def costs(axes, run, firm):
    """Counter over present pay against offer over present pay, for those who were countered."""
    table = run.approaches
    rows = firm & (table["pay_counter"] > 0) & (table["pay_now"] > 0)
    if not rows.any():
        axes.set_axis_off()
        axes.text(0.5, 0.5, "No counter was made.", ha="center", color=style.GREY, transform=axes.transAxes)
        return
    stays = raids.said(run, "countered")[rows]
    offered, met = (table[column][rows] / table["pay_now"][rows] for column in ("pay_offered", "pay_counter"))
    kinds = ((stays, style.GREEN, "stays"), (~stays, style.BLUE, "goes, or stays for more"))
    for kind, colour, name in kinds:
        axes.plot(offered[kind], met[kind], "o", color=colour, markersize=3.5, alpha=0.5, label=name)
    ends = np.array([1.0, max(offered.max(), met.max()) * 1.15])
    axes.plot(ends, ends, color=style.GREY, linewidth=0.8)
    axes.set(xscale="log", yscale="log", xlabel="offer over present pay", ylabel="counter over present pay",
             xlim=(0.9, ends[1]), ylim=(0.9, max(2.0, met.max() * 1.2)))
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda value, _: f"× {value:g}")
    axes.set_xticks([tick for tick in (1, 3, 10, 30, 100) if tick <= ends[1]])
    axes.set_yticks([tick for tick in (1, 1.5, 2, 3, 5, 10, 30) if tick <= axes.get_ylim()[1]])
    axes.minorticks_off()
    axes.legend(fontsize=8, loc="upper left")


def draw(figure, run):
    if not len(run.approaches):
        return style.nothing(figure, TITLE, raids.NOTHING)
    style.heading(figure, TITLE, f"Left: what becomes of firm offers, mean; whiskers: {style.BAND}. Right: "
                                 "what is countered; grey: the offer")
    firm = raids.yes(run) | raids.no(run)
    left, right = figure.subplots(1, 2, width_ratios=[1.15, 1])
    stages(left, run, firm)
    costs(right, run, firm)
    style.frame(figure, left=1.35, wspace=0.35)
