#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Draws how far the letter of the board crisis comes over what no single success can identify: steepness of
the signing decision, weight of others' signatures, fear of retaliation. Runs the program over a grid.

analysis/phase_diagram.py PROGRAM -o PICTURE [--replicates 20] [--stubborn]
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt  # noqa: E402  (the backend comes first: there may be no display)
import numpy as np  # noqa: E402

from figures import crisis, style  # noqa: E402
from trajectory import Trajectory  # noqa: E402

SCENARIO = Path(__file__).resolve().parents[1] / "scenarios/episodes/board_crisis.toml"
SOCIAL = [0, 1, 2, 3, 4, 5]
RETALIATION = [0, 0.15, 0.3, 0.6, 1]
STEEPNESS = [0.1, 0.3, 1]
HOURS = 6.0


def share_signed(program, pace, settings, replicates, folder):
    """Median over replicates that came as far as a letter of the share signed some hours later."""
    result = str(Path(folder) / "run.h5")
    settings = {"run.end": "2023-11-21T00:00:00Z", "record.moves": "false", "record.intentions": "300 days",
                "boards.board_of_2023.pace": pace, "boards.board_of_2023.patience": "3000 days",
                **settings}
    command = [program, "run", str(SCENARIO), "--replicates", str(replicates), "--quiet", "--force"]
    command += ["-o", result]
    for key, value in settings.items():
        command += ["--set", f"{key}={value}"]
    subprocess.run(command, check=True)
    run = Trajectory(result)
    origin = crisis.moment_of(run, "letter")
    shares = crisis.laid_out(run, "signatures", origin, np.array([HOURS]))[:, 0] / crisis.first(run, "staff")
    return float(np.median(np.minimum(shares, 1.0)))


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("-o", "--output", required=True)
    parser.add_argument("--replicates", type=int, default=20)
    parser.add_argument("--stubborn", action="store_true", help="a board that hardly ever concedes")
    asked = parser.parse_args()
    # The same board, three hundred times slower in both of its ways to end: nearly all replicates come so
    # far. A stubborn one is slower still to concede, and known to be.
    pace = "100000 hours" if asked.stubborn else "1800 hours"
    style.set_up()
    figure, panels = plt.subplots(1, len(STEEPNESS), figsize=(14, 4.6), sharey=True)
    with tempfile.TemporaryDirectory() as folder:
        for axes, steepness in zip(panels, STEEPNESS):
            def share(social, retaliation):
                settings = {"letter.steepness": steepness, "letter.social_weight": social,
                            "letter.retaliation": retaliation}
                return share_signed(asked.program, pace, settings, asked.replicates, folder)

            shares = np.array([[share(social, feared) for social in SOCIAL] for feared in RETALIATION])
            axes.imshow(shares, origin="lower", aspect="auto", vmin=0, vmax=1, cmap="cividis")
            axes.grid(False)
            for (row, column), value in np.ndenumerate(shares):
                axes.text(column, row, f"{value:.0%}", ha="center", va="center",
                          color="white" if value < 0.55 else "black")
            axes.set_xticks(range(len(SOCIAL)), SOCIAL)
            axes.set_yticks(range(len(RETALIATION)), RETALIATION)
            axes.set(title=f"steepness {steepness:g} utils", xlabel="social weight [utils]")
    panels[0].set_ylabel("retaliation feared")
    figure.suptitle(f"Share signed {HOURS:g} hours after the letter went round, median of {asked.replicates} "
                    "replicates: simulated, stylised", x=0.01, ha="left", fontweight="bold")
    figure.tight_layout()
    figure.savefig(asked.output, dpi=110)
    return 0


if __name__ == "__main__":
    sys.exit(main())
