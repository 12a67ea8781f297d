# SPDX-License-Identifier: Apache-2.0
"""Who leaves a lab whose pledge is broken: exits by how much people weigh safety priority, and for where."""

import numpy as np

from figures import style
from trajectory import SECONDS_A_YEAR

TITLE = "Exits by taste for safety"
COMMITTED = 1.0  # utils a unit of safety priority
BINS = 8


def height(_):
    """[inches]"""
    return 3.9


def breached_lab(run):
    """Row of the lab of the first breach that is not switched off, and the moments of all its breaches."""
    breaches = [event for event in run.scenario.get("events", [])
                if event["type"] == "breach" and event.get("enabled", True)]
    if not breaches:
        return None, []
    lab = breaches[0]["lab"]
    moments = [event["at"].timestamp() for event in breaches if event["lab"] == lab]
    return list(run.lab_ids).index(lab), moments


def hazards(run, lab, committed, edges):
    """Voluntary exits per person-year in each stretch of time, (replicate, stretch)."""
    spells = run.spells
    words = spells.codes("reason")
    own = (spells["ended"] == 1) & np.isin(spells["reason"], [words.index("offer"), words.index("quit")])
    minded = spells["safety_weight"] >= COMMITTED
    chosen = (spells["lab"] == lab) & (minded if committed else ~minded)
    found = np.full((run.replicates, len(edges) - 1), np.nan)
    for replicate in range(run.replicates):
        rows = spells.of(replicate)
        start, end, left = (column[rows][chosen[rows]] for column in (spells["start"], spells["end"], own))
        for k, (begin, stop) in enumerate(zip(edges, edges[1:])):
            years = np.clip(np.minimum(end, stop) - np.maximum(start, begin), 0, None).sum() / SECONDS_A_YEAR
            exits = (left & (end >= begin) & (end < stop)).sum()
            found[replicate, k] = exits / years if years > 0 else np.nan
    return found


def destinations(axes, run, lab):
    """Share of voluntary moves to each destination, of the committed and of others, all replicates."""
    moves = run.moves
    chosen = (moves["from"] == lab) & (moves["reason"] == moves.codes("reason").index("offer"))
    minded = moves["safety_weight"] >= COMMITTED
    count = len(run.lab_ids)
    shares = []
    for kind in (minded, ~minded):
        targets = moves["to"][chosen & kind & (moves["to"] >= 0)].astype(int)
        shares.append(np.bincount(targets, minlength=count) / max(1, len(targets)))
    shown = np.argsort(-(shares[0] + shares[1]))[:8]
    at = np.arange(len(shown))
    for k, (colour, name) in enumerate(((style.GREEN, "safety-minded"), (style.GREY, "others"))):
        axes.barh(at + (k - 0.5) * 0.38, shares[k][shown], height=0.36, color=colour, label=name)
    axes.set_yticks(at, [style.name_of(run.lab_names[place], 18) for place in shown])
    axes.invert_yaxis()
    axes.xaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    axes.set_xlabel("share of those who leave for another job")
    axes.grid(axis="y", visible=False)
    axes.legend(fontsize=8, loc="lower right")


def draw(figure, run):
    lab, moments = breached_lab(run)
    if lab is None or not len(run.spells) or not len(run.moves):
        return style.nothing(figure, TITLE, "No pledge was broken, or no spells and moves were recorded.")
    style.heading(figure, TITLE, f"{run.lab_names[lab]}: left, voluntary exits per person and year (median; "
                                 f"band: {style.BAND}; dotted: a pledge is broken); right, for where")
    left, right = figure.subplots(1, 2, width_ratios=[1.15, 1])
    edges = np.linspace(run.seconds[0], run.seconds[-1], BINS + 1)
    middle = ((edges[:-1] + edges[1:]) / 2 * 1e6).astype("datetime64[us]")
    for committed, colour, name in ((True, style.GREEN, "safety-minded"), (False, style.GREY, "others")):
        style.band(left, middle, hazards(run, lab, committed, edges), colour)
        left.plot([], [], color=colour, label=name)
    for moment in moments:
        left.axvline(np.datetime64(int(moment * 1e6), "us"), color="#333333", linestyle=":", linewidth=1)
    left.set(ylabel="exits per person-year")
    left.set_ylim(bottom=0)
    left.tick_params(axis="x", labelsize=8, rotation=20)
    left.legend(fontsize=8, loc="upper left")
    destinations(right, run, lab)
    style.frame(figure, left=0.8, bottom=0.6, wspace=0.42)
