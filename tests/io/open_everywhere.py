#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Opens a trajectory in every reader there is, and holds what they find against what was written.

open_everywhere.py FILE VALUES      VALUES is the folder that write_sample leaves
Ends with 77 if a reader is missing here, 1 if one finds something else.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

FAULTS = []
MISSING = []


def check(is_so, what):
    if not is_so:
        FAULTS.append(what)


def expected(folder):
    """{variable: flat array} of what was written."""
    return {path.stem: np.fromfile(path, dtype=path.suffix[1:]) for path in Path(folder).iterdir()}


def compare(reader, name, found, wanted):
    """Same type, same bits, in the same order."""
    found = np.ravel(np.asarray(found))
    same = found.dtype == wanted.dtype and found.tobytes() == wanted.tobytes()
    check(same, f"{reader}: {name} is not what was written")


def with_h5py(file, values):
    import h5py

    with h5py.File(file, "r") as opened:
        for name, wanted in values.items():
            compare("h5py", name, opened[name][()], wanted)
        check(opened.attrs["complete"][0] == 1, "h5py: complete is not 1")
        check(opened["lab_name"][1].decode() == "Börse für Köpfe", "h5py: the second lab has another name")
        check(opened["scenario"][()].decode().endswith("# ünïcödé\n"), "h5py: the scenario is cut short")
        plot = opened[opened.attrs["default"].decode()]
        data = plot[plot.attrs["default"].decode()]
        check(data[data.attrs["signal"].decode()].shape == opened["headcount"].shape, "h5py: no default plot")
        lengths = [data[axis].shape[0] for axis in data.attrs["axes"]]
        check(lengths == list(opened["headcount"].shape), "h5py: axes of the plot")


def with_xarray(engine, file, values):
    import xarray

    importlib_name = {"netcdf4": "netCDF4", "h5netcdf": "h5netcdf"}[engine]
    __import__(importlib_name)
    reader = f"xarray with {engine}"
    with xarray.open_dataset(file, engine=engine, decode_cf=False) as opened:
        for name, wanted in values.items():
            compare(reader, name, opened[name].values, wanted)
    with xarray.open_dataset(file, engine=engine) as opened:
        check(opened.headcount.dims == ("replicate", "time", "lab"), f"{reader}: axes of headcount")
        check(str(opened.time.values[0]).startswith("2022-11-30T00:00:00"), f"{reader}: first moment")
        check(opened.offer_deadline.dtype == np.float32, f"{reader}: a deadline is no longer a number")
        reasons = opened.move_reason.attrs["flag_meanings"].split()
        check(reasons[4] == "left_field", f"{reader}: codes of reasons")
        check(all({"units", "long_name"} <= {*v.attrs, *v.encoding} for v in opened.variables.values()),
              f"{reader}: a variable without unit or meaning")
        first = opened.headcount.sel(lab=0).lab_name.item()
        check(first == "Aurora Lab", f"{reader}: names are no coordinates")
        check(opened.fact_id.values.tolist()[0] == "G1", f"{reader}: ids of facts")


def run(command, **options):
    return subprocess.run(command, capture_output=True, text=True, **options)


def ended_well(ended, what):
    check(ended.returncode == 0, f"{what} ended with {ended.returncode}: {ended.stderr.strip()[:300]}")


def with_ncdump(file, values):
    for options in ([], ["-h"], ["-s", "-h"]):
        ended = run(["ncdump", *options, file])
        ended_well(ended, f"ncdump {options}")
    check("\\000" not in ended.stdout, "ncdump: an attribute shows its closing zero")
    check("headcount(replicate, time, lab)" in ended.stdout, "ncdump: axes of headcount")


def with_ncatted(file, values):
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(file, os.path.join(folder, "copy.h5"))
        ended = run(["ncatted", "-O", "-h", "-a", "note,global,c,c,edited", copy])
        ended_well(ended, "ncatted")


def with_netcdf4_editing(file, values):
    """What ncatted does, by the library under it: fails without the order of creation."""
    import netCDF4

    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(file, os.path.join(folder, "copy.h5"))
        with netCDF4.Dataset(copy, "a") as opened:
            opened.note = "edited"
            opened["headcount"].note = "edited"
        with netCDF4.Dataset(copy) as opened:
            check(opened.note == "edited", "netCDF4: an edited copy lost its edit")
            compare("netCDF4", "headcount", opened["headcount"][:].data, values["headcount"])


def with_r(file, values):
    script = Path(__file__).with_name("open_in_r.R")
    has_ncdf4 = 'if (!requireNamespace("ncdf4", quietly = TRUE)) quit(status = 3)'
    if run(["Rscript", "-e", has_ncdf4]).returncode == 3:
        raise ImportError("ncdf4 for R")
    ended = run(["Rscript", "--vanilla", str(script), file], env={**os.environ, "LC_ALL": "C.UTF-8"})
    ended_well(ended, "R")
    sums = dict(line.split("\t") for line in ended.stdout.splitlines() if "\t" in line)
    for name, wanted in values.items():
        # R has doubles only, and sums them in extended precision
        exact = wanted.sum(dtype=np.longdouble)
        close = name in sums and np.isclose(float(sums[name]), exact, rtol=1e-12, atol=0)
        check(close, f"R: the sum of {name} is {sums.get(name)}, {exact} was written")
    check(sums.get("lab_name") == "Börse für Köpfe", f"R: the second lab is {sums.get('lab_name')}")
    check(sums.get("seed") == "9007199254740991", f"R: the seed is {sums.get('seed')}")


def main():
    file, values = sys.argv[1], expected(sys.argv[2])
    check(len(values) > 50, "write_sample left few values")
    readers = {
        "h5py": with_h5py, "netcdf4": lambda f, v: with_xarray("netcdf4", f, v),
        "h5netcdf": lambda f, v: with_xarray("h5netcdf", f, v), "ncdump": with_ncdump,
        "netCDF4 editing": with_netcdf4_editing, "R": with_r,
    }
    if shutil.which("ncatted"):
        readers["ncatted"] = with_ncatted
    for name, reader in readers.items():
        try:
            reader(file, values)
            print(f"{name}: opened")
        except (ImportError, FileNotFoundError) as missing:
            MISSING.append(f"{name} ({missing})")
    for fault in FAULTS:
        print(f"FAULT {fault}")
    for reader in MISSING:
        print(f"not tried, missing here: {reader}")
    return 1 if FAULTS else 77 if MISSING else 0


if __name__ == "__main__":
    sys.exit(main())
