# SPDX-License-Identifier: Apache-2.0
"""Who follows: exits from a lab in the weeks around the day on which the first of a group left it."""

import numpy as np

from figures import joint_moves, raids, style

TITLE = "Followers"
WEEKS = np.arange(-8, 13, 2)


def height(_):
    """[inches]"""
    return 3.6


def answers(run, lab):
    """When the first of the lab's people accepted, by replicate [s], NaN where nobody did; and how many."""
    table = run.approaches
    went = raids.yes(run) & raids.of_mode(run, "coalition", "core") & (table["from"] == lab)
    first = np.full(run.replicates, np.nan)
    for replicate in range(run.replicates):
        rows = table.of(replicate)
        if went[rows].any():
            first[replicate] = table["answered"][rows][went[rows]].min()
    return first, raids.by_replicate(run, went), went


def weekly(run, lab, origin, members):
    """Voluntary exits a week around the origin, (replicate, week); those of the group itself are left out."""
    moves = run.moves
    words = moves.codes("reason")
    own = np.isin(moves["reason"], [words.index("offer"), words.index("quit")]) & (moves["from"] == lab)
    counts = np.full((run.replicates, len(WEEKS) - 1), np.nan)
    for replicate in range(run.replicates):
        if np.isnan(origin[replicate]):
            continue
        rows = moves.of(replicate)
        others = own[rows] & ~np.isin(moves["person"][rows], members[replicate])
        weeks = (moves["time"][rows][others] - origin[replicate]) / raids.DAY / 7
        counts[replicate] = np.histogram(weeks, WEEKS)[0].astype(float)
        ends = (run.seconds[[0, -1]] - origin[replicate]) / raids.DAY / 7
        counts[replicate, (WEEKS[:-1] < ends[0]) | (WEEKS[1:] > ends[1])] = np.nan
    return counts


def draw(figure, run):
    lab = joint_moves.raided_lab(run) if len(run.approaches) else None
    if lab is None or not len(run.moves):
        return style.nothing(figure, TITLE, "No group was asked, or no moves were recorded.")
    first, count, went = answers(run, lab)
    table = run.approaches
    members = [table["person"][rows][went[rows]] for rows in map(table.of, range(run.replicates))]
    usual = np.nanmedian(first) if np.isfinite(first).any() else table["answered"].max()
    style.heading(figure, TITLE, "Exits of those not of the group, around the day of the first acceptance; "
                                 "mean, bars: two standard errors")
    axes = figure.subplots()
    groups = [("nobody of the group went", count == 0, style.GREY), ("one went", count == 1, style.ORANGE),
              ("two or more went", count >= 2, style.BLUE)]
    for shift, (name, chosen, colour) in enumerate(groups):
        if not chosen.any():
            continue
        origin = np.where(chosen, np.where(np.isnan(first), usual, first), np.nan)
        counts = weekly(run, lab, origin, members)
        known = np.maximum(np.isfinite(counts).sum(axis=0), 1)
        mean = np.nansum(counts, axis=0) / known
        error = 2 * np.sqrt(np.nansum((counts - mean) ** 2, axis=0)) / known
        mean = np.where(np.isfinite(counts).any(axis=0), mean, np.nan)
        axes.errorbar(WEEKS[:-1] + 1 + 0.2 * (shift - 1), mean, yerr=error, fmt="o-", color=colour, capsize=2,
                      markersize=3.5, linewidth=1, label=f"{name} ({chosen.sum()} replicates)")
    axes.axvline(0, color="#333333", linewidth=0.8, linestyle=":")
    axes.set(xlabel="weeks after the first acceptance", ylabel="exits in two weeks",
             xlim=(WEEKS[0], WEEKS[-1]))
    axes.set_ylim(bottom=0)
    axes.legend(fontsize=8, loc="upper left")
    style.frame(figure, left=0.8)
