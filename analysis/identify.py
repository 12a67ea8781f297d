#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Recovers known parameters from synthetic data, and says which cannot be told apart.

analysis/identify.py PROGRAM [--into docs/identification.md] [-o PICTURE] [--truths 12] [--worlds 32]
                     [--keep FOLDER]

Runs scenarios/designs/identification.toml with `mercato sweep`, fits each moment as a function of the
parameters, then draws hidden truths from the middle of the ranges, runs the same scenario at them with other
luck and other people, and estimates them again from the moments alone. Prints Markdown, or writes it into
the places of a page; docs/identification.md explains it.
"""

import argparse
import csv
import tempfile
from pathlib import Path

import numpy as np

import pages
import surrogate
import sweeping
from figures import recovery

ROOT = Path(__file__).resolve().parents[1]
DESIGN = ROOT / "scenarios/designs/identification.toml"
MIDDLE = 0.7  # truths lie within this share of each range, so that an estimate may err to both sides
STARTS = 24
OFFERS = ("offer_rate", "with_offer", "with_offer_long", "offers_taken", "countered", "counters_won")
TOLD = 0.5  # a parameter counts as recovered if its error is below half of what is known beforehand


class Ranges:
    """Parameters between natural units and -1 to 1 over their range."""

    def __init__(self, parameters):
        self.names = [parameter["path"] for parameter in parameters]
        self.logs = np.array([parameter.get("scale") == "log" for parameter in parameters])
        ends = np.array([[parameter["low"], parameter["high"]] for parameter in parameters], dtype=float)
        self.low, self.high = np.where(self.logs[:, None], np.log(ends), ends).T

    def inner(self, points):
        felt = np.where(self.logs, np.log(np.where(self.logs, points, 1.0)), points)
        return 2 * (felt - self.low) / (self.high - self.low) - 1

    def natural(self, inner):
        felt = self.low + (np.asarray(inner) + 1) / 2 * (self.high - self.low)
        return np.where(self.logs, np.exp(felt), felt)


def moments_of(moments, few=0.98):
    """Names of facts among the metrics that nearly every world shows and that differ between worlds."""
    names = []
    for name, values in zip(moments.names, moments.values):
        if name in sweeping.facts_of(DESIGN) and np.isfinite(values).mean() >= few and np.nanstd(values) > 0:
            names.append(name)
    return names


def hidden_truths(ranges, count, seed):
    """Points within the middle of the ranges, natural units, one in each slice of each parameter."""
    luck = np.random.default_rng(seed)
    places = [(luck.permutation(count) + luck.random(count)) / count for _ in ranges.names]
    return ranges.natural(MIDDLE * (2 * np.column_stack(places) - 1))


def write_table(folder, name, ranges, points, worlds):
    """A design with these points as a table."""
    with open(folder / f"{name}.csv", "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(ranges.names)
        rows.writerows([[f"{value:.17g}" for value in point] for point in points])
    lines = ["format = 1", f'scenario = "{ROOT / "scenarios/generic.toml"}"', 'method = "table"',
             f'table = "{name}.csv"', f"replicates = {worlds}"]
    (folder / f"{name}.toml").write_text("\n".join(lines) + "\n")
    return folder / f"{name}.toml"


class Recovery:
    """Estimates of all truths from the moments of one list; anchors are other points, in worlds of other luck
    than the design's."""

    def __init__(self, ranges, design, data, names, anchors=None, seed=1):
        self.names = names
        self.truths = ranges.inner(data.points)
        known = []
        if anchors is not None:
            seen = anchors.of(names).values
            known = [(ranges.inner(point), seen[:, k]) for k, point in enumerate(anchors.points)]
        self.surface = surrogate.Surface(ranges.inner(design.points), design.of(names).values, known)
        seen = data.of(names).values
        weights = self.surface.weights(seen.shape[2])
        starts = np.random.default_rng(seed).uniform(-0.8, 0.8, (STARTS, self.truths.shape[1]))
        self.found, self.errors, self.distances = [], [], []
        self.parts = []
        for number in range(len(self.truths)):
            values = self.surface.felt(seen[:, number])
            point, distance = surrogate.estimate(self.surface, values, weights, starts)
            knowledge = surrogate.information(self.surface, weights, point)
            self.parts.append((values, weights, knowledge))
            self.found.append(point)
            self.errors.append(surrogate.errors(knowledge)[0])
            self.distances.append(distance)
        self.found, self.errors = np.array(self.found), np.array(self.errors)
        self.starts = starts

    def knowledge(self):
        """What the data say at a typical truth, mean over truths."""
        return np.mean([part[2] for part in self.parts], axis=0)

    def profile(self, number, grid, truth=0):
        """Least distance with one parameter held at each value of the grid, and the point reached."""
        values, weights, _ = self.parts[truth]
        starts = np.vstack([self.found[truth], self.starts[:6]])
        return [surrogate.estimate(self.surface, values, weights, starts, [(number, value)])
                for value in grid]


