#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints how much each scored fact of the baseline says: what becomes of it when a mechanism is switched off.

analysis/ablation_table.py PROGRAM [--replicates 20] [--keep FOLDER]

Runs scenarios/baseline.toml and one arm for each mechanism, then `mercato check --against` them all. A row a
fact, as Markdown: verdict, share of replicates that agree, largest change of that share (how informative the
fact is), and the arms in which it changes by a fifth or more. The second table has the market in each arm.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TELLING = 0.2
ARMS = {
    "no referrals": ["search.referral_boost=0"],
    "no alarm": [f"contagion.{who}_jump=0" for who in ("peer", "lead", "layoff", "tie")],
    "no honeymoon": ["contagion.honeymoon=0.0001"],
    "no counter-offers": ["counter.readiness=0"],
    "no fairness": ["counter.fairness_weight=0"],
    "no waiting": ["waiting.myopia=1"],
    "no match quality": ["utility.match_spread=0"],
    "no taste for culture": ["utility.culture_weight=0", "search.fit_pull=0"],
    "no taste for safety": [f"utility.safety_{who}=0" for who in ("committed", "ordinary", "capability")],
    "no prestige or compute": ["utility.prestige_weight=0", "utility.compute_weight=0"],
    "no ties in utility": ["utility.tie_weight=0"],
    "no strain": ["utility.strain_weight=0", "strain.burnout_hazard=0"],
    "pay as its logarithm": ["utility.curvature_low=1", "utility.curvature_high=1"],
    "everybody alike in mobility": ["search.mobility_spread=0"],
}


def run(program, folder, name, sets, replicates):
    """The result of one arm."""
    result = folder / (name.replace(" ", "_") + ".h5")
    words = [word for one in sets for word in ("--set", one)]
    subprocess.run([program, "run", ROOT / "scenarios/baseline.toml", "--replicates", str(replicates),
                    "--quiet", "--force", "-o", result, *words], check=True)
    return result


def facts(program, result, against=()):
    """What `mercato check` says of a result, by fact; a fact that fails ends it with 3."""
    words = ["--against", *against] if against else []
    said = subprocess.run([program, "check", result, "--json", *words], stdout=subprocess.PIPE, check=False)
    if said.returncode not in (0, 3):
        sys.exit(f"{program} check {result} ended with {said.returncode}")
    return {fact["id"]: fact for fact in json.loads(said.stdout)["facts"]}


def number(value):
    return "-" if value is None else f"{value:.3g}"


def print_facts(base, arms):
    print("| fact | verdict | agree | informative | changes by a fifth or more |")
    print("|---|---|---|---|---|")
    for name, fact in base.items():
        if fact["tally"] not in ("scored", "fitted"):
            continue
        moved = []
        for arm, found in arms.items():
            there = found[name]["probability"]
            if abs(there - fact["probability"]) >= TELLING:
                moved.append(f"{arm} ({number(found[name]['median'])})")
        verdict = "pass" if fact["outcome"] == "pass" else fact["outcome"].upper()
        print(f"| {name} ({fact['tally']}), {number(fact['median'])} | {verdict} "
              f"| {fact['probability']:.2f} "
              f"| {number(fact['informative'])} | {', '.join(moved) or 'none'} |")


def print_market(base, arms):
    shown = ["E5-01-openai", "E6-05", "G1", "G2", "E6-07", "E6-16"]
    heads = " | ".join(f"{name} [{base[name]['unit']}]" for name in shown)
    print(f"\n| arm | {heads} | scored facts that pass |")
    print("|---" * (len(shown) + 2) + "|")
    for arm, found in {"all mechanisms on": base, **arms}.items():
        scored = [fact for fact in found.values() if fact["tally"] == "scored"]
        passed = sum(fact["outcome"] == "pass" for fact in scored)
        medians = " | ".join(number(found[name]["median"]) for name in shown)
        print(f"| {arm} | {medians} | {passed} of {len(scored)} |")


def main():
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("program")
    parser.add_argument("--replicates", type=int, default=20)
    parser.add_argument("--keep", type=Path, help="folder for the results; a temporary one unless given")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        usual = run(asked.program, folder, "baseline", [], asked.replicates)
        results = {arm: run(asked.program, folder, arm, sets, asked.replicates) for arm, sets in ARMS.items()}
        base = facts(asked.program, usual, results.values())
        arms = {arm: facts(asked.program, result) for arm, result in results.items()}
        print_facts(base, arms)
        print_market(base, arms)


if __name__ == "__main__":
    main()
