# SPDX-License-Identifier: Apache-2.0
"""What the figures of raids and lift-outs share: who was offered something, what was said, in which raid."""

import numpy as np

NOTHING = "Nobody was raided, or no approaches were recorded."
DAY = 86400.0


def said(run, *words):
    """Rows of approaches with one of these answers."""
    table = run.approaches
    codes = [table.codes("answer").index(word) for word in words]
    return np.isin(table["answer"], codes)


def yes(run):
    return said(run, "accepted", "refused")


def no(run):
    return said(run, "declined", "countered")


def of_mode(run, *modes):
    """Rows of raids of these modes."""
    raids = run.scenario.get("raids", [])
    numbers = [k for k, raid in enumerate(raids) if raid.get("mode", "list") in modes]
    return np.isin(run.approaches["raid"], numbers)


def main_raid(run):
    """Rows of the list raid with most approaches, and its entry in the scenario; None without."""
    if not len(run.approaches) or not of_mode(run, "list").any():
        return None, None
    number = int(np.bincount(run.approaches["raid"][of_mode(run, "list")].astype(int)).argmax())
    return run.approaches["raid"] == number, run.scenario["raids"][number]


def by_replicate(run, chosen):
    """How many rows are chosen, (replicate,)."""
    return np.bincount(run.approaches["replicate"][chosen].astype(int), minlength=run.replicates)


def package(run):
    """Four years of the offered pay and the money of the first day [M$], by row."""
    return 4 * run.approaches["pay_offered"] + run.approaches["sign_on"]
