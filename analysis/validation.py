#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes all tables of docs/validation.md anew.

analysis/validation.py PROGRAM --into docs/validation.md [--replicates N] [--only SECTION] [--keep FOLDER]
                       [--pictures]

Runs the ordinary market, the episodes and their arms, and writes what the program and the tables of analysis/
say between the marks of the page; the text around them is left alone, and must be read again by whoever does
this. Without --into all is printed. --pictures draws the phase diagrams and the sheet of the crisis too.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

import pages
import sweeping
from trajectory import Trajectory

ROOT = Path(__file__).resolve().parents[1]
SCENARIOS = ROOT / "scenarios"
CRISIS = ["no_outside_option", "no_equity_at_risk", "tender_guaranteed", "no_social_influence",
          "written_offers", "board_holds", "board_for_safety", "board_for_candour",
          "board_replaced_for_growth"]
AGAINST = ["no_outside_option", "no_equity_at_risk", "no_social_influence", "written_offers", "board_holds"]
RAID = ["long_deadlines", "no_recharge_week", "no_cliff", "ordinary_pay", "log_money", "no_fairness_bound",
        "fast_counter", "open_pay", "shuffled_ties", "told_sums", "insiders_believe", "clawback"]
LIFT_OUT = ["no_approach", "no_conflict", "one_by_one", "shuffled_ties", "log_money"]
EXODUS = ["equal_safety", "no_breach", "no_departure", "team_wound_up", "no_safety_taste"]


class Bench:
    """Runs the program, keeps its results, and says what it said."""

    def __init__(self, program, folder, replicates, sets=()):
        self.program, self.folder, self.replicates = str(Path(program).resolve()), folder, replicates
        self.sets = [word for one in sets for word in ("--set", one)]
        self.commit = ""

    def file(self, episode, arm):
        return self.folder / f"{episode}.{arm}.h5"

    def call(self, command, allowed=(0,)):
        words = [str(word) for word in command]
        ended = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=False)
        if ended.returncode not in allowed:
            sys.exit(f"{' '.join(map(str, command))} ended with {ended.returncode}")
        return ended.stdout

    def run(self, episode, arm, usual, options=()):
        """The result of an arm, run unless it is there already; what the program said lies beside it."""
        path = SCENARIOS / "episodes" / f"{episode}.toml"
        path = path if path.exists() else SCENARIOS / f"{episode}.toml"
        result = self.file(episode, arm)
        said = self.call([self.program, "run", path, "--resume", "--threads", "1", "-o", result,
                          "--replicates", self.replicates or usual, *options, *self.sets])
        note = result.with_suffix(".txt")
        if "headcount" in said or not note.exists():
            note.write_text(said, encoding="utf-8")
        self.commit = Trajectory(result).attribute("commit")[:12]
        return result

    def happened(self, episode, arm):
        """The table of what happened that a run ends with, without the verdicts below it."""
        said = self.file(episode, arm).with_suffix(".txt").read_text(encoding="utf-8")
        return fenced(said.split("\nfact ")[0])

    def overlay(self, episode, arm, usual):
        """The result with an overlay of the episode, or of the variants."""
        own = SCENARIOS / "episodes" / episode / f"{arm}.toml"
        path = own if own.exists() else SCENARIOS / "variants" / f"{arm}.toml"
        return self.run(episode, arm, usual, ["--with", path])

    def verdicts(self, result, against=()):
        """What `mercato check` prints; a fact that fails ends it with 3."""
        words = ["--against", *against] if against else []
        return fenced(self.call([self.program, "check", result, *words], (0, 3)))

    def table(self, script, *words):
        return self.call([sys.executable, "-B", ROOT / "analysis" / script, *words])

    def measured(self, episode, arm):
        count = Trajectory(self.file(episode, arm)).replicates
        return f"{count} replicates, seed 1, commit {self.commit}."


def fenced(text):
    return f"```\n{text.strip()}\n```"


def named(bench, episode, arms):
    return [f"{arm}={bench.file(episode, arm)}" for arm in arms]


def market(bench):
    """The ordinary market: what happened, and verdicts."""
    result = bench.run("baseline", "base", 20)
    return [("market-measured", bench.measured("baseline", "base")),
            ("market", bench.happened("baseline", "base")), ("market-verdicts", bench.verdicts(result))]


def crisis(bench):
    """The board crisis: verdicts with how informative they are, and arms."""
    result = bench.run("board_crisis", "base", 200)
    for arm in ["no_crisis", *CRISIS]:
        bench.overlay("board_crisis", arm, 200)
    against = [bench.file("board_crisis", arm) for arm in AGAINST]
    arms = named(bench, "board_crisis", ["no_crisis", "base", *CRISIS])
    return [("crisis-measured", bench.measured("board_crisis", "base")),
            ("crisis-verdicts", bench.verdicts(result, against)),
            ("crisis-arms", bench.table("crisis_table.py", *arms))]


def raid(bench):
    """The raid: verdicts, and arms for the whole list and for the start-up's people."""
    result = bench.run("bonus_raid", "base", 60)
    for arm in RAID:
        bench.overlay("bonus_raid", arm, 60)
    against = [bench.file("bonus_raid", arm) for arm in ("ordinary_pay", "log_money", "no_fairness_bound")]
    arms = named(bench, "bonus_raid", ["base", *RAID])
    return [("raid-measured", bench.measured("bonus_raid", "base")),
            ("raid-verdicts", bench.verdicts(result, against)),
            ("raid-arms", bench.table("raid_table.py", "--raid", "0", *arms)),
            ("raid-arms-start-up", bench.table("raid_table.py", "--raid", "1", *arms))]