def judge(recovery):
    """By parameter: bias and its error, root mean square error, standard error, share within two, verdict."""
    gap = recovery.found - recovery.truths
    count = len(gap)
    error = np.sqrt((recovery.errors**2).mean(axis=0))
    return {"bias": gap.mean(axis=0), "bias_error": gap.std(axis=0, ddof=1) / np.sqrt(count),
            "rms": np.sqrt((gap**2).mean(axis=0)), "error": error,
            "covered": (np.abs(gap) <= 2 * recovery.errors).mean(axis=0),
            "told": np.sqrt((gap**2).mean(axis=0)) * np.sqrt(surrogate.PRIOR) < TOLD}


def recovery_table(ranges, recovery):
    """A row a parameter, errors in percent of the range."""
    judged = judge(recovery)
    count = len(ranges.names)
    low, high = ranges.natural(-np.ones(count)), ranges.natural(np.ones(count))
    rows = []
    for k, name in enumerate(ranges.names):
        guess = judged["rms"][k] * np.sqrt(surrogate.PRIOR)
        rows.append([f"`{name}`", f"{low[k]:g} to {high[k]:g}{', log' if ranges.logs[k] else ''}",
                     f"{50 * judged['bias'][k]:+.1f} ± {50 * judged['bias_error'][k]:.1f}",
                     f"{50 * judged['rms'][k]:.1f}", f"{50 * judged['error'][k]:.1f}",
                     f"{judged['covered'][k]:.0%}", f"{guess:.2f}", "yes" if judged["told"][k] else "NO"])
    heads = ["parameter", "range", "bias [% of range]", "rms error [%]", "standard error [%]",
             "within two", "error over that of a guess", "recovered"]
    distances = np.array(recovery.distances)
    return (pages.table(heads, rows) + f"\n\nDistance of the best fit from the data: {distances.mean():.1f} "
            f"in the mean, {distances.min():.1f} to {distances.max():.1f}; {len(recovery.names)} moments "
            f"less {count} parameters are {len(recovery.names) - count}.")


def one_table(ranges, recovery, truth=0):
    """One truth in natural units, with a range of one standard error."""
    known, at, low, high = (ranges.natural(np.clip(point, -1, 1)) for point in (
        recovery.truths[truth], recovery.found[truth], recovery.found[truth] - recovery.errors[truth],
        recovery.found[truth] + recovery.errors[truth]))
    rows = [[f"`{name}`", f"{known[k]:.3g}", f"{at[k]:.3g}", f"{low[k]:.3g} to {high[k]:.3g}"]
            for k, name in enumerate(ranges.names)]
    return pages.table(["parameter", "truth", "estimate", "one standard error either way"], rows)


def weakest_table(ranges, recovery, count=4):
    """Directions of which the data say least: eigenvectors of the information."""
    strengths, vectors = np.linalg.eigh(recovery.knowledge())
    rows = []
    for number in range(count):
        vector = vectors[:, number] * np.sign(vectors[np.argmax(np.abs(vectors[:, number])), number])
        largest = [k for k in np.argsort(-np.abs(vector)) if abs(vector[k]) >= 0.25]
        words = ", ".join(f"{vector[k]:+.2f} `{ranges.names[k]}`" for k in largest)
        rows.append([number + 1, f"{strengths[number] / surrogate.PRIOR:.2g}", words])
    return pages.table(["direction", "information over that of the range", "made of"], rows)


