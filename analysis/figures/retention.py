# SPDX-License-Identifier: Apache-2.0
"""Share of people still with their lab after so many years, lab by lab: Kaplan-Meier over job spells."""

import numpy as np

from figures import style
from trajectory import SECONDS_A_YEAR

TITLE = "Retention"
# Spells that must be under observation for an exit to count: the first few of a late start say nothing
AT_RISK = 10
KINDS = ("lab", "startups")


def kaplan_meier(entered, left, ended, years):
    """Share staying at `years` (n,), from tenures [years] at which spells came under observation and left it
    (rows,).

    Spells that began before the run count from where the run finds them. NaN beyond what was observed."""
    moments, exits = np.unique(left[ended], return_counts=True)
    entries, departures = np.sort(entered), np.sort(left)
    at_risk = np.searchsorted(entries, moments, "left") - np.searchsorted(departures, moments, "left")
    counted = at_risk >= AT_RISK
    staying = np.concatenate([[1.0], np.cumprod(1 - exits[counted] / at_risk[counted])])
    shares = staying[np.searchsorted(moments[counted], years, "right")]
    last = departures[-AT_RISK] if len(departures) >= AT_RISK else 0.0
    return np.where(years <= last, shares, np.nan)


def curves(run, years):
    """Share staying, (replicate, lab, years)."""
    start, end = (run.spells.years(column) for column in ("start", "end"))
    entered, left = np.maximum(0.0, -start), end - start
    ended, lab = run.spells["ended"] == 1, run.spells["lab"]
    shares = np.full((run.replicates, len(run.lab_ids), len(years)), np.nan)
    for replicate in range(run.replicates):
        rows = run.spells.of(replicate)
        for number in range(len(run.lab_ids)):
            mine = np.flatnonzero((lab[rows] == number) & (left[rows] > entered[rows])) + rows.start
            if len(mine) >= AT_RISK:
                shares[replicate, number] = kaplan_meier(entered[mine], left[mine], ended[mine], years)
    return shares


def common(shares):
    """Shares (replicate, years) up to the tenure that every replicate with a curve has seen.

    A median over fewer and fewer of them would jump, and could rise."""
    drawn = np.isfinite(shares).any(axis=1)
    seen = np.isfinite(shares[drawn]).all(axis=0) if drawn.any() else np.zeros(shares.shape[1], dtype=bool)
    return np.where(seen, shares, np.nan)


def draw(figure, run):
    if not len(run.spells):
        return style.nothing(figure, TITLE, "No job spells were recorded ([record] spells).")
    style.heading(figure, TITLE, "Share still with the lab by tenure (Kaplan–Meier). Line: median, with its "
                                 f"value at two years; band: {style.BAND}; grey: the other labs")
    years = np.linspace(0, 4, 161)
    shares = curves(run, years)
    for lab in range(shares.shape[1]):
        shares[:, lab] = common(shares[:, lab])
    shown = [lab for lab, kind in enumerate(run.lab_kinds)
             if kind in KINDS and np.isfinite(shares[:, lab]).any()]
    if not shown:
        return style.note(figure, f"No lab has {AT_RISK} job spells in a replicate.")
    middles = {lab: style.spread(shares[:, lab])[1] for lab in shown}
    panels = style.grid(figure, len(shown), sharex=True, sharey=True)
    for place, (lab, axes) in enumerate(zip(shown, panels)):
        for other in shown:
            axes.plot(years, middles[other], color="#cfcfcf", linewidth=0.7, drawstyle="steps-post")
        style.band(axes, years, shares[:, lab], style.BLUE, step="post")
        axes.set_title(style.name_of(run.lab_names[lab]))
        axes.set(xlim=(0, 4), ylim=(0, 1))
        axes.yaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
        mark(axes, years, middles[lab])
        if place + 6 >= len(shown):
            axes.set_xlabel("tenure (years)", fontsize=8)
        axes.tick_params(labelsize=8, labelbottom=place + 6 >= len(shown))
    style.frame(figure, right=0.55, top=0.8, wspace=0.15, hspace=0.3)


def height(run):
    """[inches]"""
    return style.grid_height(int(np.isin(run.lab_kinds, KINDS).sum()), 2.2)


def mark(axes, years, middle):
    """Writes the value at two years beside the line."""
    at = int(np.searchsorted(years, 2.0))
    if np.isfinite(middle[at]):
        axes.plot(years[at], middle[at], "o", color=style.BLUE, markersize=4)
        axes.annotate(f"{middle[at]:.0%}", (years[at], middle[at]), xytext=(4, 5), textcoords="offset points",
                      fontsize=8, color=style.BLUE)
