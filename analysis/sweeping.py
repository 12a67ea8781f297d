# SPDX-License-Identifier: Apache-2.0
"""Runs a design in shares with `mercato sweep` and keeps only the numbers: each world's value of each metric.

A share's result holds every move and offer; as soon as its numbers are read it is removed, so that a large
design needs little room. Shares that are there already are not run again.
"""

import argparse
import hashlib
import subprocess
import sys
import tomllib
from pathlib import Path

import h5py
import numpy as np

from trajectory import text


def a_program(path):
    """For argparse: the program, which must be there."""
    if not Path(path).is_file():
        raise argparse.ArgumentTypeError(f"there is no program {path}")
    return str(Path(path).resolve())


class Moments:
    """Values of named metrics at the points of a design.

    names    (metric,) "turnover", "exits@openai"
    units    (metric,)
    points   (point, parameter) in units of the key
    values   (metric, point, replicate)
    """

    def __init__(self, names, units, points, values):
        self.names, self.units = [str(name) for name in names], [str(unit) for unit in units]
        self.points, self.values = points, values

    def of(self, names):
        """The same for some metrics only, in that order."""
        rows = [self.names.index(name) for name in names]
        return Moments(names, [self.units[row] for row in rows], self.points, self.values[rows])


def parameters(design):
    """The [[parameters]] of a design file."""
    with open(design, "rb") as file:
        return tomllib.load(file)["parameters"]


def facts_of(design):
    """Ids of the facts of the design's scenario: the moments."""
    with open(design, "rb") as file:
        scenario = Path(design).parent / tomllib.load(file)["scenario"]
    with open(scenario, "rb") as file:
        facts = scenario.parent / tomllib.load(file)["facts_file"]
    with open(facts, "rb") as file:
        return [fact["id"] for fact in tomllib.load(file)["facts"]]


def read(path, paths):
    """Moments of one result of `mercato sweep`."""
    with h5py.File(path) as file:
        labs = [text(lab) for lab in file["metric_lab"][()]]
        names = [text(name) + (f"@{lab}" if lab else "") for name, lab in zip(file["metric_name"][()], labs)]
        units = [text(unit) for unit in file["metric_unit"][()]]
        values = file["metric_value"][()][:, :, 0, :]
        points = np.column_stack([file["design_" + path.replace(".", "_")][()] for path in paths])
    return Moments(names, units, points, values)


def mark_of(program, design, options):
    """What numbers hang on: build, design, the scenario and its facts, options."""
    said = subprocess.run([program, "--version"], stdout=subprocess.PIPE, check=True).stdout
    with open(design, "rb") as file:
        scenario = Path(design).parent / tomllib.load(file)["scenario"]
    table = Path(design).with_suffix(".csv")
    texts = [Path(design), scenario, scenario.parent / "facts/moments.toml", table]
    parts = [said, " ".join(map(str, options)).encode(), *(p.read_bytes() for p in texts if p.exists())]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def run(program, design, folder, shares=1, options=(), paths=None):
    """Moments at all points of a design; paths are those of its parameters, if they stand in a table."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = paths or [parameter["path"] for parameter in parameters(design)]
    parts, mark = [], mark_of(program, design, options)
    for share in range(shares):
        kept = folder / f"{Path(design).stem}_{share}_of_{shares}.npz"
        if not is_of(kept, mark):
            result = kept.with_suffix(".h5")
            command = [program, "sweep", design, "--quiet", "--force", "-o", result, *options]
            command += ["--shard", f"{share}/{shares}"] if shares > 1 else []
            ended = subprocess.run([str(word) for word in command], check=False)
            if ended.returncode:
                sys.exit(f"{program} sweep {design} ended with {ended.returncode}")
            part = read(result, paths)
            np.savez_compressed(kept, mark=mark, **vars(part))
            result.unlink()
            result.with_suffix(".h5.log").unlink(missing_ok=True)
        with np.load(kept) as file:
            parts.append(Moments(**{name: file[name] for name in file.files if name != "mark"}))
    return joined(parts)


def is_of(kept, mark):
    """Whether numbers are there, and of this build, design and scenario."""
    if not kept.exists():
        return False
    with np.load(kept) as file:
        return "mark" in file.files and str(file["mark"]) == mark


def joined(parts):
    """Points of several moments one after another."""
    return Moments(parts[0].names, parts[0].units, np.concatenate([part.points for part in parts]),
                   np.concatenate([part.values for part in parts], axis=1))