def went_together(path):
    """People of a coalition who accepted, by replicate."""
    run = Trajectory(path)
    table = run.approaches
    yes = table["answer"] == table.codes("answer").index("accepted") if len(table) else np.zeros(0, bool)
    return np.bincount(table["replicate"][yes].astype(int), minlength=run.replicates)


def change(mine, usual):
    gap = mine - usual
    if not gap.any():
        return "0"
    return f"{gap.mean():+.2f} ± {gap.std(ddof=1) / np.sqrt(len(gap)):.2f}"


def lift_out(bench):
    """The lift-out: verdicts, and how many go in each arm."""
    result = bench.run("lift_out", "base", 100)
    usual = went_together(result)
    rows = [["base", f"{np.mean(usual >= 2):.0%}", f"{usual.mean():.2f}", "0"]]
    for arm in LIFT_OUT:
        found = went_together(bench.overlay("lift_out", arm, 100))
        rows.append([arm, f"{np.mean(found >= 2):.0%}", f"{found.mean():.2f}", change(found, usual)])
    against = [bench.file("lift_out", arm) for arm in LIFT_OUT]
    heads = ["arm", "two or more go", "mean number who go", "change"]
    return [("lift-out-measured", bench.measured("lift_out", "base")),
            ("lift-out-verdicts", bench.verdicts(result, against)),
            ("lift-out-arms", pages.table(heads, rows))]


def fact_medians(path):
    """Median over replicates of each fact of a result, as `mercato check` says it."""
    run = Trajectory(path)
    return {fact["id"]: fact["median"] for fact in run.facts}


def exodus(bench):
    """The safety exodus: verdicts, and what the arms show of the same numbers."""
    result = bench.run("safety_exodus", "base", 40)
    rows, shown = [], None
    for arm in ["base", *EXODUS]:
        path = result if arm == "base" else bench.overlay("safety_exodus", arm, 40)
        found = fact_medians(path)
        shown = shown or list(found)
        rows.append([arm, *("-" if np.isnan(found[name]) else f"{found[name]:.2f}" for name in shown)])
    against = [bench.file("safety_exodus", arm) for arm in EXODUS]
    return [("exodus-measured", bench.measured("safety_exodus", "base")),
            ("exodus-verdicts", bench.verdicts(result, against)),
            ("exodus-arms", pages.table(["median in arm", *shown], rows))]


def door(bench):
    """Four years of the market with launches and labs that are founded; offers recorded, for their facts."""
    result = bench.run("revolving_door", "base", 6, ["--set", "record.offers=true"])
    return [("door-measured", bench.measured("revolving_door", "base")),
            ("door", bench.happened("revolving_door", "base")), ("door-verdicts", bench.verdicts(result))]


def chronicle(bench):
    """Four episodes in one run."""
    result = bench.run("chronicle", "base", 6)
    return [("chronicle-measured", bench.measured("chronicle", "base")),
            ("chronicle-verdicts", bench.verdicts(result))]


def startups(bench):
    """A market of start-ups: funding, failure, take-overs."""
    result = bench.run("startups", "base", 40)
    return [("startups-measured", bench.measured("startups", "base")),
            ("startups-verdicts", bench.verdicts(result))]


SECTIONS = {"market": market, "crisis": crisis, "raid": raid, "lift_out": lift_out, "exodus": exodus,
            "revolving_door": door, "chronicle": chronicle, "startups": startups}


def draw(bench):
    """The pictures of the page."""
    folder = ROOT / "docs/figures"
    bench.table("phase_diagram.py", bench.program, "-o", folder / "letter_phases.png")
    bench.table("phase_diagram.py", bench.program, "-o", folder / "letter_phases_stubborn.png", "--stubborn")
    for episode in ("board_crisis", "bonus_raid", "lift_out", "safety_exodus"):
        result = bench.file(episode, "base")
        if result.exists():
            bench.table("plot.py", result, "-o", folder / f"{episode}.png", "--dpi", "70")


def arguments():
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("program", type=sweeping.a_program)
    parser.add_argument("--into", type=Path, help="page with marks that the tables are written into")
    parser.add_argument("--replicates", type=int,
                        help="in every run; 6 of the chronicle to 200 of the crisis unless given")
    parser.add_argument("--only", action="append", choices=SECTIONS, help="this section; may be repeated")
    parser.add_argument("--set", dest="sets", action="append", default=[], metavar="PATH=VALUE",
                        help="sets a value in every run, as run.scale=0.1 for a quick try")
    parser.add_argument("--pictures", action="store_true", help="draws the pictures of the page too")
    parser.add_argument("--keep", type=Path, help="folder for the results; a temporary one unless given")
    return parser.parse_args()


def main():
    asked = arguments()
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        bench = Bench(asked.program, folder.resolve(), asked.replicates, asked.sets)
        for section in asked.only or SECTIONS:
            parts = SECTIONS[section](bench)
            if asked.into:
                pages.write_into(asked.into, parts)
            else:
                print("\n\n".join(f"[{name}]\n\n{text}" for name, text in parts), end="\n\n", flush=True)
        if asked.pictures:
            draw(bench)


if __name__ == "__main__":
    main()