def pairs_list(ranges, recovery, least=0.4):
    """Pairs of parameters whose estimates hang together."""
    covariance = surrogate.errors(recovery.knowledge())[1]
    scale = np.sqrt(np.diag(covariance))
    found = covariance / np.outer(scale, scale)
    pairs = [(found[i, j], i, j) for i in range(len(found)) for j in range(i) if abs(found[i, j]) >= least]
    lines = [f"- `{ranges.names[j]}` and `{ranges.names[i]}`: {value:+.2f}"
             for value, i, j in sorted(pairs, key=lambda pair: -abs(pair[0]))]
    return "\n".join(lines) or f"- none of {least:g} or more"


def moments_table(recovery):
    """How well each moment follows a quadratic of the parameters."""
    surface = recovery.surface
    rows = [[name, "logarithm" if surface.logs[k] else "itself", f"{surface.explained[k]:.0%}"]
            for k, name in enumerate(recovery.names)]
    return pages.table(["moment", "fitted as", "variance over the design that is followed"], rows)


def arguments():
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("program", type=sweeping.a_program)
    parser.add_argument("-o", "--output", type=Path, help="picture of estimates against truths")
    parser.add_argument("--into", type=Path, help="page with marks that the tables are written into")
    parser.add_argument("--truths", type=int, default=12)
    parser.add_argument("--worlds", type=int, default=32, help="worlds whose mean is the data of a truth")
    parser.add_argument("--anchors", type=int, default=12, help="points that the level is taken from")
    parser.add_argument("--shares", type=int, default=16, help="shares in which the design is run")
    parser.add_argument("--seed", type=int, default=2030, help="of the truths and of their luck")
    parser.add_argument("--threads", default="1")
    parser.add_argument("--keep", type=Path, help="folder for the numbers; what is there is not run again")
    return parser.parse_args()


def gathered(asked, folder, ranges):
    """Moments of the design, of the truths, and of the anchors."""
    options = ["--threads", asked.threads, "--redraw", "population"]
    design = sweeping.run(asked.program, DESIGN, folder, asked.shares, options)

    def each(name, points, worlds, seed):
        """Each point has luck of its own: errors of one are not those of the next."""
        parts = []
        for k in range(len(points)):
            file = write_table(folder, f"{name}_{k}", ranges, points[k:k + 1], worlds)
            words = [*options, "--root", "/", "--seed", str(seed + k)]
            parts.append(sweeping.run(asked.program, file, folder, 1, words, ranges.names))
        return sweeping.joined(parts)

    data = each("truth", hidden_truths(ranges, asked.truths, asked.seed), asked.worlds, asked.seed + 1)
    others = hidden_truths(ranges, asked.anchors, asked.seed + 1)
    return design, data, each("anchor", others, asked.worlds // 2, asked.seed + 1001)


def main():
    asked = arguments()
    ranges = Ranges(sweeping.parameters(DESIGN))
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        design, data, anchors = gathered(asked, folder.resolve(), ranges)
    names = moments_of(design)
    whole = Recovery(ranges, design, data, names, anchors)
    blind = Recovery(ranges, design, data, [name for name in names if name not in OFFERS], anchors)
    parts = [("all-moments", recovery_table(ranges, whole)), ("one-truth", one_table(ranges, whole)),
             ("weakest", weakest_table(ranges, whole)), ("pairs", pairs_list(ranges, whole)),
             ("no-offers", recovery_table(ranges, blind)),
             ("no-offers-weakest", weakest_table(ranges, blind)),
             ("no-offers-pairs", pairs_list(ranges, blind)), ("moments", moments_table(whole))]
    if asked.into:
        pages.write_into(asked.into, parts)
    else:
        print("\n\n".join(f"[{name}]\n\n{text}" for name, text in parts))
    if asked.output:
        recovery.save(ranges, whole, blind, asked.output)


if __name__ == "__main__":
    main()
