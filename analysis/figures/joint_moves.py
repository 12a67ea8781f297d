# SPDX-License-Identifier: Apache-2.0
"""Whether those who leave a raided lab leave together: pairs who join the same lab within three weeks of each
other, against the same moves with destinations dealt out anew."""

import numpy as np

from figures import raids, style

TITLE = "Joint moves"
WITHIN = 21.0  # days: notice of two to eight weeks parts those who sign on one day
DEALS = 200


def height(_):
    """[inches]"""
    return 3.6


def raided_lab(run):
    """Lab whose people most approaches of coalitions and cores went to."""
    rows = raids.of_mode(run, "coalition", "core") & (run.approaches["from"] >= 0)
    return int(np.bincount(run.approaches["from"][rows].astype(int)).argmax()) if rows.any() else None


def leavers(run, lab):
    """For each replicate, days and destinations of moves on offers from the lab."""
    moves = run.moves
    chosen = (moves["from"] == lab) & (moves["reason"] == moves.codes("reason").index("offer"))
    for replicate in range(run.replicates):
        rows = moves.of(replicate)
        mine = chosen[rows]
        yield (moves["time"][rows][mine] - run.seconds[0]) / raids.DAY, moves["to"][rows][mine].astype(int)


def together(days, targets):
    """How many pairs have the same destination within so many days."""
    near = (np.abs(days[:, None] - days[None, :]) <= WITHIN) & (targets[:, None] == targets[None, :])
    return (int(near.sum()) - len(days)) // 2


def compared(run, lab):
    """Joint pairs by replicate, and the mean over destinations dealt out anew."""
    luck = np.random.default_rng(1)
    seen, dealt = [], []
    for days, targets in leavers(run, lab):
        seen.append(together(days, targets))
        dealt.append(np.mean([together(days, luck.permutation(targets)) for _ in range(DEALS)]))
    return np.array(seen, dtype=float), np.array(dealt)


def draw(figure, run):
    lab = raided_lab(run) if len(run.approaches) else None
    if lab is None or not len(run.moves):
        return style.nothing(figure, TITLE, "No group was asked, or no moves were recorded.")
    seen, dealt = compared(run, lab)
    gap = seen - dealt
    error = gap.std(ddof=1) / np.sqrt(len(gap)) if len(gap) > 1 else np.nan
    style.heading(figure, TITLE, f"{style.name_of(run.lab_names[lab])}: pairs of leavers who join the same "
                                 f"lab within {WITHIN:g} days; grey: destinations shuffled")
    axes = figure.subplots()
    edges = np.arange(-0.5, max(seen.max(), dealt.max()) + 1.5)
    axes.hist(dealt, edges, color="#bdbdbd", label=f"shuffled: {dealt.mean():.2f} in the mean")
    axes.hist(seen, edges, histtype="step", color=style.BLUE, linewidth=1.8,
              label=f"as it was: {seen.mean():.2f}, {gap.mean():+.2f} ± {error:.2f}")
    axes.set(xlabel="pairs who leave jointly, over the whole run", ylabel="replicates")
    axes.locator_params(axis="x", integer=True)
    axes.legend(fontsize=8)
    style.frame(figure, left=0.8)
