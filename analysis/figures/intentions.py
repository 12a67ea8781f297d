# SPDX-License-Identifier: Apache-2.0
"""The public act against the private intention: who signed, who would leave if the board held, for where."""

import numpy as np

from figures import crisis, style

TITLE = "Public act and private intention"
COLOURS = [style.ORANGE, style.GREEN, style.RED, "#CC79A7", "#56B4E9"]


def height(_):
    """[inches]"""
    return 4.2


def censuses(run, origin):
    """Days after the ouster, rounded to hours, with the share of staff by lab: {hour: (replicates, lab)}."""
    table, staff = run.intentions, crisis.first(run, "staff")
    found = {}
    for replicate in range(run.replicates):
        rows = table.of(replicate)
        times = np.round((table["time"][rows] - origin[replicate]) / crisis.HOUR)
        for hour in np.unique(times):
            shares = np.zeros(len(run.lab_ids))
            chosen = times == hour
            np.add.at(shares, table["to"][rows][chosen], table["staff"][rows][chosen] / staff[replicate])
            found.setdefault(hour, []).append(shares)
    return {hour: np.array(shares) for hour, shares in sorted(found.items())}


def draw(figure, run):
    origin = crisis.moment_of(run, "ouster")
    if not len(run.intentions) or np.isnan(origin).all():
        return style.nothing(figure, TITLE, crisis.NOTHING)
    found = {h: s for h, s in censuses(run, origin).items() if len(s) >= max(3, run.replicates // 20)}
    if not found:
        return style.nothing(figure, TITLE, "Too few replicates to show intentions.")
    style.heading(figure, TITLE, "Line: has signed (median of open crises). Bars: would leave if the "
                                 "board held, by destination (mean)")
    axes = figure.subplots()
    hours = np.arange(0, max(found) + 12.0, 1.0)
    shares = crisis.laid_out(run, "signatures", origin, hours) / crisis.first(run, "staff")[:, None]
    signed = style.spread(still_open(run, origin, hours, shares))[1]
    axes.plot(hours / 24, signed, color=style.BLUE, label="has signed")
    means = np.array([s.mean(axis=0) for s in found.values()])
    largest = np.argsort(-means.max(axis=0))[:len(COLOURS)]
    bottom = np.zeros(len(found))
    at = np.array(list(found)) / 24
    for lab, colour in zip(largest, COLOURS):
        axes.bar(at, means[:, lab], bottom=bottom, width=0.35, color=colour, label=run.lab_names[lab])
        bottom += means[:, lab]
    axes.bar(at, means.sum(axis=1) - bottom, bottom=bottom, width=0.35, color="#bbbbbb", label="others")
    axes.set(xlabel="days after the ouster", ylabel="share of staff", ylim=(0, 1.05))
    axes.legend(loc="upper left", fontsize=8)
    style.frame(figure, left=0.8)


def still_open(run, origin, hours, shares):
    """The same, without replicates whose crisis has ended by then."""
    _, length = crisis.ending(run)
    return np.where(hours[None, :] / 24 <= length[:, None], shares, np.nan)
