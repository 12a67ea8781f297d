# SPDX-License-Identifier: Apache-2.0
"""What the figures of a crisis share: its readings laid on one axis of time for all replicates."""

import numpy as np

HOUR, DAY = 3600.0, 86400.0
NOTHING = "No crisis was recorded."


def moment_of(run, news):
    """When the news first came, by replicate [s since 1970], NaN where it did not."""
    table = run.announcements
    moments = np.full(run.replicates, np.nan)
    if not len(table):
        return moments
    code = table.codes("news").index(news)
    for replicate in range(run.replicates):
        rows = table.of(replicate)
        hits = table["time"][rows][table["news"][rows] == code]
        if len(hits):
            moments[replicate] = hits[0]
    return moments


def laid_out(run, column, origin, hours):
    """Readings of a column at hours after `origin` (by replicate), (replicate, hour): the last one at or
    before; NaN before the first, and where there is no origin."""
    table = run.crises
    values = np.full((run.replicates, len(hours)), np.nan)
    for replicate in range(run.replicates):
        rows = table.of(replicate)
        if rows.start == rows.stop or np.isnan(origin[replicate]):
            continue
        times = (table["time"][rows] - origin[replicate]) / HOUR
        at = np.searchsorted(times, hours + 1e-9, side="right") - 1
        values[replicate] = np.where(at >= 0, table[column][rows][np.maximum(at, 0)], np.nan)
    return values


def first(run, column):
    """The first reading of a column by replicate, NaN without."""
    table = run.crises
    return np.array([table[column][table.of(r)][0] if table.of(r).start < table.of(r).stop else np.nan
                     for r in range(run.replicates)], dtype=float)


def ending(run):
    """Word of the last reading by replicate, and its time after the first [days]."""
    table = run.crises
    words, lengths = [], np.full(run.replicates, np.nan)
    for replicate in range(run.replicates):
        rows = table.of(replicate)
        if rows.start == rows.stop:
            words.append("none")
            continue
        words.append(table.codes("phase")[table["phase"][rows][-1]])
        lengths[replicate] = (table["time"][rows][-1] - table["time"][rows][0]) / DAY
    return np.array(words), lengths


def lab_of(run):
    """Row of the lab in crisis."""
    return int(run.crises["lab"][0])
