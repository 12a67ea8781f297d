# SPDX-License-Identifier: Apache-2.0
"""Who left the lab in crisis of their own will within 7, 30 and 180 days of the ouster, and for where."""

import numpy as np

from figures import crisis, style

TITLE = "Exits by destination"
WINDOWS = (7, 30, 180)
COLOURS = ("#9ecae1", "#4292c6", "#08519c")


def height(_):
    """[inches]"""
    return 3.6


def draw(figure, run):
    origin = crisis.moment_of(run, "ouster")
    moves = run.moves
    if not len(moves) or np.isnan(origin).all():
        return style.nothing(figure, TITLE, "No moves or no crisis were recorded.")
    lab = crisis.lab_of(run)
    reasons = moves.codes("reason")
    own = [reasons.index("offer"), reasons.index("quit")]
    own_will = np.isin(moves["reason"], own) & (moves["from"] == lab)
    places = len(run.lab_ids) + 1  # the last one is outside the field
    counts = np.zeros((len(WINDOWS), run.replicates, places))
    for replicate in range(run.replicates):
        rows = moves.of(replicate)
        days = (moves["time"][rows] - origin[replicate]) / crisis.DAY
        for k, window in enumerate(WINDOWS):
            chosen = own_will[rows] & (days >= 0) & (days < window)
            counts[k, replicate] = np.bincount(moves["to"][rows][chosen] % places, minlength=places)
    style.heading(figure, TITLE, "Voluntary exits within so many days of the ouster: median over "
                                 f"replicates; whiskers: {style.BAND}")
    axes = figure.subplots()
    shown = [place for place in np.argsort(-counts[-1].mean(axis=0))[:8] if counts[-1][:, place].any()]
    for k, window in enumerate(WINDOWS):
        low, middle, high = style.spread(counts[k][:, shown])
        at = np.arange(len(shown)) + (k - 1) * 0.27
        axes.bar(at, middle, width=0.25, color=COLOURS[k], label=f"{window} days")
        axes.vlines(at, low, high, color="#333333", linewidth=0.8)
    names = [*run.lab_names, "outside the field"]
    axes.set_xticks(range(len(shown)), [style.name_of(names[place], 14) for place in shown], rotation=20,
                    ha="right")
    axes.set(ylabel="people")
    axes.legend(fontsize=8)
    style.frame(figure, left=0.8, bottom=0.75)
