#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Trajectory files of mercato as numpy arrays: the only module that knows the layout (docs/trajectory.md).

    from trajectory import Trajectory
    run = Trajectory("results/baseline.h5")
    run["headcount"]            # (replicate, time, lab), people
    run.moves["tenure"]         # (move,), years
    run.lab_names[run.moves["from"][0]]

Arrays are read when asked for and kept. `run.dataset()` gives the whole file as an xarray.Dataset, where
xarray is installed. `python3 analysis/trajectory.py FILE` lists what is in a file.
"""

import sys
import tomllib
from functools import cached_property

import h5py
import numpy as np

FORMAT = 1
EPOCH = np.datetime64("1970-01-01T00:00:00", "us")
SECONDS_A_YEAR = 31557600.0
OUTSIDE = "outside the field"


class NotATrajectory(Exception):
    """The file cannot be read, or is not a complete result of mercato."""


def text(value):
    """A text as it comes from h5py, as str; " " stands for an empty text in the file."""
    decoded = value.decode("utf-8") if isinstance(value, bytes) else str(value)
    return "" if decoded == " " else decoded


class Table:
    """Events of all replicates, one row each: columns by their name without prefix.

    table["time"]           (rows,) float64, seconds since 1970-01-01T00:00:00Z
    table["replicate"]      (rows,) int32
    table.years["time"]     the same moments in years since the start of the run
    table.of(3)             the rows of replicate 3, as a slice
    len(table)              rows; 0 too where the table was not recorded
    """

    def __init__(self, trajectory, name):
        self._trajectory = trajectory
        self._name = name
        self._has = f"{name}_count" in trajectory.names
        counts = trajectory[f"{name}_count"] if self._has else np.zeros(trajectory.replicates, dtype=np.int64)
        self._ends = np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])

    def __len__(self):
        return int(self._ends[-1])

    def __getitem__(self, column):
        if not self._has:
            return np.zeros(0)
        return self._trajectory[f"{self._name}_{column}"]

    def of(self, replicate):
        """Slice of the rows of one replicate."""
        return slice(int(self._ends[replicate]), int(self._ends[replicate + 1]))

    def years(self, column):
        """Moments of a column [years since the start of the run], (rows,) float64."""
        return (self[column] - self._trajectory.seconds[0]) / SECONDS_A_YEAR

    def codes(self, column):
        """The words for the codes 0, 1, ... of a column."""
        return self._trajectory.codes(f"{self._name}_{column}")


class Trajectory:
    """A complete result file, read piece by piece."""

    def __init__(self, path):
        try:
            self._file = h5py.File(path, "r")
        except OSError as error:
            raise NotATrajectory(f"cannot read '{path}' ({error}). "
                                 "Name a file that mercato run has left.") from error
        attributes = self._file.attrs
        found = int(np.ravel(attributes.get("mercato_format", 0))[0])
        if found == 0:
            raise NotATrajectory(f"cannot read '{path}' (it was not written by mercato).")
        if found > FORMAT or int(np.ravel(attributes.get("complete", 0))[0]) != 1:
            raise NotATrajectory(f"cannot read '{path}' (it is not complete, or of the newer format "
                                 f"{found}).")
        self.path = str(path)
        self._read = {}

    # What there is

    @cached_property
    def names(self):
        """Names of all variables and axes."""
        return {name for name, item in self._file.items() if isinstance(item, h5py.Dataset)}

    def __getitem__(self, name):
        """A variable as a numpy array; texts as an array of str."""
        if name not in self._read:
            item = self._file[name]
            values = item[()]
            if h5py.check_string_dtype(item.dtype):
                values = np.array([text(v) for v in np.ravel(values)], dtype=object).reshape(item.shape)
            self._read[name] = self._of_done(name, values)
        return self._read[name]

    @cached_property
    def _done(self):
        """Which replicates came to their end, in every arm and at every point; None where all did."""
        if "run_status" not in self._file:
            return None
        status = self._file["run_status"][()]
        failed = (status != 0).reshape(-1, status.shape[-1]).any(axis=0)
        return ~failed if failed.any() else None

    def _of_done(self, name, values):
        """Without the replicates that failed: they have no values."""
        if self._done is None or "replicate" not in self.axes(name):
            return values
        return np.compress(self._done, values, axis=self.axes(name).index("replicate"))

    def axes(self, name):
        """Names of the axes of a variable, one a dimension."""
        return [dimension[0].name.rsplit("/", 1)[-1] for dimension in self._file[name].dims if len(dimension)]

    def unit(self, name):
        """Unit of a variable; "1" for counts and codes."""
        return text(self._file[name].attrs["units"])

    def meaning(self, name):
        """What a variable is, in words."""
        return text(self._file[name].attrs["long_name"])

    def codes(self, name):
        """Words for the codes 0, 1, ... of a variable, empty if it has none."""
        return text(self._file[name].attrs.get("flag_meanings", b"")).split()

    def attribute(self, name):
        """A text or number that belongs to the whole file ("title", "seed", "commit"), as text."""
        value = self._file.attrs.get(name, b"")
        return text(value) if isinstance(value, (bytes, str)) else text(np.ravel(value)[0])

    # Axes

    @property
    def replicates(self):
        """How many runs with other luck there are; those that failed are left out everywhere."""
        every = self._file["replicate"].shape[0]
        return every if self._done is None else int(self._done.sum())

    @cached_property
    def seconds(self):
        """Recorded moments [seconds since 1970-01-01T00:00:00Z], (time,) float64."""
        return self["time"]

    @cached_property
    def times(self):
        """Recorded moments, (time,) datetime64[us], UTC."""
        return EPOCH + np.round(self.seconds * 1e6).astype("timedelta64[us]")

    @property
    def length(self):
        """Length of the run [years]."""
        return float(self.seconds[-1] - self.seconds[0]) / SECONDS_A_YEAR

    @property
    def lab_ids(self):
        """Ids of the labs, (lab,) str."""
        return self["lab_id"]

    @property
    def lab_names(self):
        """Names of the labs for people to read, (lab,) str; the id where a lab has no name."""
        return np.array([name or key for name, key in zip(self["lab_name"], self["lab_id"])], dtype=object)

    @property
    def lab_kinds(self):
        """What sort of employer each lab is, (lab,) str."""
        return self["lab_kind"]

    # Tables

    @cached_property
    def moves(self):
        """Who changed employer, came into the field (from = -1) or left it (to = -1)."""
        return Table(self, "move")

    @cached_property
    def offers(self):
        """Firm offers and what became of them."""
        return Table(self, "offer")

    @cached_property
    def spells(self):
        """Job spells; ended = 0 for those that run on at the end."""
        return Table(self, "spell")

    @cached_property
    def announcements(self):
        """The chronicle of labs in crisis."""
        return Table(self, "announcement")

    @cached_property
    def crises(self):
        """The course of crises: signatures, beliefs, messages, exits; the last row tells the ending."""
        return Table(self, "crisis")

    @cached_property
    def approaches(self):
        """Everybody whom a raid approached, the package, the answer."""
        return Table(self, "approach")

    @cached_property
    def choices(self):
        """Choices with the terms of both sides; those of people who go unless record.terms says otherwise."""
        return Table(self, "choice")

    @cached_property
    def launches(self):
        """Launches of labs that make something; empty where none does."""
        return Table(self, "launch")

    @cached_property
    def intentions(self):
        """Where the staff of a lab in crisis would go if its board held, expected numbers."""
        return Table(self, "intention")

    @cached_property
    def scenario(self):
        """The whole scenario as it was run, a dict as of its TOML text."""
        return tomllib.loads(text(self._file["scenario"][()]))

    @cached_property
    def facts(self):
        """Documented facts and how they fared, a dict for each; empty where none were given."""
        columns = sorted(name for name in self.names if name.startswith("fact_"))
        rows = self._file["fact"].shape[0] if "fact" in self.names else 0
        return [{name[len("fact_"):]: self[name][row] for name in columns} for row in range(rows)]

    def flows(self):
        """Moves over the whole run, (replicate, from, to) int64; last row and column: outside the field."""
        labs = len(self.lab_ids)
        counts = np.zeros((self.replicates, labs + 1, labs + 1), dtype=np.int64)
        if len(self.moves):
            origin, target = (np.where(self.moves[end] < 0, labs, self.moves[end]) for end in ("from", "to"))
            np.add.at(counts, (self.moves["replicate"], origin, target), 1)
        return counts

    def dataset(self):
        """The file as an xarray.Dataset, moments as datetime64."""
        import xarray

        return xarray.open_dataset(self.path, engine="h5netcdf")


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: trajectory.py FILE\nLists the variables of a trajectory file.")
    try:
        run = Trajectory(sys.argv[1])
    except NotATrajectory as refused:
        print(f"trajectory: {refused}", file=sys.stderr)
        sys.exit(4)
    print(f"{run.attribute('title')}: {run.replicates} replicates, {run.times[0]} to {run.times[-1]}")
    for name in sorted(run.names):
        axes = ", ".join(run.axes(name))
        print(f"{name:24} ({axes:26}) {run.unit(name):12.12} {run.meaning(name)}")


if __name__ == "__main__":
    main()
