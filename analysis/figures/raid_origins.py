# SPDX-License-Identifier: Apache-2.0
"""Whose people raiders call, and who goes for where."""

import numpy as np

from figures import raids, style

TITLE = "Where raided people come from"


def height(run):
    """[inches]"""
    labs = len(np.unique(run.approaches["from"])) if len(run.approaches) else 4
    return 1.4 + 0.32 * max(4, labs)


def draw(figure, run):
    if not len(run.approaches):
        return style.nothing(figure, TITLE, raids.NOTHING)
    table = run.approaches
    targets = ", ".join(dict.fromkeys(run.lab_names[lab] for lab in table["to"]))
    style.heading(figure, TITLE, f"People a replicate by lab, all raids, for {targets}: called, with a firm "
                                 "offer, gone. Percentage: of answered offers accepted")
    firm = raids.yes(run) | raids.no(run)
    count = len(run.lab_ids)
    called, offered, gone = (np.bincount(table["from"][rows][table["from"][rows] >= 0].astype(int),
                                         minlength=count) / run.replicates
                             for rows in (np.ones(len(table), bool), firm, raids.yes(run)))
    shown = [lab for lab in np.argsort(-called) if called[lab] > 0]
    axes = figure.subplots()
    at = np.arange(len(shown))
    for values, colour, name in ((called, "#d9d9d9", "called"), (offered, "#9ecae1", "firm offer"),
                                 (gone, style.BLUE, "gone")):
        axes.barh(at, values[shown], color=colour, label=name, height=0.75)
    for place, lab in enumerate(shown):
        share = f"{gone[lab] / offered[lab]:.0%}" if offered[lab] >= 0.5 else "few"
        axes.text(called[lab], place, f"  {gone[lab]:.1f} ({share})", va="center", fontsize=8.5)
    axes.set_yticks(at, [style.name_of(run.lab_names[lab]) for lab in shown])
    axes.invert_yaxis()
    axes.margins(x=0.1)
    axes.grid(axis="y", visible=False)
    axes.legend(fontsize=8, loc="lower right")
    axes.set_xlabel("people a replicate")
    style.frame(figure, left=1.75)
