#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints which facts hang on which mechanism: each mechanism off, in every episode with facts.

analysis/ablation_table.py PROGRAM [--replicates N] [--only EPISODE] [--into docs/ablation.md] [--keep FOLDER]

Runs the ordinary market and the episodes with one mechanism after the other switched off, with the same
people and the same luck, and `mercato check --against` them all. Prints Markdown, or writes it into the
places of a page: mechanisms against the facts that break, are mended or move by a fifth; facts by episode;
the mechanisms that no fact tells from their absence.
"""

import argparse
import json
import math
import subprocess
import sys
import tempfile
from pathlib import Path

import ablations
import pages
import sweeping
from trajectory import Trajectory

ROOT = Path(__file__).resolve().parents[1]
TELLING = 0.2
# Replicates that make a share known to about a tenth, where a replicate is cheap; fewer of the whole market
EPISODES = {"baseline": 6, "board_crisis": 24, "bonus_raid": 24, "lift_out": 24, "safety_exodus": 6}


def scenario_file(name):
    for below in ("", "episodes"):
        path = ROOT / "scenarios" / below / f"{name}.toml"
        if path.exists():
            return path
    sys.exit(f"ablation_table: there is no scenario {name}")


def run(program, folder, episode, arm, options, replicates):
    """The result of one arm; one that is there already is kept."""
    result = folder / f"{episode}.{arm.replace(' ', '_')}.h5"
    command = [program, "run", scenario_file(episode), "--replicates", replicates, "--quiet", "-o", result,
               "--resume", "--threads", "1", *options]
    ended = subprocess.run([str(word) for word in command], check=False)
    if ended.returncode:
        sys.exit(f"{' '.join(map(str, command))} ended with {ended.returncode}")
    return result


def facts(program, result, against=()):
    """What `mercato check` says of a result, by fact; a fact that fails ends it with 3."""
    words = ["--against", *against] if against else []
    said = subprocess.run([str(word) for word in [program, "check", result, "--json", *words]],
                          stdout=subprocess.PIPE, check=False)
    if said.returncode not in (0, 3):
        sys.exit(f"{program} check {result} ended with {said.returncode}")
    rows = json.loads(said.stdout)["facts"]
    return {fact["id"]: fact for fact in rows if fact["tally"] in ("scored", "fitted")}


class Episode:
    """Verdicts of an episode with all mechanisms on, and with each off that has a part in it."""

    def __init__(self, program, folder, name, replicates, sets=()):
        self.name, self.replicates = name, replicates
        always = [word for one in sets for word in ("--set", one)]
        usual = run(program, folder, name, "base", always, replicates)
        whole = Trajectory(usual)
        self.commit, self.title = whole.attribute("commit")[:12], whole.attribute("title")
        arms = ablations.arms_for(whole.scenario, ROOT / "scenarios")
        results = {arm: run(program, folder, name, arm, [*options, *always], replicates)
                   for arm, options in arms.items()}
        self.base = facts(program, usual, results.values())
        self.arms = {arm: facts(program, result) for arm, result in results.items()}

    def beyond_luck(self, one, other):
        """Whether two shares of replicates differ by more than two standard errors of unpaired luck.

        Each share is drawn to a half by one replicate on either side: none of ten is no proof of none."""
        count = self.replicates
        drawn = [(share * count + 1) / (count + 2) for share in (one, other)]
        return abs(one - other) > 2 * math.sqrt(sum(share * (1 - share) for share in drawn) / count)

    def change(self, fact, arm):
        """"breaks", "mends", "moves" or "", and the median there."""
        here, there = self.base[fact], self.arms[arm][fact]
        if not self.beyond_luck(here["probability"], there["probability"]):
            return ""
        passes, passed = there["outcome"] == "pass", here["outcome"] == "pass"
        if passes != passed:
            return "breaks" if passed else "mends"
        return "moves" if abs(here["probability"] - there["probability"]) >= TELLING else ""


def number(value):
    return "-" if value is None else f"{value:.3g}"


def facts_table(episode):
    """A row a fact: verdict, how informative, and what each mechanism does to it."""
    rows = []
    for name, fact in episode.base.items():
        said = {"breaks": [], "mends": [], "moves": []}
        for arm in episode.arms:
            change = episode.change(name, arm)
            if change:
                said[change].append(f"{arm} ({number(episode.arms[arm][name]['median'])})")
        verdict = "pass" if fact["outcome"] == "pass" else fact["outcome"].upper()
        fitted = " (fitted)" if fact["tally"] == "fitted" else ""
        rows.append([name + fitted, number(fact["median"]), verdict, f"{fact['probability']:.2f}",
                     number(fact["informative"]),
                     *("; ".join(said[change]) or "-" for change in said)])
    heads = ["fact", "median", "verdict", "agree", "informative", "breaks without", "is mended without",
             "moves by a fifth without"]
    return pages.table(heads, rows)


def mechanisms_table(episodes):
    """A row a mechanism: facts of all episodes that break, are mended, move."""
    rows = []
    for arm in ablations.NAMES:
        said = {"breaks": [], "mends": [], "moves": []}
        there = [episode for episode in episodes if arm in episode.arms]
        if not there:
            continue
        for episode in there:
            for fact in episode.base:
                change = episode.change(fact, arm)
                if change:
                    said[change].append(fact)
        rows.append([arm, ablations.EQUATIONS[arm], ", ".join(episode.name for episode in there),
                     *(", ".join(said[change]) or "-" for change in said)])
    heads = ["without", "equations", "tried in", "breaks", "is mended", "moves by a fifth"]
    return pages.table(heads, rows)


def questioned(episodes):
    """Mechanisms without which no fact breaks."""
    lines = []
    for arm in ablations.NAMES:
        there = [episode for episode in episodes if arm in episode.arms]
        changes = {episode.change(fact, arm) for episode in there for fact in episode.base}
        if there and "breaks" not in changes:
            moved = "some facts move by a fifth or pass without it"
            how = moved if changes - {""} else "no fact tells it apart"
            lines.append(f"- **{arm}** ({ablations.EQUATIONS[arm]}): {how}. {ablations.DEFENCE[arm]}")
    return "\n".join(lines) or "None: each mechanism carries a fact."


def market_table(episode):
    """What each mechanism does to the ordinary market."""
    shown = [name for name in ("E5-01-openai", "E6-05", "G1", "G2", "E6-07", "E6-16") if name in episode.base]
    rows = []
    for arm, found in {"all mechanisms on": episode.base, **episode.arms}.items():
        scored = [fact for fact in found.values() if fact["tally"] == "scored"]
        passed = sum(fact["outcome"] == "pass" for fact in scored)
        rows.append([arm, *(number(found[name]["median"]) for name in shown), f"{passed} of {len(scored)}"])
    heads = ["arm", *(f"{name} [{episode.base[name]['unit']}]" for name in shown), "scored facts that pass"]
    return pages.table(heads, rows)


def arguments():
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("program", type=sweeping.a_program)
    parser.add_argument("--replicates", type=int, help="in each arm; " + ", ".join(
        f"{count} of {name}" for name, count in EPISODES.items()) + " unless given")
    parser.add_argument("--only", action="append", choices=EPISODES, help="this episode; may be repeated")
    parser.add_argument("--set", dest="sets", action="append", default=[], metavar="PATH=VALUE",
                        help="sets a value in every run, as run.scale=0.1 for a quick try")
    parser.add_argument("--into", type=Path, help="page with marks that the tables are written into")
    parser.add_argument("--keep", type=Path, help="folder for the results; a temporary one unless given")
    return parser.parse_args()


def parts(asked, folder):
    """All tables, by the name of their place."""
    folder.mkdir(parents=True, exist_ok=True)
    names = asked.only or list(EPISODES)
    episodes = [Episode(asked.program, folder, name, asked.replicates or EPISODES[name], asked.sets)
                for name in names]
    measured = ", ".join(f"{episode.replicates} of {episode.name}" for episode in episodes)
    said = f"Measured at commit {episodes[0].commit}; replicates in each arm: {measured}."
    found = [("ablation-measured", said), ("ablation-mechanisms", mechanisms_table(episodes)),
             ("ablation-questioned", questioned(episodes))]
    found += [(f"ablation-{episode.name}", facts_table(episode)) for episode in episodes]
    found += [("ablation-market", market_table(episode)) for episode in episodes
              if episode.name == "baseline"]
    return found


def main():
    asked = arguments()
    with tempfile.TemporaryDirectory() as temporary:
        found = parts(asked, asked.keep or Path(temporary))
    if asked.into:
        pages.write_into(asked.into, found)
    else:
        print("\n\n".join(f"[{name}]\n\n{text}" for name, text in found))


if __name__ == "__main__":
    main()
